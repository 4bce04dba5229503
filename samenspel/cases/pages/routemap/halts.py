# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The other stops on the map of a case: where it began, what was reported, the plan, the prosecutor, the phase."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenspel.cases.access import File, Shown
from samenspel.cases.drawing import Note, Sign, State
from samenspel.cases.models import Deadline
from samenspel.cases.pages import wording
from samenspel.cases.pages.routemap import words
from samenspel.cases.pages.routemap.values import Stop, phase_key
from samenspel.rules import catalogue
from samenspel.rules.ruleset import Ruleset


def _said(stop: Stop, state: State, said: str, notes: tuple[Note, ...] = ()) -> Stop:
    label = f"{stop.station.label}: {said}" if said else stop.station.label
    return replace(stop, station=replace(stop.station, state=state, said=said, notes=notes, label=label))


def police(stop: Stop, file: File, rules: Ruleset, now: datetime) -> Stop:
    return _begun(stop, file, is_police=True)


def care(stop: Stop, file: File, rules: Ruleset, now: datetime) -> Stop:
    return _begun(stop, file, is_police=False)


def _begun(stop: Stop, file: File, *, is_police: bool) -> Stop:
    """The case began where its first item came from."""
    if not file.items:
        return _said(stop, State.QUIET, "")
    first = file.items[0].item
    begun = ((first.source or first.organisation.kind) == "POL") is is_police
    said = _("begon hier, %(day)s") % {"day": words.day(first.happened_at)} if begun else ""
    return _said(stop, State.BEEN if begun else State.QUIET, said)


def between(file: File, stop: Stop, ruled: tuple[Note, ...], now: datetime) -> tuple[Note, ...]:
    """What passed from the police to Veilig Thuis: how the 24 hours stand; without a term, what the rules say."""
    ids = {one.id for one in stop.terms}
    mine = [one for one in file.deadlines if one.term in ids]
    reports = [one.item.happened_at for one in file.items if one.item.kind == "report"]
    if mine:
        return (_reported(max(mine, key=lambda one: one.starts_at), now), *ruled[1:])
    if reports:
        return (Note(Sign.BEEN, _("gemeld op %(at)s") % {"at": words.moment(min(reports))}, True), *ruled[1:])
    return ruled


def _reported(term: Deadline, now: datetime) -> Note:
    until = words.moment(wording.last_moment(term.due_at))
    if term.met_at:
        late = _(", te laat") if term.met_at > term.due_at else ""
        return Note(Sign.BEEN, _("gemeld op %(at)s") % {"at": words.moment(term.met_at)} + late, True)
    if term.due_at <= now:
        return Note(Sign.ALARM, _("te laat: melden kon tot %(at)s") % {"at": until}, True)
    return Note(Sign.CLOCK, _("melden uiterlijk %(at)s") % {"at": until}, True)


def plan(stop: Stop, file: File, rules: Ruleset, now: datetime) -> Stop:
    """The agreements that the plan of approach has to hold."""
    number = len([one for one in file.items if one.item.kind == "agreement" and _runs(one, now)])
    said = ngettext("%(n)s afspraak loopt", "%(n)s afspraken lopen", number) % {"n": number} if number else ""
    return _said(stop, State.BEEN if number else State.QUIET, said)


def judgement(stop: Stop, file: File, rules: Ruleset, now: datetime) -> Stop:
    """What the prosecutor decided last; a breach may have opened that again (DT-07)."""
    if any(one["reopened"] and not one["answered"] for one in _breaches(file)):
        return _said(stop, State.NOW, _("opnieuw beoordelen na de schending"))
    decided = [(one.item.happened_at, name) for one in file.items for name in _prosecution(one)]
    if not decided:
        return _said(stop, State.QUIET, "")
    at, name = max(decided)
    return _said(stop, State.BEEN, _("%(decision)s, %(day)s") % {"decision": name, "day": words.day(at)})


def _prosecution(shown: Shown) -> list[str]:
    codes = [shown.parts.get("detail.what"), *(shown.parts.get("detail.decisions") or ())]
    known = (catalogue.decisions().get(str(code)) for code in codes)
    return [wording.told(one.name) for one in known if one and "prosecution" in one.effects]


def phase(stop: Stop, file: File, rules: Ruleset, now: datetime) -> Stop:
    """Where the plan is now, and what runs there."""
    keys = [phase_key(one) for one in wording.PHASES]
    at, current = keys.index(stop.station.key), wording.PHASES.index(file.case.phase)
    if at > current:
        return _said(stop, State.QUIET, "")
    if at < current:
        return _said(stop, State.BEEN, _("bereikt"))
    number = len([one for one in file.items if one.item.kind == "measure" and _runs(one, now)])
    text = ngettext("%(n)s maatregel loopt", "%(n)s maatregelen lopen", number) % {"n": number}
    return _said(stop, State.NOW, _("nu in deze fase"), (Note(Sign.RULE, text),) if number else ())


def _runs(shown: Shown, now: datetime) -> bool:
    until = shown.parts.get("detail.until")
    over = shown.parts.get("detail.action") == "beeindigd"
    return not over and (until is None or datetime.fromisoformat(until) > now)


def breach(stop: Stop, file: File, rules: Ruleset, now: datetime) -> Stop:
    """A breach without an answer, and who has to know of it now."""
    found = _breaches(file)
    waiting = [one for one in found if not one["answered"]]
    if not waiting:
        said = _("beantwoord") if found else ""
        return _said(stop, State.BEEN if found else State.QUIET, said)
    told = dict.fromkeys(kind for one in waiting for kind in one["tell"])
    note = Note(
        Sign.RULE,
        _("moeten het weten: %(names)s")
        % {"names": wording.sentence(words.short_name(one, rules) for one in told)},
    )
    since = words.day(max(datetime.fromisoformat(one["at"]) for one in waiting))
    said = _("Schending zonder antwoord, %(day)s") % {"day": since}
    return _said(stop, State.ALARM, said, (note,) if told else ())


def _breaches(file: File) -> list[dict[str, Any]]:
    outcome = file.evaluation.outcome if file.evaluation else {}
    found: list[dict[str, Any]] = outcome.get("veiligheid", {}).get("breaches", [])
    return found
