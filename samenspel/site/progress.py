# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Says what is being done, and that it goes on, for whoever waits."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

EVERY = 2.0  # seconds without a word that one may wait


@contextmanager
def step(what: str, out: TextIO | None = None) -> Iterator[list[str]]:
    """Tell that `what` begins, after every two seconds that it goes on, and at the end how long it took.

    Yields a list; its last text is told beside the name of the step.
    """
    to = out or sys.stdout
    began, done, notes = time.monotonic(), threading.Event(), [""]
    to.write(f"· {what} … ")
    to.flush()
    beside = threading.Thread(target=_go_on, args=(to, done, notes, began), daemon=True)
    beside.start()
    try:
        yield notes
    except BaseException:
        done.set()
        beside.join()
        to.write("mislukt\n")
        raise
    done.set()
    beside.join()
    to.write(f"klaar ({time.monotonic() - began:.1f} s{', ' + notes[-1] if notes[-1] else ''})\n")
    to.flush()


def _go_on(to: TextIO, done: threading.Event, notes: list[str], began: float) -> None:
    while not done.wait(EVERY):
        to.write(f"{notes[-1] or '.'} ({time.monotonic() - began:.0f} s) ")
        to.flush()
