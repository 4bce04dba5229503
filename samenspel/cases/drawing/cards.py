# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A station as a card: its texts, signs and seats at their places, and how high it is with all of that.

All measures are units of the viewBox; x and y of a text are where its first letter stands on the line.
"""

from dataclasses import dataclass, field, replace

from samenspel.cases.drawing.route import Kind, Note, Sign, State, Station
from samenspel.cases.drawing.texts import measured, wrapped

PAD, DISC, INSET = 16, 18, 62
SIGN = 14
CHIP, CHIP_PAD, GAP = 24, 7, 6
NOSE = 18  # how far a phase points to the next one
SIGNS = {
    Sign.BEEN: "M2 7.5 5.5 11 12 3.5",
    Sign.NOW: "M3.5 2 11.5 7 3.5 12Z",
    Sign.REFUSED: "M3 3l8 8M11 3l-8 8",
    Sign.ALARM: "M7 1.5 13 12.5H1ZM7 5.5v3M7 10.6v.1",
    Sign.QUIET: "M7 2.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9Z",
    Sign.CLOCK: "M7 1a6 6 0 1 0 0 12a6 6 0 1 0 0-12ZM7 3.8V7l2.4 1.8",
    Sign.BOTH: "M1.5 7h11M4.5 4l-3 3 3 3M9.5 4l3 3-3 3",
    Sign.RULE: "M2.5 3h9M2.5 7h9M2.5 11h6",
    Sign.MORE: "M7 2v10M2 7h10",
    Sign.OTHER: "M2 5h10M2 9h10M10 1.5 4 12.5",
    Sign.LESS: "M2 7h10",
}


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text. `tone`: name, lead, said, note, head or seat; `width` is the room that it takes at most."""

    x: float
    y: float
    text: str
    size: float
    tone: str
    strong: bool = False
    middle: bool = False

    @property
    def width(self) -> float:
        return measured(self.text, self.size, self.strong)

    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        left = self.x - self.width / 2 if self.middle else self.x
        return left, self.y - self.size, left + self.width, self.y + self.size * 0.25


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign of SIGN × SIGN; x and y are its upper left corner."""

    x: float
    y: float
    sign: Sign

    @property
    def path(self) -> str:
        return SIGNS[self.sign]

    @property
    def filled(self) -> bool:
        return self.sign is Sign.NOW


@dataclass(frozen=True, slots=True)
class Chip:
    """The small frame around the name of somebody at the table."""

    x: float
    y: float
    width: float
    height: float
    added: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A station with everything on it."""

    station: Station
    x: float
    y: float
    width: float
    height: float
    texts: tuple[Text, ...] = ()
    marks: tuple[Mark, ...] = ()
    chips: tuple[Chip, ...] = ()
    down: bool = False

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def middle(self) -> float:
        return self.y + self.height / 2

    @property
    def disc(self) -> tuple[float, float]:
        """Where the middle of its number stands."""
        return self.x + 36, self.y + 34

    @property
    def number_y(self) -> float:
        """The line on which its number stands."""
        return self.disc[1] + 6

    @property
    def fill(self) -> str:
        """Its paper, where no sheet of styles says it: the phases get lighter, as the danger does."""
        phase = self.station.kind is Kind.PHASE
        return (
            {"1": "#cfe3ea", "2": "#e5f0f4", "3": "#f3f8fa"}.get(self.station.number, "#fff")
            if phase
            else "#fff"
        )

    def outline(self) -> str:
        """A phase points to the next one; other cards are rectangles with round corners."""
        x, y, right, bottom = self.x, self.y, self.right, self.bottom
        if self.station.kind is Kind.PHASE and self.down:
            shoulder, middle = bottom - NOSE, x + self.width / 2
            return f"M{x:g} {y:g}H{right:g}V{shoulder:g}L{middle:g} {bottom:g}L{x:g} {shoulder:g}Z"
        if self.station.kind is not Kind.PHASE:
            return (
                f"M{x + 10:g} {y:g}H{right - 10:g}a10 10 0 0 1 10 10V{bottom - 10:g}a10 10 0 0 1 -10 10"
                f"H{x + 10:g}a10 10 0 0 1 -10 -10V{y + 10:g}a10 10 0 0 1 10 -10Z"
            )
        return f"M{x:g} {y:g}H{right - NOSE:g}L{right:g} {self.middle:g} {right - NOSE:g} {bottom:g}H{x:g}Z"


@dataclass(slots=True)
class _Sheet:
    """A card in the making: what is put on it goes below what is there."""

    x: float
    y: float
    room: float
    texts: list[Text] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    chips: list[Chip] = field(default_factory=list)

    def say(self, text: str, size: float, tone: str, strong: bool = False, most: int = 3) -> None:
        for line in wrapped(text, self.room, size, strong, most):
            self.texts.append(Text(self.x, self.y + size, line, size, tone, strong))
            self.y += round(size * 1.35)

    def note(self, note: Note, size: float = 13, tone: str = "note") -> None:
        self.marks.append(Mark(self.x, self.y + (size - SIGN) / 2 + 2, note.sign))
        self.x, self.room = self.x + SIGN + 6, self.room - SIGN - 6
        self.say(note.text, size, tone, note.strong)
        self.x, self.room = self.x - SIGN - 6, self.room + SIGN + 6
        self.y += 2

    def seat(self, station: Station) -> None:
        """The seats in rows, as many as fit beside each other."""
        left, full = self.x, self.x + self.room
        for seat in station.seats:
            said = f"+ {seat.text}" if seat.added else seat.text
            width = round(measured(said, 12, seat.added) + 2 * CHIP_PAD)
            if left > self.x and left + width > full:
                left, self.y = self.x, self.y + CHIP + GAP
            self.texts.append(
                Text(left + width / 2, self.y + 16.5, said, 12, "seat", seat.added, middle=True)
            )
            self.chips.append(Chip(left, self.y, width, CHIP, seat.added))
            left += width + GAP
        self.y += CHIP if station.seats else 0


def card(station: Station, x: float, y: float, width: float, *, down: bool = False) -> Card:
    """A card of that width, as high as what stands on it. `down`: a phase points down, not to the right."""
    moment, nose = station.kind is Kind.MOMENT, NOSE if station.kind is Kind.PHASE else 0
    inset, outset = (INSET if moment else PAD), (PAD if down else max(PAD, nose + 4))
    sheet = _Sheet(x + inset, y + 12, width - inset - outset)
    numbered = station.number and not moment
    sheet.say(f"{station.number}. {station.name}" if numbered else station.name, 17, "name", strong=True)
    if station.lead:
        sheet.say(station.lead, 13, "lead")
    if station.said:
        sheet.y += 4
        sheet.note(Note(_sign_of(station.state), station.said, strong=True), 14, "said")
    for note in station.notes:
        sheet.y += 2
        sheet.note(note)
    if station.seats:
        sheet.y += 6
        sheet.seat(station)
    least = 2 * DISC + 36 if moment else 0
    height = max(sheet.y - y + 12, least) + (nose if down else 0)
    return Card(
        station, x, y, width, height, tuple(sheet.texts), tuple(sheet.marks), tuple(sheet.chips), down
    )


def _sign_of(state: State) -> Sign:
    return Sign(state.value)


def notes(found: tuple[Note, ...], x: float, y: float, room: float) -> tuple[list[Text], list[Mark], float]:
    """Notes that stand free, below each other; gives what stands there and where they end."""
    sheet = _Sheet(x, y, room)
    for one in found:
        sheet.note(one, 14 if one.strong else 13)
        sheet.y += 4
    return sheet.texts, sheet.marks, sheet.y


def moved(found: Card, down: float) -> Card:
    """The same card, lower."""
    return replace(
        found,
        y=found.y + down,
        texts=tuple(replace(one, y=one.y + down) for one in found.texts),
        marks=tuple(replace(one, y=one.y + down) for one in found.marks),
        chips=tuple(replace(one, y=one.y + down) for one in found.chips),
    )


def level(found: list[Card]) -> list[Card]:
    """All as high as the highest."""
    highest = max(one.height for one in found)
    return [replace(one, height=highest) for one in found]
