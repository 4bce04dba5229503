# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""All situations that some formulas tell apart: gone through one by one where they are few, given to z3 where not.

Rule 1: values of one question that every formula treats alike are one; the lowest stands for them.
Rule 2: only what follows from the conditions themselves is left out (`conditions/dependencies.py`). A question that
        nobody asks here plays a part only where it ties two that are asked.
Rule 3: a search gives the situation that says least: as few answers as possible that differ from knowing nothing.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import combinations, product
from math import prod

from samenspel.rules import conditions
from samenspel.rules.conditions.dependencies import Answer, Dependency, dependencies, quiet, several
from samenspel.rules.proofs.logic import Answers, Every, Formula, Found, Not, Some, found, literals
from samenspel.rules.proofs.solver import Solver

MOST = 40_000
"""More situations than this are given to z3."""

Bits = Mapping[tuple[str, str], int]


class Situations:
    """The situations over the questions of some formulas. Ask only formulas made of the same literals."""

    def __init__(self, formulas: Iterable[Formula], most: int = MOST) -> None:
        self._literals = {one for formula in formulas for one in literals(formula)}
        self.asked = frozenset(one.question for one in self._literals)
        self._rules = [rule_of(one) for one in tied(self.asked)]
        self._literals |= {one for rule in self._rules for one in literals(rule)}
        self.questions = sorted({one.question for one in self._literals})
        self._most = most

    @cached_property
    def values(self) -> Mapping[str, tuple[str, ...]]:
        """For every question one value of each class that the formulas tell apart, the lowest of each."""
        return {name: tuple(alike[0] for alike in classes) for name, classes in self._classes.items()}

    @cached_property
    def _classes(self) -> Mapping[str, list[list[str]]]:
        """For every question its values, those that the formulas treat alike together."""
        return {name: self._alike(name) for name in self.questions}

    def _alike(self, name: str) -> list[list[str]]:
        asked = conditions.question(name)
        assert asked is not None, name
        mine = [one.values for one in self._literals if one.question == name]
        mine.append(quiet(name))
        kinds: dict[tuple[bool, ...], list[str]] = {}
        for value in asked.values:
            kinds.setdefault(tuple(value in values for values in mine), []).append(value)
        return list(kinds.values())

    @cached_property
    def _several(self) -> frozenset[str]:
        asked = {name: conditions.question(name) for name in self.questions}
        return frozenset(name for name, one in asked.items() if one and several(one))

    @cached_property
    def quiet(self) -> Answers:
        """What is found when nothing is known."""
        return {name: quiet(name) for name in self.questions}

    @cached_property
    def few(self) -> bool:
        """Whether they are gone through one by one."""
        return prod(len(self._answers(name)) for name in self.questions) <= self._most

    @cached_property
    def count(self) -> int:
        """How many are gone through one by one; 0 when z3 decides, and when nobody asked yet."""
        return len(self._all) if "few" in vars(self) and self.few else 0

    def tells_apart(self, formula: Formula) -> bool:
        """Whether the formula asks only what these situations tell apart."""
        return all(one in self._literals or self._whole(one) for one in literals(formula))

    def _whole(self, one: Found) -> bool:
        """Whether it takes or leaves together what these situations do not tell apart."""
        classes = self._classes.get(one.question)
        return classes is not None and all(
            len({value in one.values for value in alike}) == 1 for alike in classes
        )

    def possible(self, formula: Formula) -> bool:
        """Whether there is a situation in which the formula holds."""
        if not self.few:
            return self._solver.possible(formula)
        test = self._test(formula)
        return any(map(test, self._all))

    def smallest(self, formula: Formula) -> Answers | None:
        """The situation that says least in which the formula holds; None if there is none."""
        if not self.few:
            return self._solver.smallest(formula, {name: self.quiet[name] for name in self.asked})
        test = self._test(formula)
        return next((self._read(bits) for bits in self._all if test(bits)), None)

    # Going through all of them

    def _answers(self, name: str) -> list[frozenset[str]]:
        values = self.values[name]
        most = len(values) if name in self._several else 1
        return [frozenset(chosen) for size in range(1, most + 1) for chosen in combinations(values, size)]

    @cached_property
    def _bits(self) -> Bits:
        every = [(name, value) for name in self.questions for value in self.values[name]]
        return {one: 1 << place for place, one in enumerate(every)}

    @cached_property
    def _all(self) -> tuple[int, ...]:
        """Every possible situation, as bits; the one that says least first."""
        rules = [self._test(rule) for rule in self._rules]
        kept: list[tuple[int, int, int]] = []
        for chosen in product(*(self._weighed(name) for name in self.questions)):
            bits = sum(one[2] for one in chosen)
            if all(rule(bits) for rule in rules):
                kept.append((sum(one[0] for one in chosen), sum(one[1] for one in chosen), bits))
        kept.sort()
        return tuple(bits for _, _, bits in kept)

    def _weighed(self, name: str) -> list[tuple[int, int, int]]:
        """Every answer to one question: whether it was asked and says something, how high it is, and its bits."""
        place = {value: number for number, value in enumerate(self.values[name], start=1)}
        return [
            (
                int(name in self.asked and answer != self.quiet[name]),
                sum(place[value] for value in answer),
                sum(self._bits[name, value] for value in answer),
            )
            for answer in self._answers(name)
        ]

    def _read(self, bits: int) -> Answers:
        return {
            name: frozenset(value for value in values if bits & self._bits[name, value])
            for name, values in self.values.items()
        }

    def _test(self, formula: Formula) -> Callable[[int], bool]:
        """The formula as a test of bits."""
        match formula:
            case Found(question, values):
                wanted = sum(self._bits.get((question, value), 0) for value in values)
                return lambda bits: bool(bits & wanted)
            case Not(part):
                inner = self._test(part)
                return lambda bits: not inner(bits)
            case Every(parts):
                tests = [self._test(part) for part in parts]
                return lambda bits: all(test(bits) for test in tests)
            case Some(parts):
                tests = [self._test(part) for part in parts]
                return lambda bits: any(test(bits) for test in tests)

    # Giving them to z3

    @cached_property
    def _solver(self) -> Solver:
        return Solver(self.values, self._several, self._rules)


def tied(asked: Collection[str]) -> list[Dependency]:
    """The dependencies between questions that are asked, also by way of one that is not."""
    near: dict[str, set[str]] = {}
    for one in dependencies():
        for name in one.questions() - set(asked):
            near.setdefault(name, set()).update(one.questions() & set(asked))
    between = set(asked) | {name for name, others in near.items() if len(others) > 1}
    return [one for one in dependencies() if one.questions() <= between]


def rule_of(one: Dependency) -> Formula:
    """A dependency, as a formula that holds in every situation."""

    def formula(answers: Iterable[Answer]) -> Iterator[Formula]:
        for answer in answers:
            said = found(answer.question, *answer.values)
            yield said if answer.found else Not(said)

    return Some((Not(Every(tuple(formula(one.given)))), *formula(one.then)))
