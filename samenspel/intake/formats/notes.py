# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a reader keeps beside the fields that it fills: words without a field, problems, origins."""

from dataclasses import dataclass, field, replace
from typing import Any

from samenspel.intake.formats import Problem, Report, Unknown
from samenspel.intake.formats.clean import clean_text
from samenspel.intake.formats.melding.read import KEPT_UNKNOWN


@dataclass(slots=True)
class Notes:
    """What one reading says beside the tree; `told` maps a JSON pointer to value, path and words."""

    unknown: list[Unknown] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    told: dict[str, tuple[Any, str, str]] = field(default_factory=dict)

    def words_of(self, pointer: str, value: Any) -> tuple[str, str] | None:
        """The path and words in the XML that this value came from, if it still is that value."""
        told, path, words = self.told.get(pointer, (None, "", ""))
        return (path, words) if told == value else None

    def keep(self, path: str, text: str, what: str = "", code: str = "", **values: str | int) -> None:
        """Keeps words that have no field; with `what`, `code` and the values in it a person hears why."""
        words, _ = clean_text(text)
        if words:
            self.unknown.append(Unknown(path[:2000], words))
        if what:
            self.problems.append(Problem(path, what, code, KEPT_UNKNOWN, values))

    def tell(self, pointer: str, value: Any, path: str, words: str) -> None:
        """Remembers where a value came from and how it was written there."""
        self.told[pointer] = (value, path, words)

    def added_to(self, report: Report) -> Report:
        """The report with these unknown words and problems."""
        return replace(
            report,
            unknown=report.unknown + tuple(self.unknown),
            problems=tuple(self.problems) + report.problems,
        )
