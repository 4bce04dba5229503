# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is accountable, and since which event: what the table reads follows from what is recorded."""

from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from itertools import permutations

import pytest
from django.db import IntegrityError, transaction

from samenspel.cases.access import picture_of
from samenspel.cases.actions import ItemDraft, add_items
from samenspel.cases.models import Case, Holder, Item
from samenspel.intake.actions.registering import register
from samenspel.journal.models import Actor, Handling, write
from samenspel.partners.access import acting_as, service_of
from samenspel.rules.facts import Kind, Situation
from samenspel.rules.safety import holders
from tests import cast
from tests.intake.test_register import a_report, put
from tests.sign_in import at, client_for

pytestmark = pytest.mark.django_db
Period = tuple[str, float, float | None]


def inside(kind: str) -> AbstractContextManager[Actor]:
    return acting_as(service_of(cast.organisation(kind), process="test"), purpose="evaluatie")


def hours(count: float) -> datetime:
    return cast.NOW + timedelta(hours=count)


def taken_over(kind: str | None, after: float, what: str = "oversight_holder") -> ItemDraft:
    return ItemDraft(Kind.OWNER, hours(after), detail={"what": what, "organisation": kind})


def decided(what: str, by: str, after: float) -> ItemDraft:
    return ItemDraft(Kind.DECISION, hours(after), detail={"what": what}, source=by)


def record(case: Case, *drafts: ItemDraft) -> list[Item]:
    """Veilig Thuis writes these down, one after the other."""
    with inside("VT") as by:
        made = [item for one in drafts for item in add_items(case, [one], by=by, now=hours(9))]
        write(by=by, name="tests.record", handling=Handling.COLLECT, now=hours(9), case=case.pk)
    return made


def history(case: Case, kind: str = "oversight_holder") -> list[Period]:
    """Who, from how many hours after the report until when, oldest first; what lasted no time is left out."""
    with inside("VT"):
        rows = Holder.objects.filter(case=case, kind=kind).order_by("since")
        return [
            (
                row.organisation.kind,
                (row.since - cast.NOW) / timedelta(hours=1),
                (row.until - cast.NOW) / timedelta(hours=1) if row.until else None,
            )
            for row in rows.select_related("organisation")
            if row.since != row.until
        ]


def test_veilig_thuis_has_oversight_and_plan_from_the_receipt_of_a_report() -> None:
    case = put(a_report())
    assert history(case) == history(case, "plan_holder") == [("VT", 0, None)]
    with inside("VT"):
        started = {row.item for row in Holder.objects.filter(case=case)}
        assert {item.kind for item in started if item} == {"report"}


def test_veilig_thuis_has_it_too_for_what_it_writes_down_itself() -> None:
    vt = cast.organisation("VT")
    case, _item = register(a_report(reporter=None), vt, vt, cast.NOW, cast.NOW)
    assert history(case) == history(case, "plan_holder") == [("VT", 0, None)]


def test_a_hand_over_ends_the_former_holder_by_that_event() -> None:
    case = put(a_report())
    (item,) = record(case, taken_over("LT", 2))
    assert history(case) == [("VT", 0, 2), ("LT", 2, None)]
    assert history(case, "plan_holder") == [("VT", 0, None)]
    with inside("POL"):
        former = Holder.objects.get(case=case, kind="oversight_holder", organisation=cast.organisation("VT"))
        assert former.ended_by_id == item.pk
        assert Holder.objects.get(case=case, organisation=cast.organisation("LT")).item_id == item.pk


def test_a_report_that_comes_later_does_not_take_it_back() -> None:
    case = put(a_report())
    record(case, taken_over("LT", 2))
    assert put(a_report(reference="BVH-2026-2"), hours(5)) == case
    assert history(case) == [("VT", 0, 2), ("LT", 2, None)]


def test_closing_by_who_has_the_oversight_ends_it_by_that_decision_and_a_report_begins_it_anew() -> None:
    case = put(a_report())
    record(case, decided("closed", "GI", 1))
    assert history(case) == [("VT", 0, None)]
    (closing,) = record(case, decided("closed", "VT", 2))
    assert history(case) == [("VT", 0, 2)]
    with inside("VT"):
        assert Holder.objects.get(case=case, kind="oversight_holder").ended_by == closing
    at(hours(3))
    page = client_for(cast.member("wout")).get(f"/zaak/{case.pk}").content.decode()
    assert "Niemand heeft zicht op de veiligheid." in page
    put(a_report(reference="BVH-2026-2"), hours(5))
    assert history(case) == [("VT", 0, 2), ("VT", 5, None)]


def test_the_casusbeeld_names_who_took_over() -> None:
    case = put(a_report())
    record(case, taken_over("LT", 2))
    at(hours(3))
    for name in ("wout", "pim"):
        page = client_for(cast.member(name)).get(f"/zaak/{case.pk}").content.decode()
        assert '<p class="case-holder">Wijkteam Testdorp</p>' in page


def test_a_hand_over_to_nobody_here_leaves_it_where_it_was() -> None:
    case = put(a_report())
    record(case, taken_over("JH", 2), taken_over("VT", 3, what="iets anders"))
    assert history(case) == [("VT", 0, None)]


def test_both_sides_of_stalking_may_have_an_owner() -> None:
    case = put(a_report())
    record(case, *(taken_over(kind, 2, "case_owner") for kind in ("POL", "VT", "POL")))
    assert sorted(history(case, "case_owner")) == [("POL", 2, None), ("VT", 2, None)]


EVENTS = (
    taken_over("LT", 1),
    decided("closed", "VT", 2),
    decided("no_follow_up", "LT", 3),
    taken_over("GI", 4),
)


@pytest.mark.parametrize("order", list(permutations(range(len(EVENTS)))))
def test_the_rows_say_what_the_rules_say_in_whichever_order_it_becomes_known(order: tuple[int, ...]) -> None:
    case = put(a_report())
    for place, number in enumerate(order, start=1):
        record(case, EVENTS[number])
        with inside("VT"):
            picture = picture_of(case.pk, cast.organisation("VT"), hours(9), cast.REGION)
            ruled = holders(Situation(picture, hours(9)))
        current = [kind for kind, _, until in history(case) if until is None]
        assert current == ([ruled.oversight] if ruled.oversight else []), order[:place]
    periods = history(case)
    assert periods == [("VT", 0, 1), ("LT", 1, 3), ("GI", 4, None)]


def test_a_period_cannot_end_before_it_began_nor_have_an_end_without_a_moment() -> None:
    case = put(a_report())
    with inside("VT"):
        row = Holder.objects.get(case=case, kind="oversight_holder")
        for wrong in ({"until": hours(-1)}, {"ended_by": row.item}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Holder.objects.filter(pk=row.pk).update(**wrong)
