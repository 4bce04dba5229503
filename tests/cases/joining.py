# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two cases with the same person in them, as tests make, join and look at them."""

import re
import uuid
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.test import Client

from samenspel.cases.access import File, open_file
from samenspel.cases.actions import bring_together, take_apart
from samenspel.cases.models import Case, Deadline, Joined, Proposal
from samenspel.intake.formats import Address, Moment, Report, ReportedPerson
from samenspel.journal.models import Actor
from samenspel.partners.access import acting_as, actor_for, service_of
from samenspel.people.actions import settle
from samenspel.people.models import Doubt
from samenspel.rules.facts import Born
from tests import cast
from tests.intake.test_register import a_report, put
from tests.sign_in import client_for

LATER = cast.NOW + timedelta(days=2)
REASON = "Zelfde moeder, zij is verhuisd."
Columns = tuple[Any, ...]


def inside(kind: str) -> AbstractContextManager[Actor]:
    return acting_as(service_of(cast.organisation(kind), process="test"), purpose="evaluatie")


def about(number: int, born: Born, child: str, facts: dict[str, object], when: datetime) -> Report:
    home = Address(street="Voorbeeldstraat", number="1", postcode=f"12{born.day}AB", city="Testdorp")
    mother = ReportedPerson(
        "1", last_name="Tweemaal", first_names="Tessa", born=born, roles=("slachtoffer",), actual=home
    )
    young = ReportedPerson(
        "2", last_name=child, first_names="Noor", born=Born(2018, 2, number), roles=("getuige",)
    )
    said = {"persons": (mother, young), "relations": (), "facts": facts, "occurred": Moment(when)}
    return a_report(reference=f"BVH-{number}", **said)


def two_cases(**facts: object) -> tuple[Case, Case]:
    """Two reports each about what may be the same woman, whose birth day differs: two cases, and a doubt."""
    said = facts or {"weapons": "geen"}
    one, other = Born(1990, 3, 14), Born(1990, 3, 15)
    earlier = cast.NOW - timedelta(days=9)
    first = put(about(1, one, "Aaldersma", said, earlier), earlier)
    second = put(about(2, other, "Bontekoe", said, cast.NOW), cast.NOW)
    assert first != second
    return first, second


def report_again(case: int, number: int, hours: int) -> None:
    born, child = ((Born(1990, 3, 14), "Aaldersma"), (Born(1990, 3, 15), "Bontekoe"))[case]
    when = cast.NOW + timedelta(hours=hours)
    report = about(number, born, child, {"weapons": "geen"}, when)
    young = replace(report.persons[1], born=Born(2018, 2, case + 1))
    put(replace(report, persons=(report.persons[0], young)), when)


def same(name: str = "wout", kind: str = "VT") -> None:
    """Somebody of that organisation says of every doubt that it is the same person."""
    by = actor_for(cast.member(name))
    with acting_as(by, purpose="pagina"):
        for doubt in Doubt.objects.filter(settled_at=None).select_related("record", "candidate"):
            settle(doubt, same=True, by=by, now=LATER, reason="Zelf gebeld.")


def joined(first: Case, second: Case, name: str = "wout") -> Joined:
    by = actor_for(cast.member(name))
    with acting_as(by, purpose="pagina"):
        return bring_together(second, first, by=by, now=LATER, reason=REASON)


def apart(made: Joined, name: str = "wout") -> None:
    by = actor_for(cast.member(name))
    with acting_as(by, purpose="pagina"):
        take_apart(made, by=by, now=LATER, reason="Toch twee gezinnen.")


def open_file_of(case: Case) -> File:
    by = actor_for(cast.member("wout"))
    with acting_as(by, purpose="pagina"):
        return open_file(by, case.pk, "test", LATER)


def page(client: Client, where: str) -> str:
    """What somebody reads there, without what differs at every visit."""
    text = client.get(where).content.decode()
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"', "", text)


def as_(name: str) -> Client:
    return client_for(cast.member(name))


def proposals(kind: str = "VT") -> set[tuple[uuid.UUID, str, str]]:
    with inside(kind):
        mine = Proposal.objects.filter(organisation=cast.organisation(kind))
        return set(mine.values_list("case", "moment", "state"))


def terms(kind: str = "VT") -> dict[tuple[uuid.UUID | None, str, uuid.UUID | None], Columns]:
    """Every term of that organisation: what started it, and how it stands."""
    with inside(kind):
        mine = Deadline.objects.filter(organisation=cast.organisation(kind))
        columns = ("case", "starts_at", "due_at", "met_at", "ended_at", "owner_kind")
        return {
            (row.item_id, row.term, row.person): tuple(
                getattr(row, f"{name}_id" if name == "case" else name) for name in columns
            )
            for row in mine
        }
