# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The routekaart as a set of rules draws it: for the whole country, or for a region beside the country.

Everything that the rules know comes from them: rows, seats, terms, measures. Only names and places are of the map.
"""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samenspel.cases.drawing import Kind, Note, Route, Seat, Sign, Station
from samenspel.cases.drawing.route import BREACH, CARE, JUDGEMENT, PLAN, POLICE
from samenspel.cases.pages import wording
from samenspel.cases.pages.routemap import seats, words
from samenspel.cases.pages.routemap.rows import (
    asks_breach,
    general,
    rows_about_contact,
    rows_of_entry,
    rows_of_moment,
    rows_of_table,
)
from samenspel.cases.pages.routemap.terms import between, target, terms_at, within
from samenspel.cases.pages.routemap.values import (
    CONTACT,
    SAFETY_PLAN,
    RouteMap,
    RuleLine,
    Stop,
    TableLine,
    TermLine,
    phase_key,
)
from samenspel.rules import catalogue
from samenspel.rules.ruleset import Ruleset


def of_rules(rules: Ruleset, day: date, base: Ruleset | None = None) -> RouteMap:
    """The map of these rules on that day; with `base`, what differs from it is marked on every stop.

    Goes into `cases/routekaart.html` as `routekaart`, with the sheet `site/route.css`. The same rules give the same map
    all day, so it is kept, per language.
    """
    return _of_rules(_Same(rules), day, _Same(base), get_language() or "")


class _Same:
    """Rules as a key: the very same object, not one that is equal."""

    def __init__(self, value: Ruleset | None) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.value is other.value

    def __hash__(self) -> int:
        return id(self.value)


@lru_cache(maxsize=32)
def _of_rules(here: _Same, day: date, there: _Same, language: str) -> RouteMap:
    rules, base = here.value, there.value
    assert rules is not None
    stops = tuple(_stops(rules, day, base))
    found = {one.station.key: one.station for one in stops}
    different = [one.station.name for one in stops if one.differences]
    route = Route(
        starts=(found[POLICE], found[CARE]),
        between=_between(rules, day),
        moments=tuple(found[one] for one in wording.MOMENTS),
        steps=(found[PLAN], found[JUDGEMENT]),
        phases=tuple(found[phase_key(one)] for one in wording.PHASES),
        breach=found[BREACH],
        words=words.beside(),
    )
    return RouteMap(
        title=_("Routekaart: wanneer stemmen zorg en straf af?"),
        summary=_summary(base, different),
        route=route,
        stops=stops,
        rules_name=rules.name,
        rules_version=rules.version,
        general=general(rules, base),
    )


def _summary(base: Ruleset | None, different: list[str]) -> str:
    if base is None:
        return _(
            "Afstemming begint bij de politie of bij Veilig Thuis. Er zijn vier momenten. Wat daar wordt afgesproken, "
            "komt in het plan van aanpak en in het veiligheidsplan. Bij een schending begint het weer bij directe "
            "veiligheid."
        )
    if not different:
        return _("Deze routekaart is gelijk aan de landelijke.")
    return _("Anders dan landelijk: %(names)s.") % {"names": wording.sentence(different)}


def _between(rules: Ruleset, day: date) -> tuple[Note, ...]:
    clocks = [
        Note(
            Sign.CLOCK,
            _("politie meldt binnen %(length)s (%(id)s)") % {"length": length, "id": rule.id},
            strong=True,
        )
        for rule, length in between(rules, day)
    ]
    return (*clocks, Note(Sign.BOTH, _("direct contact bij acute onveiligheid")))


def _stops(rules: Ruleset, day: date, base: Ruleset | None) -> Iterator[Stop]:
    yield _start(POLICE, rules, day, base)
    yield _contact(rules, day, base)
    yield _start(CARE, rules, day, base)
    for number, moment in enumerate(wording.MOMENTS, start=1):
        yield _moment(number, moment, rules, day, base)
    yield _plan(rules, day, base)
    yield _judgement(rules, day, base)
    yield from _phases(rules, day, base)
    yield _breach(rules, day, base)


def _stop(
    station: Station,
    rows: tuple[RuleLine, ...] = (),
    lines: tuple[TableLine, ...] = (),
    terms: tuple[TermLine, ...] = (),
    more: tuple[str, ...] = (),
) -> Stop:
    """A stop, with its differences in words and as short notes on the card."""
    differences = (*more, *_of_rows(rows), *_of_terms(terms))
    anchor = f"halte-{station.key}"
    drawn = Station(
        key=station.key,
        kind=station.kind,
        name=station.name,
        lead=station.lead,
        number=station.number,
        notes=(*station.notes, *_short(rows)),
        seats=station.seats,
        differs=bool(differences),
        url=f"#{anchor}",
        label=_label(station, bool(differences)),
    )
    return Stop(drawn, anchor, rows, lines, terms, differences)


def _label(station: Station, differs: bool) -> str:
    named = {Kind.MOMENT: _("Moment %(number)s: %(name)s"), Kind.PHASE: _("Fase %(number)s: %(name)s")}
    said = named.get(station.kind, "%(name)s") % {"number": station.number, "name": station.name}
    return _("%(name)s, anders dan landelijk") % {"name": said} if differs else said


def _of_rows(rows: tuple[RuleLine, ...]) -> Iterator[str]:
    said = {
        "new": _("Erbij, regel %(id)s: %(text)s"),
        "changed": _("Anders, regel %(id)s: %(text)s"),
        "off": _("Staat hier uit, regel %(id)s: %(text)s"),
    }
    for one in rows:
        if one.mark:
            yield said[one.mark] % {"id": one.id, "text": one.text}


def _of_terms(terms: tuple[TermLine, ...]) -> Iterator[str]:
    for one in terms:
        if one.mark == "changed":
            yield _("Termijn %(id)s, %(name)s: %(length)s (landelijk %(before)s)") % {
                "id": one.id,
                "name": one.name,
                "length": one.length,
                "before": one.before,
            }
        elif one.mark:
            yield _("Termijn %(id)s erbij: %(name)s, %(length)s") % {
                "id": one.id,
                "name": one.name,
                "length": one.length,
            }


def _short(rows: tuple[RuleLine, ...]) -> Iterator[Note]:
    """What differs in the rows, short enough for a card."""
    said = {
        "new": (Sign.MORE, _("regel erbij: %(ids)s")),
        "changed": (Sign.OTHER, _("regel anders: %(ids)s")),
        "off": (Sign.LESS, _("regel uit: %(ids)s")),
    }
    for mark, (sign, text) in said.items():
        ids = [one.id for one in rows if one.mark == mark]
        if ids:
            yield Note(sign, text % {"ids": wording.sentence(ids)}, strong=True)


def _start(key: str, rules: Ruleset, day: date, base: Ruleset | None) -> Stop:
    names = {
        POLICE: (words.named("POL", rules), _("meldkamer 112, aangifte")),
        CARE: (words.named("VT", rules), _("melding")),
    }
    name, lead = names[key]
    question = {POLICE: "entry_police", CARE: "entry_vt"}[key]
    station = Station(key, Kind.START, name, lead)
    return _stop(station, rows_of_entry(question, rules, base, day), terms=terms_at(key, rules, day, base))


def _contact(rules: Ruleset, day: date, base: Ruleset | None) -> Stop:
    """What passes between the two starts. It stands between the cards, so it is a stop without one."""
    name = _("Tussen politie en Veilig Thuis")
    lead = wording.sentence(note.text for note in _between(rules, day))
    station = Station(CONTACT, Kind.START, name, lead)
    return _stop(station, rows_about_contact(rules, base, day), terms=terms_at(CONTACT, rules, day, base))


def _moment(number: int, moment: str, rules: Ruleset, day: date, base: Ruleset | None) -> Stop:
    notes = tuple(_limits(moment, rules, day, base))
    always = seats.at(moment, "must", rules, day)
    known = seats.at(moment, "must", base, day) if base else always
    station = Station(
        moment,
        Kind.MOMENT,
        wording.moment_names()[moment],
        words.moment_when()[moment],
        str(number),
        notes=notes,
        seats=tuple(Seat(words.short_name(one, rules), one not in known) for one in always),
    )
    lines = tuple(seats.lines(moment, rules, day, base))
    rows = rows_of_moment(moment, rules, base, day)
    return _stop(
        station, rows, lines, terms_at(moment, rules, day, base), seats.differences(moment, rules, day, base)
    )


def _limits(moment: str, rules: Ruleset, day: date, base: Ruleset | None) -> Iterator[Note]:
    """How soon the moment has to be held, and what is different about that here."""
    soon, before = within(moment, rules, day), within(moment, base, day) if base else ""
    if base and soon != before:
        said = _("%(length)s (landelijk %(before)s)") % {"length": soon, "before": before}
        yield Note(Sign.CLOCK, said, strong=True)
    else:
        yield Note(Sign.CLOCK, soon)
    if own := target(moment, rules, day):
        yield Note(Sign.OTHER, own, strong=True)


def _plan(rules: Ruleset, day: date, base: Ruleset | None) -> Stop:
    station = Station(
        PLAN,
        Kind.STEP,
        _("Plan van aanpak"),
        _("bij de start van het onderzoek, met de veiligheidsafspraken erin"),
    )
    return _stop(station, rows_of_table(("DT-06", "DT-14"), rules, base, day))


def _judgement(rules: Ruleset, day: date, base: Ruleset | None) -> Stop:
    station = Station(
        JUDGEMENT,
        Kind.STEP,
        _("Oordeel van de officier van justitie"),
        _("samen beoordeeld: heeft vervolging meerwaarde voor stabiele veiligheid?"),
    )
    rows = rows_of_table(("DT-05",), rules, base, day)
    return _stop(station, rows, terms=terms_at(JUDGEMENT, rules, day, base))


def _phases(rules: Ruleset, day: date, base: Ruleset | None) -> Iterator[Stop]:
    names = {
        "acuut": _("Acuut"),
        "risicogestuurd": _("Risicogestuurd"),
        "herstelgericht": _("Herstelgericht"),
    }
    leads = {
        "acuut": _("directe veiligheid, steeds weer"),
        "risicogestuurd": _("de oorzaken van het geweld aanpakken"),
        "herstelgericht": _("herstel van ieder gezinslid"),
    }
    for at, (phase, name) in enumerate(names.items()):
        number = sum(
            phase in one.phases for one in catalogue.measures().values() if one.validity.holds_on(day)
        )
        text = ngettext("%(n)s maatregel mogelijk", "%(n)s maatregelen mogelijk", number) % {"n": number}
        station = Station(
            phase_key(phase), Kind.PHASE, name, leads[phase], str(at + 1), notes=(Note(Sign.RULE, text),)
        )
        rows = rows_of_table(("DT-04",), rules, base, day) if at == 0 else ()
        terms = terms_at(SAFETY_PLAN, rules, day, base) if at == 0 else ()
        yield _stop(station, rows, _domains(phase, day), terms)


def _domains(phase: str, day: date) -> tuple[TableLine, ...]:
    """What can be done in this phase, per domain of law: the columns of the safety plan."""
    known = [
        one for one in catalogue.measures().values() if phase in one.phases and one.validity.holds_on(day)
    ]
    return tuple(
        TableLine(
            wording.told(domain).capitalize(),
            wording.sentence(wording.told(one.name) for one in known if one.domain == domain),
        )
        for domain in catalogue.DOMAINS
        if any(one.domain == domain for one in known)
    )


def _breach(rules: Ruleset, day: date, base: Ruleset | None) -> Stop:
    """What a breach sets in motion: who hears of it, and which roads lead back."""
    back = [moment for moment in wording.MOMENTS if asks_breach(moment, rules)]
    lines = [TableLine(_("Terug naar"), wording.sentence(wording.moment_names()[one] for one in back))]
    opened = [row.id for row in rules.tables["DT-07"].rows if row.then.get("reopens")]
    lines.append(TableLine(_("De officier beslist opnieuw over vervolging"), wording.sentence(opened)))
    station = Station(
        BREACH, Kind.BREACH, _("Afspraak geschonden"), _("of nieuw geweld: wie moet het nu weten?")
    )
    rows = rows_of_table(("DT-07",), rules, base, day)
    return _stop(station, rows, tuple(one for one in lines if one.text), terms_at(BREACH, rules, day, base))
