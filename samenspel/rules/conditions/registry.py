# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a row of a table may ask: a variable, a condition with a name and a function, or what is told from outside.

All answer in words: a `Finding` says which values count and which events say so. What no picture can hold (about which
measure, which decision, which source somebody asks) is told from outside: `answers` reads it, and the finder starts
with it. What nobody told is unknown.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, wraps
from typing import Any, TypeVar

from samenspel.rules.datafiles import did_you_mean
from samenspel.rules.facts import (
    NO,
    UNKNOWN,
    YES,
    FactProblem,
    FactsError,
    Finding,
    Known,
    Situation,
    variables,
)

Read = Callable[[Situation], Finding]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that a row may ask: its name, the question in Dutch, the accepted words, and who answers.

    `outside`: only who asks can say it; in a picture by itself it is unknown.
    """

    name: str
    text: str
    values: tuple[str, ...]
    read: Read
    outside: bool = False


NAMED: dict[str, Question] = {}


def condition(text: str, values: tuple[str, ...] = (YES, NO)) -> Callable[[Read], Read]:
    """Registers a function under its own name, so that a row of a table may ask it."""

    def register(read: Read) -> Read:
        NAMED[read.__name__] = Question(read.__name__, text, values, read)
        return read

    return register


def once(derive: Callable[[Situation], T]) -> Callable[[Situation], T]:
    """Works out for each situation once what several conditions ask of it; `derive` depends on nothing else."""

    @wraps(derive)
    def kept(situation: Situation) -> T:
        if derive not in situation.derived:
            situation.derived[derive] = derive(situation)
        found: T = situation.derived[derive]
        return found

    return kept


def outside(name: str, text: str, values: Collection[str] = (YES, NO)) -> Question:
    """Registers a question that only who asks can answer; unknown is always one of its answers."""
    NAMED[name] = Question(name, text, (*values, UNKNOWN), lambda _: unknown(), outside=True)
    return NAMED[name]


def answers(told: Mapping[str, str | Collection[str]]) -> Mapping[str, Finding]:
    """What somebody told, as a finder starts with it: it goes before what the picture says.

    Errors: `FactsError` with every question that does not exist and every word that it does not accept.
    """
    problems = [problem for name, said in told.items() for problem in _problems(name, _words(said))]
    if problems:
        raise FactsError(problems)
    return {name: Finding(dict.fromkeys(_words(said) or (UNKNOWN,), ())) for name, said in told.items()}


def _words(said: Any) -> tuple[str, ...]:
    return tuple(said) if isinstance(said, list | tuple | set | frozenset) else (said,)


def _problems(name: str, words: tuple[str, ...]) -> list[FactProblem]:
    asked = question(name)
    if asked is None:
        known = known_names()
        return [FactProblem(name, words, "onbekende vraag" + did_you_mean(name, known), known)]
    few = f"; kies uit {', '.join(asked.values)}" if len(asked.values) <= 30 else ""
    return [
        FactProblem(
            name,
            word,
            f"{word!r} is niet toegestaan{did_you_mean(str(word), asked.values)}{few}",
            asked.values,
        )
        for word in words
        if word not in asked.values
    ]


def question(name: str) -> Question | None:
    """The named condition, or the variable, of this name; None if there is none a row may ask."""
    return NAMED.get(name) or _variable(name)


@cache
def _variable(name: str) -> Question | None:
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


def distinct(events: Iterable[Known]) -> tuple[Known, ...]:
    """Each event once, in the order given."""
    return tuple({item.id: item for item in events}.values())


def whose(persons: Iterable[str], events: Iterable[Known] = ()) -> Finding:
    """Yes if it holds for someone, and for whom."""
    found = tuple(sorted(persons))
    return yes(events, found) if found else no()
