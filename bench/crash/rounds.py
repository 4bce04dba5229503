# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Killing parts under load."""

import sys
import time
from collections import Counter
from collections.abc import Callable
from random import Random

from bench.crash.sender import Held, Sender, end
from bench.site import Site

# How often each part is killed, in a hundred.
SHARES = {
    "web": 30,
    "handler-1": 20,
    "handler-2": 10,
    "worker": 8,
    "watcher": 2,
    "postgres": 24,
    "everything": 6,
}
WRONG = (sys.executable, "-m", "bench.crash.wrong")  # a web that acknowledges before it commits
LAST_WITHIN = 180.0  # seconds for the last receipts


def build(site: Site) -> None:
    """Server, database, cast and client. Can be repeated."""
    site.start_server()
    site.do(sys.executable, "-m", "bench.build", site.database)


def run(
    site: Site,
    held: Held,
    *,
    kills: int,
    seed: int,
    senders: int = 3,
    pause: float = 1.0,
    between: float = 2.0,
    shares: dict[str, int] = SHARES,
    after: Callable[[Counter[str]], None] = lambda _: None,
) -> Counter[str]:
    """Kill that often, a random part each time, while senders send. Returns how often each part was killed.

    `pause`: seconds between two reports of one sender, `between`: seconds from ready to the next kill, on average.
    `after` is told of every kill.
    """
    chance = Random(seed)
    killed: Counter[str] = Counter()
    site.start_again()
    sending = [Sender(site, held, f"afzender-{number}", seed, pause) for number in range(senders)]
    for sender in sending:
        sender.start()
    for _ in range(kills):
        time.sleep(chance.random() * 2 * between)
        part = chance.choices(list(shares), list(shares.values()))[0]
        site.kill(part)
        killed[part] += 1
        site.start_again()
        after(Counter({part: 1}))
    end(sending, LAST_WITHIN)
    return killed
