# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two sets of rules over the same pictures: which proposals appear, disappear, come earlier or later, or differ.

Rule 1: a proposal is open from the first step at which its moment is indicated until the first at which it is not.
Rule 2: proposals of one moment that are open at the same step are the same proposal; each difference is told once.
Rule 3: what begins at the same step is due when its terms say; a due moment only ever comes nearer (SR-39).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from samenspel.rules import routekaart
from samenspel.rules.facts import Picture
from samenspel.rules.routekaart import Evaluation, Invite, Moment, Proposal, Strength, due_of
from samenspel.rules.ruleset import Ruleset


class Kind(StrEnum):
    """How the second set of rules differs from the first."""

    APPEARED = "verschenen"
    DISAPPEARED = "verdwenen"
    EARLIER = "eerder"
    LATER = "later"
    OTHERWISE = "anders"


@dataclass(frozen=True, slots=True)
class Heard:
    """What one set of rules said about the same pictures, one evaluation per step, in the order of time."""

    rules: Ruleset
    evaluations: tuple[Evaluation, ...]


@dataclass(frozen=True, slots=True)
class Open:
    """One proposal for as long as it was open: the steps from `first` to `last` (included), and how it began.

    `due` is the earliest by when the moment had to be held while it was open, `strength` the strongest.
    """

    moment: Moment
    first: int
    last: int
    at: datetime
    strength: Strength
    rules: tuple[str, ...]
    reason: str
    invite: Invite
    due: datetime | None

    def meets(self, other: "Open") -> bool:
        """Whether there is a step at which both are open."""
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `before` or `after` is None where only the other has the proposal."""

    kind: Kind
    moment: Moment
    before: Open | None
    after: Open | None

    @property
    def step(self) -> int:
        """The first step at which it shows."""
        return min(one.first for one in (self.before, self.after) if one)


def heard(rules: Ruleset, pictures: Iterable[tuple[Picture, datetime]]) -> Heard:
    """What these rules say about each picture at its moment."""
    return Heard(rules, tuple(routekaart.evaluate(picture, at, rules) for picture, at in pictures))


def compare(before: Heard, after: Heard) -> tuple[Change, ...]:
    """Every difference between two sets of rules, in the order in which they show.

    Both evaluated the same pictures at the same moments. Raises ValueError when they did not.
    """
    moments = [[(one.viewer, one.now) for one in said.evaluations] for said in (before, after)]
    if moments[0] != moments[1]:
        raise ValueError("two sets of rules are compared over the same pictures at the same moments")
    found = [
        change for moment in Moment for change in _changes(_opened(before, moment), _opened(after, moment))
    ]
    return tuple(sorted(found, key=lambda change: change.step))


def _opened(said: Heard, moment: Moment) -> list[Open]:
    """Every time that the moment was proposed, from when it opened until it closed."""
    runs: list[list[tuple[int, Evaluation, Proposal]]] = []
    for step, evaluation in enumerate(said.evaluations):
        proposal = evaluation.proposal(moment)
        if proposal is None:
            continue
        if not runs or runs[-1][-1][0] != step - 1:
            runs.append([])
        runs[-1].append((step, evaluation, proposal))
    return [_open(run, said.rules) for run in runs]


def _open(run: Sequence[tuple[int, Evaluation, Proposal]], rules: Ruleset) -> Open:
    first, evaluation, began = run[0]
    dues = [due for _, _, one in run if (due := due_of(one, rules.terms))]
    must = any(one.strength is Strength.MUST for _, _, one in run)
    return Open(
        moment=began.moment,
        first=first,
        last=run[-1][0],
        at=evaluation.now,
        strength=Strength.MUST if must else Strength.PROPOSE,
        rules=tuple(dict.fromkeys(reason.rule for reason in began.reasons)),
        reason=began.reason,
        invite=began.invite,
        due=min(dues, default=None),
    )


def _changes(before: list[Open], after: list[Open]) -> Iterable[Change]:
    free = list(after)
    for one in before:
        other = next((each for each in free if one.meets(each)), None)
        if other is not None:
            free.remove(other)
            kind = _differs(one, other)
        else:
            # It goes on in one that another of ours already stands for: open all the same, in another rhythm.
            kind = Kind.OTHERWISE if any(one.meets(each) for each in after) else Kind.DISAPPEARED
        if kind:
            yield Change(kind, one.moment, one, other)
    for one in free:
        kind = Kind.OTHERWISE if any(one.meets(each) for each in before) else Kind.APPEARED
        yield Change(kind, one.moment, None, one)


def _differs(one: Open, other: Open) -> Kind | None:
    if one.first != other.first:
        return Kind.EARLIER if other.first < one.first else Kind.LATER
    if one.due != other.due:
        later = other.due is None or (one.due is not None and other.due > one.due)
        return Kind.LATER if later else Kind.EARLIER
    same = (one.strength, one.invite, one.last) == (other.strength, other.invite, other.last)
    return None if same else Kind.OTHERWISE
