# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which mutants survived without an explanation, and which explanations explain nothing any more.

`survivors.toml` holds the explanations: where, the line as it was, the line as it became, and why no test can tell
the two apart. They are found again by their text, so that they stay with the code that they are about.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "survivors.toml"
KILLED = ("killed", "timeout")
Change = tuple[str, str, str]


@dataclass(frozen=True)
class Outcome:
    """How many mutants of one folder there are, how many were killed, and what is wrong."""

    total: int
    killed: int
    explained: int
    faults: tuple[str, ...]

    @property
    def percentage(self) -> float:
        return round(100 * self.killed / self.total, 1) if self.total else 0.0


def explanations(text: str) -> dict[Change, str]:
    """The explanations by what they explain. Errors: ValueError for one without a reason, or given twice."""
    found: dict[Change, str] = {}
    for row in tomllib.loads(text).get("survivor", []):
        change = (row["where"], row["was"].strip(), row["became"].strip())
        if not row["why"].strip() or change in found:
            raise ValueError(f"{row['where']}: geen reden, of twee keer genoemd: {row['was']}")
        found[change] = row["why"]
    return found


def where(name: str) -> str:
    """The function that mutmut names so: "samenspel.rules.clocks.terms.x__owner__mutmut_3" is "clocks.terms._owner"."""
    name = re.sub(r"__mutmut_\d+$", "", name.removeprefix("samenspel.rules."))
    module, _, function = name.rpartition(".")
    if "ǁ" in function:
        return f"{module}.{'.'.join(function.split('ǁ')[1:])}"
    return f"{module}.{function.removeprefix('x_')}"


def change(mutant: dict[str, Any]) -> Change:
    return where(mutant["name"]), " ".join(mutant["was"]), " ".join(mutant["became"])


def judge(folder: str, mutants: Iterable[dict[str, Any]], known: dict[Change, str]) -> Outcome:
    """What came of the mutants of one folder."""
    own = [one for one in mutants if one["name"].startswith(f"samenspel.rules.{folder}.")]
    counts = Counter(one["status"] for one in own)
    left = [change(one) for one in own if one["status"] not in (*KILLED, "not checked")]
    faults = [
        f"{name}: niet verklaard: {was}  wordt  {became}"
        for name, was, became in left
        if (name, was, became) not in known
    ]
    mine = [one for one in known if one[0].startswith(f"{folder}.")]
    faults += [
        f"{name}: verklaard, maar niet overlevend: {was}"
        for name, was, became in mine
        if (name, was, became) not in left
    ]
    if counts["not checked"]:
        faults.append(f"{folder}: {counts['not checked']} nog niet beproefd")
    killed = sum(counts[status] for status in KILLED)
    return Outcome(len(own), killed, sum(one in known for one in left), tuple(faults))
