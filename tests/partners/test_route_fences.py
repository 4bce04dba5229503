# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the database itself keeps of a region's routekaart: who sees it, who takes which step, what never changes."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from samenspel.journal.models import Handling, write
from samenspel.partners.access import acting_as, actor_for
from samenspel.partners.models import RouteProof, RouteState, RouteVariant
from tests import cast
from tests.sign_in import at

pytestmark = pytest.mark.django_db
TEXT = '[variant]\nid = "voorbeeld"\n'


@pytest.fixture(autouse=True)
def now() -> datetime:
    return at(cast.NOW)


@contextmanager
def as_(name: str) -> Iterator[None]:
    actor = actor_for(cast.member(name))
    with transaction.atomic(), acting_as(actor, purpose="pagina"):
        yield
        write(by=actor, name="test", handling=Handling.CHANGE, now=cast.NOW)


def a_draft(name: str = "rosa", **other: Any) -> RouteVariant:
    usual: dict[str, Any] = {
        "region": cast.REGION,
        "number": 1,
        "text": TEXT,
        "digest": "d",
        "author": cast.ident(name),
        "made_at": cast.NOW,
        "changed_at": cast.NOW,
    }
    with as_(name):
        return RouteVariant.objects.create(**usual | other)


def move(variant: RouteVariant, name: str, **values: Any) -> int:
    """Change the row as that member; returns how many rows the member could reach."""
    with as_(name):
        return RouteVariant.objects.filter(pk=variant.pk).update(**values)


def propose(variant: RouteVariant) -> None:
    assert move(variant, "rosa", state=RouteState.PROPOSED, proposed_at=cast.NOW) == 1


def publish(variant: RouteVariant, name: str = "bas", at_: datetime = cast.NOW) -> int:
    return move(
        variant,
        name,
        state=RouteState.PUBLISHED,
        approver=cast.ident(name),
        published_at=cast.NOW,
        effective_at=at_,
    )


@pytest.mark.parametrize(("name", "sees"), [("rosa", 1), ("bas", 1), ("edo", 0), ("wout", 0), ("pim", 0)])
def test_a_draft_is_seen_by_the_administrators_of_the_region_only(name: str, sees: int) -> None:
    variant = a_draft()
    with as_(name):
        assert RouteVariant.objects.filter(pk=variant.pk).count() == sees
    assert move(variant, name, remark="?") == sees


def test_without_a_context_nobody_sees_a_draft_and_everybody_what_was_published() -> None:
    variant = a_draft()
    assert not RouteVariant.objects.filter(pk=variant.pk).exists()
    propose(variant)
    publish(variant)
    assert RouteVariant.objects.filter(pk=variant.pk).exists()


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("wout", {}),
        ("edo", {}),
        ("rosa", {"region": cast.ELSEWHERE}),
        ("rosa", {"author": cast.ident("bas")}),
        ("rosa", {"state": RouteState.PROPOSED}),
        (
            "rosa",
            {
                "state": RouteState.PUBLISHED,
                "approver": cast.ident("bas"),
                "published_at": cast.NOW,
                "effective_at": cast.NOW,
            },
        ),
    ],
)
def test_nobody_else_writes_a_draft_and_nothing_begins_further_on(name: str, other: dict[str, Any]) -> None:
    with pytest.raises(DatabaseError):
        a_draft(name, **other)


@pytest.mark.parametrize(
    "values",
    [{"text": "anders"}, {"digest": "anders"}, {"reason": "anders"}, {"author": uuid.uuid4()}, {"number": 9}],
)
def test_what_was_proposed_keeps_its_words(values: dict[str, Any]) -> None:
    variant = a_draft()
    propose(variant)
    with pytest.raises(DatabaseError):
        move(variant, "rosa", **values)


def test_only_the_author_changes_a_draft() -> None:
    variant = a_draft()
    with pytest.raises(DatabaseError):
        move(variant, "bas", text="anders")
    assert move(variant, "rosa", text="anders") == 1


def test_the_author_does_not_approve() -> None:
    variant = a_draft()
    propose(variant)
    with pytest.raises(DatabaseError):
        publish(variant, "rosa")


def test_nobody_approves_in_the_name_of_another() -> None:
    variant = a_draft()
    propose(variant)
    with pytest.raises(DatabaseError):
        move(
            variant,
            "rosa",
            state=RouteState.PUBLISHED,
            approver=cast.ident("bas"),
            published_at=cast.NOW,
            effective_at=cast.NOW,
        )


def test_a_draft_is_not_published_without_being_proposed() -> None:
    with pytest.raises(DatabaseError):
        publish(a_draft())


def test_nothing_takes_effect_before_it_was_decided() -> None:
    variant = a_draft()
    propose(variant)
    with pytest.raises(DatabaseError):
        publish(variant, at_=cast.NOW - timedelta(seconds=1))


@pytest.mark.parametrize(
    "values",
    [
        {"text": "anders"},
        {"effective_at": cast.NOW + timedelta(days=9)},
        {"approver": cast.ident("rosa")},
        {"state": RouteState.DRAFT},
        {"state": RouteState.PROPOSED},
    ],
)
def test_what_was_published_never_changes(values: dict[str, Any]) -> None:
    variant = a_draft()
    propose(variant)
    publish(variant, at_=cast.NOW + timedelta(days=2))
    with pytest.raises(DatabaseError):
        move(variant, "bas", **values)


def test_it_can_be_withdrawn_until_it_takes_effect() -> None:
    variant = a_draft()
    propose(variant)
    publish(variant, at_=cast.NOW + timedelta(days=2))
    withdrawn = {
        "state": RouteState.WITHDRAWN,
        "withdrawn_at": cast.NOW,
        "withdrawn_by": cast.ident("rosa"),
    }
    at(cast.NOW + timedelta(days=2))
    with pytest.raises(DatabaseError):
        move(variant, "rosa", **withdrawn)
    at(cast.NOW)
    assert move(variant, "rosa", **withdrawn) == 1


def test_no_version_is_removed() -> None:
    variant = a_draft()
    with pytest.raises(DatabaseError), as_("rosa"):
        RouteVariant.objects.filter(pk=variant.pk)._raw_delete("default")


def test_two_versions_never_take_effect_at_the_same_moment() -> None:
    one, other = a_draft(), a_draft(number=2)
    for variant in (one, other):
        propose(variant)
    publish(one)
    with pytest.raises(DatabaseError):
        publish(other)


@pytest.mark.parametrize("name", ["wout", "edo"])
def test_nobody_else_says_that_the_proofs_held(name: str) -> None:
    variant = a_draft()
    with pytest.raises(DatabaseError), as_(name):
        RouteProof.objects.create(variant=variant, national_version="n", version="v", at=cast.NOW)


def test_that_the_proofs_held_is_never_changed() -> None:
    variant = a_draft()
    with as_("rosa"):
        proof = RouteProof.objects.create(variant=variant, national_version="n", version="v", at=cast.NOW)
    with pytest.raises(DatabaseError), as_("rosa"):
        RouteProof.objects.filter(pk=proof.pk).update(version="w")
