# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""One moment on the map of a case: is it indicated, held, turned down, and by which rules."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from samenspel.cases.access import File
from samenspel.cases.drawing import Note, Seat, Sign, State, Station
from samenspel.cases.models import Proposal, ProposalState
from samenspel.cases.pages import wording
from samenspel.cases.pages.routemap import words
from samenspel.cases.pages.routemap.values import RuleLine, Stop
from samenspel.rules.ruleset import Ruleset

DECIDED = {ProposalState.ACCEPTED.value, ProposalState.CHANGED.value}


def moment_of(stop: Stop, file: File, rules: Ruleset, now: datetime) -> Stop:
    """This moment as it stands in the case, for the organisation that reads."""
    moment = stop.station.key
    mine = [one for one in file.proposals if one.moment == moment]
    latest = next((one for one in mine if one.state == ProposalState.OPEN.value), mine[0] if mine else None)
    held = max(
        (one.item.happened_at for one in file.items if one.parts.get("detail.moment") == moment), default=None
    )
    state, said = _state(latest, held)
    waits = latest is not None and latest.state == ProposalState.OPEN.value
    due = latest.due_at if latest and state is State.NOW else None
    station = replace(
        stop.station,
        state=state,
        said=said,
        notes=tuple(_notes(latest, due, now)) if latest and state is State.NOW else (),
        seats=_seats(latest, rules) if latest and state is State.NOW else (),
        label=f"{stop.station.label}: {said}",
    )
    if latest and waits:
        station = replace(station, url=reverse("proposal", args=[file.case.pk, latest.pk]))
    return replace(
        stop,
        station=station,
        reasons=tuple(_reasons(latest, stop)) if latest else (),
        due=wording.last_moment(due) if due else None,
        late=due is not None and due <= now,
        aim=latest is not None and latest.due_is_aim,
        strength=wording.strength_name(latest.strength) if latest and state is State.NOW else "",
        remark=_remark(latest, state, station),
    )


def _state(latest: Proposal | None, held: datetime | None) -> tuple[State, str]:
    if latest and latest.state == ProposalState.OPEN.value:
        return State.NOW, _("nu aangewezen")
    if latest and latest.state in DECIDED and (held is None or held < latest.made_at):
        return State.NOW, _("wordt georganiseerd")
    if held:
        return State.BEEN, _("gehouden op %(day)s") % {"day": words.day(held)}
    if latest and latest.state == ProposalState.REJECTED.value:
        return State.REFUSED, _("afgewezen, met reden")
    return State.QUIET, _("niet aangewezen")


def _notes(latest: Proposal, due: datetime | None, now: datetime) -> Iterator[Note]:
    if due:
        at = {"at": words.moment(wording.last_moment(due))}
        passed, comes = _("te laat: uiterlijk %(at)s"), _("uiterlijk %(at)s")
        if latest.due_is_aim:
            passed, comes = _("voorbij: streeftijd %(at)s"), _("streeftijd %(at)s")
        late = due <= now
        yield Note(Sign.ALARM if late else Sign.CLOCK, (passed if late else comes) % at, True)
    yield Note(Sign.RULE, f"{wording.strength_name(latest.strength)}: {wording.sentence(latest.rules)}")


def _seats(latest: Proposal, rules: Ruleset) -> tuple[Seat, ...]:
    return tuple(Seat(words.short_name(one, rules)) for one in latest.invite.get("must", ()))


def _reasons(latest: Proposal, stop: Stop) -> Iterator[RuleLine]:
    """The rows that the proposal rests on, as the evaluation said it; their strength is that of the rules."""
    strengths = {one.id: one.strength for one in stop.rules}
    indicated = latest.evaluation.outcome["routekaart"].get("proposals", [])
    for reason in next((one["reasons"] for one in indicated if one["moment"] == latest.moment), []):
        source = reason["source"]
        yield RuleLine(
            reason["rule"],
            strengths.get(reason["rule"], ""),
            wording.told(reason["text"]),
            source["text"],
            source["verify"],
        )


def _remark(latest: Proposal | None, state: State, station: Station) -> str:
    if latest and state is State.REFUSED:
        return _("Reden: %(reason)s") % {"reason": latest.decision_reason}
    if latest is None and state is State.QUIET:
        return _("Op grond van wat u mag zien is dit nu niet aangewezen.")
    if latest and state is State.QUIET:
        return _("Wat dit moment vroeg, is niet meer aan de orde.")
    return ""
