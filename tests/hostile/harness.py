# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Judges a reader: it gives a report or refuses, within its time, whatever it gets."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from samenspel.intake.formats import Report, Unreadable


@dataclass(frozen=True, slots=True)
class Fault:
    """One case that a reader did not survive, and why."""

    case: str
    what: str


def faults(
    read: Callable[[bytes], Report], cases: Iterable[tuple[str, bytes]], seconds: float = 5.0
) -> list[Fault]:
    """Every case in which the reader raised something else than Unreadable, refused without a reason, gave
    something else than a report, gave texts that cannot be stored, or took more than `seconds` of processor."""
    found = []
    for name, data in cases:
        started = time.process_time()
        what = _outcome(read, data)
        took = time.process_time() - started
        if took > seconds:
            what = f"took {took:.1f} s"
        if what:
            found.append(Fault(name, what))
    return found


def _outcome(read: Callable[[bytes], Report], data: bytes) -> str | None:
    try:
        report = read(data)
    except Unreadable as refusal:
        if not refusal.problems or not all(
            each.what and each.code and each.kept for each in refusal.problems
        ):
            return "refused without a reason"
        return _unstorable(refusal.partial)
    except BaseException as error:
        return f"raised {type(error).__name__}: {str(error)[:200]}"
    return _unstorable(report) if isinstance(report, Report) else f"gave {type(report).__name__}"


def _unstorable(report: Report | None) -> str | None:
    """PostgreSQL takes no NUL and UTF-8 has no lone surrogates; the representation escapes both."""
    told = repr(report)
    found = [piece for piece in ("\\x00", "\\ud8", "\\udf") if piece in told.replace("\\\\", "")]
    return f"texts that cannot be stored: {found}" if found else None
