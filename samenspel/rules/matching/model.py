# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The ladders, rules and thresholds of matching, read from data/matching.toml and checked as a whole."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from samenspel.rules.datafiles import Block, Document, open_file
from samenspel.rules.law import Reason, Source, Validity
from samenspel.rules.matching import compare_facts, compare_names
from samenspel.rules.matching.features import Features

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
    """One step of the explanation: what was compared, on which level it agreed, what that weighs (log2)."""

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
    """Everything that decides a verdict. Trained weights are another file of the same form.

    A model holds as a whole, from one day: weights of different trainings do not mix.
    """

    id: str
    validity: Validity
    comparisons: tuple[Comparison, ...]
    rules: tuple[Rule, ...]
    certain: float
    doubt: float
    no_ground: Reason
    too_low: Reason


def read(document: Document) -> Model:
    """A model from its file; DataError lists every problem of it."""
    document.only("model", "comparison", "rule")
    block = document.block("model")
    certain, doubt = _weight(block, "certain"), _weight(block, "doubt")
    if doubt > certain:
        block.problem("doubt", "ligt boven certain")
    name, source = block.text("id"), block.source()
    block.text("note")
    model = Model(
        name,
        block.validity(),
        comparisons=_comparisons(document),
        rules=tuple(_rule(row) for row in document.blocks("rule")),
        certain=certain,
        doubt=doubt,
        no_ground=Reason(name, block.text("no_ground"), source),
        too_low=Reason(name, block.text("too_low"), source),
    )
    block.finish()
    document.close()
    return model


def _weight(block: Block, field: str) -> float:
    value: float = block.take(field, float, "een getal met een punt, zoals 4.0", None)
    return value


def _comparisons(document: Document) -> tuple[Comparison, ...]:
    comparisons = tuple(_comparison(block) for block in document.blocks("comparison"))
    if {each.id for each in comparisons} != set(COMPARE):
        document.problem("-", "comparison", f"moet precies zijn: {', '.join(COMPARE)}")
    return comparisons


def _comparison(block: Block) -> Comparison:
    name, label = block.choice("id", COMPARE), block.text("label")
    block.text("note")
    levels = block.take("level", list, "een lijst", None)
    rungs = [_rung(name, label, block, fields) for fields in levels if isinstance(fields, dict)]
    if name in COMPARE and [rung.level for rung in rungs] != list(COMPARE[name][0]):
        block.problem("level", f"moet precies zijn, in deze volgorde: {', '.join(COMPARE[name][0])}")
    weights = [rung.weight for rung in rungs if rung.level != UNKNOWN]
    if weights != sorted(weights, reverse=True):
        block.problem("level", "de gewichten stijgen naar beneden toe")
    if any(rung.weight for rung in rungs if rung.level == UNKNOWN):
        block.problem("level", "unknown moet 0.0 wegen")
    return Comparison(name, label, block.source(), {rung.level: rung for rung in rungs})


def _rung(comparison: str, label: str, parent: Block, fields: dict[str, Any]) -> Rung:
    block = Block(parent.document, f"{parent.row}, level {fields.get('id', '?')}", dict(fields))
    rung = Rung(comparison, block.text("id"), f"{label}: {block.text('label')}", _weight(block, "weight"))
    block.finish()
    return rung


def _rule(block: Block) -> Rule:
    effect = block.choice("effect", list(Effect))
    reason = Reason(block.text("id"), block.text("text"), block.source())
    when = Block(block.document, f"{block.row}, when", block.table("when"))
    if not when.values:
        block.problem("when", "noemt geen vergelijking")
    levels = {name: frozenset(when.texts(name, list(COMPARE[name][0]))) for name in COMPARE if when.has(name)}
    when.finish()
    return Rule(Effect(effect) if effect in list(Effect) else Effect.VETO, reason, levels)


NATIONAL = read(open_file("matching.toml"))
