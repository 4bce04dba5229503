# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What follows from one picture at one moment: which values count, who has which role, what is in force.

Rule 1: nothing lowers a value by itself: not a later lower one, not silence, not a withdrawal, not a
        counter-complaint. Only an assessment that two persons decided (`detail["decided_by"]` names
        both) makes earlier values of its facts void.
Rule 2: the status of a suspect, and what is running, is replaced by what happens later.
Rule 3: an event is new to the viewer from `recorded` on; what the viewer learns in a moment was on the
        table there.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from types import MappingProxyType
from typing import Any

from samenspel.rules import catalogue
from samenspel.rules.facts.inforce import LOCAL, InForce, placed
from samenspel.rules.facts.parameters import NATIONAL, Parameters
from samenspel.rules.facts.picture import EMPTY, Kind, Known, Picture
from samenspel.rules.facts.vocabulary import NO, UNKNOWN, YES, Keeps, Shape, Variable, variables

ADULT = 18
PERPETRATOR_ROLES = ("pleger", "verdachte")
STATUS_KINDS = frozenset({Kind.SUSPECT, Kind.MEASURE, Kind.DECISION, Kind.MOMENT})


@dataclass(frozen=True, slots=True)
class Said:
    """One value of one variable, as one event gives it.

    `subject` is a child or person, or None for the case.
    """

    value: str
    subject: str | None
    known: Known


@dataclass(frozen=True, slots=True)
class Finding:
    """What is known about one input: every value that counts, each with the events that say so.

    `lower` are values that a higher one outweighs: they decide nothing, but an event that says one of them
    and is accepted is an event behind the answer. `persons` are those whom the answer is about, if it matters.
    `since` is when the viewer knew enough for this answer, where it takes several events; else the first will do.
    """

    values: Mapping[str, tuple[Known, ...]]
    persons: tuple[str, ...] = ()
    lower: Mapping[str, tuple[Known, ...]] = field(default_factory=lambda: EMPTY)
    since: datetime | None = None

    def support(self, accepted: Collection[str]) -> tuple[Known, ...]:
        """The events behind the values that are accepted; none if no value that decides is."""
        if not any(value in accepted for value in self.values):
            return ()
        said = (*self.values.items(), *self.lower.items())
        return tuple(known for value, events in said if value in accepted for known in events)


@dataclass(frozen=True, slots=True)
class Status:
    """The status of one suspect, and the event that set it."""

    person: str
    value: str
    known: Known


@dataclass(frozen=True)
class Situation:
    """One picture at one moment. All that it offers is derived once and kept."""

    picture: Picture
    now: datetime
    parameters: Parameters = NATIONAL

    @cached_property
    def known(self) -> tuple[Known, ...]:
        """What the viewer knows now, oldest event first."""
        return tuple(
            sorted(
                (item for item in self.picture.known if item.recorded <= self.now), key=lambda item: item.at
            )
        )

    @cached_property
    def day(self) -> date:
        return self.now.astimezone(LOCAL).date()

    def of(self, *kinds: Kind) -> tuple[Known, ...]:
        """The events of these kinds, oldest first."""
        if kinds not in self._of:
            self._of[kinds] = tuple(item for item in self.known if item.kind in kinds)
        return self._of[kinds]

    @cached_property
    def _of(self) -> dict[tuple[Kind, ...], tuple[Known, ...]]:
        return {}

    @cached_property
    def found(self) -> dict[str, Finding]:
        """Every question that was asked of this situation, with what was found: worked out once (`tables.finder`)."""
        return {}

    @cached_property
    def derived(self) -> dict[Any, Any]:
        """What conditions derive from the situation and use more than once (`conditions.registry.once`)."""
        return {}

    # Values

    @cached_property
    def _said(self) -> Mapping[str, tuple[Said, ...]]:
        said: dict[str, list[Said]] = {}
        for item in self.known:
            void = self._is_second_reading(item)
            for name, raw in _facts_of(item).items():
                variable = variables().get(name)
                if variable is None or not variable.accepted():
                    continue
                values = list(self._values(variable, raw, item))
                earlier = said.setdefault(name, [])
                if void:
                    subjects = {value.subject for value in values}
                    earlier[:] = [
                        one for one in earlier if None not in subjects and one.subject not in subjects
                    ]
                earlier.extend(values)
        return {name: tuple(values) for name, values in said.items()}

    @staticmethod
    def _is_second_reading(item: Known) -> bool:
        names = item.detail.get("decided_by") or ()
        return item.kind is Kind.ASSESSMENT and not isinstance(names, str) and len({*names} - {"", None}) >= 2

    def _values(self, variable: Variable, raw: Any, item: Known) -> Iterator[Said]:
        each = raw.items() if isinstance(raw, Mapping) else ((None, raw),)
        for subject, value in each:
            for word in value if variable.shape is Shape.CHOICES else (value,):
                yield Said(_word(word), subject, item)

    def said(self, name: str) -> tuple[Said, ...]:
        """Every value that still counts for this variable, oldest event first."""
        return self._said.get(name, ())

    def fact(self, name: str) -> Finding:
        """The value (or values) of a variable over all events; {"onbekend": ()} if nobody said anything."""
        said = self.said(name)
        if name == "suspect_status":
            return self._suspect_finding()
        if not said:
            return Finding({UNKNOWN: ()})
        variable = variables()[name]
        if variable.keeps is Keeps.LATEST:
            return Finding({said[-1].value: (said[-1].known,)})
        values: dict[str, tuple[Known, ...]] = {}
        for one in said:
            values[one.value] = (*values.get(one.value, ()), one.known)
        if variable.keeps is Keeps.HIGHEST:
            top = max(values, key=variable.accepted().index)
            return Finding({top: values.pop(top)}, lower=values)
        return Finding(values)

    def number(self, name: str) -> tuple[int, tuple[Known, ...]]:
        """The highest number that was said, and who said it; (0, ()) if nobody did."""
        said = [item for item in self.known if isinstance(item.facts.get(name), int)]
        top = max((item.facts[name] for item in said), default=0)
        return top, tuple(item for item in said if item.facts[name] == top)

    def listed(self, name: str) -> tuple[tuple[Mapping[str, Any], Known], ...]:
        """Every entry of a list variable, with the event that brought it."""
        return tuple((row, item) for item in self.known for row in item.facts.get(name, ()))

    # Persons

    def in_role(self, *roles: str) -> frozenset[str]:
        return frozenset(key for item in self.known for role in roles for key in item.about.get(role, ()))

    @cached_property
    def perpetrators(self) -> frozenset[str]:
        return self.in_role(*PERPETRATOR_ROLES) | {key for key in self.statuses if key}

    @cached_property
    def victims(self) -> frozenset[str]:
        return self.in_role("slachtoffer")

    @cached_property
    def children(self) -> frozenset[str]:
        """Persons who are, or may be, younger than eighteen: doubt counts as a child."""
        return frozenset(key for key in self.picture.persons if self.younger_than(key, ADULT))

    def younger_than(self, key: str, years: int) -> bool:
        """Whether this person may be younger; False when nothing is known about the birth."""
        person = self.picture.persons.get(key)
        ages = person.ages(self.day) if person and person.deceased is None else None
        return ages is not None and ages[0] < years

    def child_keys(self, item: Known) -> tuple[str, ...]:
        """The children an event is about.

        All children of the family when it names none ("*": nobody is known).
        """
        named = {key for keys in item.about.values() for key in keys} & self.children
        return tuple(sorted(named or self.children)) or ("*",)

    def related(self, one: str, other: str, *kinds: str) -> bool:
        return any(
            {relation.source, relation.target} == {one, other} and relation.kind in kinds
            for relation in self.picture.relations
        )

    def parents(self, child: str) -> frozenset[str]:
        """Who cares for this child as a parent or foster parent."""
        up = {
            r.source
            for r in self.picture.relations
            if r.target == child and r.kind in ("ouder", "pleegouder")
        }
        down = {r.target for r in self.picture.relations if r.source == child and r.kind == "kind"}
        return frozenset(up | down)

    # Suspects

    @cached_property
    def only_suspect(self) -> str:
        """The one person that an event can be about when it names nobody; "" if there are several."""
        named = {str(item.detail["person"]) for item in self.of(Kind.SUSPECT) if item.detail.get("person")}
        suspects = named | self.in_role(*PERPETRATOR_ROLES)
        return next(iter(suspects)) if len(suspects) == 1 else ""

    @cached_property
    def status_history(self) -> tuple[Status, ...]:
        """What set the status of a suspect, oldest first: an event, a fact, a measure or a decision."""
        return tuple(
            Status(person, value, item) for item in self.known for person, value in _statuses(item, self)
        )

    @cached_property
    def statuses(self) -> Mapping[str, Status]:
        """The present status of each suspect; "" stands for a suspect who was not named."""
        return MappingProxyType({status.person: status for status in self.status_history})

    def _suspect_finding(self) -> Finding:
        values: dict[str, tuple[Known, ...]] = {}
        for status in self.statuses.values():
            values[status.value] = (*values.get(status.value, ()), self._began(status))
        return Finding(values or {UNKNOWN: ()})

    def _began(self, status: Status) -> Known:
        """The event that counts: custody that follows an arrest or hearing goes back to that arrest or hearing."""
        own = [one for one in self.status_history if one.person == status.person]
        before = own[-2] if len(own) > 1 else None
        if status.value == "ivs" and before and before.value in ("gehoord", "aangehouden"):
            return before.known
        return status.known

    # Moments and incidents

    def held(self, moment: str) -> Known | None:
        """The last time this moment was held, by two organisations or more, as far as the viewer knows."""
        found = [item for item in self.of(Kind.MOMENT) if item.detail.get("moment") == moment and joint(item)]
        return found[-1] if found else None

    @cached_property
    def last_discussion(self) -> Known | None:
        found = [item for item in self.of(Kind.MOMENT) if joint(item)]
        return found[-1] if found else None

    @cached_property
    def occurrences(self) -> tuple[Known, ...]:
        """Incidents, and reports of something that is no incident in this picture: each occurrence once."""
        seen = {item.id for item in self.of(Kind.INCIDENT)}
        found: list[Known] = []
        for item in self.of(Kind.INCIDENT, Kind.REPORT):
            link = item.detail.get("incident")
            if item.kind is Kind.INCIDENT or link is None:
                found.append(item)
            elif link not in seen:
                seen.add(link)
                found.append(item)
        return tuple(found)

    @cached_property
    def _occurrence_ids(self) -> frozenset[str]:
        return frozenset(item.id for item in self.occurrences)

    def occurred(self, item: Known) -> bool:
        """Whether this event is an occurrence of its own."""
        return item.id in self._occurrence_ids

    def decided(self, effect: str) -> tuple[Known, ...]:
        """The events (decisions, moments) with a decision that has this effect."""
        return self._decided.get(effect, ())

    @cached_property
    def _decided(self) -> Mapping[str, tuple[Known, ...]]:
        found: dict[str, tuple[Known, ...]] = {}
        for item in self.of(Kind.DECISION, Kind.MOMENT):
            for effect in dict.fromkeys(one for decision in decisions_of(item) for one in decision.effects):
                found[effect] = (*found.get(effect, ()), item)
        return found

    # Measures

    @cached_property
    def measures(self) -> tuple[InForce, ...]:
        """Every placed measure, with its extensions and its end worked in."""
        return placed(self.of(Kind.MEASURE), self.listed("running_measures"))

    @cached_property
    def in_force(self) -> tuple[InForce, ...]:
        return tuple(measure for measure in self.measures if measure.runs(self.now))

    # Organisations

    @cached_property
    def knowing(self) -> frozenset[str]:
        """The organisations of which the viewer knows that they know this case."""
        found = {self.picture.viewer} | {item.by for item in self.known}
        for item in self.known:
            found |= set(item.detail.get("present", ()))
            if item.kind is Kind.REPORT or "home_ban" in _effects(item):
                found.add("VT")
            if item.kind is Kind.OWNER and item.detail.get("organisation"):
                found.add(str(item.detail["organisation"]))
        return frozenset(found - {"BURGER", ""})

    def who(self, *responsible: str) -> tuple[str, ...]:
        """Those responsible who know the case.

        The viewer itself if none of them does (nothing leaks to the others).
        """
        chosen = tuple(code for code in responsible if code in self.knowing)
        return chosen or (self.picture.viewer,)


def _facts_of(item: Known) -> Mapping[str, Any]:
    """The facts of an event; the outcome of a SASH is the fact that it found."""
    outcome = str(item.detail.get("outcome", "")).lower()
    is_sash = item.kind is Kind.ASSESSMENT and str(item.detail.get("instrument", "")).lower() == "sash"
    if is_sash and outcome in variables()["sash_concern"].values:
        return {"sash_concern": outcome, **item.facts}
    return item.facts


def joint(item: Known) -> bool:
    """Whether a moment brought at least two organisations together."""
    return len({item.by, *item.detail.get("present", ())} - {"", "BURGER"}) >= 2


def decisions_of(item: Known) -> tuple[catalogue.Decision, ...]:
    """The decisions with a code that an event records; free text is no decision a rule can read."""
    if item.kind is Kind.DECISION:
        codes: Collection[Any] = (item.detail.get("what"),)
    else:
        codes = item.detail.get("decisions") or ()
    found = (catalogue.decisions().get(str(code).strip().lower()) for code in codes)
    return tuple(decision for decision in found if decision)


def _effects(item: Known) -> frozenset[str]:
    if item.kind is Kind.MEASURE and item.detail.get("code") in ("B01", "B02"):
        return frozenset({"home_ban"})
    if item.kind in (Kind.DECISION, Kind.MOMENT):
        return frozenset(effect for decision in decisions_of(item) for effect in decision.effects)
    return frozenset()


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return YES if value else NO
    return str(value)


def _statuses(item: Known, situation: Situation) -> Iterator[tuple[str, str]]:
    if item.kind not in STATUS_KINDS and "suspect_status" not in item.facts:
        return
    named = str(item.detail.get("person") or "") or situation.only_suspect
    if item.kind is Kind.SUSPECT and item.detail.get("status"):
        yield named, str(item.detail["status"])
    elif item.kind is Kind.MEASURE:
        measure = catalogue.measures().get(str(item.detail.get("code")))
        if measure and measure.status and item.detail.get("action") != "beeindigd":
            yield named, measure.status
    elif item.kind in (Kind.DECISION, Kind.MOMENT):
        yield from ((named, decision.status) for decision in decisions_of(item) if decision.status)
    raw = item.facts.get("suspect_status")
    if isinstance(raw, Mapping):
        yield from ((str(person), str(status)) for person, status in raw.items())
    elif raw:
        persons = [key for role in PERPETRATOR_ROLES for key in item.about.get(role, ())] or [named]
        yield from ((person, str(raw)) for person in persons)
