# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""An explanation as text for a terminal: first what comes out, then every table, with why each row applied or not."""

import textwrap
from collections.abc import Iterable, Iterator

from samenspel.insights.explain.working_out import Explanation
from samenspel.insights.replay.wording import MOMENTS, day_and_time, until
from samenspel.rules import catalogue
from samenspel.rules.law import Reason
from samenspel.rules.routekaart import Proposal, due_of
from samenspel.rules.tables import Asked, RowTrace, TableTrace
from samenspel.rules.wording import say_answers, say_cells, say_question

WIDTH = 90
STRENGTHS = {"must": "moet", "propose": "voorstel"}


def tell(found: Explanation) -> str:
    """The whole text, at most 90 columns."""
    asked = found.asked
    viewer = catalogue.organisations()[asked.picture.viewer].name
    lines = [
        f"Gezien door {viewer}, {day_and_time(asked.now)}.",
        f"Regels: {found.rules.name}, versie {found.rules.version[:12]}.",
        "",
        "WAT ERUIT KOMT",
        *_outcome(found),
        "",
        "WAAROM, PER TABEL (+ geldt, - geldt niet)",
    ]
    for trace in found.tables.values():
        lines += ["", f"{trace.table.id} {trace.table.name}"]
        lines += [line for row in trace.rows for line in _row(row, trace)]
    return "\n".join([*lines, ""])


def _outcome(found: Explanation) -> Iterator[str]:
    route, safety = found.route, found.safety
    for proposal in route.proposals:
        yield from _proposal(proposal, found)
    if route.not_indicated:
        yield from _bullet(_because(route.not_indicated))
    for block in route.blocked:
        yield from _bullet(f"Nu niet: {_because(block.reason)}")
    yield from _bullet(f"Fase: {safety.phase.phase.value}. {_because(safety.phase.reason)}")
    for alarm in safety.alarms:
        yield from _bullet(
            f"Alarm voor {_names(alarm.who)}: {alarm.reason} [{alarm.code}; {_from(alarm.rule)}]"
        )
    for missing in route.missing:
        about = f" ({missing.person})" if missing.person else ""
        yield from _bullet(f"Ontbreekt, voor {_names(missing.who)}{about}: {_because(missing.reason)}")
    if route.flags:
        yield from _bullet("Signalen: " + ", ".join(one.name.lower() for one in route.flags) + ".")


def _proposal(one: Proposal, found: Explanation) -> Iterator[str]:
    due = due_of(one, found.rules.terms)
    head = f"{MOMENTS[one.moment]} ({STRENGTHS[one.strength]})"
    yield from _bullet(f"{head}, uiterlijk {until(due)}." if due else f"{head}.")
    yield from _inner(f"Aan tafel: {_seats(one)}.")
    for reason in one.reasons:
        yield from _inner(_because(reason))


def _seats(one: Proposal) -> str:
    seats = [_names(one.invite.must)]
    if one.invite.conditional:
        seats.append(f"omdat de voorwaarde opgaat: {_names(one.invite.conditional)}")
    if one.invite.optional:
        seats.append(f"mogelijk: {_names(one.invite.optional)}")
    return "; ".join(seats)


def _names(codes: Iterable[str]) -> str:
    known = catalogue.organisations()
    return ", ".join(known[code].name if code in known else code for code in codes)


def _because(reason: Reason) -> str:
    return f"{reason.text} [{reason.rule}; {_from(reason)}]"


def _from(reason: Reason) -> str:
    return reason.source.text + (", nog te bevestigen" if reason.source.verify else "")


def _row(one: RowTrace, trace: TableTrace) -> Iterator[str]:
    yield from _bullet(f"{one.row.id}: {one.row.text}", "+" if one.applied else "-")
    if not one.applied:
        yield from _inner(f"Geldt niet: {_why_not(one)}.")
        return
    if one not in trace.hits():
        yield from _inner("Geldt, maar een eerdere rij ging voor.")
    said = "; ".join(f"{key}: {cell}" for key, cell in say_cells(one.row.then))
    yield from _inner(f"Geldt{_why(one)}.")
    if said:
        yield from _inner(f"Dan: {said}.")


def _why(one: RowTrace) -> str:
    if one.row.otherwise:
        return ", omdat geen andere rij geldt"
    held = [f"{say_question(each.question)} {say_answers(each.found)}" for each in one.asked if each.held]
    return f": {'; '.join(held)}" if held else " altijd"


def _why_not(one: RowTrace) -> str:
    """The questions that stand in the way; of the questions of which one is enough, all of them."""
    if one.row.otherwise:
        return "een andere rij geldt"
    count = len(one.row.when)
    every = [_missed(asked) for asked in one.asked[:count] if not asked.held]
    some = one.asked[count:]
    if some and not any(asked.held for asked in some):
        none = "geen van deze: " + "; ".join(map(_missed, some))
        every.append(f"en {none}" if every else none)
    return "; ".join(every)


def _missed(asked: Asked) -> str:
    return f"{say_question(asked.question)} {say_answers(asked.found)} (nodig: {say_answers(asked.accepted)})"


def _bullet(text: str, mark: str = "*") -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=f"  {mark} ", subsequent_indent="    ")


def _inner(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent="    ", subsequent_indent="    ")
