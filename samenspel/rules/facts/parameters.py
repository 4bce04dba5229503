# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a region may set: the numbers of `data/parameters.toml`, and who is a regular member of a moment."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from samenspel.rules import datafiles
from samenspel.rules.facts.picture import EMPTY
from samenspel.rules.law import Source, Validity


class Way(StrEnum):
    """In which direction a number asks more of those at the table."""

    LOWER = "lager"
    HIGHER = "hoger"


@dataclass(frozen=True, slots=True)
class Setting:
    """One number: its national value, the range (both ends included), and how it is said.

    `row` is the row, signal or alarm that uses it; `said` names it in braces, with the numbers that are said with it.
    """

    id: str
    name: str
    value: int
    least: int
    most: int
    stronger: Way
    row: str
    said: str
    source: Source
    validity: Validity


@dataclass(frozen=True, slots=True)
class Parameters:
    """The numbers that hold somewhere.

    `standing` names regular members per moment (seed 003); days are calendar days.
    """

    repeat_count: int
    repeat_months: int
    unseen_days: int
    seen_interval_days: int
    ending_days: int
    oversight_hours: int
    standing: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: EMPTY)


NUMBERS = tuple(one.name for one in fields(Parameters) if one.name != "standing")


@cache
def settings() -> Mapping[str, Setting]:
    """All numbers by name. Errors: `DataError` for a wrong file, and for one that lacks a number or has one more."""
    document = datafiles.open_file("parameters.toml")
    document.only("parameter")
    found = {block.row: _setting(block) for block in document.blocks("parameter")}
    for name in found.keys() ^ set(NUMBERS):
        document.problem(name, "id", "staat niet én in de tabel én in de regels")
    document.close()
    return MappingProxyType(found)


def _setting(block: datafiles.Block) -> Setting:
    value, least, most = block.number("value"), block.number("least"), block.number("most")
    if not least <= value <= most:
        block.problem("value", f"ligt niet tussen {least} en {most}")
    way = block.choice("stronger", [*Way])
    said = block.text("said")
    if f"{{{block.row}}}" not in said:
        block.problem("said", f"noemt {{{block.row}}} niet")
    return Setting(
        id=block.row,
        name=block.text("name"),
        value=value,
        least=least,
        most=most,
        stronger=Way(way) if way in [*Way] else Way.LOWER,
        row=block.text("row"),
        said=said,
        source=block.source(),
        validity=block.validity(),
    )


NATIONAL = Parameters(standing=EMPTY, **{name: one.value for name, one in settings().items()})
