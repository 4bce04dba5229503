# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The names of the field: organisations (handbook 2.1), functions (2.2), measures (6), decisions (3.5-3.8, 5.1).

A code can be checked and shown with what stands here; the catalogue never tells anyone what to choose.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from samenspel.rules import datafiles
from samenspel.rules.law import Source, Validity

PHASES = ("acuut", "risicogestuurd", "herstelgericht")
MOMENTS = ("acuut", "actieoverleg", "zsm", "ssk")
DOMAINS = ("strafrecht", "bestuursrecht", "civiel recht", "sociale interventies", "overige")
TITLES = (
    "vrijwillig",
    "vervolgingsbesluit",
    "voorwaardelijk_sepot",
    "strafbeschikking",
    "gedragsaanwijzing",
    "huisverbod",
    "schorsing",
    "bijzondere_voorwaarden",
    "maatregel_38v",
    "vi_tbs",
    "civiel_verbod",
    "ots",
    "omgang",
    "behandeling",
)
# The decisions of which DT-14 says who may take them.
RIGHTS = (
    "veiligheidsoordeel",
    "aanhouding",
    "vervolging",
    "huisverbod",
    "kinderbescherming",
    "behandeling",
    "delen",
    "fase",
)
EFFECTS = ("reach", "place", "custody", "contact")
DECISION_EFFECTS = (
    "home_ban",
    "child_leaves",
    "victim_told",
    "ends_oversight",
    "transfer",
    "transfer_accepted",
    "keeps_stop",
    "lifts_stop",
    "prosecution",
    "photos_offered",
)


@dataclass(frozen=True, slots=True)
class Organisation:
    """A kind of organisation. `group` is set for the three that are shown as 3RO until one is known."""

    code: str
    name: str
    task: str
    group: str | None
    source: Source
    validity: Validity


@dataclass(frozen=True, slots=True)
class Function:
    """What somebody does in an organisation. `organisations`: the kinds that have it; empty means every kind.

    `question` is what someone in this function arrives asking, or "".
    """

    code: str
    name: str
    organisations: tuple[str, ...]
    task: str
    question: str
    source: Source
    validity: Validity

    def exists_in(self, kind: str) -> bool:
        return not self.organisations or kind in self.organisations


@dataclass(frozen=True, slots=True)
class Measure:
    """One intervention of the catalogue.

    `title` is the legal title that DT-07 asks for after a breach. `effects`: "reach" keeps someone away from a
    person, "place" from a
    place (or marks it), "custody" holds someone, "contact" arranges contact between the parties.
    `max_days` is the longest first term, where the law has one. `status` is what the measure says
    about a suspect.
    """

    code: str
    name: str
    phases: tuple[str, ...]
    domain: str
    decider: str
    monitors: tuple[str, ...]
    title: str | None
    effects: tuple[str, ...]
    max_days: int | None
    status: str | None
    duration: str
    source: Source
    validity: Validity

    def keeps_apart(self) -> bool:
        """Whether a victim relies on it: someone is held, or may not come near."""
        return bool({"reach", "place", "custody"} & set(self.effects))


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision that may be recorded in a moment or outside it.

    `effects` are the words of `DECISION_EFFECTS`; `right` is the word of `RIGHTS` under which DT-14 says who takes it.
    `moments` are the alignment moments that can end in it.
    """

    code: str
    name: str
    right: str | None
    status: str | None
    phase: str | None
    effects: tuple[str, ...]
    moments: tuple[str, ...]
    source: Source
    validity: Validity


@cache
def words(ident: str) -> tuple[str, ...]:
    """A list of words to recognise, from `words.toml`. Errors: `DataError`, `KeyError` for an unknown list."""
    document = datafiles.open_file("words.toml")
    document.only("list")
    found = {block.row: _words(block) for block in document.blocks("list")}
    document.close()
    return found[ident]


def _words(block: datafiles.Block) -> tuple[str, ...]:
    block.source()
    block.validity()
    return block.texts("words")


@cache
def organisations() -> Mapping[str, Organisation]:
    """All kinds of organisations by code, from `organisations.toml`. Errors: `DataError`."""
    document = datafiles.open_file("organisations.toml")
    document.only("organisation")
    found = {block.row: _organisation(block) for block in document.blocks("organisation")}
    document.close()
    return MappingProxyType(found)


def _organisation(block: datafiles.Block) -> Organisation:
    name, task, group = block.text("name"), block.text("task"), block.text("group", "") or None
    return Organisation(block.row, name, task, group, block.source(), block.validity())


@cache
def functions() -> Mapping[str, Function]:
    """The functions inside organisations by code, from `functions.toml`. Errors: `DataError`."""
    document = datafiles.open_file("functions.toml")
    document.only("function")
    found = {block.row: _function(block) for block in document.blocks("function")}
    document.close()
    return MappingProxyType(found)


def _function(block: datafiles.Block) -> Function:
    return Function(
        code=block.row,
        name=block.text("name"),
        organisations=block.texts("organisations", organisations(), default=()),
        task=block.text("task"),
        question=block.text("question", ""),
        source=block.source(),
        validity=block.validity(),
    )


@cache
def measures() -> Mapping[str, Measure]:
    """The catalogue of measures by code, from `measures.toml`. Errors: `DataError`."""
    document = datafiles.open_file("measures.toml")
    document.only("measure")
    found = {block.row: _measure(block) for block in document.blocks("measure")}
    document.close()
    return MappingProxyType(found)


def _measure(block: datafiles.Block) -> Measure:
    return Measure(
        code=block.row,
        name=block.text("name"),
        phases=block.texts("phases", PHASES),
        domain=block.choice("domain", DOMAINS),
        decider=block.text("decider"),
        monitors=block.texts("monitors", organisations(), default=()),
        title=block.choice("title", TITLES, "") or None,
        effects=block.texts("effects", EFFECTS, default=()),
        max_days=block.number("max_days", 0) or None,
        status=block.text("status", "") or None,
        duration=block.text("duration", ""),
        source=block.source(),
        validity=block.validity(),
    )


@cache
def decisions() -> Mapping[str, Decision]:
    """The named decisions by code, from `decisions.toml`. Errors: `DataError`."""
    document = datafiles.open_file("decisions.toml")
    document.only("decision")
    found = {block.row: _decision(block) for block in document.blocks("decision")}
    document.close()
    return MappingProxyType(found)


def _decision(block: datafiles.Block) -> Decision:
    return Decision(
        code=block.row,
        name=block.text("name"),
        right=block.choice("right", RIGHTS, "") or None,
        status=block.text("status", "") or None,
        phase=block.choice("phase", PHASES, "") or None,
        effects=block.texts("effects", DECISION_EFFECTS, default=()),
        moments=block.texts("moments", MOMENTS, default=()),
        source=block.source(),
        validity=block.validity(),
    )
