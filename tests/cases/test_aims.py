# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What law sets and what is an own target: "at once" has no number in law, and nobody is late for a target."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from samenspel.cases.actions import change
from samenspel.cases.actions.evaluating import set_by_law
from samenspel.cases.models import Deadline, Invitation, Proposal
from samenspel.cases.pages import wording
from samenspel.partners.access import acting_as, actor_for, service_of
from samenspel.rules.clocks import Clock, register
from samenspel.rules.clocks.register import Count
from samenspel.rules.facts import Kind, Known, Picture
from samenspel.rules.routekaart import due_of, evaluate
from samenspel.rules.ruleset import national
from tests import cast
from tests.cases.joining import as_, inside, page
from tests.intake.test_register import a_report, put
from tests.sign_in import at

pytestmark = pytest.mark.django_db
AT_ONCE = {"acute_unsafety": "ja"}
HEAVY = {"threat_level": "dreigend_gevaar", "structural_unsafety": "ja"}
NOTE = "De regel noemt geen getal: de streeftijd is een eigen keuze."


@pytest.fixture(autouse=True)
def now() -> datetime:
    return at(cast.NOW)


def of_moment(moment: str) -> Proposal:
    with inside("VT"):
        return Proposal.objects.get(organisation=cast.organisation("VT"), moment=moment)


def test_a_moment_that_must_be_held_at_once_has_a_target_and_no_term() -> None:
    case = put(a_report(facts=AT_ONCE))
    proposal = of_moment("acuut")
    assert proposal.due_is_aim and proposal.due_at == cast.NOW + timedelta(hours=1)
    where = f"/zaak/{case.pk}/voorstel/{proposal.pk}"
    shown = page(as_("wout"), where)
    assert "Streeftijd" in shown and NOTE in shown and "uiterlijk binnen 24 uur" in shown
    at(cast.NOW + timedelta(hours=3))
    shown = page(as_("wout"), where)
    assert "2\xa0uur voorbij" in shown and "te laat" not in shown
    tasks = page(as_("wout"), "/?soort=voorstel")
    assert "streeftijd voorbij" in tasks and ">te laat<" not in tasks
    case_page = page(as_("wout"), f"/zaak/{case.pk}")
    assert "Streeftijd" in case_page and "streeftijd" in case_page


def test_a_moment_with_a_term_says_by_when_and_that_it_is_late() -> None:
    case = put(a_report(facts=HEAVY))
    proposal = of_moment("actieoverleg")
    assert not proposal.due_is_aim
    where = f"/zaak/{case.pk}/voorstel/{proposal.pk}"
    shown = page(as_("wout"), where)
    assert "Uiterlijk" in shown and "Streeftijd" not in shown and NOTE not in shown
    at(cast.NOW + timedelta(days=30))
    assert "te laat" in page(as_("wout"), where)
    assert ">te laat<" in page(as_("wout"), "/?soort=voorstel")


def test_an_invitation_says_the_same_of_its_moment_as_the_proposal() -> None:
    put(a_report(facts=AT_ONCE))
    by, proposal = actor_for(cast.member("wout")), of_moment("acuut")
    with acting_as(by, purpose="pagina"):
        change(proposal, by=by, now=cast.NOW, question="Wie?", invite=["POL"], reason="Nu.")
    with inside("POL"):
        invitation = Invitation.objects.get(organisation=cast.organisation("POL"))
    assert invitation.due_is_aim and invitation.due_at == proposal.due_at
    shown = page(as_("pim"), f"/zaak/{invitation.case_id}/uitnodiging/{invitation.pk}")
    assert "Streeftijd" in shown


@pytest.mark.parametrize(
    ("clock", "aim"), [(Clock.IMMEDIATE, True), (Clock.ASAP, True), (Clock.HOURS, False)]
)
def test_a_running_clock_says_whether_its_moment_is_an_own_target(clock: Clock, aim: bool) -> None:
    put(a_report())
    with acting_as(service_of(cast.organisation("VT"), process="test"), purpose="evaluatie"):
        row = Deadline.objects.filter(term="DL-02").select_related("organisation")[0]
    row.clock = clock.value
    shown = wording.clock(row, cast.NOW)
    assert shown["aim"] is aim
    assert bool(shown["note"]) is aim


def test_a_target_of_the_region_is_no_term_either() -> None:
    signal = Known("1", Kind.SIGNAL, cast.NOW, cast.NOW, "VT", facts=HEAVY)
    found = evaluate(Picture("VT", (signal,)), cast.NOW, national())
    (proposal,) = (one for one in found.proposals if one.moment == "actieoverleg")
    lawful = due_of(proposal, register())
    assert lawful and set_by_law(proposal, lawful, register())
    aiming = replace(register(), targets={("DL-37", None): Count(Clock.HOURS, hours=1)})
    own = due_of(proposal, aiming)
    assert own and own < lawful and not set_by_law(proposal, own, aiming)
