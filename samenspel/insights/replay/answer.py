# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the system says after an event, over all organisations: the one place that sees them side by side.

Rule 1: every line says who sees it, and rests on nothing but what these organisations know. What two of them see alike
is one line; what they see differently, also for another reason, is two.
Rule 2: an organisation is named at an alarm only when its own picture raises it. Who should act but does not know of
it is not named; then whoever holds the evidence is.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

from samenspel.cases.access import family_of
from samenspel.cases.access.blind import blind_spot, combined
from samenspel.cases.actions import Judged
from samenspel.cases.models import Deadline, Proposal, ProposalState
from samenspel.insights.replay.chronology import CITIZEN, REPORT, Event
from samenspel.insights.replay.history import history_of
from samenspel.insights.replay.world import PROCESS, World, by_family
from samenspel.partners.access import acting_as
from samenspel.rules.clocks import Nature, State, register
from samenspel.rules.facts import Picture, Situation
from samenspel.rules.law import Reason
from samenspel.rules.routekaart import Invite, due_of, evaluate
from samenspel.rules.safety import alarm_kinds, holders, phase

RECEIVER = "VT"
STRENGTHS = ("must", "propose")


@dataclass(slots=True)
class Proposed:
    """One open proposal and who sees it."""

    moment: str
    strength: str
    rules: tuple[str, ...]
    reason: str
    sees: list[str]
    invite: Invite
    by: datetime | None
    sources: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Clock:
    """One term: whose, until when, and how it stands."""

    id: str
    owner: str
    due: datetime
    state: str
    name: str
    source: str


@dataclass(slots=True)
class Raised:
    """An alarm, or something that is missing, and who has to see to it."""

    code: str
    who: list[str]
    reason: str
    source: str
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """Something that may not be done yet. `until` is None while only the consult can end it."""

    what: str
    until: datetime | None
    reason: str


@dataclass(slots=True)
class Answer:
    """The state after one event. `viewer` is the one whose flags and history these are."""

    event: Event
    proposals: list[Proposed] = field(default_factory=list)
    clocks: list[Clock] = field(default_factory=list)
    alarms: list[Raised] = field(default_factory=list)
    missing: list[Raised] = field(default_factory=list)
    flags: list[tuple[str, str]] = field(default_factory=list)
    history: list[str] = field(default_factory=list)
    blocked: list[Stop] = field(default_factory=list)
    phase: str = "acuut"
    oversight: str | None = None
    viewer: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The object of replay.md: all keys, times in UTC with a Z."""
        return {
            "event": self.event.number,
            "at": utc(self.event.at),
            "proposals": [_proposal_json(one) for one in self.proposals],
            "clocks": [
                {"id": one.id, "owner": one.owner, "due": utc(one.due), "state": one.state}
                for one in self.clocks
            ],
            "alarms": [{"code": one.code, "who": one.who, "reason": one.reason} for one in self.alarms],
            "missing": [{"what": one.code, "who": one.who} for one in self.missing],
            "flags": [code for code, _ in self.flags],
            "history": self.history,
            "blocked": [
                {"what": one.what, "until": utc(one.until) if one.until else None, "reason": one.reason}
                for one in self.blocked
            ],
            "phase": self.phase,
            "oversight": self.oversight,
        }


def _proposal_json(one: Proposed) -> dict[str, Any]:
    return {
        "moment": one.moment,
        "strength": one.strength,
        "rules": list(one.rules),
        "reason": one.reason,
        "sees": one.sees,
        "invite": {grade: list(kinds) for grade, kinds in asdict(one.invite).items()},
        "by": utc(one.by) if one.by else None,
    }


def utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def answer_of(event: Event, judged: Iterable[Judged], world: World) -> Answer:
    """What stands after the event. Runs in the transaction of the event."""
    judged = tuple(judged)
    answer = Answer(event)
    answer.proposals = _proposals(judged, world)
    answer.clocks = _clocks(judged, event.at, world)
    answer.alarms = _alarms(judged, world)
    answer.missing = _missing(judged, world)
    families = by_family(judged, world)
    for family in families:
        answer.alarms += _blind_spots(family, event.at, world)
    own = _family_of(event, families, world)
    if own:
        _of_the_case(answer, own, world)
        _of_the_viewer(answer, own, world)
    return answer


def _proposals(judged: tuple[Judged, ...], world: World) -> list[Proposed]:
    found: dict[object, Proposed] = {}
    for one in judged:
        with acting_as(world.actor(one.organisation.kind), purpose=PROCESS):
            cases = family_of(one.case, one.organisation.pk)
            rows = Proposal.objects.filter(
                case__in=cases, organisation=one.organisation, state=ProposalState.OPEN.value
            )
            standing = set(rows.values_list("moment", flat=True))
        for proposal in (each for each in one.route.proposals if each.moment.value in standing):
            due = due_of(proposal, one.rules.terms)
            key = (proposal.moment, proposal.strength, proposal.rules, proposal.reason, proposal.invite)
            same = found.setdefault(
                (*key, frozenset(proposal.evidence)),
                Proposed(
                    proposal.moment.value,
                    proposal.strength.value,
                    proposal.rules,
                    proposal.reason,
                    [],
                    proposal.invite,
                    due,
                    proposal.reasons,
                ),
            )
            same.sees.append(one.organisation.kind)
            same.by = min((moment for moment in (same.by, due) if moment), default=None)
    order = {moment: place for place, moment in enumerate(("acuut", "actieoverleg", "zsm", "ssk"))}
    return sorted(
        _alike(found.values()), key=lambda one: (order[one.moment], STRENGTHS.index(one.strength), one.sees)
    )


def _alike(proposals: Iterable[Proposed]) -> list[Proposed]:
    """What reads the same is one line, also when it rests on different events."""
    found: dict[object, Proposed] = {}
    for one in proposals:
        key = (one.moment, one.strength, one.rules, one.reason, one.invite, one.by)
        if key in found:
            found[key].sees += one.sees
        else:
            found[key] = one
    return list(found.values())


def _clocks(judged: tuple[Judged, ...], now: datetime, world: World) -> list[Clock]:
    knows: dict[str, set[str]] = {}
    for one in judged:
        knows.setdefault(one.organisation.kind, set()).update(item.id for item in one.picture.known)
    rows: list[tuple[str, Deadline]] = []
    for one in judged:
        with acting_as(world.actor(one.organisation.kind), purpose=PROCESS):
            cases = family_of(one.case, one.organisation.pk)
            mine = Deadline.objects.filter(case__in=cases, organisation=one.organisation)
            rows += [(one.organisation.kind, row) for row in mine]
    by_owner = {(guard, row.term, row.item_id) for guard, row in rows}
    found = {
        _clock(row, guard, knows, now)
        for guard, row in rows
        if row.owner_kind == guard or (row.owner_kind, row.term, row.item_id) not in by_owner
    }
    return sorted(found, key=lambda clock: (clock.due, clock.id, clock.owner, clock.state))


def _clock(row: Deadline, guard: str, knows: dict[str, set[str]], now: datetime) -> Clock:
    """Whose term it is: its owner; the guard, as long as that owner knows the case but not what started the term."""
    rule = register().rule(row.term, row.starts_at.date())
    owner = row.owner_kind
    is_duty = rule.nature is Nature.DUTY
    if owner != guard and is_duty and owner in _TABLE and str(row.item_id) not in knows.get(owner, set()):
        owner = guard
    return Clock(row.term, owner, row.due_at, _state(row, now).value, rule.name, rule.basis.text)


_TABLE = frozenset({"POL", "VT", "OM", "RVDK", "3RO", "GI", "GEM"})


def _state(row: Deadline, now: datetime) -> State:
    if row.met_at is not None:
        return State.MET if row.met_at <= row.due_at else State.MET_LATE
    if row.ended_at is not None:
        return State.ENDED
    return State.RUNNING if now <= row.due_at else State.OVERDUE


def _alarms(judged: tuple[Judged, ...], world: World) -> list[Raised]:
    found: dict[tuple[str, str], Raised] = {}
    same = world.same()
    for one in judged:
        viewer = one.organisation.kind
        own = {item.id for item in one.picture.known if item.by == viewer}
        for alarm in one.safety.alarms:
            if viewer in alarm.who or own & set(alarm.evidence):
                person = same.get(alarm.person, alarm.person) if alarm.person else None
                reason = alarm.reason + (f" Het gaat om {person}." if person else "")
                raised = Raised(alarm.code, [], reason, alarm.rule.source.text, person)
                _name(found.setdefault((alarm.code, reason), raised), viewer)
    return list(found.values())


def _missing(judged: tuple[Judged, ...], world: World) -> list[Raised]:
    found: dict[tuple[str, str | None], Raised] = {}
    same = world.same()
    for one in judged:
        viewer = one.organisation.kind
        for lacking in (each for each in one.route.missing if viewer in each.who):
            person = same.get(lacking.person, lacking.person) if lacking.person else None
            text = lacking.name + (f" ({person})" if person else "")
            raised = Raised(lacking.what, [], text, lacking.reason.source.text, person)
            _name(found.setdefault((lacking.what, person), raised), viewer)
    return list(found.values())


def _name(raised: Raised, code: str) -> None:
    if code not in raised.who:
        raised.who.append(code)


def _blind_spots(family: list[Judged], now: datetime, world: World) -> list[Raised]:
    pictures, own = [one.picture for one in family], [one.route for one in family]
    who = blind_spot(pictures, own, world.same(), now)
    kind = alarm_kinds()["blind-spot"].reason
    return [Raised("blind-spot", list(who), kind.text, kind.source.text)] if who else []


def _family_of(event: Event, families: list[list[Judged]], world: World) -> list[Judged]:
    """The pictures of the family that the event is about; of the one met last, when it names nobody."""
    same = world.same()
    named = set(event.named()) or next((set(group) for group in reversed(world.met_in)), set())
    for family in families:
        if named & {same.get(key, key) for one in family for key in one.picture.persons}:
            return family
    return families[-1] if families else []


def _of_the_case(answer: Answer, family: list[Judged], world: World) -> None:
    """Phase, oversight and stops hold for the case: they follow from all that happened in it."""
    whole = combined((one.picture for one in family), world.same())
    situation = Situation(whole, answer.event.at)
    answer.phase = phase(situation).phase.value
    answer.oversight = holders(situation).oversight
    stops = {one.what for judged in family for one in judged.route.blocked}
    answer.blocked = [
        Stop(one.what, one.until, one.reason.text)
        for one in evaluate(whole, answer.event.at).blocked
        if one.what in stops
    ]


def _of_the_viewer(answer: Answer, family: list[Judged], world: World) -> None:
    event = answer.event
    code = RECEIVER if event.kind == REPORT else event.by
    if not code:
        held = answer.oversight
        code = (
            held
            if any(one.organisation.kind == held for one in family) and held
            else _last(event, family, world)
        )
    answer.viewer = code if code != CITIZEN else None
    own = [one for one in family if one.organisation.kind == code]
    for one in own:
        answer.flags += [(flag.code, flag.name) for flag in one.route.flags]
        picture: Picture = one.picture
        answer.history += history_of(event, picture, world)
    answer.flags = list(dict.fromkeys(answer.flags))


def _last(event: Event, family: list[Judged], world: World) -> str:
    """Who knew of the last event before this one."""
    codes = {one.organisation.kind for one in family}
    before = [one.by for one in world.chronology.events if one.at <= event.at and one.by in codes]
    return before[-1] if before else ""
