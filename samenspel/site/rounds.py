# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The processes that do a round again and again: intake, worker and watcher. Each has its own database role.

Rule 1: a round that fails is logged and done again; nothing but being told to stops the process.
Rule 2: a heartbeat is written after a round that succeeded. Who only fails, is silent, and is noticed (`alarms`).
"""

import logging
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import psycopg
from django.db import connection

from samenspel import now as ask_now
from samenspel.cases.work import disagreements, expire
from samenspel.intake.actions import recover
from samenspel.intake.work import handle_stored
from samenspel.notify.work import beat, deliver
from samenspel.site.alarms import alarm

log = logging.getLogger(__name__)
Done = dict[str, object]
RECOVER_EVERY = timedelta(hours=1)
MOST_TOLD = 20  # differences that are logged one by one


def work(now: datetime, since: datetime) -> Done:
    """One round of the worker: terms that passed, notices that are due. Watches the watcher, and intake."""
    return {"te_laat": expire(now), "verzonden": deliver(now), **alarm("worker", now, since)}


def watch(now: datetime, since: datetime) -> Done:
    """One round of the watcher: recompute all terms, and see whether the others are alive."""
    found = list(disagreements(now))
    for one in found[:MOST_TOLD]:
        log.error("verschil", extra={"what": one.what, "term": one.term, "deadline": one.deadline})
    return {"verschillen": len(found), **alarm("watcher", now, since)}


@dataclass(slots=True)
class Intake:
    """The rounds of intake: every stored message; and at its start and every hour what only the spool has (SR-37)."""

    recovered_at: datetime | None = None

    def __call__(self, now: datetime, since: datetime) -> Done:
        # What is stored goes first: looking through a full spool takes a while, and reports wait for nobody's restart.
        handled = _all_stored()
        restored = self._recover(now)
        return {"hersteld": restored, "verwerkt": handled + (_all_stored() if restored else 0)}

    def _recover(self, now: datetime) -> int:
        if self.recovered_at is not None and now - self.recovered_at < RECOVER_EVERY:
            return 0
        found = recover(now)
        self.recovered_at = now
        if found.stuck:
            log.error(
                "bestanden in de spool zijn niet te openen of op te slaan", extra={"what": len(found.stuck)}
            )
        return found.restored


def _all_stored() -> int:
    handled = 0
    while done := handle_stored():
        handled += done
    return handled


@dataclass(frozen=True, slots=True)
class Rounds:
    """What a process does each time, and how many seconds it waits in between."""

    each: Callable[[datetime, datetime], Done]
    pause: float


def rounds(name: str) -> Rounds:
    """The rounds of that process, from its start."""
    return {"intake": Rounds(Intake(), 2.0), "worker": Rounds(work, 5.0), "watcher": Rounds(watch, 30.0)}[
        name
    ]


def run(name: str, *, once: bool = False) -> int:
    """Do rounds of that name until told to stop. Returns 0; with `once` 1 when the round failed.

    A lost database is no reason to stop: the rows are still there when it comes back.
    """
    stop, woken = threading.Event(), threading.Event()

    def end(*_: object) -> None:
        stop.set()
        woken.set()

    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, end)
    if name == "intake" and not once:
        threading.Thread(target=_listen, args=(stop, woken), daemon=True).start()
    chosen, since = rounds(name), None
    while not stop.is_set():
        started = one(name, chosen, since)
        since = since or started
        if once:
            return 0 if started else 1
        woken.wait(chosen.pause)
        woken.clear()
    return 0


def one(name: str, chosen: Rounds, since: datetime | None) -> datetime | None:
    """Do one round of a process that began at `since` (None: now). Returns when it was, None when it failed."""
    try:
        now = ask_now()
        result = chosen.each(now, since or now)
        beat(name, now, **result)
    except Exception as error:
        log.error("ronde mislukt", extra={"round": name}, exc_info=error)
        connection.close()
        return None
    if any(result.values()):
        log.info("ronde", extra={"round": name, **result})
    return now


def _listen(stop: threading.Event, woken: threading.Event) -> None:
    """Wake the intake round when something was stored. A connection of its own; without it the round still comes."""
    while not stop.is_set():
        try:
            with psycopg.connect(
                **connection.get_connection_params() | {"cursor_factory": None}, autocommit=True
            ) as own:
                own.execute("LISTEN samenspel_intake")
                while not stop.is_set():
                    for _ in own.notifies(timeout=5.0, stop_after=1):
                        woken.set()
        except psycopg.Error:
            stop.wait(2.0)
