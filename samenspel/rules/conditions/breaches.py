# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was broken: which measure or agreement, and under which legal title (handbook 3.12, 4.9)."""

from dataclasses import dataclass

from samenspel.rules.catalogue import TITLES, measures
from samenspel.rules.conditions.registry import condition, no, when
from samenspel.rules.facts import Finding, InForce, Kind, Known, Situation

VOLUNTARY = "vrijwillig"
PROSECUTION = "vervolgingsbesluit"
BANS = frozenset(
    {
        "gedragsaanwijzing",
        "huisverbod",
        "schorsing",
        "maatregel_38v",
        "civiel_verbod",
        "bijzondere_voorwaarden",
    }
)


@dataclass(frozen=True, slots=True)
class Broken:
    """What one breach broke, as far as the viewer can tell. `titles` has at least one word of `TITLES`."""

    of: str
    titles: tuple[str, ...]
    measure: InForce | None
    agreement: Known | None
    code: str | None


def broken(situation: Situation, of: str) -> Broken:
    """Finds the measure or agreement that a breach names by its code or id.

    Else what the catalogue says of it.
    """
    placed = [one for one in situation.measures if of in (one.code, one.known.id)]
    agreements = [item for item in situation.of(Kind.AGREEMENT) if of in (item.detail.get("id"), item.id)]
    code = placed[-1].code if placed else of if of in measures() else None
    agreement = agreements[-1] if agreements else None
    titles = _titles(code, agreement)
    return Broken(of, titles, placed[-1] if placed else None, agreement, code)


def _titles(code: str | None, agreement: Known | None) -> tuple[str, ...]:
    found: list[str] = []
    measure = measures().get(code or "")
    if measure and measure.title:
        found.append(measure.title)
    if agreement:
        title = str(agreement.detail.get("title") or "").strip()
        word = title.lower().replace(" ", "_")
        linked = measures().get(title.upper())
        if linked and linked.title:
            found.append(linked.title)
        elif word in TITLES:
            found.append(word)
        if agreement.detail.get("carries_prosecution_decision") is True:
            found.append(PROSECUTION)
    return tuple(dict.fromkeys(found)) or (VOLUNTARY,)


@condition("Onder welke titel is een afspraak of maatregel geschonden?", (*TITLES, "geen"))
def breach_title(situation: Situation) -> Finding:
    values: dict[str, tuple[Known, ...]] = {}
    for item in situation.of(Kind.BREACH):
        for title in broken(situation, str(item.detail.get("of", ""))).titles:
            values[title] = (*values.get(title, ()), item)
    return Finding(values or {"geen": ()})


@condition("Is een verbod geschonden?")
def breach_of_ban(situation: Situation) -> Finding:
    bans = [
        item
        for item in situation.of(Kind.BREACH)
        if BANS & set(broken(situation, str(item.detail.get("of", ""))).titles)
    ]
    return when(bans) if bans else no()
