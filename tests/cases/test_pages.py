# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages about cases, over HTTP, in the role that serves them."""

import uuid
from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samenspel.cases.models import Case, Invitation, Proposal
from samenspel.journal.models import Entry
from samenspel.partners.access import acting_as, service_of
from samenspel.people.forms import typed
from samenspel.rules.facts import Born
from tests import cast
from tests.hostile.nasty import NASTY
from tests.intake.test_register import a_report, put
from tests.sign_in import at, client_for

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now() -> datetime:
    return at(cast.NOW)


def as_(name: str) -> Client:
    return client_for(cast.member(name))


def proposal_of(case: Case, kind: str = "VT", moment: str = "acuut") -> Proposal:
    organisation = cast.organisation(kind)
    with acting_as(service_of(organisation, process="test"), purpose="evaluatie"):
        return Proposal.objects.get(organisation=organisation, moment=moment, case=case)


def address_of(proposal: Proposal) -> str:
    return f"/zaak/{proposal.case_id}/voorstel/{proposal.pk}"


def judge(client: Client, proposal: Proposal, **fields: object) -> str:
    """Post a judgement; returns the page that follows."""
    usual = {"decision": "accept", "question": "Wie gaat er nu heen?", "invite": ["POL"]}
    return client.post(address_of(proposal), usual | fields, follow=True).content.decode()


def invitations_of(case: Case, kind: str) -> list[Invitation]:
    organisation = cast.organisation(kind)
    with acting_as(service_of(organisation, process="test"), purpose="evaluatie"):
        return list(Invitation.objects.filter(case=case, organisation=organisation))


def test_the_casusbeeld_shows_safety_clocks_route_and_family() -> None:
    case = put(a_report())
    answer = as_("wout").get(f"/zaak/{case.pk}")
    page = answer.content.decode()
    assert answer.status_code == 200
    for expected in (
        "Is iedereen nu veilig?",
        "Tessa Voorbeeld",
        "Samen op in Acuut",
        "Buren melden geschreeuw.",
    ):
        assert expected in page
    assert "Voorbeeld" not in page.split("</title>")[0].split("<title>")[1]


@pytest.mark.parametrize(
    "where", ["zaak/{case}", "zaak/{case}/tekst", "zaak/{case}/json", "zaak/{case}/voorstel/{proposal}"]
)
def test_sr20_an_outsider_gets_the_page_of_what_does_not_exist(where: str) -> None:
    case = put(a_report())
    there = "/" + where.format(case=case.pk, proposal=proposal_of(case).pk)
    nowhere = "/" + where.format(case=uuid.uuid4(), proposal=uuid.uuid4())
    otto = as_("otto")
    real, absent = otto.get(there), otto.get(nowhere)
    assert real.status_code == absent.status_code == 404
    assert real.content == absent.content
    assert dict(real.headers) == dict(absent.headers)


def test_sr29_opening_a_case_and_being_refused_are_both_journalled() -> None:
    case = put(a_report())
    as_("wout").get(f"/zaak/{case.pk}")
    as_("otto").get(f"/zaak/{case.pk}")
    with acting_as(service_of(cast.organisation("VT"), process="test"), purpose="evaluatie"):
        assert Entry.objects.filter(
            name="cases.open_file", member=cast.ident("wout"), handling="raadplegen"
        ).exists()
    elsewhere = cast.organisation("VT", cast.ELSEWHERE)
    with acting_as(service_of(elsewhere, process="test"), purpose="evaluatie"):
        assert Entry.objects.filter(
            name="cases.open_file", member=cast.ident("otto"), handling="weigeren"
        ).exists()


def test_everything_can_be_taken_along_as_text_and_json() -> None:
    case = put(a_report())
    client = as_("wout")
    text = client.get(f"/zaak/{case.pk}/tekst").content.decode()
    assert "Tessa Voorbeeld" in text
    whole = client.get(f"/zaak/{case.pk}/json").json()
    assert {one["soort"] for one in whole["onderdelen"]} == {"incident", "report"}
    one = client.get(f"/zaak/{case.pk}/onderdeel/{whole['onderdelen'][0]['id']}/json").json()
    assert one["onderdeel"] == whole["onderdelen"][0]


# --- Mijn werk


def test_my_work_shows_what_waits_with_the_late_on_top() -> None:
    put(a_report())
    at(cast.NOW + timedelta(days=30))
    page = as_("wout").get("/").content.decode()
    assert page.index("Te laat") < page.index("Moment 1: Samen op in Acuut")
    assert "Gezin" not in page.split("<main")[0]
    assert "Anders" in page


def test_my_work_of_somebody_without_work_says_so() -> None:
    put(a_report())
    page = as_("otto").get("/").content.decode()
    assert "U hebt nu niets te doen" in page


def test_my_work_can_be_filtered_by_kind_and_period() -> None:
    put(a_report())
    client = as_("wout")
    only = client.get("/", {"soort": "voorstel"}).content.decode()
    assert "Moment 1" in only
    assert "DL-02" not in only
    none = client.get("/", {"soort": "uitnodiging", "periode": "later"}).content.decode()
    assert "Niets met dit filter" in none
    assert client.get("/", {"soort": "<b>", "periode": "x" * 9000}).status_code == 200


def families(count: int, start: int = 0) -> None:
    for number in range(start, start + count):
        report = a_report(reference=f"BVH-{number}")
        persons = tuple(
            person.__class__(
                person.key,
                last_name=f"Familie{chr(65 + number % 26)}{chr(97 + number // 26)}xq{number}",
                first_names=f"{person.first_names}{number}",
                born=Born(1950 + number, 1 + number % 12, 1 + number % 27),
                roles=person.roles,
            )
            for person in report.persons
        )
        put(a_report(reference=f"BVH-{number}", persons=persons))


def statements(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def test_the_number_of_statements_of_my_work_does_not_grow_with_the_work() -> None:
    families(2)
    few = statements(as_("wout"), "/")
    families(8, start=2)
    assert statements(as_("wout"), "/") == few


def test_the_casusbeeld_needs_as_many_statements_however_much_happened() -> None:
    case = put(a_report())
    few = statements(as_("wout"), f"/zaak/{case.pk}")
    for day in range(1, 6):
        put(a_report(reference=f"BVH-2026-{day}"), cast.NOW + timedelta(days=day))
    at(cast.NOW + timedelta(days=6))
    assert statements(as_("wout"), f"/zaak/{case.pk}") == few


# --- Voorstel beoordelen


def test_a_proposal_says_why_with_every_row_that_was_looked_at() -> None:
    case = put(a_report())
    page = as_("wout").get(address_of(proposal_of(case))).content.decode()
    assert "Waarom dit voorstel?" in page
    assert "DT-02" in page
    assert "✕ nee" in page
    assert "Politie Voorbeeld" in page
    assert "(gevraagd:" in page


def test_accepting_invites_and_tells_who_and_who_not() -> None:
    case = put(a_report())
    proposal = proposal_of(case)
    page = judge(as_("wout"), proposal)
    assert "Uw oordeel is vastgelegd." in page
    assert "Wout Wind" in page
    decided = proposal_of(case)
    assert decided.state in ("aanvaard",), page
    assert decided.decision is not None
    for kind in decided.decision["uitgenodigd"]:
        assert invitations_of(case, kind)


def test_a_second_judgement_changes_nothing_and_tells_who_was_first() -> None:
    case = put(a_report())
    proposal = proposal_of(case)
    judge(as_("wout"), proposal)
    page = judge(as_("vera"), proposal, decision="reject", reason="Ik zie het anders.")
    assert "Een collega was u voor" in page
    assert "Wout Wind" in page
    assert proposal_of(case).state == "aanvaard"


def test_rejecting_needs_a_reason_and_keeps_what_was_typed() -> None:
    case = put(a_report())
    proposal = proposal_of(case)
    answer = as_("wout").post(address_of(proposal), {"decision": "reject", "question": "Wat ik al typte"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_reason"' in page
    assert "Wat ik al typte" in page
    assert proposal_of(case).state == "open"
    assert (
        "afgewezen"
        in judge(as_("wout"), proposal, decision="reject", reason="De familie is vertrokken.").lower()
    )


def test_a_partner_without_a_ground_is_invited_only_with_a_confirmed_condition() -> None:
    case = put(a_report(facts={"threat_level": "dreigend_gevaar", "structural_unsafety": "ja"}))
    proposal = proposal_of(case, moment="actieoverleg")
    page = as_("wout").get(address_of(proposal)).content.decode()
    assert "Het convenant van onze regio staat dit toe" in page
    kinds = sorted({kind for kinds in proposal.invite.values() for kind in kinds} - {"VT"})
    without = as_("wout").post(
        address_of(proposal),
        {"decision": "accept", "question": "Wie doet wat?", "invite": kinds, "confirmed": ["convenant"]},
    )
    assert without.status_code == 422
    assert 'href="#id_because_convenant"' in without.content.decode()
    page = judge(
        as_("wout"),
        proposal,
        invite=kinds,
        confirmed=["convenant"],
        because_convenant="Convenant 2025, artikel 4",
    )
    decided = proposal_of(case, moment="actieoverleg")
    assert decided.decision is not None
    assert decided.decision["bevestigd"] == {"convenant": "Convenant 2025, artikel 4"}
    assert decided.decision["uitgenodigd"]
    assert "Convenant 2025, artikel 4" in page
    assert "IS-36" in page


def test_the_invited_read_only_names_question_and_ground_and_answer() -> None:
    case = put(a_report(facts={"threat_level": "dreigend_gevaar", "structural_unsafety": "ja"}))
    proposal = proposal_of(case, moment="actieoverleg")
    judge(
        as_("wout"),
        proposal,
        invite=["POL", "OM"],
        confirmed=["convenant"],
        because_convenant="ja",
        decision="change",
        reason="x",
    )
    (invitation,) = invitations_of(case, "OM")
    client, where = as_("olga"), f"/zaak/{case.pk}/uitnodiging/{invitation.pk}"
    page = client.get(where).content.decode()
    for expected in ("Wie gaat er nu heen?", "Tessa Voorbeeld", "IS-36", "Veilig Thuis Voorbeeld"):
        assert expected in page
    assert "Buren melden geschreeuw" not in page
    assert "Actieoverleg" in client.get("/").content.decode()
    refused = client.post(where, {"answer": "komt niet", "reason": " "})
    assert refused.status_code == 422
    after = client.post(where, {"answer": "komt"}, follow=True)
    assert after.redirect_chain[-1][0] == f"/zaak/{case.pk}"
    shown = after.content.decode()
    assert "Tessa Voorbeeld" in shown
    assert "Buren melden geschreeuw" not in shown
    assert "Voorbeeldstraat" not in shown
    late = client.post(where, {"answer": "komt niet", "reason": "toch niet"}, follow=True)
    assert "al geantwoord" in late.content.decode()
    assert as_("wout").get(where).status_code == as_("otto").get(where).status_code == 404


def test_every_field_of_a_judgement_survives_nasty_strings() -> None:
    """Each string in every field at once, kept by the database and given back."""
    proposal = proposal_of(put(a_report()))
    client, fields = as_("wout"), ("question", "because_convenant", "invite", "confirmed")
    for nasty in NASTY:
        sent = nasty.encode(errors="replace").decode()
        with transaction.atomic():
            given = {"decision": "reject", "reason": sent} | dict.fromkeys(fields, sent)
            answer = client.post(address_of(proposal), given)
            transaction.set_rollback(True)
        assert answer.status_code == (302 if typed(sent) else 422), repr(nasty)[:60]
