# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Senders as a partner has them: they post, and again until they hold a receipt. What they hold is written down."""

import hashlib
import json
import time
import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from threading import Event, Lock, Thread

import httpx

from bench.client import Machine, NoToken
from bench.families import family, message
from bench.site import Site

KNOWN_FAMILY = 0.2  # share of the reports that are about a family that was reported before
ONCE_MORE = 0.1  # share of the reports that are delivered again although there is a receipt
AT_EASE = 0.1  # seconds between two attempts at the same report


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a sender holds: its key, the number that it got, and what exactly it had sent."""

    key: str
    id: str
    sha256: str


@dataclass
class Held:
    """All receipts, in a file that survives the harness; and what else the senders saw."""

    file: Path
    answers: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def add(self, receipt: Receipt) -> None:
        with self.lock, self.file.open("a") as file:
            file.write(json.dumps(asdict(receipt)) + "\n")

    def saw(self, answer: str) -> None:
        with self.lock:
            self.answers[answer] += 1

    def complain(self, what: str) -> None:
        with self.lock:
            self.faults.append(what)

    def receipts(self) -> list[Receipt]:
        if not self.file.exists():
            return []
        return [Receipt(**json.loads(line)) for line in self.file.read_text().splitlines()]


class Sender(Thread):
    """One of them. Sends until `stop` is set, and then goes on until the last report has its receipt."""

    def __init__(self, site: Site, held: Held, name: str, seed: int, pause: float) -> None:
        super().__init__(name=name, daemon=True)
        self.site, self.held, self.pause = site, held, pause
        self.chance = Random(f"{seed} {name}")
        self.run_mark = uuid.uuid4().hex[:8]
        self.stop = Event()
        self.machine = Machine(site)

    def run(self) -> None:
        number = 0
        with self.machine.http:
            while not self.stop.wait(self.chance.random() * 2 * self.pause):
                number += 1
                known = number > 1 and self.chance.random() < KNOWN_FAMILY
                of = self.chance.randrange(1, number) if known else number
                self._send(f"{self.name}-{self.run_mark}-{number}", of)

    def _send(self, key: str, of: int) -> None:
        content = message(family(of, seed=hash_of(self.name)), key, datetime.now(UTC))
        receipt = self._deliver(key, content)
        if receipt is None:
            return
        self.held.add(receipt)
        if self.chance.random() < ONCE_MORE and self._deliver(key, content) != receipt:
            self.held.complain(f"{key}: another receipt for the same message")

    def _post(self, key: str, content: bytes) -> httpx.Response | None:
        """One attempt; None when there was no answer."""
        try:
            answer = self.machine.post(key, content)
        except (httpx.TransportError, NoToken) as error:
            self.held.saw(type(error).__name__)
            return None
        self.held.saw(str(answer.status_code))
        return answer

    def _deliver(self, key: str, content: bytes) -> Receipt | None:
        """Post until there is a receipt. None for a refusal, which is a fault: nothing is wrong with the report."""
        while True:
            answer = self._post(key, content)
            if answer is not None and answer.status_code == 202:
                return Receipt(key, answer.json()["id"], hashlib.sha256(content).hexdigest())
            if answer is not None and answer.status_code == 401:
                self.machine.bearer = ""
            elif answer is not None and answer.status_code < 500:
                self.held.complain(f"{key}: {answer.status_code} {answer.text[:200]}")
                return None
            time.sleep(AT_EASE)


def hash_of(name: str) -> int:
    """A number for a name, the same in every process."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4])


def end(senders: Iterable[Sender], within: float) -> None:
    """Let all of them finish what they are sending."""
    for sender in senders:
        sender.stop.set()
    for sender in senders:
        sender.join(within)
        if sender.is_alive():
            sender.held.complain(f"{sender.name}: its last report got no receipt within {within:.0f} s")
