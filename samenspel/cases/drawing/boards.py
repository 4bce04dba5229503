# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The routekaart laid out: wide for a screen and a sheet of A4 on its side, narrow for a telephone.

Rule 1: how high a card is follows from what stands on it; everything else follows from the cards.
Rule 2: an arrow ends at a card, at the frame of the plan, or where the road joins the one to the moments.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from samenspel.cases.drawing.cards import Card, Mark, Text, card, level, moved, notes
from samenspel.cases.drawing.roads import Point, Road, across, road
from samenspel.cases.drawing.route import Route, Station
from samenspel.cases.drawing.texts import wrapped

HEAD = 13
# The columns of the wide map: where each begins and how wide it is; the roads that branch run between them.
START, START_WIDE, TALK = 20, 192, 80
MOMENT, MOMENT_WIDE = 268, 540
STEP, STEP_WIDE = 868, 312
FORK, MERGE, DOWN, AROUND = 240, 838, 1024, 1156
PLAN_WIDE = 862
STEM = 14  # how far below the road to the moments the way back joins it


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame around the phases of the plan."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Board:
    """The whole drawing, in units of its viewBox."""

    name: str
    width: float
    height: float
    plan: Frame
    cards: tuple[Card, ...]
    roads: tuple[Road, ...]
    texts: tuple[Text, ...]
    marks: tuple[Mark, ...]


def stacked(stations: Sequence[Station], x: float, y: float, width: float, gap: float) -> list[Card]:
    """Cards below each other."""
    found: list[Card] = []
    for one in stations:
        found.append(card(one, x, found[-1].bottom + gap if found else y, width))
    return found


def head(text: str, x: float, y: float, room: float) -> list[Text]:
    """A heading; its last line stands at y."""
    said = wrapped(text, room, HEAD, strong=True)
    return [Text(x, y - 17 * (len(said) - 1 - at), one, HEAD, "head", True) for at, one in enumerate(said)]


def wide(route: Route) -> Board:
    """1200 wide: the starts, the moments and the criminal case beside each other; the plan below, and the way back."""
    top = 50
    beside = [card(one, 0, 0, width).middle for one, width in _first_row(route)]
    moments = stacked(route.moments, MOMENT, top + max(beside) - beside[1], MOMENT_WIDE, 14)
    texts, marks, (police, care) = _starts(route, top, moments[0].middle, moments[-1].middle)
    steps = _spread(stacked(route.steps, STEP, top, STEP_WIDE, 52), moments[0].middle, moments[-1].bottom)
    under = max(moments[-1].bottom, care.bottom, steps[-1].bottom) + 46
    phases, plan = _beside(route, under)
    breach = card(route.breach, START, under, START_WIDE)
    bottom = max(plan.bottom, breach.bottom)
    breach, plan = replace(breach, height=bottom - under), replace(plan, height=bottom - under)
    phases = [replace(one, height=bottom - 16 - one.y) for one in phases]
    loop = bottom + 32
    texts += head(route.words.start, START, top - 16, START_WIDE)
    texts += head(route.words.moments, MOMENT, top - 16, MOMENT_WIDE)
    texts += head(route.words.steps, STEP, top - 16, STEP_WIDE)
    texts += head(route.words.plan, plan.x + 16, plan.y + 26, 400)
    texts += head(route.words.back, MOMENT, loop - 9, 800)
    lie = _Wide(police, care, moments, steps, plan, breach, loop)
    cards = (police, care, *moments, *steps, *phases, breach)
    roads = tuple(sorted(lie.roads(route.travelled), key=lambda one: (one.been, one.back)))
    return Board("wide", 1200, loop + 14, plan, cards, roads, tuple(texts), tuple(marks))


def _first_row(route: Route) -> Iterator[tuple[Station, float]]:
    """The stations that stand beside each other at the top, with their widths: one road runs through their middles."""
    yield from ((route.starts[0], START_WIDE), (route.moments[0], MOMENT_WIDE), (route.steps[0], STEP_WIDE))


def _starts(
    route: Route, top: float, first: float, last: float
) -> tuple[list[Text], list[Mark], tuple[Card, Card]]:
    """The police beside the first moment, Veilig Thuis beside the last, and between them what passes."""
    police, care = (card(one, START, top, START_WIDE) for one in route.starts)
    police, bottom = moved(police, max(first - police.middle, 0)), last + care.height / 2
    texts, marks, end = notes(route.between, TALK, police.bottom + 22, FORK - 10 - TALK)
    free = max(bottom - care.height - end - 18, 0) / 2
    texts = [replace(one, y=one.y + free) for one in texts]
    marks = [replace(one, y=one.y + free) for one in marks]
    return texts, marks, (police, moved(care, max(bottom - care.height, end + 18) - top))


def _spread(steps: list[Card], first: float, bottom: float) -> list[Card]:
    """The steps of the criminal case: the first beside the first moment, the others spread over the room below."""
    down = max(first - steps[0].middle, 0)
    spare = max(bottom - steps[-1].bottom - down, 0) / 2
    return [moved(one, down + spare * at) for at, one in enumerate(steps)]


def _beside(route: Route, top: float) -> tuple[list[Card], Frame]:
    """The phases beside each other, in the frame of the plan."""
    x, width, gap = MOMENT, PLAN_WIDE, 10
    each = (width - 32 - gap * (len(route.phases) - 1)) / len(route.phases)
    phases = level(
        [card(one, x + 16 + at * (each + gap), top + 42, each) for at, one in enumerate(route.phases)]
    )
    return phases, Frame(x, top, width, phases[0].bottom + 16 - top)


@dataclass(frozen=True, slots=True)
class _Wide:
    """Where the cards of the wide map lie, for the roads between them."""

    police: Card
    care: Card
    moments: list[Card]
    steps: list[Card]
    plan: Frame
    breach: Card
    loop: float

    def roads(self, travelled: frozenset[tuple[str, str]]) -> Iterator[Road]:
        yield road([(52, self.police.bottom), (52, self.care.y)], both=True)
        for start in (self.police, self.care):
            for moment in self.moments:
                yield road(across(start, moment, FORK), been=went(travelled, start, moment))
        plan, judgement = self.steps
        for moment in self.moments:
            yield road(across(moment, plan, MERGE), been=went(travelled, moment, plan))
            down: list[Point] = [(moment.right, moment.middle), (MERGE, moment.middle), (MERGE, self.plan.y)]
            yield road(down, been=(moment.station.key, "veiligheidsplan") in travelled)
        yield road([(DOWN, plan.bottom), (DOWN, judgement.y)], been=went(travelled, plan, judgement))
        yield road([(DOWN, judgement.bottom), (DOWN, self.plan.y)])
        yield from self._back(travelled)

    def _back(self, travelled: frozenset[tuple[str, str]]) -> Iterator[Road]:
        """From the plan to what is broken, and from there to the moments and to the prosecutor."""
        used = ("veiligheidsplan", self.breach.station.key) in travelled
        side, low = self.breach.right, max(one.middle for one in (self.care, self.moments[-1]))
        yield road([(self.plan.x, self.breach.middle), (side, self.breach.middle)], back=True, been=used)
        up: list[Point] = [(side, self.breach.y + 24), (FORK, self.breach.y + 24), (FORK, low + STEM)]
        yield road(up, back=True, been=used)
        judged = self.steps[-1]
        around: list[Point] = [
            (116, self.breach.bottom),
            (116, self.loop),
            (AROUND, self.loop),
            (AROUND, judged.bottom),
        ]
        yield road(around, back=True, been=used)


def went(travelled: frozenset[tuple[str, str]], start: Card, end: Card) -> bool:
    return (start.station.key, end.station.key) in travelled
