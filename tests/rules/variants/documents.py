# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Documents of variants for tests: a whole one by hand, and random ones that are well-formed."""

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from samenspel.rules import catalogue, conditions
from samenspel.rules.clocks.register import UNITS, Clock, ClockRule, Count, Nature
from samenspel.rules.facts import settings
from samenspel.rules.law import Source, Validity
from samenspel.rules.ruleset import national
from samenspel.rules.tables import Condition, Row, Table
from samenspel.rules.variants import (
    Change,
    Local,
    Member,
    Number,
    Off,
    OwnRow,
    OwnText,
    Target,
    Variant,
)
from samenspel.rules.variants.checking import always

HEAD = """
[variant]
id = "proef"
region = "proefstreek"
name = "Proefstreek"
since = 2026-01-01
source = { text = "Convenant Proefstreek", verify = true }
"""
WHOLE = (
    HEAD
    + """
[[row]]
table = "DT-02"
id = "proefstreek.1"
text = "Er zijn wapens in huis en niemand heeft het gevaar beoordeeld."
when = { threat_level = ["onbekend"] }
any = { weapons = ["vuurwapen"] }
then = { moment = "actieoverleg", strength = "propose", term = "DL-37", variant = "spoed" }
until = 2027-01-01

[[change]]
row = "DT-02.9"
then = { strength = "must" }
source = { text = "Werkafspraak OM en reclassering" }

[[off]]
row = "DT-08.7"
reason = "In deze regio gaat het formulier altijd mee."

[[member]]
moment = "actieoverleg"
partner = "SHN"

[[member]]
moment = "actieoverleg"
partner = "3RO"

[[target]]
term = "DL-37"
within = { days = 3 }

[[parameter]]
name = "repeat_count"
value = 2

[[partner]]
kind = "LT"
name = "Wijkteam"

[[text]]
row = "DT-02.3"
text = "Bel eerst het secretariaat."
"""
)

REGION = "proefstreek"
DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"], include_characters=" \n"),
    min_size=1,
    max_size=60,
).filter(str.strip)
SOURCES = st.builds(
    Source, TEXTS, st.sampled_from([None, "jci1.3:c:BWBR0035362&artikel=5.3.1"]), st.booleans()
)


@st.composite
def asked(draw: st.DrawFn, table: Table, least: int = 0) -> tuple[Condition, ...]:
    """Questions that this table may ask, each with some of their answers."""
    names = [
        name
        for name in conditions.known_names()
        if (found := conditions.question(name)) and (not found.outside or name in table.outside)
    ]
    chosen = draw(st.lists(st.sampled_from(names), unique=True, min_size=least, max_size=3))
    return tuple(Condition(name, draw(_some(conditions.question(name).values))) for name in chosen)  # type: ignore[union-attr]


def _some(values: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), unique=True, min_size=1, max_size=4).map(tuple)


@st.composite
def own_rows(draw: st.DrawFn) -> list[OwnRow]:
    """Rows that say what some national row of their table says, for reasons of their own."""
    found = []
    for number in range(draw(st.integers(0, 4))):
        table = draw(st.sampled_from(list(national().tables.values())))
        like = draw(st.sampled_from([row for row in table.rows if not row.otherwise]))
        since = draw(DAYS)
        until = draw(st.none() | DAYS.filter(lambda day, since=since: day > since))
        row = Row(
            id=f"{REGION}.{number}",
            when=draw(asked(table, least=0 if any(map(always, table.rows)) else 1)),
            any=draw(asked(table)),
            otherwise=False,
            then=like.then,
            text=draw(TEXTS),
            source=draw(SOURCES),
            validity=Validity(since, until),
        )
        found.append(OwnRow(table.id, row))
    return sorted(found, key=lambda one: one.table)


def _rows(*tables: str) -> st.SearchStrategy[tuple[str, str]]:
    return st.sampled_from(
        [
            (table.id, row.id)
            for table in national().tables.values()
            for row in table.rows
            if table.id in tables
        ]
    )


@st.composite
def targets(draw: st.DrawFn) -> Target:
    rule = draw(st.sampled_from([rule for rule in national().terms.rules if rule.nature is Nature.DUTY]))
    variant = draw(st.sampled_from([None, *rule.variants]))
    return Target(rule.id, variant, shorter(rule, variant, draw))


def shorter(rule: ClockRule, variant: str | None, draw: st.DrawFn) -> Count:
    """A length within that of the term, in the units that it has itself; at least one of the smallest."""
    count = rule.counting(variant)
    amounts = {unit: draw(st.integers(0, getattr(count, unit))) for unit in UNITS if getattr(count, unit)}
    in_days = count.clock in (Clock.WORKING_DAYS, Clock.CALENDAR_DAYS, Clock.ATW_DAYS, Clock.ASAP)
    if not any(amounts.values()) and not in_days:
        amounts = {unit: getattr(count, unit) for unit in amounts}
    return replace(count, **{unit: amounts.get(unit, 0) for unit in UNITS})  # type: ignore[arg-type]


@st.composite
def variants(draw: st.DrawFn) -> Variant:
    """A variant that adds: own rows, members, targets, stricter numbers, names and texts. It takes nothing away."""
    members = draw(st.sets(st.tuples(st.sampled_from(sorted(national().terms.moments)), KINDS), max_size=4))
    aims = {(one.term, one.variant): one for one in draw(st.lists(targets(), max_size=3))}
    names = draw(st.dictionaries(KINDS, TEXTS, max_size=2))
    texts = draw(st.dictionaries(_rows(*national().tables), TEXTS, max_size=2))
    since = draw(DAYS)
    return Variant(
        id="proef",
        region=REGION,
        name=draw(TEXTS),
        since=since,
        source=draw(SOURCES),
        note=draw(st.just("") | TEXTS),
        rows=tuple(
            one for one in draw(own_rows()) if not one.row.validity.until or one.row.validity.until > since
        ),
        members=tuple(Member(*one) for one in sorted(members)),
        targets=tuple(aims[key] for key in sorted(aims, key=lambda key: (key[0], key[1] or ""))),
        parameters=tuple(Number(name, draw(_stricter(name))) for name in sorted(draw(NAMES))),
        partners=tuple(Local(kind, names[kind]) for kind in sorted(names)),
        texts=tuple(OwnText(*row, texts[row]) for row in sorted(texts, key=lambda row: row[1])),
    )


NAMES = st.sets(st.sampled_from(sorted(settings())))
KINDS = st.sampled_from([code for code in catalogue.organisations() if code != "BURGER"])


def _stricter(name: str) -> st.SearchStrategy[int]:
    one = settings()[name]
    return st.integers(one.least, one.value) if one.stronger == "lager" else st.integers(one.value, one.most)


@st.composite
def any_variants(draw: st.DrawFn) -> Variant:
    """Any well-formed variant, also one that weakens: rows changed and rows that do not hold."""
    rows = {
        row.id: (table, row)
        for table in national().tables.values()
        for row in table.rows
        if not row.otherwise
    }
    chosen = draw(st.lists(st.sampled_from(sorted(rows)), unique=True, max_size=4))
    made = draw(variants())
    changed, gone = sorted(chosen[:2]), sorted(chosen[2:])
    return replace(
        made,
        changes=tuple(one for ident in changed if (one := draw(_change(*rows[ident])))),
        off=tuple(Off(rows[ident][0].id, ident, draw(TEXTS)) for ident in gone),
        texts=tuple(one for one in made.texts if one.row not in gone),
    )


@st.composite
def _change(draw: st.DrawFn, table: Table, row: Row) -> Change | None:
    like = draw(st.sampled_from([one for one in table.rows if not one.otherwise]))
    then: dict[str, Any] = {}
    if draw(st.booleans()):
        then = {key: value for key, value in like.then.items() if value != ""}
        if row.then.get("variant") and "variant" not in then:
            then.pop("term", None)  # another term may not have the form that the row names
    every, some = draw(asked(table)), draw(asked(table))
    if not (then or every or some):
        return None
    return Change(table.id, row.id, every, some, then, draw(SOURCES))
