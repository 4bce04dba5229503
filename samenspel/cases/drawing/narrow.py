# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The routekaart for a narrow screen: everything below each other, the road to the moments on the left."""

from collections.abc import Iterator
from dataclasses import dataclass

from samenspel.cases.drawing.boards import STEM, Board, Frame, head, stacked, went
from samenspel.cases.drawing.cards import Card, card, level, notes
from samenspel.cases.drawing.roads import Point, Road, road
from samenspel.cases.drawing.route import Route

LEFT, WIDTH, FORK, MERGE = 34, 298, 14, 347


def narrow(route: Route) -> Board:
    """360 wide: starts, moments, criminal case, plan, and what is broken; the same stations as on the wide map."""
    texts = head(route.words.start, 2, 20, 356)
    police, care = level([card(one, x, 34, 160) for one, x in zip(route.starts, (2, 198), strict=True)])
    said, marks, end = notes(route.between, LEFT, police.bottom + 16, WIDTH - 12)
    texts += [*said, *head(route.words.moments, LEFT, end + 40, WIDTH)]
    moments = stacked(route.moments, LEFT, end + 54, WIDTH, 14)
    texts += head(route.words.steps, LEFT, moments[-1].bottom + 44, WIDTH)
    steps = stacked(route.steps, LEFT, moments[-1].bottom + 58, WIDTH, 38)
    plan_y = steps[-1].bottom + 40
    texts += head(route.words.plan, LEFT + 16, plan_y + 26, WIDTH - 32)
    phases: list[Card] = []
    for one in route.phases:
        below = phases[-1].bottom + 4 if phases else plan_y + 42
        phases.append(card(one, LEFT + 14, below, WIDTH - 28, down=True))
    plan = Frame(LEFT, plan_y, WIDTH, phases[-1].bottom + 14 - plan_y)
    breach = card(route.breach, LEFT, plan.bottom + 44, WIDTH)
    texts += head(route.words.back, LEFT, breach.bottom + 42, WIDTH)
    lie = _Narrow(police, care, end, moments, steps, plan, breach)
    roads = tuple(sorted(lie.roads(route.travelled), key=lambda one: (one.been, one.back)))
    cards = (police, care, *moments, *steps, *phases, breach)
    return Board("narrow", 360, breach.bottom + 52, plan, cards, roads, tuple(texts), tuple(marks))


@dataclass(frozen=True, slots=True)
class _Narrow:
    """Where the cards of the narrow map lie, for the roads between them."""

    police: Card
    care: Card
    fold: float
    moments: list[Card]
    steps: list[Card]
    plan: Frame
    breach: Card

    def roads(self, travelled: frozenset[tuple[str, str]]) -> Iterator[Road]:
        yield road([(self.police.right, self.police.middle), (self.care.x, self.care.middle)], both=True)
        plan, judgement = self.steps
        for moment in self.moments:
            arrives: list[Point] = [(FORK, moment.middle), (moment.x, moment.middle)]
            for start, leaves in ((self.police, self._down()), (self.care, self._aside())):
                yield road([*leaves, *arrives], been=went(travelled, start, moment))
            out: list[Point] = [(moment.right, moment.middle), (MERGE, moment.middle)]
            yield road(
                [*out, (MERGE, plan.middle), (plan.right, plan.middle)], been=went(travelled, moment, plan)
            )
            to_plan: list[Point] = [*out, (MERGE, self.plan.y + 24), (self.plan.right, self.plan.y + 24)]
            yield road(to_plan, been=(moment.station.key, "veiligheidsplan") in travelled)
        yield road([(183, plan.bottom), (183, judgement.y)], been=went(travelled, plan, judgement))
        yield road([(183, judgement.bottom), (183, self.plan.y)])
        yield from self._back(travelled)

    def _down(self) -> list[Point]:
        return [(FORK, self.police.bottom)]

    def _aside(self) -> list[Point]:
        """Veilig Thuis stands to the right: its road goes below what passes between the two."""
        return [(340, self.care.bottom), (340, self.fold + 10), (FORK, self.fold + 10)]

    def _back(self, travelled: frozenset[tuple[str, str]]) -> Iterator[Road]:
        used = ("veiligheidsplan", self.breach.station.key) in travelled
        yield road([(183, self.plan.bottom), (183, self.breach.y)], back=True, been=used)
        leaves: list[Point] = [(self.breach.x, self.breach.middle), (FORK, self.breach.middle)]
        judged = self.steps[-1]
        yield road([*leaves, (FORK, judged.middle), (judged.x, judged.middle)], back=True, been=used)
        yield road([*leaves, (FORK, self.moments[-1].middle + STEM)], back=True, been=used)
