# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The processes that do a round again and again: intake, worker and watcher. Each has its own database role."""

import logging
import signal
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import psycopg
from django.db import DatabaseError, connection

from samenspel import now as ask_now
from samenspel.cases.work import disagreements, expire
from samenspel.intake.work import handle_stored
from samenspel.notify.models import Heartbeat
from samenspel.notify.work import beat, deliver

log = logging.getLogger("samenspel.rounds")
SILENCE = timedelta(minutes=5)
OTHERS = {"watcher": ("worker", "intake"), "worker": ("watcher",)}


def work(now: datetime) -> dict[str, object]:
    """One round of the worker: terms that passed, notices that are due. Watches the watcher."""
    return {"te_laat": expire(now), "verzonden": deliver(now), "stil": silent("worker", now)}


def watch(now: datetime) -> dict[str, object]:
    """One round of the watcher: recompute all terms, and see whether the others are alive."""
    found = list(disagreements(now))
    for one in found[:20]:
        log.error("verschil", extra={"what": one.what, "term": one.term, "deadline": str(one.deadline)})
    return {"verschillen": len(found), "stil": silent("watcher", now)}


def intake(now: datetime) -> dict[str, object]:
    """One round of intake: every stored message."""
    handled = 0
    while done := handle_stored():
        handled += done
    return {"verwerkt": handled}


def silent(process: str, now: datetime) -> list[str]:
    """Which of the processes that `process` watches did not do a round for five minutes (SR-40)."""
    beats = dict(Heartbeat.objects.values_list("process", "at"))
    return [other for other in OTHERS.get(process, ()) if other not in beats or now - beats[other] > SILENCE]


ROUNDS: dict[str, tuple[Callable[[datetime], dict[str, object]], float]] = {
    "intake": (intake, 2.0),
    "worker": (work, 5.0),
    "watcher": (watch, 30.0),
}


def run(name: str, *, once: bool = False) -> int:
    """Do rounds of that name until told to stop. A round that fails is logged and tried again; returns 0, or 1 with `once`.

    A lost database is no reason to stop: the rows are still there when it comes back.
    """
    stop = threading.Event()
    woken = threading.Event()
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: _stop(stop, woken))
    round_, pause = ROUNDS[name]
    if name == "intake" and not once:
        threading.Thread(target=_listen, args=(stop, woken), daemon=True).start()
    while not stop.is_set():
        done = _one(name, round_)
        if once:
            return 0 if done else 1
        woken.wait(pause)
        woken.clear()
    return 0


def _stop(stop: threading.Event, woken: threading.Event) -> None:
    stop.set()
    woken.set()


def _one(name: str, round_: Callable[[datetime], dict[str, object]]) -> bool:
    try:
        now = ask_now()
        result = round_(now)
        beat(name, now, **result)
    except DatabaseError as error:
        log.error("ronde mislukt", extra={"round": name, "error": type(error).__name__})
        connection.close()
        return False
    if any(result.values()):
        log.info("ronde", extra={"round": name, **result})
    return True


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
