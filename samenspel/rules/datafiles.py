# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading `data/*.toml`: every problem of a file is found in one reading, with file, row and field.

A `Block` is one row being read. It hands out typed values, remembers what was wrong, and reports keys
nobody asked for.
"""

import difflib
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from importlib import resources
from typing import Any

from samenspel.rules.law import Source, Validity


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: in which file, in which row, in which field, and what (Dutch).

    `table` where a file holds rows of several tables (the variant of a region); else "".
    """

    file: str
    row: str
    field: str
    message: str
    table: str = ""

    def __str__(self) -> str:
        table = f"tabel {self.table}, " if self.table else ""
        return f"{self.file}, {table}rij {self.row}, veld {self.field}: {self.message}"


class DataError(ValueError):
    """A data file is wrong. `problems` lists everything that was found."""

    def __init__(self, problems: Collection[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def did_you_mean(word: str, accepted: Collection[str]) -> str:
    """A hint for a reader who made a slip: ' (bedoeld: x?)', or nothing."""
    close = difflib.get_close_matches(word, list(accepted), n=1)
    return f" (bedoeld: {close[0]}?)" if close else ""


@dataclass(slots=True)
class Document:
    """One TOML file being read: its rows, and the problems met on the way."""

    name: str
    content: Mapping[str, Any]
    problems: list[Problem] = field(default_factory=list)
    table: str = ""

    def problem(self, row: str, name: str, message: str) -> None:
        self.problems.append(Problem(self.name, row, name, message, self.table))

    def blocks(self, key: str, table: Callable[[Mapping[str, Any]], str] | None = None) -> Iterator["Block"]:
        """The rows under `[[key]]`; ids must be there and differ.

        In a file with rows of several tables `table` says of which one a row is; who reads such a file judges whether
        an id may come back.
        """
        rows = self.content.get(key, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self.problem("-", key, f"verwacht een lijst van blokken [[{key}]]")
            return
        seen: set[str] = set()
        for number, row in enumerate(rows, start=1):
            self.table = table(row) if table else ""
            block = Block(self, f"{row.get('id', number)}", dict(row))
            if block.row in seen and not table:
                block.problem("id", "komt twee keer voor")
            seen.add(block.row)
            yield block
            block.finish()
        self.table = ""

    def block(self, key: str) -> "Block":
        """The single block `[key]`; the reader calls `finish()`."""
        value = self.content.get(key)
        if not isinstance(value, dict):
            self.problem(f"[{key}]", "-", "ontbreekt")
            value = {}
        return Block(self, f"[{key}]", dict(value))

    def only(self, *keys: str) -> None:
        for key in self.content.keys() - set(keys):
            self.problem("-", key, "onbekend blok" + did_you_mean(key, keys))

    def close(self) -> None:
        """Raises `DataError` with all problems, if there are any."""
        if self.problems:
            raise DataError(self.problems)


@dataclass(slots=True)
class Block:
    """One row: `take` what is expected, then `finish`. A missing or wrong value is noted and stood in for.

    `prefix` is the path to a part of a row, so that a problem names its cell: "then.".
    """

    document: Document
    row: str
    values: dict[str, Any]
    taken: set[str] = field(default_factory=set)
    prefix: str = ""

    def problem(self, name: str, message: str) -> None:
        self.document.problem(self.row, self.prefix + name, message)

    def part(self, key: str, default: Mapping[str, Any] | None = None) -> "Block":
        """The table under a key, to read like a row; the reader calls `finish()`."""
        return Block(self.document, self.row, self.table(key, default), prefix=f"{self.prefix}{key}.")

    def has(self, key: str) -> bool:
        return key in self.values

    def take(self, key: str, kind: type, dutch: str, default: Any) -> Any:
        self.taken.add(key)
        value = self.values.get(key, default)
        if value is None:
            self.problem(key, "ontbreekt")
            return kind()
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self.problem(key, f"verwacht {dutch}")
            return kind()
        return value

    def text(self, key: str, default: str | None = None) -> str:
        value: str = self.take(key, str, "een tekst", default)
        if key in self.values and isinstance(self.values[key], str) and not value.strip():
            self.problem(key, "is leeg")
        return value

    def number(self, key: str, default: int | None = None) -> int:
        value: int = self.take(key, int, "een geheel getal", default)
        return value

    def flag(self, key: str, default: bool = False) -> bool:
        value: bool = self.take(key, bool, "true of false", default)
        return value

    def table(self, key: str, default: Mapping[str, Any] | None = None) -> dict[str, Any]:
        value: dict[str, Any] = self.take(
            key, dict, "een tabel", dict(default) if default is not None else None
        )
        return value

    def choice(self, key: str, accepted: Collection[str], default: str | None = None) -> str:
        value = self.text(key, default)
        if value and value not in accepted:
            self.problem(key, _not_accepted(value, accepted))
        return value

    def texts(
        self, key: str, accepted: Collection[str] | None = None, default: tuple[str, ...] | None = None
    ) -> tuple[str, ...]:
        values: list[Any] = self.take(key, list, "een lijst", list(default) if default is not None else None)
        for value in values:
            if not isinstance(value, str):
                self.problem(key, f"{value!r} is geen tekst")
            elif accepted is not None and value not in accepted:
                self.problem(key, _not_accepted(value, accepted))
        return tuple(value for value in values if isinstance(value, str))

    def source(self) -> Source:
        """`source = { text, jci?, verify? }`: nothing in the rules goes without."""
        inner = self.part("source")
        text, jci, verify = inner.text("text"), inner.values.get("jci"), inner.flag("verify")
        inner.taken.add("jci")
        inner.finish()
        try:
            return Source(text or "?", jci, verify)
        except (ValueError, TypeError) as error:
            self.problem("source.jci", str(error))
            return Source(text or "?")

    def validity(self) -> Validity:
        """`since` (included) and `until` (excluded, may be left out)."""
        since = self._day("since", date.min)
        until = self._day("until", None)
        if "since" not in self.values:
            self.problem("since", "ontbreekt")
        elif since and until and until <= since:
            self.problem("until", "ligt niet na since")
        return Validity(since or date.min, until)

    def _day(self, key: str, default: date | None) -> date | None:
        self.taken.add(key)
        value = self.values.get(key, default)
        if isinstance(value, datetime) or not isinstance(value, date | None):
            self.problem(key, "verwacht een datum, zoals 2019-01-01")
            return default
        return value

    def finish(self) -> None:
        for key in self.values.keys() - self.taken - {"id"}:
            self.problem(key, "onbekend veld" + did_you_mean(key, self.taken))


def _not_accepted(value: str, accepted: Collection[str]) -> str:
    return f"{value!r} is niet toegestaan{did_you_mean(value, accepted)}; kies uit {', '.join(accepted)}"


def parse(name: str, text: str) -> Document:
    """A TOML text as a document to read. Errors: `DataError` if it is no TOML."""
    try:
        return Document(name, tomllib.loads(text))
    # ValueError: also a number of thousands of digits. RecursionError: lists in lists without end.
    except (ValueError, RecursionError) as error:
        raise DataError([Problem(name, "-", "-", f"geen geldige TOML: {error}")]) from error


def open_file(name: str) -> Document:
    """A file of `rules/data`, as a document to read."""
    return parse(name, content(name))


def content(name: str) -> str:
    return (resources.files("samenspel.rules") / "data" / name).read_text(encoding="utf-8")


def names() -> tuple[str, ...]:
    """The names of all files with national data, in order; what a region ships lies in a folder beside them."""
    folder = resources.files("samenspel.rules") / "data"
    return tuple(sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml")))
