# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The leak harness on the real build, and on builds that set the organisation in a wrong way."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection

from bench.leak import reads as leak
from samenspel.journal.models import Actor
from samenspel.partners.access import acting_as

SEED = 20261102


@pytest.fixture(scope="module")
def regions(committed: str) -> None:
    leak.prepare(regions=2, reports=8)


def set_organisation(actor: Actor, *, local: bool) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('samenspel.organisation', %s, %s), set_config('samenspel.purpose', 'evaluatie', %s)",
            [str(actor.organisation), local, local],
        )


@contextmanager
def for_the_connection(actor: Actor, *, purpose: str) -> Iterator[Actor]:
    """As a build does it that sets the organisation per connection."""
    set_organisation(actor, local=False)
    yield actor


@contextmanager
def unless_somebody_acts(actor: Actor, *, purpose: str) -> Iterator[Actor]:
    """As a build does it that believes what a connection already says."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT samenspel_organisation()")
        known = cursor.fetchone()[0]
    if known is None:
        set_organisation(actor, local=False)
    yield actor


@contextmanager
def without_a_purpose(actor: Actor, *, purpose: str) -> Iterator[Actor]:
    """As a build does it that forgets what for: nothing leaks, and too little is seen."""
    with acting_as(actor, purpose=""):
        yield actor


def test_sr06_no_organisation_reads_what_is_anothers(regions: None) -> None:
    found = leak.run(reads=1_500, seed=SEED)
    assert found.faults() == []
    assert found.reads == 1_500
    assert found.organisations >= 18


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        (for_the_connection, "on a connection that nobody acts on"),
        (unless_somebody_acts, "rows of another organisation were read"),
        (without_a_purpose, "rows were not read that should have been"),
    ],
)
def test_the_harness_sees_a_wrong_build(regions: None, wrong: Callable[..., object], fault: str) -> None:
    found = leak.run(reads=300, seed=SEED, acting=wrong)  # type: ignore[arg-type]
    assert any(fault in one for one in found.faults())


def test_the_harness_says_when_it_proved_nothing() -> None:
    assert any("nothing was read" in one for one in leak.Leaks().faults())
    assert any("endings never happened" in one for one in leak.Leaks(rows=1).faults())
