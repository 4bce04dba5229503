# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two cases with the same person in them: a professional joins them for the own organisation."""

import uuid
from datetime import datetime

import pytest

from samenspel.cases.actions import reject
from samenspel.cases.models import Item, Proposal
from samenspel.notify.models import Notice
from samenspel.partners.access import acting_as, actor_for
from tests import cast
from tests.cases.joining import (
    LATER,
    REASON,
    apart,
    as_,
    inside,
    joined,
    open_file_of,
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


# --- What a worker sees


def test_both_cases_say_that_they_share_a_person_once_somebody_said_so() -> None:
    first, second = two_cases()
    client = as_("wout")
    for case in (first, second):
        assert "staat ook in zaak" not in page(client, f"/zaak/{case.pk}")
    same()
    for case, other in ((first, second), (second, first)):
        shown = page(client, f"/zaak/{case.pk}")
        assert f"Tessa Tweemaal staat ook in zaak {str(other.pk)[:8]}." in shown
        assert f"/zaak/{case.pk}/samen/{other.pk}" in shown


def test_the_post_hears_that_it_has_to_look_and_not_about_whom() -> None:
    two_cases()
    with inside("VT"):
        assert not Notice.objects.filter(template="zelfde-persoon").exists()
    same()
    with inside("VT"):
        assert Notice.objects.get(template="zelfde-persoon").post == cast.post("VT")
    shown = page(as_("wout"), "/berichten")
    assert "Dezelfde persoon staat in twee van uw zaken" in shown and "Tweemaal" not in shown
    with inside("POL"):
        assert not Notice.objects.filter(template="zelfde-persoon").exists()


def test_one_act_with_a_reason_makes_one_casusbeeld_of_both() -> None:
    first, second = two_cases()
    same()
    client, where = as_("wout"), f"/zaak/{second.pk}/samen/{first.pk}"
    shown = page(client, where)
    for expected in (
        "Tessa Tweemaal",
        "Aaldersma",
        "Bontekoe",
        "Politie Voorbeeld",
        "Andere organisaties merken",
    ):
        assert expected in shown
    refused = client.post(where, {"do": "together", "reason": " "})
    assert refused.status_code == 422 and 'href="#id_reason"' in refused.content.decode()
    assert client.post(where, {"do": "wat", "reason": "x"}).status_code == 422
    done = client.post(where, {"do": "together", "reason": REASON}, follow=True)
    assert done.redirect_chain[-1][0] == f"/zaak/{first.pk}"
    for case in (first, second):
        shown = page(client, f"/zaak/{case.pk}")
        assert "Aaldersma" in shown and "Bontekoe" in shown
        assert f"Zaak {str(first.pk)[:8]}" in shown
        assert "zei Wout Wind" in shown and "staat ook in zaak" not in shown
    assert len(client.get(f"/zaak/{second.pk}/json").json()["onderdelen"]) == 4


def test_whoever_comes_second_reads_what_a_colleague_did() -> None:
    first, second = two_cases()
    same()
    joined(first, second, "vera")
    where = f"/zaak/{first.pk}/samen/{second.pk}"
    shown = page(as_("wout"), where)
    assert "Vera van Veen" in shown and REASON in shown
    late = as_("wout").post(where, {"do": "together", "reason": "x"}, follow=True)
    assert "Een collega was u voor" in late.content.decode()


def test_sr20_only_who_works_on_both_and_finds_somebody_in_both_gets_the_page() -> None:
    first, second = two_cases()
    wout, nowhere = as_("wout"), f"/zaak/{uuid.uuid4()}/samen/{uuid.uuid4()}"
    assert wout.get(f"/zaak/{first.pk}/samen/{second.pk}").status_code == 404
    same()
    assert wout.get(f"/zaak/{first.pk}/samen/{second.pk}").status_code == 200
    for name in ("otto", "olga", "pim"):
        real, absent = as_(name).get(f"/zaak/{first.pk}/samen/{second.pk}"), as_(name).get(nowhere)
        assert real.status_code == absent.status_code == 404
        assert real.content == absent.content


# --- What the rules make of it


def test_reports_of_both_cases_count_together() -> None:
    first, second = two_cases()
    report_again(0, 3, 1)
    same()
    assert not any(moment == "actieoverleg" for _, moment, _ in proposals())
    joined(first, second)
    assert (first.pk, "actieoverleg", "open") in proposals()
    with inside("VT"):
        made = Proposal.objects.get(case=first, moment="actieoverleg")
        assert any(rule.startswith("DT-02.6") for rule in made.rules)
        assert set(Item.objects.filter(pk__in=made.evidence).values_list("case", flat=True)) == {
            first.pk,
            second.pk,
        }


def test_sr17_every_term_of_both_runs_on_and_none_is_dated_anew() -> None:
    first, second = two_cases()
    same()
    before = terms()
    assert {columns[0] for columns in before.values()} == {first.pk, second.pk}
    joined(first, second)
    after = terms()
    assert before.keys() <= after.keys()
    assert {term: after[term] for term in before} == before


def test_sr17_a_term_about_a_person_stays_one_term_when_that_person_turns_out_to_be_known() -> None:
    first, second = two_cases()
    before = terms()
    same()
    assert terms() == before
    with inside("VT"):
        names = {one.person for one in open_file_of(second).deadlines if one.term == "DL-06"}
        assert names <= {uuid.UUID(key) for key in open_file_of(second).persons}
    joined(first, second)
    assert {term: terms()[term] for term in before} == before


def test_of_a_moment_that_both_propose_one_is_left_to_judge_and_undoing_brings_the_other_back() -> None:
    first, second = two_cases(acute_unsafety="ja")
    same()
    assert {(case, state) for case, moment, state in proposals() if moment == "acuut"} == {
        (first.pk, "open"),
        (second.pk, "open"),
    }
    made = joined(first, second)
    states = sorted(state for _, moment, state in proposals() if moment == "acuut")
    assert states == ["open", "vervallen"]
    apart(made)
    for case in (first, second):
        assert (case.pk, "acuut", "open") in proposals()


def test_what_was_judged_before_stays_judged_after_joining_and_undoing() -> None:
    first, second = two_cases(acute_unsafety="ja")
    same()
    by = actor_for(cast.member("wout"))
    with acting_as(by, purpose="pagina"):
        reject(
            Proposal.objects.get(case=second, moment="acuut", organisation=by.organisation),
            by=by,
            now=LATER,
            reason="Al gebeld.",
        )
    made = joined(first, second)
    apart(made)
    assert {state for case, moment, state in proposals() if moment == "acuut" and case == second.pk} == {
        "afgewezen"
    }
