# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lines between the cards: straight pieces with round corners, and an arrow where one arrives."""

from collections.abc import Sequence
from dataclasses import dataclass

from samenspel.cases.drawing.cards import Card

Point = tuple[float, float]
BEND, TIP = 12, 9


@dataclass(frozen=True, slots=True)
class Tip:
    """An arrow that arrives at x, y from the direction of `start`."""

    x: float
    y: float
    start: Point

    @property
    def path(self) -> str:
        dx, dy = _step(self.start, (self.x, self.y))
        back_x, back_y, wide = self.x - dx * TIP, self.y - dy * TIP, TIP * 0.6
        return (
            f"M{self.x:g} {self.y:g}L{back_x - dy * wide:g} {back_y - dx * wide:g}"
            f"L{back_x + dy * wide:g} {back_y + dx * wide:g}Z"
        )


@dataclass(frozen=True, slots=True)
class Road:
    """A line along `points`. `been`: this case went here; `back`: the way back after a breach."""

    points: tuple[Point, ...]
    tips: tuple[Tip, ...]
    been: bool = False
    back: bool = False

    @property
    def path(self) -> str:
        return bent(self.points)


def road(points: Sequence[Point], *, been: bool = False, back: bool = False, both: bool = False) -> Road:
    """A line with an arrow at its end; with `both`, at its start as well."""
    tips = [Tip(*points[-1], points[-2])]
    if both:
        tips.append(Tip(*points[0], points[1]))
    return Road(tuple(points), tuple(tips), been, back)


def across(start: Card, end: Card, x: float) -> tuple[Point, ...]:
    """From the right side of a card to the left side of another, along the vertical line at `x`."""
    return (start.right, start.middle), (x, start.middle), (x, end.middle), (end.x, end.middle)


def bent(points: Sequence[Point]) -> str:
    """The path along these points, with a round corner where it turns. Pieces are horizontal or vertical."""
    kept = [point for point, before in zip(points, (None, *points), strict=False) if point != before]
    drawn = [f"M{kept[0][0]:g} {kept[0][1]:g}"]
    for before, corner, after in zip(kept, kept[1:], kept[2:], strict=False):
        near = min(BEND, _far(before, corner) / 2, _far(corner, after) / 2)
        (dx, dy), (ex, ey) = _step(before, corner), _step(corner, after)
        drawn.append(f"L{corner[0] - dx * near:g} {corner[1] - dy * near:g}")
        drawn.append(f"Q{corner[0]:g} {corner[1]:g} {corner[0] + ex * near:g} {corner[1] + ey * near:g}")
    drawn.append(f"L{kept[-1][0]:g} {kept[-1][1]:g}")
    return "".join(drawn)


def _far(one: Point, other: Point) -> float:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def _step(one: Point, other: Point) -> Point:
    far = _far(one, other) or 1
    return (other[0] - one[0]) / far, (other[1] - one[1]) / far
