# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The walls between organisations, tried from inside the database as code with a mistake in it would (SR-07, SR-09)."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, transaction

from samenspel.cases.models import Case, DisclosedPart, Disclosure, Item, Part, Seat
from samenspel.partners.access import acting_as, actor_for, service_of
from samenspel.partners.models import Organisation
from tests import cast
from tests.intake.test_register import a_report, put

pytestmark = pytest.mark.django_db


@contextmanager
def inside(organisation: Organisation) -> Iterator[None]:
    with acting_as(service_of(organisation, process="test"), purpose="evaluatie"):
        yield


@pytest.fixture
def case() -> Case:
    return put(a_report())


@pytest.fixture
def part(case: Case) -> Part:
    with inside(cast.organisation("POL")):
        found = Part.objects.filter(case=case, name="tekst.incident").first()
        assert found is not None
        return found


def test_sr09_nobody_gives_itself_a_seat(case: Case) -> None:
    elsewhere = cast.organisation("VT", cast.ELSEWHERE)
    seat = Seat(case=case, organisation=elsewhere, invited_by=elsewhere, ground="IS-01", since=cast.NOW)
    with inside(elsewhere), pytest.raises(DatabaseError), transaction.atomic():
        seat.save(force_insert=True)


def test_sr03_nobody_shows_what_is_not_theirs(case: Case, part: Part) -> None:
    thief, accomplice = cast.organisation("VT"), cast.organisation("GGZ")
    with inside(thief):
        disclosure = Disclosure(
            case=case, organisation=thief, purpose="x", ground="IS-15", necessity="x", told="ja", at=cast.NOW
        )
        disclosure.save(force_insert=True)
        shown = DisclosedPart(
            disclosure=disclosure,
            case=case,
            item_id=part.item_id,
            part=part,
            giver=thief,
            organisation=accomplice,
            ground="IS-15",
        )
        with pytest.raises(DatabaseError), transaction.atomic():
            shown.save(force_insert=True)


def test_sr09_nobody_writes_in_the_name_of_another(case: Case) -> None:
    with inside(cast.organisation("VT")), pytest.raises(DatabaseError), transaction.atomic():
        Item(
            case=case,
            organisation=cast.organisation("POL"),
            kind="signal",
            category="incident",
            regime="WPG",
            happened_at=cast.NOW,
            recorded_at=cast.NOW,
        ).save(force_insert=True)


def test_sr09_a_recalled_part_is_gone_at_once(case: Case, part: Part) -> None:
    police, vt = cast.organisation("POL"), cast.organisation("VT")
    with inside(vt):
        assert Part.objects.filter(pk=part.pk).exists()
    with inside(police):
        DisclosedPart.objects.filter(part=part).update(recalled_at=cast.NOW)
    with inside(vt):
        assert not Part.objects.filter(pk=part.pk).exists()


def test_sr09_an_unknown_organisation_sees_nothing(case: Case) -> None:
    nobody = Organisation(pk=uuid.uuid4(), kind="VT", name="Bestaat niet", oin="0" * 20)
    with inside(nobody):
        assert not Case.objects.exists()
        assert not Part.objects.exists()


def test_sr06_a_member_who_is_not_assigned_sees_no_parts(case: Case, part: Part) -> None:
    with acting_as(actor_for(cast.member("otto")), purpose="pagina"):
        assert not Part.objects.exists()
    with acting_as(actor_for(cast.member("vera")), purpose="pagina"):
        assert Part.objects.filter(pk=part.pk).exists()
