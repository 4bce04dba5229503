# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a variant makes different from the national rules, in sentences that a professional can check."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from samenspel.rules import conditions
from samenspel.rules.clocks.counting import say_span
from samenspel.rules.clocks.register import Clock, Count
from samenspel.rules.clocks.wording import say_count
from samenspel.rules.facts import Setting, settings
from samenspel.rules.ruleset import Ruleset, national
from samenspel.rules.tables import Condition, Row
from samenspel.rules.variants.combining import combine
from samenspel.rules.variants.values import Change, OwnRow, Target, Variant
from samenspel.rules.wording import say_answers, say_asked, say_cell, say_cells, say_key

MOMENTS = {
    "acuut": "Samen op in acuut",
    "actieoverleg": "Het Actieoverleg",
    "zsm": "VT-ZSM",
    "ssk": "Strafbare kindermishandeling (SSK)",
}

NONE = "niet genoemd"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: the kind of block it comes from, table and row ("" where there is none), and the sentence."""

    block: str
    table: str
    row: str
    text: str


def difference(variant: Variant, base: Ruleset | None = None) -> tuple[Difference, ...]:
    """Everything that differs from the national rules (None: those that ship), in the order of the document.

    What a variant says as it is nationally is no difference.
    """
    base = base or national()
    return tuple(
        one
        for found in (
            (_row(one) for one in variant.rows),
            (each for one in variant.changes for each in _changed(one, _national(base, one.table, one.row))),
            (Difference("off", one.table, one.row, _off(one.row, one.reason)) for one in variant.off),
            _members(variant, base),
            (_target(one, base) for one in variant.targets if _aims(one, base)),
            _numbers(variant, base),
            _partners(variant, base),
            (Difference("text", one.table, one.row, _added(one.row, one.text)) for one in variant.texts),
        )
        for one in found
    )


def _national(base: Ruleset, table: str, row: str) -> Row:
    return next(one for one in base.tables[table].rows if one.id == row)


def _row(one: OwnRow) -> Difference:
    row = one.row
    asked = [say_asked(each) for each in row.when]
    if row.any:
        asked.append("ten minste één van: " + "; ".join(say_asked(each) for each in row.any))
    when = f"Voorwaarde: {'; en '.join(asked)}" if asked else "Zonder voorwaarde"
    then = "; ".join(f"{key}: {said}" for key, said in say_cells(row.then))
    until = f" Tot {row.validity.until.isoformat()}." if row.validity.until else ""
    text = f"{one.table} krijgt een eigen rij {row.id}. {when}. Uitkomst: {then}. Reden: {row.text}{until}"
    return Difference("row", one.table, row.id, text)


def _changed(one: Change, row: Row) -> Iterator[Difference]:
    said = [
        *(text for each in one.when for text in _answers(each, row.when, "vraagt nu ook")),
        *(text for each in one.any for text in _answers(each, row.any, "geldt nu ook bij")),
        *(
            f"{say_key(key)} wordt {say_cell(key, value) or NONE} (landelijk: {say_cell(key, row.then[key]) or NONE})"
            for key, value in one.then.items()
            if value != row.then[key]
        ),
    ]
    yield from (Difference("change", one.table, one.row, f"{one.row}: {text}.") for text in said)


def _answers(own: Condition, asked: Iterable[Condition], new: str) -> Iterator[str]:
    """What changes about one question of a row: answers that count now, and answers that count no longer."""
    before = next((one.accepted for one in asked if one.question == own.question), None)
    if before is None:
        yield f"{new} “{say_asked(own)}”"
        return
    found = conditions.question(own.question)
    text = found.text if found else own.question
    more = [word for word in own.accepted if word not in before]
    less = [word for word in before if word not in own.accepted]
    if more:
        yield f"geldt bij “{text}” ook voor {say_answers(more)}"
    if less:
        yield f"geldt bij “{text}” niet meer voor {say_answers(less)}"


def _off(row: str, reason: str) -> str:
    return f"{row} geldt hier niet. Reden: {reason}"


def _added(row: str, text: str) -> str:
    return f"{row} krijgt er een eigen tekst bij: “{text}”"


def _members(variant: Variant, base: Ruleset) -> Iterator[Difference]:
    names = combine(variant, base)
    for moment in base.terms.moments:
        already = base.parameters.standing.get(moment, ())
        found = [
            one.partner for one in variant.members if one.moment == moment and one.partner not in already
        ]
        if found:
            said = _and(sorted(_short(names.organisation(kind)) for kind in found))
            text = f"{MOMENTS[moment]}: {said} {'zit' if len(found) == 1 else 'zitten'} altijd aan tafel."
            yield Difference("member", "DT-03", moment, text)


def _short(name: str) -> str:
    """Without what stands behind it: "Reclassering (nog niet bekend welke)"."""
    return name.split(" (")[0]


def _and(names: list[str]) -> str:
    return " en ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]


def _term(one: Target, base: Ruleset) -> tuple[str, Count]:
    rule = next(rule for rule in base.terms.rules if rule.id == one.term)
    return rule.name, rule.counting(one.variant)


def _aims(one: Target, base: Ruleset) -> bool:
    return one.within != _term(one, base)[1]


def _target(one: Target, base: Ruleset) -> Difference:
    name, term = _term(one, base)
    form = f", {one.variant.replace('_', ' ')}" if one.variant else ""
    text = (
        f"{one.term} ({name}{form}): eigen streeftijd {_span(one.within)} in plaats van {_span(term)}; "
        "de landelijke termijn blijft gelden."
    )
    return Difference("target", "", one.term, text)


def _span(count: Count) -> str:
    """A length with what is counted: "3 werkdagen"."""
    if count.desk:
        return say_count(count.hours, "kantooruur", "kantooruren")
    if count.clock is Clock.WORKING_DAYS:
        return say_count(count.days, "werkdag", "werkdagen") if count.days else "dezelfde werkdag"
    return say_span(count)


def _numbers(variant: Variant, base: Ruleset) -> Iterator[Difference]:
    """One sentence for the numbers that are said together: "na 2 meldingen in 12 maanden in plaats van 3"."""
    before = {name: int(getattr(base.parameters, name)) for name in settings()}
    own = {one.name: one.value for one in variant.parameters if one.value != before[one.name]}
    together: dict[str, list[Setting]] = {}
    for name in own:
        together.setdefault(settings()[name].said, []).append(settings()[name])
    for said, found in together.items():
        old = str(before[found[0].id]) if len(found) == 1 else said.format_map(before)
        text = f"{found[0].row}: {said.format_map(before | own)} in plaats van {old}."
        yield Difference("parameter", _table_of(found[0].row, base), found[0].row, text)


def _table_of(row: str, base: Ruleset) -> str:
    return next((table.id for table in base.tables.values() if any(one.id == row for one in table.rows)), "")


def _partners(variant: Variant, base: Ruleset) -> Iterator[Difference]:
    for one in variant.partners:
        before = base.organisation(one.kind)
        if one.name != before:
            yield Difference("partner", "", one.kind, f"{_short(before)} heet hier {one.name}.")
