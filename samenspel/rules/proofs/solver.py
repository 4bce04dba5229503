# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only place that knows z3: is there a situation like this, and if so, the one that says least.

Every value of every question is one yes or no: it is found, or not.
"""

from collections.abc import Collection, Mapping

import z3

from samenspel.rules.proofs.logic import Answers, Every, Formula, Found, Not, Some

Weights = Mapping[tuple[str, str], int]


class Solver:
    """Situations over some questions, by what the dependencies leave possible.

    `values` says which values each question has, `several` of which questions more than one can be found at once,
    `rules` what holds in every situation.
    """

    def __init__(
        self, values: Mapping[str, tuple[str, ...]], several: Collection[str], rules: Collection[Formula]
    ) -> None:
        self._context = z3.Context()
        self._values = values
        self._kept: dict[int, tuple[Formula, z3.BoolRef]] = {}
        self._found = {
            (question, value): z3.Bool(f"{question}={value}", self._context)
            for question, possible in values.items()
            for value in possible
        }
        self._rules = [self._domain(question, question in several) for question in values]
        self._rules += [self._of(rule) for rule in rules]
        self._solver = z3.Solver(ctx=self._context)
        self._solver.add(*self._rules)

    def possible(self, formula: Formula) -> bool:
        """Whether there is such a situation."""
        return self._decided(self._solver.check(self._of(formula)))

    def smallest(self, formula: Formula, quiet: Answers) -> Answers | None:
        """Such a situation that says as little as can be; None if there is none.

        `quiet` holds the answers when nothing is known. First as few of its questions as possible have another answer,
        then all answers are as low in their list as possible.
        """
        if not self.possible(formula):
            return None
        asked = z3.Optimize(ctx=self._context)
        asked.add(*self._rules, self._of(formula))
        asked.minimize(self._sum([self._distance(question, values) for question, values in quiet.items()]))
        asked.minimize(self._sum([self._height(question) for question in self._values]))
        assert self._decided(asked.check())
        model = asked.model()
        return {
            question: frozenset(one for one in possible if self._is(model, question, one))
            for question, possible in self._values.items()
        }

    def _is(self, model: z3.ModelRef, question: str, value: str) -> bool:
        return bool(z3.is_true(model.eval(self._found[question, value], model_completion=True)))

    def _decided(self, answer: z3.CheckSatResult) -> bool:
        """These formulas are finite: z3 always decides. If not, nothing was proved, and that is an error."""
        if answer == z3.unknown:
            raise RuntimeError("z3 did not decide a finite formula")
        return bool(answer == z3.sat)

    def _domain(self, question: str, several: bool) -> z3.BoolRef:
        each = [self._found[question, value] for value in self._values[question]]
        return z3.Or(each) if several else z3.PbEq([(one, 1) for one in each], 1)

    def _distance(self, question: str, quiet: frozenset[str]) -> z3.ArithRef:
        same = [self._found[question, one] == (one in quiet) for one in self._values[question]]
        return z3.If(z3.And(same), z3.IntVal(0, self._context), z3.IntVal(1, self._context))

    def _sum(self, parts: list[z3.ArithRef]) -> z3.ArithRef:
        return z3.Sum([z3.IntVal(0, self._context), *parts])

    def _height(self, question: str) -> z3.ArithRef:
        zero = z3.IntVal(0, self._context)
        values = enumerate(self._values[question], start=1)
        return self._sum(
            [
                z3.If(self._found[question, value], z3.IntVal(place, self._context), zero)
                for place, value in values
            ]
        )

    def _of(self, formula: Formula) -> z3.BoolRef:
        """The formula for z3. Kept by identity: the same rows come back in one question after the other."""
        kept = self._kept.get(id(formula))
        if kept is None:
            kept = self._kept[id(formula)] = (formula, self._made(formula))
        return kept[1]

    def _made(self, formula: Formula) -> z3.BoolRef:
        match formula:
            case Found(question, values):
                return self._any([self._found[question, one] for one in values if self._known(question, one)])
            case Not(part):
                return z3.Not(self._of(part))
            case Every(parts):
                return z3.And([z3.BoolVal(True, self._context), *(self._of(part) for part in parts)])
            case Some(parts):
                return self._any([self._of(part) for part in parts])

    def _any(self, parts: list[z3.BoolRef]) -> z3.BoolRef:
        return z3.Or([z3.BoolVal(False, self._context), *parts])

    def _known(self, question: str, value: str) -> bool:
        """A value that the question does not have is never found."""
        return (question, value) in self._found
