# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each table must always answer, and when two of its rows contradict each other.

Both follow from how the outcomes are used. A table that is not named here is held to the strictest: it answers in
every situation, and one row at a time.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from samenspel.rules import conditions
from samenspel.rules.catalogue import TITLES
from samenspel.rules.proofs.logic import ALWAYS, NEVER, Every, Formula, Not, Some, found, some
from samenspel.rules.tables import Row


@dataclass(frozen=True, slots=True)
class Clash:
    """Two rows contradict each other when they agree on `within` and say something different about `output`.

    Saying nothing ("") never clashes. With `words`, only a word of the first set clashes with one of the second. With
    `about`, they only clash on the same single answer to that question: on two at once they may well differ.
    """

    output: str
    within: tuple[str, ...] = ()
    words: tuple[frozenset[str], frozenset[str]] | None = None
    about: str = ""

    def under(self, one: Row, other: Row) -> Formula:
        """In which situations they clash, if both count."""
        if not self.about or not self._differ(one, other):
            return ALWAYS if self._differ(one, other) else NEVER
        both = _accepted(one, self.about) & _accepted(other, self.about)
        asked = conditions.question(self.about)
        others = set(asked.values) if asked else set()
        return some(
            Every((found(self.about, answer), Not(found(self.about, *(others - {answer})))))
            for answer in sorted(both)
        )

    def _differ(self, one: Row, other: Row) -> bool:
        if any(one.then.get(name) != other.then.get(name) for name in self.within):
            return False
        said, too = one.then.get(self.output), other.then.get(self.output)
        if self.words is None:
            return bool(said) and bool(too) and said != too
        first, second = self.words
        return (said in first and too in second) or (said in second and too in first)


@dataclass(frozen=True, slots=True)
class Expected:
    """What one table is held to.

    `given`: when it must have an outcome; None where no row is an outcome too, with the reason why. `alone`: one row
    counts at a time. `free`: the cell and the word that say that something may be done.
    """

    given: Formula | None
    clashes: tuple[Clash, ...] = ()
    alone: bool = False
    free: tuple[str, str] | None = None
    why: str = ""


def _words(output: str, one: set[str], other: set[str]) -> Clash:
    return Clash(output, words=(frozenset(one), frozenset(other)))


def _accepted(row: Row, question: str) -> set[str]:
    return {value for one in (*row.when, *row.any) if one.question == question for value in one.accepted}


_ENTRY = Some(tuple(found(name, "ja") for name in ("entry_police", "entry_vt", "entry_partner")))

EXPECTED: Mapping[str, Expected] = {
    "DT-01": Expected(
        _ENTRY,
        (_words("start", {"politieproces"}, {"doorsturen"}), _words("start", {"acuut"}, {"beoordeling"})),
    ),
    # The strongest strength and the earliest term count (routekaart/evaluation.py, rule 2): rows add up.
    "DT-02": Expected(ALWAYS),
    # Must goes before conditional, conditional before optional (routekaart/invitations.py).
    "DT-03": Expected(ALWAYS),
    "DT-04": Expected(ALWAYS, alone=True),
    "DT-05": Expected(ALWAYS, (Clash("direction", ("question",)),)),
    "DT-06": Expected(
        ALWAYS,
        (_words("effect", {"geen_bezwaar"}, {"geblokkeerd", "nagaan"}), Clash("effect", ("needs",))),
        free=("effect", "geen_bezwaar"),
    ),
    "DT-07": Expected(found("breach_title", *TITLES), (Clash("power", about="breach_title"),)),
    "DT-08": Expected(
        found("police_knows", "ja"),
        (
            _words("report", {"nee"}, {"ja", "ja_jeugd", "aanvulling"}),
            _words("report", {"aanvulling"}, {"ja", "ja_jeugd"}),
        ),
    ),
    "DT-09": Expected(ALWAYS, (Clash("naming"),), free=("naming", "ja")),
    "DT-10": Expected(ALWAYS, (Clash("inform"), Clash("to"), Clash("term"))),
    "DT-11": Expected(found("stalking_pattern", "ja"), alone=True),
    "DT-12": Expected(ALWAYS, (Clash("talk"),), free=("talk", "ja")),
    "DT-13": Expected(
        None, (Clash("within", ("step",)),), why="Zonder letsel of schade hoeft er niets eerst."
    ),
    "DT-14": Expected(ALWAYS, alone=True),
    "RF": Expected(None, (Clash("name", ("flag",)),), why="Geen signaal is ook een antwoord."),
    "MI": Expected(None, (Clash("name", ("what",)),), why="Dat er niets ontbreekt, is ook een antwoord."),
}
ASKED_ABOUT = frozenset({"measure_action"})
"""What says about which step somebody asks, and is no fact that can be unknown."""
STRICTEST = Expected(ALWAYS, alone=True)


def expected(table: str) -> Expected:
    return EXPECTED.get(table, STRICTEST)


def contradict(table: str, one: Row, other: Row) -> Formula:
    """In which situations these rows contradict each other if both count."""
    wanted = expected(table)
    if wanted.alone and dict(one.then) != dict(other.then):
        return ALWAYS
    return some(clash.under(one, other) for clash in wanted.clashes)
