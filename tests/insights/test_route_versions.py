# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A case keeps the rules of each decision; what is judged anew by others names both."""

from datetime import datetime, timedelta

import pytest
from django.test import Client

from samenspel.cases.actions import evaluate
from samenspel.cases.models import Case, Evaluation, Proposal
from samenspel.journal.models import Entry
from samenspel.partners.access import acting_as, service_of
from samenspel.partners.routekaart import rules_of
from samenspel.rules.ruleset import national
from tests import cast
from tests.insights.routes import published
from tests.intake.test_register import a_report, put
from tests.sign_in import at, client_for

pytestmark = pytest.mark.django_db
LATER = cast.NOW + timedelta(hours=1)
NATIONAL = f"de landelijke regels ({national().version[:12]})"


@pytest.fixture(autouse=True)
def now() -> datetime:
    return at(cast.NOW)


def as_(name: str) -> Client:
    return client_for(cast.member(name))


def again(case: Case, moment: datetime = LATER) -> None:
    vt = cast.organisation("VT")
    with acting_as(service_of(vt, process="test"), purpose="evaluatie"):
        evaluate(case, moment, only=[vt])


def acute(case: Case) -> Proposal:
    vt = cast.organisation("VT")
    with acting_as(service_of(vt, process="test"), purpose="evaluatie"):
        return Proposal.objects.select_related("evaluation").get(case=case, organisation=vt, moment="acuut")


def of_region(case: Case) -> str:
    return f"versie 1 van de regio ({rules_of(case.region, LATER).version[:12]})"


def test_a_case_that_was_judged_by_one_set_of_rules_names_one() -> None:
    case = put(a_report())
    page = as_("wout").get(f"/zaak/{case.pk}").content.decode()
    assert f"Beoordeeld met {NATIONAL}." in page
    assert "eerder met" not in page


def test_an_open_proposal_that_is_judged_anew_by_other_rules_names_both() -> None:
    case = put(a_report())
    published()
    again(case)
    both = f"Beoordeeld met {of_region(case)}, eerder met {NATIONAL}."
    client = as_("wout")
    assert both in client.get(f"/zaak/{case.pk}").content.decode()
    assert both in client.get(f"/zaak/{case.pk}/voorstel/{acute(case).pk}").content.decode()
    assert acute(case).invite["must"] == ["POL", "VT", "LT"]


def test_what_was_decided_keeps_the_rules_of_the_decision() -> None:
    case = put(a_report())
    client, decided = as_("wout"), acute(case)
    here = f"/zaak/{case.pk}/voorstel/{decided.pk}"
    client.post(here, {"decision": "accept", "question": "Wie gaat er nu heen?", "invite": ["POL"]})
    published()
    again(case)
    page = client.get(here).content.decode()
    assert f"Beoordeeld met {NATIONAL}." in page
    assert f"De zaak is daarna opnieuw beoordeeld met {of_region(case)}." in page
    assert acute(case).evaluation.rules_version == national().version
    assert acute(case).invite["must"] == ["POL", "VT"]


def test_the_journal_names_the_rules_that_were_used() -> None:
    case = put(a_report())
    published()
    again(case)
    with acting_as(service_of(cast.organisation("VT"), process="test"), purpose="evaluatie"):
        used = set(Entry.objects.filter(name="cases.evaluate").values_list("rules_version", flat=True))
        latest = Evaluation.objects.order_by("-at").first()
    assert used == {national().version, rules_of(case.region, LATER).version}
    assert latest is not None
    assert latest.rules_version == rules_of(case.region, LATER).version
