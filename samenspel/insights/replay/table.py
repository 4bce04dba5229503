# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""One table of a chronology being read: it hands out typed values and remembers what was wrong, with the line."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from samenspel.insights.replay.lines import Path, line_of
from samenspel.rules.datafiles import did_you_mean
from samenspel.rules.facts import LOCAL, Born

NOON = time(12)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: on which line, where that is, in which field, and what (Dutch)."""

    line: int
    where: str
    field: str
    message: str


class ChronologyError(ValueError):
    """A file that cannot be replayed. `problems` lists everything that was found, in the order of the file."""

    def __init__(self, file: str, problems: Collection[Problem]) -> None:
        self.file = file
        self.problems = tuple(sorted(problems, key=lambda one: (one.line, one.field)))
        super().__init__("\n".join(self.lines()))

    def lines(self) -> list[str]:
        """One line of text per problem."""
        return [
            f"{self.file}, regel {one.line}, {one.where}"
            + (f", veld {one.field}" if one.field else "")
            + f": {one.message}"
            for one in self.problems
        ]


@dataclass(slots=True)
class Notes:
    """Where every field stands, and the problems met so far."""

    lines: dict[Path, int]
    problems: list[Problem] = field(default_factory=list)

    def add(self, path: Path, where: str, name: str, message: str) -> None:
        self.problems.append(Problem(line_of(path, self.lines), where, name, message))


@dataclass(slots=True)
class Table:
    """A table at `path`, called `where` in messages. `close` complains about fields that nobody asked for."""

    values: Mapping[str, Any]
    path: Path
    where: str
    notes: Notes
    prefix: str = ""
    taken: set[str] = field(default_factory=set)

    def problem(self, name: str, message: str) -> None:
        path = (*self.path, *name.split("."))
        self.notes.add(path, self.where, self.prefix + name, message)

    def take(self, name: str, *, required: bool = False) -> Any:
        self.taken.add(name)
        value = self.values.get(name)
        if value is None and required:
            self.problem(name, "ontbreekt")
        return value

    def _typed(self, name: str, kind: type, words: str, required: bool) -> Any:
        value = self.take(name, required=required)
        if value is None or (isinstance(value, kind) and not (kind is int and isinstance(value, bool))):
            return value
        self.problem(name, f"{_shown(value)} is niet goed: verwacht {words}")
        return None

    def text(self, name: str, *, required: bool = False) -> str:
        value = self._typed(name, str, "een tekst", required)
        if value is not None and not value.strip():
            self.problem(name, "is leeg")
        return (value or "").strip()

    def flag(self, name: str) -> bool | None:
        found: bool | None = self._typed(name, bool, "true of false", False)
        return found

    def number(self, name: str) -> int | None:
        found: int | None = self._typed(name, int, "een geheel getal", False)
        return found

    def table(self, name: str) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self._typed(name, dict, "een tabel { … }", False) or {}
        return found

    def rows(self, name: str) -> list[Any]:
        value = self._typed(name, list, f"blokken [[{name}]]", False) or []
        if all(isinstance(row, dict) for row in value):
            return list(value)
        self.problem(name, f"verwacht blokken [[{name}]]")
        return []

    def texts(self, name: str, *, required: bool = False) -> tuple[str, ...]:
        """A list of texts; one text by itself is a list of one."""
        value = self.take(name, required=required)
        listed = [value] if isinstance(value, str) else value
        if listed is None:
            return ()
        if not isinstance(listed, list) or not all(isinstance(one, str) and one.strip() for one in listed):
            self.problem(
                name, f'{_shown(value)} is niet goed: verwacht een lijst van teksten, zoals ["A", "B"]'
            )
            return ()
        return tuple(one.strip() for one in listed)

    def choice(self, name: str, accepted: Collection[str], *, required: bool = False) -> str:
        value = self.text(name, required=required)
        return value if not value or self.accepts(name, value, accepted) else ""

    def choices(self, name: str, accepted: Collection[str], *, required: bool = False) -> tuple[str, ...]:
        return tuple(one for one in self.texts(name, required=required) if self.accepts(name, one, accepted))

    def accepts(self, name: str, value: str, accepted: Collection[str]) -> bool:
        """Whether the value is one of these; a problem when it is not."""
        if value in accepted:
            return True
        few = f"; kies uit {', '.join(accepted)}" if 0 < len(accepted) <= 30 else ""
        self.problem(name, f"{value!r} is niet bekend{did_you_mean(value, accepted)}{few}")
        return False

    def moment(
        self, name: str, of_day: Callable[[date], datetime], *, required: bool = False
    ) -> datetime | None:
        """A moment; `of_day` says what a date alone means. Without an offset it is local time."""
        value = self.take(name, required=required)
        if isinstance(value, str):
            value = _from_text(value) or value
        if isinstance(value, datetime):
            return value if value.tzinfo else value.replace(tzinfo=LOCAL)
        if isinstance(value, date):
            return of_day(value)
        if value is not None:
            example = "2018-02-03 of 2018-02-03T21:40:00+01:00"
            self.problem(name, f"{_shown(value)} is geen datum of tijdstip; schrijf bijvoorbeeld {example}")
        return None

    def born(self, name: str) -> Born | None:
        """A year, a year and month, or a date; also as the file's own date or number."""
        value = self.take(name)
        if value is None:
            return None
        read = None
        if isinstance(value, date):
            read = Born(value.year, value.month, value.day)
        elif isinstance(value, str | int) and not isinstance(value, bool):
            read = _born(str(value).strip())
        if read is None:
            self.problem(name, f"{_shown(value)} is geen jaar (2002), maand (1987-03) of datum (2014-05-01)")
        return read

    def close(self) -> None:
        for name in self.values.keys() - self.taken:
            self.problem(name, f"onbekend veld{did_you_mean(name, self.taken)}")


def at_noon(day: date) -> datetime:
    return datetime.combine(day, NOON, tzinfo=LOCAL)


def at_the_end(day: date) -> datetime:
    """The end of that day, 24:00 local time."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=LOCAL)


def _from_text(value: str) -> datetime | date | None:
    for read in (date.fromisoformat, datetime.fromisoformat):
        try:
            return read(value.strip())
        except ValueError:
            continue
    return None


def _born(text: str) -> Born | None:
    parts = text.split("-")
    if not all(part.isdecimal() for part in parts) or not 1 <= len(parts) <= 3 or len(parts[0]) != 4:
        return None
    numbers = [int(part) for part in parts]
    try:
        date(*[*numbers, 1, 1][:3])
    except ValueError:
        return None
    return Born(*numbers)


def _shown(value: Any) -> str:
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else f"{text[:57]}…"
