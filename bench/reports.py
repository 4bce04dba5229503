# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reports per second and the time that one takes, from the sender's POST until it is handled and committed.

Handled: persons recognised, case, items, disclosure, routekaart for each at the table, terms, journal and outbox.
"""

import statistics
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from psycopg import Connection

from bench.client import Machine
from bench.families import COPY_SEED, family, message
from bench.site import Site

KNOWN = 4  # of so many reports one is about a family of the filled database
WITHIN = 60.0  # seconds for one report; more is no measurement but a fault
ROWS_WRITTEN = "SELECT sum(n_tup_ins) FROM pg_stat_user_tables"


@dataclass(frozen=True, slots=True)
class Speed:
    """All in milliseconds, but for `per_second` and `rows` (per report)."""

    per_second: float
    stored_p50: float
    stored_p95: float
    handled_p50: float
    handled_p95: float
    rows: float


def measure(site: Site, *, alone: int, together: int, senders: int) -> Speed:
    """First `alone` reports one after the other, for the time that each takes; then `together` as fast as they go."""
    run = f"{time.time():.0f}"
    with site.all_seeing() as plain:
        machine = Machine(site)
        for number in range(5):
            _one(machine, plain, f"warm-{run}-{number}", number)
        before = _rows(plain)
        times = [_one(machine, plain, f"alleen-{run}-{number}", number + 5) for number in range(alone)]
        rows = (_rows(plain) - before) / alone
        per_second = _flood(site, plain, run, alone + 5, together, senders)
    stored, handled = ([pair[index] * 1000 for pair in times] for index in (0, 1))
    return Speed(per_second, *_half_and_most(stored), *_half_and_most(handled), rows)


def _one(machine: Machine, plain: Connection[Any], key: str, number: int) -> tuple[float, float]:
    """Seconds until the receipt, and until another connection sees the report handled."""
    content = _content(key, number)
    began = time.perf_counter()
    answer = machine.post(key, content)
    assert answer.status_code == 202, answer.text
    stored = time.perf_counter() - began
    while not _is_handled(plain, answer.json()["id"]):
        assert time.perf_counter() - began < WITHIN, f"{key} is not handled"
        time.sleep(0.002)
    return stored, time.perf_counter() - began


def _flood(site: Site, plain: Connection[Any], run: str, first: int, count: int, senders: int) -> float:
    """Handled reports per second while `senders` send as fast as they get receipts, until the last is handled."""
    machines = [Machine(site) for _ in range(senders)]
    for number, machine in enumerate(machines):
        assert (
            machine.post(f"aanloop-{run}-{number}", _content(f"aanloop-{run}-{number}", first)).status_code
            == 202
        )
    _wait_until_none_waits(plain)

    def send(lane: int) -> None:
        for number in range(lane, count, senders):
            key = f"samen-{run}-{number}"
            answer = machines[lane].post(key, _content(key, first + number))
            assert answer.status_code == 202, answer.text

    began = time.perf_counter()
    with ThreadPoolExecutor(senders) as pool:
        for done in [pool.submit(send, lane) for lane in range(senders)]:
            done.result()
    _wait_until_none_waits(plain)
    return count / (time.perf_counter() - began)


def _content(key: str, number: int) -> bytes:
    known = number % KNOWN == 0
    return message(family(number, COPY_SEED if known else 13), key, datetime.now(UTC))


def _is_handled(plain: Connection[Any], message_id: str) -> bool:
    row = plain.execute("SELECT state FROM intake_message WHERE id = %s", [message_id]).fetchone()
    assert row is not None and row[0] in ("ontvangen", "verwerkt"), row
    return bool(row[0] == "verwerkt")


def _wait_until_none_waits(plain: Connection[Any]) -> None:
    question = "SELECT 1 FROM intake_message WHERE state = 'ontvangen' LIMIT 1"
    while plain.execute(question).fetchone():
        time.sleep(0.02)


def _rows(plain: Connection[Any]) -> float:
    time.sleep(1.2)  # counts reach the statistics a second after their transaction
    row = plain.execute(ROWS_WRITTEN).fetchone()
    assert row is not None
    return float(row[0])


def _half_and_most(values: Sequence[float]) -> tuple[float, float]:
    """p50 and p95."""
    return statistics.median(values), statistics.quantiles(values, n=20)[-1]
