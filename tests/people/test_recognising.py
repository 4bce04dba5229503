# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Recognising a person among one's own records: what a machine may link by itself, and what it may not (SR-17)."""

from datetime import timedelta

import pytest

from samenspel.journal.models import Handling, write
from samenspel.partners.access import acting_as, actor_for, service_of
from samenspel.people.actions import Identified, PersonData, identify, settle, why_two
from samenspel.people.models import Doubt, Link, PersonRecord
from samenspel.rules.facts import Born
from tests import cast

pytestmark = pytest.mark.django_db
LATER = cast.NOW + timedelta(hours=1)


def known(*, protected: bool = False) -> Identified:
    """Somebody of whom a BSN is known: who has the same one is certainly the same."""
    born = Born(1990, 3, 14)
    data = PersonData(
        first_names="Tessa", surname="Voorbeeld", born=born, sex="V", bsn="999990019", protected=protected
    )
    actor = service_of(cast.organisation("VT"), process="test")
    with acting_as(actor, purpose="intake"):
        found = identify(data, by=actor, post=cast.post("VT"), now=cast.NOW)
        write(by=actor, name="tests.identify", handling=Handling.COLLECT, now=cast.NOW)
    return found


def persons() -> int:
    with acting_as(service_of(cast.organisation("VT"), process="test"), purpose="intake"):
        return PersonRecord.objects.values("identity").distinct().count()


def say_same(doubt: Doubt, name: str) -> bool:
    by = actor_for(cast.member(name))
    with acting_as(by, purpose="pagina"):
        fresh = Doubt.objects.select_related("record", "candidate").get(pk=doubt.pk)
        return settle(fresh, same=True, by=by, now=LATER, reason="Zelf gesproken.")


def test_who_is_certainly_the_same_is_linked() -> None:
    first = known().record
    second = known()
    assert second.linked_to == first and not second.doubts
    assert persons() == 1


@pytest.mark.parametrize(("first", "second"), [(True, False), (False, True), (True, True)])
def test_sr17_a_protected_person_is_linked_by_two_people_and_never_by_the_machine(
    first: bool, second: bool
) -> None:
    known(protected=first)
    found = known(protected=second)
    assert found.linked_to is None
    (doubt,) = found.doubts
    assert persons() == 2
    assert say_same(doubt, "wout") is False
    assert persons() == 2
    assert say_same(doubt, "vera") is True
    assert persons() == 1


def test_sr17_the_strictest_protection_of_a_person_counts_whichever_record_is_alike() -> None:
    secret = known(protected=True)
    (doubt,) = known().doubts
    say_same(doubt, "wout")
    say_same(doubt, "vera")
    third = known()
    assert third.linked_to is None and len(third.doubts) == 1
    likeliest = third.doubts[0].candidate
    assert likeliest.identity == min(secret.record.pk, doubt.record_id, key=str)
    with acting_as(service_of(cast.organisation("VT"), process="test"), purpose="intake"):
        other = PersonRecord.objects.exclude(pk=third.record.pk).get(protected=False)
        assert why_two(third.record, other, actor_for(cast.member("wout")))
        assert Link.objects.count() == 1


def test_sr17_two_of_one_message_who_are_certainly_one_wait_when_one_is_protected() -> None:
    known(protected=True)
    found = known()
    again = known()
    assert found.linked_to is None
    assert again.linked_to is None, "alike to two persons, one of them protected"
    assert len(again.doubts) == 2
