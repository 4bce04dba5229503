# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The routekaart of a case, as its page shows it: for each reader what that reader may know."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.test import Client

from samenspel.cases.access import open_file, picture_of
from samenspel.cases.actions import evaluate
from samenspel.cases.drawing import State
from samenspel.cases.drawing.route import CARE, PLAN, POLICE
from samenspel.cases.models import Case, Proposal
from samenspel.cases.pages.routemap import RouteMap, routemap
from samenspel.cases.pages.routemap.ahead import choices
from samenspel.cases.pages.routemap.values import CONTACT, SAFETY_PLAN, Choice
from samenspel.journal.models import Entry
from samenspel.meetings.actions import hold_moment
from samenspel.partners.access import acting_as, actor_for, service_of
from samenspel.rules.facts import Kind, Known, Person, Picture
from samenspel.rules.ruleset import national
from tests import cast
from tests.intake.test_register import a_report, put
from tests.sign_in import at, client_for

pytestmark = pytest.mark.django_db
LATER = cast.NOW + timedelta(hours=2)


@pytest.fixture(autouse=True)
def now() -> datetime:
    return at(cast.NOW)


def as_(name: str) -> Client:
    return client_for(cast.member(name))


def mapped(case: Case, name: str = "wout", now: datetime = cast.NOW) -> RouteMap:
    """The map as the page makes it for this reader."""
    actor = actor_for(cast.member(name))
    with acting_as(actor, purpose="casusbeeld"):
        return routemap(open_file(actor, case.pk, "routekaart", now), now, ())


def held(case: Case, *decisions: str) -> None:
    actor = service_of(cast.organisation("VT"), process="test")
    with acting_as(actor, purpose="evaluatie"):
        table = [cast.organisation("VT"), cast.organisation("POL")]
        hold_moment(case, "acuut", table, decisions, at=LATER, by=actor, now=LATER)
        evaluate(case, LATER)


def test_the_map_says_where_the_case_began_and_what_is_indicated_and_why() -> None:
    found = mapped(put(a_report()))
    assert found.stop(POLICE).station.state is State.BEEN
    assert found.stop(CARE).station.state is State.QUIET
    stop = found.stop("acuut")
    assert stop.station.state is State.NOW and stop.station.said == "nu aangewezen"
    assert stop.strength == "moet" and stop.due and not stop.late
    assert [(one.id, one.strength) for one in stop.reasons] == [("DT-02.1", "moet")]
    assert [one.text for one in stop.station.seats] == ["Politie", "Veilig Thuis"]
    assert "/voorstel/" in stop.station.url
    assert found.route.travelled == {(POLICE, "acuut")}
    assert "gemeld op" in found.route.between[0].text
    assert any(one.source.startswith("DL-02") for one in found.stop(CARE).clocks)
    assert found.summary == "Nu aangewezen: Samen op in Acuut."


def test_late_is_shown_as_late_and_a_target_that_passed_as_passed() -> None:
    facts = {"acute_unsafety": "ja", "threat_level": "dreigend_gevaar", "structural_unsafety": "ja"}
    found = mapped(put(a_report(facts=facts)), now=cast.NOW + timedelta(days=30))
    at_once, term = found.stop("acuut"), found.stop("actieoverleg")
    assert at_once.late and at_once.aim and at_once.station.notes[0].text.startswith("voorbij: streeftijd")
    assert term.late and not term.aim and term.station.notes[0].text.startswith("te laat: uiterlijk")


def test_a_moment_that_was_held_stays_on_the_map_with_the_road_to_it() -> None:
    case = put(a_report())
    held(case, "safe_now_with_agreements")
    found = mapped(case, now=LATER)
    stop = found.stop("acuut").station
    assert stop.state is State.BEEN and stop.said.startswith("gehouden op")
    assert (POLICE, "acuut") in found.route.travelled
    told = [one.text for one in found.been]
    assert "Moment 1: Samen op in Acuut aangewezen" in told
    assert "Overleg gehouden: Samen op in Acuut, Nu veilig, met afspraken" in told
    assert [one.at for one in found.been] == sorted(one.at for one in found.been)


def test_a_moment_that_somebody_turned_down_says_so_with_the_reason() -> None:
    case = put(a_report())
    with acting_as(service_of(cast.organisation("VT"), process="test"), purpose="evaluatie"):
        proposal = Proposal.objects.get(case=case, moment="acuut", organisation=cast.organisation("VT"))
    given = {"decision": "reject", "reason": "Er is al gebeld en iedereen is elders."}
    as_("wout").post(f"/zaak/{case.pk}/voorstel/{proposal.pk}", given)
    stop = mapped(case).stop("acuut")
    assert stop.station.state is State.REFUSED
    assert stop.remark == "Reden: Er is al gebeld en iedereen is elders."
    assert stop.station.url == "#halte-acuut"


def test_the_page_shows_drawing_text_history_and_what_would_follow() -> None:
    case = put(a_report())
    answer = as_("wout").get(f"/zaak/{case.pk}/routekaart")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.count('<svg class="route-map') == 2 and 'id="halte-acuut"' in page
    for said in (
        "Waar is deze zaak geweest?",
        "Samen op in Acuut wordt gehouden",
        "Besluit: Aanhouding",
        "DT-02.1",
    ):
        assert said in page
    assert "Voorbeeld" not in page.split("</title>")[0].split("<title>")[1]
    with acting_as(service_of(cast.organisation("VT"), process="test"), purpose="evaluatie"):
        assert Entry.objects.filter(name="cases.open_file", purpose="routekaart").exists()


def test_the_casusbeeld_holds_the_drawing_and_leads_to_the_page() -> None:
    case = put(a_report())
    page = as_("wout").get(f"/zaak/{case.pk}").content.decode()
    assert f'href="/zaak/{case.pk}/routekaart"' in page and "route-map--narrow" in page


def test_an_outsider_gets_the_page_of_what_does_not_exist() -> None:
    case = put(a_report())
    otto = as_("otto")
    there, nowhere = otto.get(f"/zaak/{case.pk}/routekaart"), otto.get(f"/zaak/{cast.ident('x')}/routekaart")
    assert there.status_code == nowhere.status_code == 404 and there.content == nowhere.content


# --- What would follow


def followed(found: tuple[Choice, ...], title: str) -> str:
    return " ".join(next(one.follows for one in found if title in one.title))


def in_acute_danger() -> Picture:
    at_once = Known(
        "i", Kind.INCIDENT, cast.NOW, cast.NOW, "POL", {"pleger": ("P",)}, {"acute_unsafety": "ja"}
    )
    return Picture("VT", (at_once,), {"P": Person("P")})


def test_what_follows_from_a_choice_is_asked_of_the_rules() -> None:
    found = choices(in_acute_danger(), national(), LATER)
    assert "Samen op in Acuut is dan beantwoord." in followed(found, "Samen op in Acuut wordt gehouden")
    arrested = followed(found, "Aanhouding")
    assert "Veilig Thuis en ZSM wordt aangewezen: moet, binnen 4 kantooruren (DT-02.8)." in arrested
    assert "DL-12" in arrested
    assert "DL-18" in followed(found, "Tijdelijk huisverbod")
    assert not any("Heenzending" in one.title for one in found)


def test_a_decision_of_a_moment_is_a_choice_when_that_moment_is_indicated() -> None:
    arrested = Known(
        "s", Kind.SUSPECT, cast.NOW, cast.NOW, "POL", detail={"status": "aangehouden", "person": "P"}
    )
    picture = replace(in_acute_danger(), known=(*in_acute_danger().known, arrested))
    found = choices(picture, national(), LATER)
    assert "DT-02.9" in followed(found, "Heenzending")


def test_a_choice_that_changes_nothing_is_left_out_and_nothing_is_kept() -> None:
    picture = in_acute_danger()
    found = choices(picture, national(), LATER)
    assert not any("Crisiszorg" in one.title for one in found)
    assert len(picture.known) == 1 and choices(picture, national(), LATER) == found


def test_nothing_follows_from_what_the_reader_may_not_know() -> None:
    case = put(a_report())
    with acting_as(service_of(cast.organisation("VT"), process="test"), purpose="evaluatie"):
        seen = picture_of(case.pk, cast.organisation("VT"), cast.NOW)
    empty = choices(Picture("GGZ"), national(), cast.NOW)
    assert any("wordt gehouden" in one.title for one in choices(seen, national(), cast.NOW))
    assert not any("wordt gehouden" in one.title for one in empty)


def test_the_stops_that_are_no_card_are_told_as_well() -> None:
    found = mapped(put(a_report()))
    keys = [one.station.key for one in found.stops]
    assert CONTACT in keys and PLAN in keys and SAFETY_PLAN not in keys
    assert len(keys) == len(set(keys)) == len(list(found.route.stations())) + 1
