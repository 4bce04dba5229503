# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads the two tables of matching. Every problem of a file is named at once: file, row and field."""

import tomllib
from pathlib import Path
from typing import Any

from samenspel.rules.law import Source

DATA = Path(__file__).parents[1] / "data"


class MatchingTableError(ValueError):
    """A table of matching is wrong. `problems` lists everything that is wrong with it."""

    def __init__(self, file: str, problems: list[str]) -> None:
        self.file, self.problems = file, tuple(problems)
        super().__init__("\n".join(f"{file}: {problem}" for problem in problems))


class Row:
    """One row of a table: typed fields out, problems noted, nothing left unread."""

    def __init__(self, where: str, fields: dict[str, Any], problems: list[str]) -> None:
        self._where, self._fields, self._problems = where, dict(fields), problems

    def __contains__(self, field: str) -> bool:
        return field in self._fields

    def wrong(self, field: str, what: str) -> None:
        self._problems.append(f"{self._where}, field {field}: {what}")

    def take(self, field: str, kind: type | tuple[type, ...], default: Any = None) -> Any:
        """The value of the field if it is of that kind; else a problem and the default."""
        value = self._fields.pop(field, None)
        if value is None and default is not None:
            return default
        if not isinstance(value, kind) or isinstance(value, bool) is not (kind is bool):
            self.wrong(field, "is missing" if value is None else f"has the wrong kind: {value!r}")
            return default if default is not None else (kind[0] if isinstance(kind, tuple) else kind)()
        return value

    def text(self, field: str, default: str | None = None) -> str:
        value: str = self.take(field, str, default)
        if not value.strip() and default is None:
            self.wrong(field, "is empty")
        return value

    def number(self, field: str) -> float:
        return float(self.take(field, (int, float)))

    def texts(self, field: str) -> tuple[str, ...]:
        values = self.take(field, list)
        if not all(isinstance(value, str) and value for value in values):
            self.wrong(field, "must hold texts only")
        return tuple(str(value) for value in values)

    def source(self) -> Source:
        """The source fields of a row: `source`, perhaps `verify`."""
        text, verify = self.text("source"), self.take("verify", bool, False)
        return Source(text if text.strip() else "?", verify=verify)

    def row(self, field: str) -> "Row":
        return Row(f"{self._where} [{field}]", self.take(field, dict), self._problems)

    def rows(self, field: str) -> "list[Row]":
        rows = self.take(field, list)
        return [
            Row(f"{self._where} [{field} {number}]", fields, self._problems)
            for number, fields in enumerate(rows, start=1)
        ]

    def rest(self) -> dict[str, Any]:
        """All fields that were not taken yet."""
        rest, self._fields = self._fields, {}
        return rest

    def close(self) -> None:
        """Nothing more is expected in this row: what is left over is a problem."""
        for field in self.rest():
            self.wrong(field, "is not known here")


def read(path: Path) -> tuple[Row, list[str]]:
    """The file as one row of rows, and the list in which its problems gather."""
    problems: list[str] = []
    try:
        fields = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise MatchingTableError(path.name, [str(error)]) from error
    return Row("file", fields, problems), problems
