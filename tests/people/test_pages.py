# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Personen in twijfel: two records side by side, settled by a person, or by two."""

import uuid
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samenspel.intake.formats import Report, ReportedPerson
from samenspel.partners.access import acting_as, service_of
from samenspel.people.forms import typed
from samenspel.people.models import Doubt, Link, PersonRecord
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


def about(*persons: ReportedPerson, number: int = 1) -> Report:
    return a_report(reference=f"BVH-{number}", persons=persons, relations=())


def person(key: str = "1", **changed: object) -> ReportedPerson:
    usual = ReportedPerson(
        key, last_name="Twijfelaar", first_names="Tessa", born=Born(1990, 3, 14), roles=("slachtoffer",)
    )
    return replace(usual, **changed)  # type: ignore[arg-type]


def doubts() -> list[Doubt]:
    with acting_as(service_of(cast.organisation("VT"), process="test"), purpose="intake"):
        return list(Doubt.objects.select_related("record", "candidate").order_by("opened_at"))


def identities() -> int:
    with acting_as(service_of(cast.organisation("VT"), process="test"), purpose="intake"):
        return PersonRecord.objects.values("identity").distinct().count()


def a_doubt(**changed: object) -> Doubt:
    """Two reports about people who may be one: the second has another birth year, one digit off."""
    put(about(person()))
    put(about(person(born=Born(1990, 3, 15), **changed), number=2), cast.NOW + timedelta(days=1))
    (doubt,) = doubts()
    return doubt


def say(name: str, doubt: Doubt, word: str, reason: str = "Zelf gebeld.") -> str:
    answer = as_(name).post(f"/personen/{doubt.pk}", {"do": word, "reason": reason}, follow=True)
    return answer.content.decode()


def test_a_doubt_waits_for_its_post_and_shows_both_sides() -> None:
    doubt = a_doubt()
    client = as_("wout")
    listed = client.get("/personen").content.decode()
    assert f"/personen/{doubt.pk}" in listed
    assert f"/personen/{doubt.pk}" in client.get("/").content.decode()
    page = client.get(f"/personen/{doubt.pk}").content.decode()
    for expected in ("14-03-1990", "15-03-1990", "Geboortedatum", "spreekt"):
        assert expected in page
    assert "Er is geen twijfel" in as_("otto").get("/personen").content.decode()


def test_sr20_an_outsider_gets_the_page_of_what_does_not_exist() -> None:
    doubt = a_doubt()
    for name in ("otto", "rob"):
        client = as_(name)
        real, absent = client.get(f"/personen/{doubt.pk}"), client.get(f"/personen/{uuid.uuid4()}")
        assert real.status_code == absent.status_code == 404
        assert real.content == absent.content


def test_the_same_person_is_linked_by_name_and_reason_and_can_be_undone() -> None:
    doubt = a_doubt()
    assert identities() == 2
    refused = as_("wout").post(f"/personen/{doubt.pk}", {"do": "same", "reason": " "})
    assert refused.status_code == 422
    assert 'href="#id_reason"' in refused.content.decode()
    page = say("wout", doubt, "same")
    assert identities() == 1
    assert "Wout Wind" in page
    assert "Draai terug" in page
    say("vera", doubt, "unlink", "Toch een zus.")
    assert identities() == 2


def test_not_the_same_needs_a_reason_and_closes_the_doubt() -> None:
    doubt = a_doubt()
    page = say("wout", doubt, "different", "Het zijn zussen.")
    assert "niet dezelfde persoon" in page
    assert "Draai terug" not in page
    assert identities() == 2
    assert "Er is geen twijfel" in as_("wout").get("/personen").content.decode()
    assert "Een collega was u voor" in say("vera", doubt, "same")
    assert identities() == 2


def test_later_changes_nothing() -> None:
    doubt = a_doubt()
    assert "Er is niets gekoppeld" in say("wout", doubt, "later", "")
    assert doubts()[0].settled_at is None


@pytest.mark.parametrize("why", ["protected", "roles"])
def test_sr17_a_protected_person_or_opposite_roles_need_two_people(why: str) -> None:
    doubt = a_doubt(secret_address=True) if why == "protected" else a_doubt(roles=("pleger",))
    assert "twee personen nodig" in as_("wout").get(f"/personen/{doubt.pk}").content.decode()
    first = say("wout", doubt, "same", "Zelf gebeld.")
    assert "Er is nog niets gekoppeld" in first
    assert identities() == 2
    assert "U zei dit al" in say("wout", doubt, "same", "Echt waar.")
    assert identities() == 2
    second = say("vera", doubt, "same", "Nagekeken in het dossier.")
    assert identities() == 1
    assert "Vera van Veen" in second
    with acting_as(service_of(cast.organisation("VT"), process="test"), purpose="intake"):
        assert Link.objects.filter(basis="bevestigd", made_by=cast.ident("vera")).count() == 1


def test_sr17_one_person_may_always_keep_two_records_apart() -> None:
    doubt = a_doubt(secret_address=True)
    say("wout", doubt, "different", "Andere persoon.")
    assert doubts()[0].outcome == "anders"


def test_the_number_of_statements_does_not_grow_with_the_doubts() -> None:
    def count() -> int:
        client = as_("wout")
        with CaptureQueriesContext(connection) as caught:
            assert client.get("/personen").status_code == 200
        return len(caught)

    a_doubt()
    few = count()
    for number in range(3, 8):
        name = f"Naam{chr(96 + number)}xq"
        put(about(person(last_name=name, born=Born(1960, 5, number)), number=2 * number))
        put(about(person(last_name=name, born=Born(1960, 5, number + 10)), number=2 * number + 1))
    assert len(doubts()) > 3
    assert count() == few


def test_every_field_survives_nasty_strings() -> None:
    doubt = a_doubt()
    client = as_("wout")
    for nasty in NASTY:
        said = nasty.encode(errors="replace").decode()
        with transaction.atomic():
            answer = client.post(f"/personen/{doubt.pk}", {"do": "different", "reason": said})
            transaction.set_rollback(True)
        assert answer.status_code == (302 if typed(said) else 422), repr(nasty)[:60]
    assert client.post(f"/personen/{doubt.pk}", {"do": "\x00", "reason": "x"}).status_code == 422
