# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The database that speed is measured on: what the copies are made of fits together, and is found and shown."""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.families import COPY_SEED, family
from bench.fill.load import fill
from bench.world import all_seeing, report
from samenspel.cases.models import Case, Party
from samenspel.intake.models import Message
from samenspel.partners.access import acting_as, service_of
from samenspel.people.models import MatchKey, PersonRecord, Secret
from samenspel.rules.matching import blocking_keys
from tests import cast
from tests.sign_in import client_for

CASES = 40
REFERENCES = """
SELECT c.conrelid::regclass::text, a.attname, c.confrelid::regclass::text, f.attname FROM pg_constraint c
JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
JOIN pg_attribute f ON f.attrelid = c.confrelid AND f.attnum = c.confkey[1]
WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace
"""
ORPHANS = (
    "SELECT count(*) FROM {0} c LEFT JOIN {2} p ON p.{3} = c.{1} WHERE c.{1} IS NOT NULL AND p.{3} IS NULL"
)


@pytest.fixture(scope="module")
def filled(committed: str) -> int:
    """The number of persons in the copies."""
    with all_seeing() as plain:
        return fill(plain, CASES)


def test_every_reference_of_a_copy_leads_somewhere(filled: int) -> None:
    with all_seeing() as plain:
        references = plain.execute(REFERENCES).fetchall()
        lost = [one for one in references if plain.execute(ORPHANS.format(*one)).fetchone() != (0,)]
    assert len(references) > 50
    assert lost == []


def test_copies_are_about_people_of_their_own(filled: int) -> None:
    vt = cast.organisation("VT")
    with transaction.atomic(), acting_as(service_of(vt, process="test"), purpose="evaluatie"):
        records = PersonRecord.objects.filter(pk__in=MatchKey.objects.values("person"))
        assert records.values("identity").distinct().count() >= filled
        someone = family(3, COPY_SEED).persons[0]
        record = records.get(
            surname=someone.surname, first_names=someone.first_names, birth_year=someone.born.year
        )
        keys = set(MatchKey.objects.filter(person=record).values_list("key", flat=True))
        assert keys == blocking_keys(record.features)
        address = Secret.objects.get(person=record, kind="adres").open_value()
        assert address["postcode"] == family(3, COPY_SEED).postcode


def test_a_report_about_a_copied_family_is_recognised(filled: int) -> None:
    vt = cast.organisation("VT")
    ident = report(90_001, of=3, seed=COPY_SEED)
    with transaction.atomic(), acting_as(service_of(vt, process="test"), purpose="evaluatie"):
        case = Message.objects.get(pk=ident).case_id
        now_known = Party.objects.filter(case=case, organisation=vt).values_list(
            "person__identity", flat=True
        )
        records = PersonRecord.objects.filter(identity__in=list(now_known))
        assert len(set(now_known)) == len(family(3, COPY_SEED).persons)
        assert records.count() == 2 * len(set(now_known))


def test_pages_of_a_copy_open_and_ask_no_more_when_there_is_more(filled: int) -> None:
    client = client_for(cast.member("wout"))
    with (
        transaction.atomic(),
        acting_as(service_of(cast.organisation("VT"), process="test"), purpose="evaluatie"),
    ):
        case = (
            Case.objects.filter(closed_at=None, assignments__until=None)
            .order_by("id")
            .values_list("pk", flat=True)[0]
        )
    addresses = (f"/zaak/{case}", "/", "/binnengekomen")
    before = [statements(client, one) for one in addresses]
    for number in range(3):
        report(91_000 + number)
    assert [statements(client, one) for one in addresses] == before


def statements(client: Client, address: str) -> int:
    client.get(address)  # what is kept between requests is kept now
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)
