# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The ladders, rules and thresholds of matching, read from data/matching.toml and checked as a whole."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from samenspel.rules.law import Reason, Source
from samenspel.rules.matching import compare_facts, compare_names
from samenspel.rules.matching.features import Features
from samenspel.rules.matching.reading import DATA, MatchingTableError, Row, read

COMPARE: Mapping[str, tuple[type[StrEnum], Callable[[Features, Features], StrEnum]]] = {
    "bsn": (compare_facts.Simple, compare_facts.bsn),
    "surname": (compare_names.Surname, compare_names.surname),
    "given": (compare_names.Given, compare_names.given),
    "born": (compare_facts.BirthDate, compare_facts.born),
    "sex": (compare_facts.Simple, compare_facts.sex),
    "address": (compare_facts.Address, compare_facts.address),
    "phone": (compare_facts.Simple, compare_facts.phone),
    "pregnancy": (compare_facts.Pregnancy, compare_facts.pregnancy),
}
UNKNOWN = "unknown"


class Effect(StrEnum):
    """What a rule does: a ground opens "certain", a veto closes it, a floor keeps a pair from "different"."""

    GROUND = "ground"
    VETO = "veto"
    FLOOR = "floor"


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of the explanation: what was compared, on which level it agreed, and what that weighs (log2)."""

    comparison: str
    level: str
    label: str
    weight: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """One ladder: its rungs by level."""

    id: str
    label: str
    source: Source
    note: str
    rungs: Mapping[str, Rung]


@dataclass(frozen=True, slots=True)
class Rule:
    """Holds if, for every comparison named in `when`, the level found is one of those listed."""

    effect: Effect
    reason: Reason
    when: Mapping[str, frozenset[str]]

    def holds(self, levels: Mapping[str, str]) -> bool:
        return all(levels[comparison] in allowed for comparison, allowed in self.when.items())


@dataclass(frozen=True, slots=True)
class Model:
    """Everything that decides a verdict. Trained weights are another file of the same form."""

    comparisons: tuple[Comparison, ...]
    rules: tuple[Rule, ...]
    certain: float
    doubt: float
    no_ground: Reason
    too_low: Reason


def load(path: Path = DATA / "matching.toml") -> Model:
    """Reads a model; MatchingTableError lists every problem of the file."""
    table, problems = read(path)
    thresholds = table.row("thresholds")
    thresholds.text("note")
    certain, doubt = thresholds.number("certain"), thresholds.number("doubt")
    if doubt > certain:
        thresholds.wrong("doubt", "is above certain")
    reason_id, source = thresholds.text("id"), thresholds.source()
    model = Model(
        comparisons=_comparisons(table),
        rules=tuple(_rule(row) for row in table.rows("rule")),
        certain=certain,
        doubt=doubt,
        no_ground=Reason(reason_id, thresholds.text("no_ground"), source),
        too_low=Reason(reason_id, thresholds.text("no_ground_low"), source),
    )
    thresholds.close()
    table.close()
    if problems:
        raise MatchingTableError(path.name, problems)
    return model


def _comparisons(table: Row) -> tuple[Comparison, ...]:
    comparisons = tuple(_comparison(row) for row in table.rows("comparison"))
    if sorted(each.id for each in comparisons) != sorted(COMPARE):
        table.wrong("comparison", f"must be exactly: {', '.join(COMPARE)}")
    return comparisons


def _comparison(row: Row) -> Comparison:
    name, label = row.text("id"), row.text("label")
    rungs = [_rung(name, label, each) for each in row.rows("level")]
    levels = [rung.level for rung in rungs]
    if name in COMPARE and sorted(levels) != sorted(COMPARE[name][0]):
        row.wrong("level", f"must be exactly: {', '.join(COMPARE[name][0])}")
    weights = [rung.weight for rung in rungs if rung.level != UNKNOWN]
    if weights != sorted(weights, reverse=True):
        row.wrong("level", "weights rise going down")
    if any(rung.weight for rung in rungs if rung.level == UNKNOWN):
        row.wrong("level", "unknown must weigh 0")
    comparison = Comparison(name, label, row.source(), row.text("note"), {rung.level: rung for rung in rungs})
    row.close()
    return comparison


def _rung(comparison: str, label: str, row: Row) -> Rung:
    rung = Rung(comparison, row.text("id"), f"{label}: {row.text('label')}", row.number("weight"))
    row.close()
    return rung


def _rule(row: Row) -> Rule:
    effect = row.text("effect")
    if effect not in list(Effect):
        row.wrong("effect", f"must be one of: {', '.join(Effect)}")
        effect = Effect.VETO
    reason = Reason(row.text("id"), row.text("text"), row.source())
    rule = Rule(Effect(effect), reason, _when(row.row("when")))
    row.close()
    return rule


def _when(row: Row) -> dict[str, frozenset[str]]:
    when = {name: frozenset(row.texts(name)) for name in COMPARE if name in row}
    for name, levels in when.items():
        for level in sorted(levels - set(COMPARE[name][0])):
            row.wrong(name, f"has no level {level}")
    if not when:
        row.wrong("when", "names no comparison")
    row.close()
    return when


NATIONAL = load()
