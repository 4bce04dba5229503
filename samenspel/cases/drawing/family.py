# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The family picture: households side by side, generations below each other.

The same persons always stand in the same places, so that a reader finds them again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from samenspel.cases.drawing.texts import lines

WIDE, HIGH = 196, 76
STEP = HIGH + 84
_BESIDE, _EDGE, _HEAD = 104, 20, 40
_PARENT = {"ouder", "pleegouder"}


@dataclass(frozen=True, slots=True)
class Member:
    """One person as the reader may know them. `key` means something only in this picture."""

    key: str
    name: str
    born: str
    roles: tuple[str, ...] = ()
    household: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """`source` is the `kind` of `target`: ("P", "K", "ouder", "vader van"). `custody`: None is unknown."""

    source: str
    target: str
    kind: str
    text: str
    custody: bool | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A person in the picture; x and y are the upper left corner of WIDE × HIGH, in units of the viewBox."""

    member: Member
    x: int
    y: int
    role: str
    name: str


@dataclass(frozen=True, slots=True)
class Home:
    """The frame around the persons of one household; an empty name is "huishouden onbekend"."""

    name: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Line:
    """A tie between two cards: the path, where its words stand, and whether it is dashed."""

    path: str
    x: int
    y: int
    text: str
    dashed: bool


@dataclass(frozen=True, slots=True)
class FamilyPicture:
    width: int
    height: int
    homes: tuple[Home, ...]
    cards: tuple[Card, ...]
    lines: tuple[Line, ...]


def family(members: Sequence[Member], ties: Sequence[Tie]) -> FamilyPicture:
    """Households side by side, generations below each other: parents stand above their children."""
    ties = [_downward(tie) for tie in ties]
    depth = _generations(members, ties)
    homes: list[Home] = []
    cards: list[Card] = []
    rows = max(depth.values(), default=0) + 1
    tall = _HEAD + (rows - 1) * STEP + HIGH + _EDGE
    left = _EDGE
    for name, living in _households(members).items():
        widest = max(sum(depth[m.key] == row for m in living) for row in range(rows))
        width = widest * WIDE + (widest - 1) * _BESIDE + 2 * _EDGE
        top, end = min(depth[m.key] for m in living), max(depth[m.key] for m in living)
        homes.append(Home(name, left, _EDGE + top * STEP, width, _HEAD + (end - top) * STEP + HIGH + _EDGE))
        cards += _seated(living, depth, left + _EDGE)
        left += width + _BESIDE
    places = {card.member.key: card for card in cards}
    known = [tie for tie in ties if tie.source in places and tie.target in places]
    drawn = tuple(_line(tie, places, depth) for tie in known)
    return FamilyPicture(max(left - _BESIDE + _EDGE, 1), tall + 2 * _EDGE, tuple(homes), tuple(cards), drawn)


def _downward(tie: Tie) -> Tie:
    """ "K is a child of V" is drawn as "V is a parent of K"; the words stay as they were."""
    if tie.kind != "kind":
        return tie
    return replace(tie, source=tie.target, target=tie.source, kind="ouder")


def _generations(members: Iterable[Member], ties: Sequence[Tie]) -> Mapping[str, int]:
    """How many parents stand above each person; partners share a row. A circle in the data ends it."""
    depth = {member.key: 0 for member in members}
    for _ in range(len(depth)):
        before = dict(depth)
        for tie in ties:
            if tie.source not in depth or tie.target not in depth:
                continue
            if tie.kind in _PARENT:
                depth[tie.target] = max(depth[tie.target], depth[tie.source] + 1)
            elif tie.kind in {"partner", "ex_partner", "broer_zus"}:
                depth[tie.source] = depth[tie.target] = max(depth[tie.source], depth[tie.target])
        if depth == before or max(depth.values()) >= len(depth):
            break
    ranks = {value: rank for rank, value in enumerate(sorted(set(depth.values())))}
    return {key: ranks[value] for key, value in depth.items()}


def _households(members: Iterable[Member]) -> Mapping[str, list[Member]]:
    together: dict[str, list[Member]] = {}
    for member in members:
        together.setdefault(member.household, []).append(member)
    return together


def _seated(living: Sequence[Member], depth: Mapping[str, int], left: int) -> list[Card]:
    taken: dict[int, int] = {}
    cards = []
    for member in living:
        row = depth[member.key]
        column = taken.get(row, 0)
        taken[row] = column + 1
        x, y = left + column * (WIDE + _BESIDE), _EDGE + _HEAD + row * STEP
        role = lines(", ".join(member.roles), 26, 1)[0]
        cards.append(Card(member, x, y, role, lines(member.name, 21, 1)[0]))
    return cards


def _line(tie: Tie, places: Mapping[str, Card], depth: Mapping[str, int]) -> Line:
    one, other = places[tie.source], places[tie.target]
    dashed = tie.kind == "ex_partner" or (tie.kind in _PARENT and tie.custody is not True)
    if depth[tie.source] == depth[tie.target]:
        return _beside(one, other, tie.text, dashed)
    upper, lower = (one, other) if one.y < other.y else (other, one)
    x1, y1, x2, y2 = upper.x + WIDE // 2, upper.y + HIGH, lower.x + WIDE // 2, lower.y
    middle = (y1 + y2) // 2
    path = f"M{x1} {y1}C{x1} {middle} {x2} {middle} {x2} {y2}"
    # Lines that cross slope in different ways: the words of one stand above those of the other.
    aside = 11 * ((x1 > x2) - (x1 < x2))
    return Line(path, (x1 + x2) // 2, middle + 4 + aside, tie.text, dashed)


def _beside(one: Card, other: Card, text: str, dashed: bool) -> Line:
    left, right = (one, other) if one.x <= other.x else (other, one)
    x1, x2, y = left.x + WIDE, right.x, left.y + HIGH // 2
    if x2 - x1 <= 2 * _BESIDE + 2 * _EDGE:
        return Line(f"M{x1} {y}H{x2}", (x1 + x2) // 2, y - 7, text, dashed)
    top = left.y - 14
    path = f"M{left.x + WIDE // 2} {left.y}V{top}H{right.x + WIDE // 2}V{right.y}"
    return Line(path, (left.x + right.x + WIDE) // 2, top - 5, text, dashed)
