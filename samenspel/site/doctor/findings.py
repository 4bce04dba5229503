# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a check answers: one line in Dutch, for whoever runs this installation."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Ask = Callable[..., list[tuple[Any, ...]]]
"""From a statement and its values to rows, on somebody's connection."""


class Level(StrEnum):
    """How bad it is. Only what is wrong makes the doctor's exit code 1."""

    OK = "ok"
    MIND = "let op"
    WRONG = "fout"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found. Holds names of settings and roles, counts and ages; nothing about anybody."""

    check: str
    level: Level
    told: str

    def __str__(self) -> str:
        return f"{self.level.value:<7} {self.check:<24} {self.told}"


def judge(check: str, wrong: list[str], fine: str) -> Finding:
    """Wrong with all that is wrong, or fine."""
    return Finding(check, Level.WRONG, "; ".join(wrong)) if wrong else Finding(check, Level.OK, fine)
