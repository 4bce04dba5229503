# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cases that were joined are taken apart again: what was comes back, and the history stays (SR-17)."""

from datetime import datetime

import pytest

from samenspel.cases.access import family_of, root_of
from samenspel.cases.actions import NotTwo
from samenspel.cases.models import Deadline, Evaluation, Item, Joined
from samenspel.partners.access import acting_as, actor_for
from samenspel.people.actions import unlink
from samenspel.people.models import Link
from tests import cast
from tests.cases.joining import (
    LATER,
    REASON,
    apart,
    as_,
    inside,
    joined,
    page,
    proposals,
    report_again,
    same,
    terms,
    two_cases,
)
from tests.sign_in import at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now() -> datetime:
    return at(LATER)


def test_sr17_undoing_gives_back_what_was_and_keeps_the_history() -> None:
    first, second = two_cases()
    report_again(0, 3, 1)
    same()
    before, proposed = terms(), proposals()
    made = joined(first, second)
    assert proposals() != proposed
    apart(made, "vera")
    assert {term: columns for term, columns in terms().items() if columns[4] is None} == before
    assert {one for one in proposals() if one[2] == "open"} == proposed
    with inside("VT"):
        row = Joined.objects.get()
        assert (row.made_by, row.ended_by) == (cast.ident("wout"), cast.ident("vera"))
        assert row.reason == REASON and row.ended_reason == "Toch twee gezinnen."
        assert family_of(first.pk, cast.organisation("VT").pk) == (first.pk,)
        assert set(Evaluation.objects.filter(case=second, at=LATER)), "each was evaluated apart"


def test_undoing_by_the_page_and_a_second_time_is_told_so() -> None:
    first, second = two_cases()
    same()
    made = joined(first, second)
    client, where = as_("vera"), f"/zaak/{first.pk}/samen/{second.pk}"
    assert client.post(where, {"do": "apart", "reason": ""}).status_code == 422
    done = client.post(where, {"do": "apart", "reason": "Twee gezinnen."}, follow=True).content.decode()
    assert "Het zijn weer twee zaken" in done and "staat ook in zaak" in done
    with pytest.raises(NotTwo):
        apart(made)


def test_a_term_that_only_the_other_case_met_runs_again_after_undoing() -> None:
    first, second = two_cases()
    same()
    made = joined(first, second)
    with inside("VT"):
        foreign = Item.objects.filter(case=first).order_by("happened_at")[0]
        mine = Deadline.objects.filter(
            item__case=second, met_at=None, ended_at=None, organisation=cast.organisation("VT")
        )[0]
        mine.met_at, mine.met_by = foreign.happened_at, foreign
        mine.save()
    apart(made)
    with inside("VT"):
        again = Deadline.objects.get(pk=mine.pk)
        assert (again.met_at, again.met_by, again.case_id) == (None, None, second.pk)
        assert again.due_at == mine.due_at


def test_what_a_person_took_apart_the_system_does_not_join_again() -> None:
    first, second = two_cases()
    same()
    same("pim", "POL")
    apart(joined(first, second))
    report_again(1, 4, 30)
    report_again(0, 5, 31)
    with inside("VT"):
        roots = {root_of(case, cast.organisation("VT").pk) for case in (first.pk, second.pk)}
        assert roots == {first.pk, second.pk}
    joined(first, second, "vera")
    with inside("VT"):
        assert root_of(second.pk, cast.organisation("VT").pk) == first.pk


def test_when_the_persons_turn_out_to_be_two_after_all_the_joined_case_says_so() -> None:
    first, second = two_cases()
    same()
    joined(first, second)
    by = actor_for(cast.member("vera"))
    with acting_as(by, purpose="pagina"):
        unlink(Link.objects.get(basis="bevestigd", ended_at=None), by=by, now=LATER, reason="Haar zus.")
    shown = page(as_("wout"), f"/zaak/{first.pk}")
    assert "Er staat nu niemand meer in beide." in shown
    assert "Niemand meer" in page(as_("wout"), f"/zaak/{first.pk}/samen/{second.pk}")
