# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`termijnen.md`: every term with its start, its length, how it is counted and where it comes from."""

from samenspel.rules import catalogue
from samenspel.rules.clocks import Clock, ClockRule, Nature, register
from samenspel.rules.clocks.register import Count, Onset
from samenspel.rules.clocks.wording import CLOCKS, say_count
from samenspel.site.documents import markdown

NATURES = {Nature.DUTY: "plicht", Nature.LIMIT: "grens"}
OTHERS = {
    "PROC_DIR": "procesregisseur",
    "UITHUISGEPLAATSTE": "uithuisgeplaatste",
    "VERANTWOORDELIJKE": "verwerkingsverantwoordelijke",
    "PLANHOUDER": "houder van het plan",
    "SLACHTOFFER": "slachtoffer",
    "CORV": "beheerder van CORV",
}


def page() -> str:
    """The document. Reads the register of terms; no database, no clock."""
    rules = register().rules
    running = sum(rule.live for rule in rules)
    introduction = (
        f"Het register heeft {len(rules)} termijnen. Daarvan beginnen er {running} vanzelf (●); de "
        "andere zijn te berekenen als iemand het begin kent (○). Een **plicht** die niet is gehaald, is te laat: dat "
        "blijft zichtbaar en wordt nooit verschoven. Een **grens** eindigt vanzelf."
    )
    heads = ("Termijn", "Begint bij", "Duurt", "Voor", "Soort", "Grondslag")
    return markdown.page(
        "Alle termijnen",
        "`samenspel/rules/data/clocks.toml`",
        introduction,
        markdown.table(heads, [_row(rule) for rule in rules]),
        "## Hoe er wordt geteld",
        markdown.table(("Klok", "Wat telt"), [(clock.value, text) for clock, text in CLOCKS.items()]),
    )


def _row(rule: ClockRule) -> tuple[str, ...]:
    live = "●" if rule.live else "○"
    return (
        f"{live} {rule.id} {rule.name}{markdown.period(rule.validity)}",
        rule.start,
        _length(rule),
        ", ".join(owner(code) for code in rule.owners),
        NATURES[rule.nature],
        markdown.source(rule.basis),
    )


def owner(code: str) -> str:
    """Who has to meet it, by name."""
    known = catalogue.organisations().get(code)
    return known.name if known else OTHERS[code]


def _length(rule: ClockRule) -> str:
    lines = [say(rule.count)]
    lines += [f"{name.replace('_', ' ')}: {say(count)}" for name, count in rule.variants.items()]
    if rule.extension:
        onset = "het begin" if rule.extension.onset is Onset.BEGIN else "het einde"
        often = say_count(rule.extension.most, "keer", "keer")
        what = f"{rule.extension.variant} te verlengen" if rule.extension.variant else "te verlengen"
        lines.append(f"{what}: {say(rule.extension.count)} vanaf {onset}, {often}")
    if rule.pause:
        lines.append(f"staat stil {rule.pause.when} ({markdown.source(rule.pause.source)})")
    if rule.within:
        lines.append(f"binnen {rule.within}")
    if rule.note:
        lines.append(rule.note)
    return "\n".join(lines)


def say(count: Count) -> str:
    """A length in Dutch with the way it is counted, as in "5 werkdagen" or "24 uur"."""
    amounts = _amounts(count)
    match count.clock:
        case Clock.IMMEDIATE:
            text = "onmiddellijk" + (f" (streeftijd {amounts})" if amounts else "")
        case Clock.ASAP:
            text = f"zo snel mogelijk (streeftijd {amounts})"
        case Clock.ATW_DAYS:
            text = f"{amounts} (Algemene termijnenwet)"
        case Clock.PENAL:
            text = f"{amounts} (strafrecht)"
        case Clock.HELD_FOR_INQUIRY:
            text = f"{amounts}, zonder de nacht"
        case _:
            text = amounts or _same(count)
    if count.from_moment:
        text += ", tot hetzelfde tijdstip"
    return f"{text}, uiterlijk het einde van {count.not_after}" if count.not_after else text


def _same(count: Count) -> str:
    return "dezelfde werkdag" if count.clock is Clock.WORKING_DAYS else "dezelfde dag"


def _amounts(count: Count) -> str:
    day = ("werkdag", "werkdagen") if count.clock is Clock.WORKING_DAYS else ("dag", "dagen")
    hour = ("kantooruur", "kantooruren") if count.desk else ("uur", "uur")
    named = (
        (count.years, "jaar", "jaar"),
        (count.months, "maand", "maanden"),
        (count.weeks, "week", "weken"),
        (count.days, *day),
        (count.hours, *hour),
        (count.minutes, "minuut", "minuten"),
    )
    return " en ".join(say_count(number, one, many) for number, one, many in named if number)
