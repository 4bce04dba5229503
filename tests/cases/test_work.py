# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Terms that pass: whoever owns one is told exactly once, nothing is re-dated, and a second look finds tampering."""

import json
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction

from samenspel.cases import work
from samenspel.cases.models import Deadline
from samenspel.cases.work import Disagreement, disagreements, expire
from samenspel.intake.actions.registering import register
from samenspel.intake.formats.melding.read import read
from samenspel.partners.access import acting_as, service_of
from samenspel.site.api.example import EXAMPLE
from samenspel.site.postgres import Role
from tests import cast
from tests.machine import as_owner
from tests.roles import in_role

LATER = cast.NOW + timedelta(days=200)


@pytest.fixture
def reported(own_database: str) -> Iterator[None]:
    """A family with running terms, committed."""
    with transaction.atomic():
        register(
            read(json.dumps(EXAMPLE).encode()),
            cast.organisation("POL"),
            cast.organisation("VT"),
            cast.NOW,
            cast.NOW,
        )
    connection.close()
    yield


def terms() -> list[tuple[str, datetime, datetime | None]]:
    """Every open term: what, due when, warned when."""
    rows = as_owner_of_deadlines(
        "SELECT term, due_at, warned_at FROM cases_deadline WHERE met_at IS NULL ORDER BY id"
    )
    return [(term, due, warned) for term, due, warned in rows]


def as_owner_of_deadlines(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    """The watcher sees all deadlines, and changes none; tampering is for who owns the table."""
    with in_role(Role.WATCHER), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def notices() -> int:
    with in_role(Role.WORKER), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM notify_notice WHERE template = 'te-laat'")
        return int(cursor.fetchone()[0])


@pytest.mark.usefixtures("reported")
def test_a_late_term_is_told_once_and_never_re_dated() -> None:
    before = terms()
    open_ones = len(before)
    assert open_ones >= 2
    with in_role(Role.WORKER):
        assert expire(LATER) == open_ones
        assert expire(LATER + timedelta(hours=1)) == 0
    after = terms()
    assert [(term, due) for term, due, _ in after] == [(term, due) for term, due, _ in before]
    assert [warned for _, _, warned in after] == [LATER] * open_ones
    assert notices() == open_ones


@pytest.mark.usefixtures("reported")
def test_nothing_is_late_at_the_very_start_of_its_term() -> None:
    with in_role(Role.WORKER):
        assert expire(cast.NOW) == 0


@pytest.mark.usefixtures("reported")
def test_a_term_is_late_at_its_due_moment_and_not_before() -> None:
    due = min(due for _, due, _ in terms())
    at_that_moment = sum(1 for _, moment, _ in terms() if moment == due)
    with in_role(Role.WORKER):
        assert expire(due - timedelta(microseconds=1)) == 0
        assert expire(due) == at_that_moment


@pytest.mark.usefixtures("reported")
def test_two_workers_at_once_tell_each_owner_once() -> None:
    open_ones, told = len(terms()), []
    ready = threading.Barrier(2)

    def worker() -> None:
        try:
            ready.wait(10)
            told.append(expire(LATER))
        finally:
            connection.close()

    with in_role(Role.WORKER):
        both = [threading.Thread(target=worker) for _ in range(2)]
        for one in both:
            one.start()
        for one in both:
            one.join(30)
    assert len(told) == 2
    assert sum(told) == open_ones == notices()


@pytest.mark.usefixtures("reported")
def test_what_another_worker_holds_is_left_to_it() -> None:
    due = terms()
    with in_role(Role.WORKER):
        with transaction.atomic():
            held = list(Deadline.objects.to_warn(LATER, 1).values_list("pk", flat=True))
            result: list[int] = []

            def other() -> None:
                try:
                    result.append(expire(LATER))
                finally:
                    connection.close()

            thread = threading.Thread(target=other)
            thread.start()
            thread.join(30)
        assert len(held) == 1
        assert result == [len(due) - 1]
        assert expire(LATER) == 1


@pytest.mark.usefixtures("reported")
def test_sr40_the_second_look_agrees_with_an_honest_database() -> None:
    with in_role(Role.WATCHER):
        assert list(disagreements(cast.NOW)) == []


@pytest.mark.usefixtures("reported")
def test_sr40_a_moved_term_is_found() -> None:
    tamper("UPDATE cases_deadline SET due_at = due_at + interval '3 days' WHERE term = 'DL-03'")
    assert [(one.what, one.term) for one in second_look(cast.NOW)] == [("termijn klopt niet", "DL-03")]


@pytest.mark.parametrize(
    ("term", "start", "due_at", "follows"),
    [
        ("DL-07", "2026-03-02T23:00:00+00:00", "2026-03-16T23:00:00+00:00", True),
        ("DL-07", "2026-03-02T23:00:00+00:00", "2026-03-17T23:00:00+00:00", False),
        ("DL-13", "2026-02-03T10:30:00+00:00", "2026-02-05T10:30:00+00:00", True),
        ("DL-16", "2026-03-05T09:00:00+00:00", "2026-05-04T09:00:00+00:00", True),
        ("DL-16", "2026-03-05T09:00:00+00:00", "2026-06-04T09:00:00+00:00", False),
        ("DL-03", "2026-02-02T09:00:00+00:00", "2026-02-08T23:00:00+00:00", False),
    ],
    ids=[
        "postponed",
        "a day more",
        "a shorter order",
        "extended up to the most",
        "more than the most",
        "no measure",
    ],
)
def test_sr40_a_term_follows_from_its_start_or_from_an_order_of_less(
    term: str, start: str, due_at: str, follows: bool
) -> None:
    assert work._follows(term, datetime.fromisoformat(start), datetime.fromisoformat(due_at)) is follows


@pytest.mark.usefixtures("reported")
def test_sr40_a_term_that_is_gone_is_found() -> None:
    tamper("DELETE FROM cases_deadline WHERE term = 'DL-02'")
    assert [(one.what, one.term) for one in second_look(cast.NOW)] == [("termijn ontbreekt", "DL-02")]


@pytest.mark.usefixtures("reported")
def test_sr40_a_worker_that_tells_nobody_is_found() -> None:
    open_ones = len(terms())
    found = second_look(LATER)
    assert {one.what for one in found} == {"niet gewaarschuwd"}
    assert len(found) == open_ones
    with in_role(Role.WORKER):
        expire(LATER)
    assert second_look(LATER) == []


def second_look(now: datetime) -> list[Disagreement]:
    with in_role(Role.WATCHER):
        return list(disagreements(now))


def tamper(statement: str) -> None:
    """As nobody of ours can: past the guard and the policies, by who owns the table."""
    as_owner("ALTER TABLE cases_deadline DISABLE TRIGGER USER")
    as_owner("ALTER TABLE cases_deadline DISABLE ROW LEVEL SECURITY")
    as_owner(statement)


@pytest.mark.usefixtures("reported")
def test_sr10_the_worker_that_tells_of_a_term_sees_no_content() -> None:
    vt = cast.organisation("VT")
    with (
        in_role(Role.WORKER),
        transaction.atomic(),
        acting_as(service_of(vt, process="worker"), purpose="termijn"),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT 1 FROM cases_part")
