# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a run over hostile input found."""

import re
from collections import Counter
from dataclasses import dataclass, field

# Words without which Dutch of more than a few words does not get by, and words of a machine that talks to itself.
DUTCH = re.compile(
    r"\b(de|het|een|is|niet|geen|van|dit|deze|wij|kan|staat|hoogstens|in|op|te|er|met|bij|zonder|moet|geldig)\b",
    re.IGNORECASE,
)
MACHINE = re.compile(
    r"Traceback|Exception|Error\b|expected|invalid|must be|unable|cannot|None\b|0x[0-9a-f]{6}"
)


@dataclass
class Found:
    """Counts that add up over runs, and every fault in one line."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest: dict[str, float] = field(default_factory=dict)

    def complain(self, case: str, what: str) -> None:
        self.faults.append(f"{case}: {what}")

    def took(self, what: str, seconds: float, most: float, case: str) -> None:
        """Note how much processor it took; more than `most` seconds is a fault."""
        self.slowest[what] = max(seconds, self.slowest.get(what, 0.0))
        if seconds > most:
            self.complain(case, f"{what} took {seconds:.1f} s")


def is_dutch(text: str) -> bool:
    """Whether people can read it: Dutch words, and nothing that a machine says to itself."""
    return bool(DUTCH.search(text)) and not MACHINE.search(text)
