# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may join two cases, who notices, and what stays in the journal."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

import pytest
from django.db import IntegrityError, transaction

from samenspel.cases.access import root_of
from samenspel.cases.actions import NotTwo
from samenspel.cases.models import Case, Deadline, Evaluation, Item, Joined, Party, Proposal
from samenspel.intake.actions.registering import register
from samenspel.journal.models import Entry
from samenspel.notify.models import Notice
from samenspel.rules.facts import Born
from tests import cast
from tests.cases.joining import LATER, Columns, about, apart, as_, inside, joined, page, same, two_cases
from tests.hostile.nasty import NASTY
from tests.intake.test_register import a_report, put
from tests.sign_in import at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now() -> datetime:
    return at(LATER)


def test_cases_that_share_nobody_are_not_joined() -> None:
    first, second = two_cases()
    with pytest.raises(NotTwo):
        joined(first, second)
    same()
    joined(first, second)
    with pytest.raises(NotTwo):
        joined(first, second, "vera")
    with inside("VT"):
        assert Joined.objects.count() == 1


def test_sr29_joining_and_undoing_are_journalled_with_who_and_about_whom() -> None:
    first, second = two_cases()
    same()
    made = joined(first, second)
    apart(made, "vera")
    with inside("VT"):
        entries = {one.name: one for one in Entry.objects.filter(object_kind="joined")}
        assert set(entries) == {"cases.bring_together", "cases.take_apart"}
        assert entries["cases.bring_together"].member == cast.ident("wout")
        assert entries["cases.take_apart"].member == cast.ident("vera")
        assert all(one.handling == "combineren" and one.object == made.pk for one in entries.values())
        assert all(len(one.subjects) == 1 for one in entries.values())


def everything(kind: str) -> Iterable[Columns]:
    """All rows of that organisation about cases, and what it can see of those of others."""
    with inside(kind):
        for model in (Case, Party, Item, Proposal, Deadline, Evaluation, Joined, Entry, Notice):
            yield model.__name__, sorted(map(str, model.objects.order_by("pk").values_list()))


def test_sr09_nothing_changes_for_another_organisation_and_nothing_leaks() -> None:
    first, second = two_cases(acute_unsafety="ja")
    same()
    where = [f"/zaak/{case.pk}{kind}" for case in (first, second) for kind in ("", "/tekst", "/json")]
    rows = {kind: list(everything(kind)) for kind in ("POL", "OM")}
    pim = as_("pim")
    pages = [page(pim, one) for one in (*where, "/", "/berichten")]
    rows["POL"] = list(everything("POL"))
    made = joined(first, second)
    assert {kind: list(everything(kind)) for kind in rows} == rows
    assert [page(pim, one) for one in (*where, "/", "/berichten")] == pages
    looked = list(everything("POL"))
    apart(made)
    assert list(everything("POL")) == looked
    assert "Bontekoe" not in pages[0] and "Aaldersma" not in pages[3]


def test_sr09_the_sender_sees_the_same_terms_whether_the_receiver_knew_the_family_or_not() -> None:
    def told(case: Case) -> list[Columns]:
        with inside("POL"):
            return sorted(Deadline.objects.filter(case=case).values_list("term", "organisation__kind"))

    unknown = put(a_report(), LATER)
    facts: dict[str, object] = {"weapons": "geen"}
    report, vt = about(1, Born(1990, 3, 14), "Aaldersma", facts, cast.NOW), cast.organisation("VT")
    own, _item = register(report, vt, vt, cast.NOW, cast.NOW)
    known = put(replace(a_report(reference="BVH-9"), persons=report.persons, relations=()), LATER)
    with inside("VT"):
        assert root_of(known.pk, vt.pk) == own.pk
    assert ("DL-03", "VT") in told(unknown)
    assert set(told(known)) == set(told(unknown))


def test_sr09_another_organisation_cannot_join_for_this_one() -> None:
    first, second = two_cases()
    same()
    with inside("POL"), pytest.raises(Exception, match="row-level security"), transaction.atomic():
        Joined(case=second, into=first, organisation=cast.organisation("VT"), since=LATER).save(
            force_insert=True
        )


def test_the_database_asks_who_and_why_of_what_a_person_did() -> None:
    first, second = two_cases()
    own = cast.organisation("VT")
    for wrong in (
        {"made_by": cast.ident("wout")},
        {"ended_at": LATER, "ended_reason": "x"},
        {"ended_at": LATER, "ended_by": cast.ident("wout")},
    ):
        with inside("VT"), pytest.raises(IntegrityError), transaction.atomic():
            Joined(case=second, into=first, organisation=own, since=LATER, **wrong).save(force_insert=True)


def test_every_field_survives_nasty_strings() -> None:
    first, second = two_cases()
    same()
    client, where = as_("wout"), f"/zaak/{second.pk}/samen/{first.pk}"
    for nasty in NASTY:
        sent = nasty.encode(errors="replace").decode()
        with transaction.atomic():
            answer = client.post(where, {"do": "together", "reason": sent})
            transaction.set_rollback(True)
        assert answer.status_code in (302, 422), repr(nasty)[:60]
        assert client.post(where, {"do": sent, "reason": "x"}).status_code == 422
