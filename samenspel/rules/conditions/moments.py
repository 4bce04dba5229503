# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the routekaart asks before it indicates a moment (handbook 4.3 and 4.4)."""

from datetime import datetime

from samenspel.rules.conditions.registry import condition, no, when, yes
from samenspel.rules.facts import NO, UNKNOWN, YES, Finding, Kind, Known, Situation, as_moment

HELD_STATUSES = frozenset({"gehoord", "aangehouden", "ivs", "voorlopige_hechtenis"})
CUSTODY_STATUSES = frozenset({"aangehouden", "ivs", "voorlopige_hechtenis"})
ZSM_STATUSES = frozenset({"ontboden", "gehoord", "aangehouden", "ivs"})
RELEASED_STATUSES = frozenset({"heengezonden", "geschorst"})
CASE_STATUSES = frozenset({"verdachte_niet_gehoord", "verdachte_voortvluchtig", "voorlopige_hechtenis"})
UNSAFE = ("ja", "vermoeden")


def status_events(situation: Situation, wanted: frozenset[str]) -> tuple[Known, ...]:
    return tuple(status.known for status in situation.statuses.values() if status.value in wanted)


@condition("Begint de zaak bij de politie?")
def entry_police(situation: Situation) -> Finding:
    said = [one.known for one in situation.said("entry_point") if one.value.startswith("politie")]
    return when(said or [item for item in situation.of(Kind.INCIDENT) if item.by == "POL"])


@condition("Is er bij Veilig Thuis gemeld?")
def entry_vt(situation: Situation) -> Finding:
    said = [one.known for one in situation.said("entry_point") if one.value.startswith("vt")]
    return when(said or situation.of(Kind.REPORT))


@condition("Is er een signaal van een andere partner?")
def entry_partner(situation: Situation) -> Finding:
    return when(item for item in situation.of(Kind.SIGNAL) if item.by not in ("POL", "VT"))


@condition("Is na het laatste voorval nog niet gezegd of het acuut onveilig is?")
def acute_unanswered(situation: Situation) -> Finding:
    """An answer says something about its own moment: what happens later asks the question again."""
    said = [one for one in situation.said("acute_unsafety") if one.value in (*UNSAFE, NO)]
    held = situation.held("acuut")
    standing = [one for one in said if one.value in UNSAFE and newer(one.known, held)]
    answered = max((one.known.at for one in said), default=None)
    open_events = [
        item
        for item in _dangerous(situation)
        if newer(item, held) and (answered is None or item.at > answered)
    ]
    return when(open_events) if not standing else no()


def _dangerous(situation: Situation) -> list[Known]:
    """What may bring acute danger: something happened, a ban was broken, or a signal with facts came in."""
    return [
        item
        for item in situation.known
        if situation.occurred(item) or item.kind is Kind.BREACH or (item.kind is Kind.SIGNAL and item.facts)
    ]


def newer(item: Known, held: Known | None) -> bool:
    """Whether the viewer learned this after the moment that was held.

    Not so what those who sat there knew before it, and of which the viewer hears together with the moment itself.
    """
    if held is None or item.recorded <= held.at:
        return held is None
    there = {held.by, *held.detail.get("present", ())}
    return not (item.recorded <= held.recorded and item.at <= held.at and item.by in there)


@condition("Is er een kind onder de vier jaar?")
def child_under_four(situation: Situation) -> Finding:
    young = [key for key in situation.picture.persons if situation.younger_than(key, 4)]
    return yes(persons=young) if young else no()


@condition("Is er een verdachte gehoord of aangehouden, of zit er een vast?")
def suspect_held(situation: Situation) -> Finding:
    """No, with the release as the event that says so, after someone was released."""
    events = status_events(situation, HELD_STATUSES)
    return yes(events) if events else no(status_events(situation, RELEASED_STATUSES))


@condition("Zit er een verdachte vast?")
def suspect_in_custody(situation: Situation) -> Finding:
    return when(status_events(situation, CUSTODY_STATUSES))


@condition("Is een verdachte ontboden, gehoord of aangehouden, zodat de zaak bij ZSM ligt?")
def suspect_at_zsm(situation: Situation) -> Finding:
    return when(status_events(situation, ZSM_STATUSES))


@condition("Is een verdachte heengezonden of geschorst zonder afgestemde voorwaarden?")
def released_unaligned(situation: Situation) -> Finding:
    return when(
        event for event in status_events(situation, RELEASED_STATUSES) if not _aligned(situation, event)
    )


def _aligned(situation: Situation, release: Known) -> bool:
    """The newest answer counts, if it was given since this person's case last came to ZSM."""
    before = [
        s.known.at for s in situation.status_history if s.value in HELD_STATUSES and s.known.at <= release.at
    ]
    since: datetime | None = max(before, default=None)
    answers = [one for one in situation.said("conditions_aligned") if since is None or one.known.at >= since]
    return bool(answers) and answers[-1].value == YES


@condition("Lopen zorg en strafzaak allebei?")
def care_and_case(situation: Situation) -> Finding:
    care, case = _care(situation), _case(situation)
    return _both(care, case)


@condition("Loopt er zorg, en is er een (mogelijk) strafbaar feit?")
def care_and_offence(situation: Situation) -> Finding:
    care = _care(situation)
    offence = situation.fact("offence_suspicion").support(("ja", "mogelijk"))
    return _both(care, offence)


@condition("Loopt er een strafzaak, en is er bij Veilig Thuis gemeld?")
def case_and_report(situation: Situation) -> Finding:
    case, reports = _case(situation), situation.of(Kind.REPORT)
    return _both(case, reports)


def _both(one: tuple[Known, ...], other: tuple[Known, ...]) -> Finding:
    """Yes when there is something of each, from when the second of them was known."""
    if not one or not other:
        return no()
    known = max(min(item.recorded for item in events) for events in (one, other))
    return Finding({YES: (*one, *other)}, since=known)


def _care(situation: Situation) -> tuple[Known, ...]:
    return situation.fact("care_running").support((YES,))


def _case(situation: Situation) -> tuple[Known, ...]:
    """A criminal case runs when someone says so, or when there is a suspect."""
    said = situation.fact("criminal_running").support((YES,))
    return said or status_events(situation, CASE_STATUSES | ZSM_STATUSES | RELEASED_STATUSES)


@condition("Is een afspraak of maatregel geschonden, met gevaar?", (YES, NO, UNKNOWN))
def breach_with_danger(situation: Situation) -> Finding:
    """What nobody judged yet is unknown, never "no"."""
    values: dict[str, tuple[Known, ...]] = {}
    for item in situation.of(Kind.BREACH):
        word = _answer(item.detail.get("danger"))
        values[word] = (*values.get(word, ()), item)
    for row, item in situation.listed("breach"):
        word = _answer(row.get("danger"))
        values[word] = (*values.get(word, ()), item)
    return Finding(values or {NO: ()})


def _answer(value: object) -> str:
    return YES if value is True else NO if value is False else UNKNOWN


@condition("Zijn er veel meldingen of incidenten zonder gezamenlijk overleg?")
def repeated_undiscussed(situation: Situation) -> Finding:
    """Any stretch of the months asked for counts, not only the last: a pattern does not pass by itself."""
    parameters = situation.parameters
    last = situation.last_discussion
    events = [item for item in situation.occurrences if newer(item, last)]
    dates = sorted([(item.at, item) for item in events] + _prior(situation, last), key=lambda pair: pair[0])
    for first, (start, _) in enumerate(dates):
        window = [item for at, item in dates[first:] if _months_between(start, at) < parameters.repeat_months]
        if len(window) >= parameters.repeat_count:
            learned = sorted(item.recorded for item in window)
            return Finding({YES: tuple(window)}, since=learned[parameters.repeat_count - 1])
    return no()


def _prior(situation: Situation, last: Known | None) -> list[tuple[datetime, Known]]:
    found: dict[datetime, Known] = {}
    for row, item in situation.listed("prior_reports"):
        at = as_moment(row.get("date"))
        if at and newer(item, last):
            found.setdefault(at, item)
    return list(found.items())


def _months_between(start: datetime, end: datetime) -> int:
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (
        (end.day, end.timetz().replace(tzinfo=None)) < (start.day, start.timetz().replace(tzinfo=None))
    )
