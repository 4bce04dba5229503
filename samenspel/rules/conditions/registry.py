# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a row of a table may ask: a variable of the vocabulary, or a condition with a name and a function.

Both answer in words: a `Finding` says which values count and which events say so.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from samenspel.rules.facts import NO, UNKNOWN, YES, Finding, Known, Situation, variables

Read = Callable[[Situation], Finding]


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that a row may ask: its name, the question in Dutch, the accepted words, and who answers."""

    name: str
    text: str
    values: tuple[str, ...]
    read: Read


NAMED: dict[str, Question] = {}


def condition(text: str, values: tuple[str, ...] = (YES, NO)) -> Callable[[Read], Read]:
    """Registers a function under its own name, so that a row of a table may ask it."""

    def register(read: Read) -> Read:
        NAMED[read.__name__] = Question(read.__name__, text, values, read)
        return read

    return register


def question(name: str) -> Question | None:
    """The named condition, or the variable, of this name; None if there is none a row may ask."""
    if name in NAMED:
        return NAMED[name]
    variable = variables().get(name)
    if variable is None or not variable.accepted():
        return None
    return Question(name, variable.name, variable.accepted(), lambda situation: situation.fact(name))


def known_names() -> tuple[str, ...]:
    return (*NAMED, *(name for name, variable in variables().items() if variable.accepted()))


def yes(events: Iterable[Known] = (), persons: Iterable[str] = ()) -> Finding:
    return Finding({YES: tuple(events)}, tuple(sorted(persons)))


def no(events: Iterable[Known] = ()) -> Finding:
    return Finding({NO: tuple(events)})


def unknown(events: Iterable[Known] = ()) -> Finding:
    return Finding({UNKNOWN: tuple(events)})


def when(events: Iterable[Known]) -> Finding:
    """Yes if there are such events, and these are they."""
    found = tuple(events)
    return yes(found) if found else no()


def whose(persons: Iterable[str], events: Iterable[Known] = ()) -> Finding:
    """Yes if it holds for someone, and for whom."""
    found = tuple(sorted(persons))
    return yes(events, found) if found else no()
