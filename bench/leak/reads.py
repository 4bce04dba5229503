# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The reads: who reads what, how it ends, and what the same connection shows to the next one who takes it."""

import logging
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from random import Random
from threading import Lock
from uuid import UUID

from django.db import DatabaseError, InterfaceError, connection, transaction

from bench.leak.endings import ENDINGS, LOST, Abandoned, commit
from bench.leak.truth import TABLES, Truth, truth
from bench.world import add_regions, all_seeing, pooled, report
from samenspel.journal.models import Actor
from samenspel.partners.access import acting_as, actor_for, service_of
from samenspel.partners.models import Member, Organisation, PostHolder
from tests import cast

Acting = Callable[..., AbstractContextManager[Actor]]
Reading = tuple[
    Actor, str, bool
]  # who, for what purpose, and whether it should see all that its organisation sees

TABLES_AT_ONCE = 3


@dataclass
class Leaks:
    """What was read, and what should never have been."""

    reads: int = 0
    rows: int = 0
    organisations: int = 0
    foreign: int = 0
    without_context: int = 0
    lacking: int = 0
    endings: Counter[str] = field(default_factory=Counter)
    reused_after: Counter[str] = field(default_factory=Counter)

    def counts(self) -> Counter[str]:
        """What adds up over several runs."""
        return Counter(
            reads=self.reads, rows=self.rows, foreign=self.foreign, without_context=self.without_context
        )

    def faults(self) -> list[str]:
        """What is wrong, also when it is the harness that proved nothing."""
        untried = [one.__name__ for one in ENDINGS if not self.endings[one.__name__]]
        unseen = [one.__name__ for one in ENDINGS if one not in LOST and not self.reused_after[one.__name__]]
        wrong = {
            "rows of another organisation were read": self.foreign,
            "rows were read on a connection that nobody acts on": self.without_context,
            "rows were not read that should have been": self.lacking,
            f"endings never happened: {', '.join(untried)}": len(untried),
            f"no connection was used again after: {', '.join(unseen)}": len(unseen),
            "nothing was read at all": 0 if self.rows else 1,
        }
        return [f"{count} × {what}" for what, count in wrong.items() if count]


@dataclass(frozen=True)
class Reader:
    """All that one thread needs: its share of the reads, and who may act."""

    chance: Random
    reads: int
    actors: tuple[Reading, ...]
    truth: Truth
    acting: Acting
    found: Leaks
    lock: Lock
    last: dict[int, str]

    def run(self) -> None:
        try:
            for _ in range(self.reads):
                self._read()
                self._look_without_context()
        finally:
            connection.close()

    def _read(self) -> None:
        actor, purpose, at_work = self.chance.choice(self.actors)
        table = self.chance.choice(TABLES)
        ending = self.chance.choices(list(ENDINGS), list(ENDINGS.values()))[0]
        rows: list[UUID] = []
        pid = 0
        try:
            with transaction.atomic(), self.acting(actor, purpose=purpose):
                pid, rows = _rows(table)
                ending()
        except (DatabaseError, InterfaceError, Abandoned):
            assert ending is not commit
        finally:
            connection.close()
        may = self.truth[table].get(actor.acts_for, frozenset())
        with self.lock:
            self.found.reads += 1
            self.found.rows += len(rows)
            self.found.foreign += len(set(rows) - may)
            self.found.lacking += len(may - set(rows)) if at_work else 0
            self.found.endings[ending.__name__] += 1
            self.last[pid] = ending.__name__

    def _look_without_context(self) -> None:
        """Take any connection from the pool, as a request of somebody who is not signed in would."""
        tables = self.chance.sample(TABLES, TABLES_AT_ONCE)
        counts = " + ".join(f"(SELECT count(*) FROM {table})" for table in tables)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT pg_backend_pid(), {counts}")
            pid, rows = cursor.fetchone()
        with self.lock:
            self.found.without_context += rows
            if before := self.last.pop(pid, None):
                self.found.reused_after[before] += 1
        connection.close()


def _rows(table: str) -> tuple[int, list[UUID]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_backend_pid(), id FROM {table}")
        found = cursor.fetchall()
    return (found[0][0] if found else 0), [row for _, row in found]


def prepare(regions: int, reports: int) -> None:
    """Organisations in that many regions beside the cast's, and that many handled reports among them."""
    names = [cast.REGION, cast.ELSEWHERE, *add_regions(regions)]
    for number in range(reports):
        report(number, names[number % len(names)])


def run(
    *, reads: int, seed: int, threads: int = 8, connections: int = 3, acting: Acting = acting_as
) -> Leaks:
    """Read that often. `acting` is how a transaction acts for somebody; the tests hand in a wrong one."""
    with all_seeing() as plain:
        known = truth(plain)
    actors = _actors()
    found = Leaks(organisations=len({actor.organisation for actor, *_ in actors}))
    last: dict[int, str] = {}
    shared = (actors, known, acting, found, Lock(), last)
    shares = [reads // threads + (number < reads % threads) for number in range(threads)]
    logging.getLogger("psycopg.pool").setLevel(logging.ERROR)  # it tells of every connection that was broken
    with pooled(connections), ThreadPoolExecutor(threads) as pool:
        readers = [Reader(Random(f"{seed} {number}"), share, *shared) for number, share in enumerate(shares)]
        for done in [pool.submit(reader.run) for reader in readers]:
            done.result()
    return found


def _actors() -> tuple[Reading, ...]:
    """Processes of every organisation, and the members of those that have any.

    Who staffs no post (an administrator of a region) works on no case, and has to see less than the organisation.
    """
    services = [(service_of(one, process="test"), "evaluatie", True) for one in Organisation.objects.all()]
    staffing = set(PostHolder.objects.filter(until=None).values_list("member", flat=True))
    members = [
        (actor_for(one), "pagina", one.pk in staffing)
        for one in Member.objects.select_related("organisation")
    ]
    return (*services, *members)
