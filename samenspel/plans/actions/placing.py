# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can happen to a safety plan: a measure is placed, an agreement made, one of them broken, somebody seen.

Each writes the item, which is all that a rule knows, and the row that the database keeps straight, in the acting
organisation's context. What the law says others must be told is told in the same transaction, as a disclosure with
its ground; a duty for which no ground can be found is given back, never skipped in silence.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from samenspel.cases.access import family_of
from samenspel.cases.actions import ItemDraft, PartDraft, add_items
from samenspel.cases.models import Case, Item, Party
from samenspel.journal.models import Actor, Handling, write
from samenspel.partners.models import Organisation
from samenspel.people.models import PersonRecord
from samenspel.plans.actions.checking import NOTHING_TO_CHECK, Checked, check
from samenspel.plans.actions.telling import Told, tell_of_breach, tell_of_home_ban
from samenspel.plans.models import Agreement, Breach, Contact, Measure
from samenspel.rules.catalogue import measures
from samenspel.rules.facts import Kind
from samenspel.rules.verdicts import NOTHING as NO_ANSWERS
from samenspel.rules.verdicts import Told as Answers

IMPOSED, EXTENDED, ENDED = "opgelegd", "verlengd", "beeindigd"
ACTIONS = (IMPOSED, EXTENDED, ENDED)
HOME_BAN = ("B01", "B02", "B03")

NOBODY = Told()

About = tuple[tuple[PersonRecord, str], ...]


class UnknownMeasure(ValueError):
    """There is no measure with that code, or nothing can be done to it with that word (Dutch)."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was recorded, and who was told of it because the law says so."""

    item: Item
    told: Told = NOBODY


@dataclass(frozen=True, slots=True)
class Beside:
    """What may be said beside any of these: facts of handbook 4.2, a text, other persons in a role."""

    facts: Mapping[str, Any]
    text: str = ""
    about: About = ()


NOTHING = Beside({})


@dataclass(frozen=True, slots=True)
class MeasureDraft:
    """A measure of handbook 6 as somebody orders it.

    `person` is bound by it, `protects` are protected, `until` is when it ends (None: as the law says, or open),
    `places` are the kinds of places where it protects, `supervisor` looks after it.
    """

    code: str
    person: PersonRecord | None = None
    action: str = IMPOSED
    protects: tuple[PersonRecord, ...] = ()
    until: datetime | None = None
    places: tuple[str, ...] = ()
    supervisor: Organisation | None = None

    @property
    def bound(self) -> uuid.UUID | None:
        return self.person.identity if self.person else None

    def detail(self, action: str) -> dict[str, Any]:
        """As the item says it."""
        return {
            "code": self.code,
            "action": action,
            "person": str(self.person.pk) if self.person else None,
            "protects": [str(one.pk) for one in self.protects],
            "until": self.until.isoformat() if self.until else None,
            "places": list(self.places),
            "supervisor": self.supervisor.kind if self.supervisor else None,
        }


def place_measure(
    case: Case,
    measure: MeasureDraft,
    *,
    at: datetime,
    by: Actor,
    now: datetime,
    beside: Beside = NOTHING,
    ground: str | None = None,
    answers: Answers = NO_ANSWERS,
    despite: str | None = None,
) -> Recorded:
    """Impose, extend or end a measure; imposing one that runs extends it.

    What must be so first (DT-06) and is known not to be refuses it, unless `despite` gives a reason; what nobody knows
    is kept beside it as a warning. `answers` hold what only the asker knows. A home ban is told to Veilig Thuis
    (IS-31); `ground` as in `telling`. Raises UnknownMeasure, PreconditionNotMet.
    """
    if measure.code not in measures() or measure.action not in ACTIONS:
        raise UnknownMeasure(f"maatregel {measure.code!r} ({measure.action!r}) is niet bekend (handboek 6)")
    running = _running(case, measure, at, by)
    action = EXTENDED if running and measure.action == IMPOSED else measure.action
    people = (*((measure.person,) if measure.person else ()), *measure.protects)
    checked = _checked(case, measure, action, by, now, answers, despite)
    item = _add(case, Kind.MEASURE, at, measure.detail(action), beside, by, now, people, checked.warnings)
    Measure(
        case=case,
        item=item,
        organisation_id=by.acts_for,
        series=running.series if running else item.pk,
        code=measure.code,
        action=action,
        bound=measure.bound,
        protects=[one.identity for one in measure.protects],
        places=list(measure.places),
        supervisor=measure.supervisor,
        starts_at=at,
        until=max(measure.until, at) if measure.until else None,
    ).save(force_insert=True)
    _journal("plans.place_measure", item, by, now, checked.rules)
    told = tell_of_home_ban(item, by=by, now=now, stated=ground) if measure.code in HOME_BAN else NOBODY
    return Recorded(item, told)


def _checked(
    case: Case,
    measure: MeasureDraft,
    action: str,
    by: Actor,
    now: datetime,
    answers: Answers,
    despite: str | None,
) -> Checked:
    """Ending something needs nothing to be so."""
    if action == ENDED:
        return NOTHING_TO_CHECK
    person = str(measure.bound) if measure.bound else None
    return check(case, measure.code, action, person, by=by, now=now, told=answers, despite=despite)


def _running(case: Case, measure: MeasureDraft, at: datetime, by: Actor) -> Measure | None:
    """The latest row of this measure for this person, if it has not ended."""
    rows = Measure.objects.filter(case=case, code=measure.code, bound=measure.bound, organisation=by.acts_for)
    last = rows.order_by("starts_at").last()
    if last is None or last.action == ENDED or (last.until is not None and last.until < at):
        return None
    return last


def agree(
    case: Case,
    reference: str,
    *,
    person: PersonRecord | None,
    at: datetime,
    by: Actor,
    now: datetime,
    title: str = "",
    carries_prosecution_decision: bool | None = None,
    beside: Beside = NOTHING,
) -> Recorded:
    """Make a safety agreement (handbook 7.2), or make one with that name anew.

    `title` is the legal title (`rules.catalogue.TITLES`), a code of a measure, or free; without one it is voluntary.
    `carries_prosecution_decision`: it is the reason not to prosecute, or to wait.
    """
    detail = {
        "id": reference,
        "person": str(person.pk) if person else None,
        "title": title or None,
        "carries_prosecution_decision": carries_prosecution_decision,
    }
    before = Agreement.objects.filter(case=case, reference=reference, organisation=by.acts_for).first()
    people = (person,) if person else ()
    item = _add(case, Kind.AGREEMENT, at, detail, beside, by, now, people)
    row = before or Agreement(case=case, organisation_id=by.acts_for, reference=reference)
    row.item, row.person, row.title = item, person.identity if person else None, title[:40]
    row.text, row.made_at, row.status = beside.text, at, "ACTIVE"
    row.carries_prosecution_decision = bool(carries_prosecution_decision)
    row.save()
    _journal("plans.agree", item, by, now)
    return Recorded(item)


def record_breach(
    case: Case,
    of: str,
    *,
    danger: bool | None,
    at: datetime,
    by: Actor,
    now: datetime,
    beside: Beside = NOTHING,
    registered_by: Organisation | None = None,
    ground: str | None = None,
) -> Recorded:
    """An agreement or measure was broken (P12): `of` is its name or code, `danger` None while nobody judged it.

    Everyone whom DT-07 names is told, and gets the agreement or measure with it. `registered_by` holds what was
    broken, where that is another organisation; it is told first. `ground` as in `telling`.
    """
    detail = {"of": of, "danger": danger}
    parties = Party.objects.filter(
        case__in=family_of(case.pk, by.acts_for), organisation=by.acts_for, until=None
    )
    people = tuple(party.person for party in parties.select_related("person"))
    item = _add(case, Kind.BREACH, at, detail, beside, by, now, () if beside.about else people)
    Breach(case=case, item=item, organisation_id=by.acts_for, of=of[:40], danger=danger, observed_at=at).save(
        force_insert=True
    )
    _journal("plans.record_breach", item, by, now)
    told = tell_of_breach(item, of, registered_by, by=by, now=now, stated=ground)
    return Recorded(item, told)


def record_contact(
    case: Case,
    person: PersonRecord,
    *,
    alone: bool | None,
    at: datetime,
    by: Actor,
    now: datetime,
    beside: Beside = NOTHING,
) -> Recorded:
    """Somebody saw or spoke to a person; `alone` says whether nobody else was there (handbook 13.11)."""
    detail = {"person": str(person.pk), "alone": alone}
    item = _add(case, Kind.CONTACT, at, detail, beside, by, now, (person,))
    Contact(
        case=case, item=item, organisation_id=by.acts_for, person=person.identity, alone=alone, at=at
    ).save(force_insert=True)
    _journal("plans.record_contact", item, by, now)
    return Recorded(item)


CATEGORIES = {
    Kind.MEASURE: "feiten",
    Kind.AGREEMENT: "voorwaarden",
    Kind.BREACH: "overtreding",
    Kind.CONTACT: "feiten",
}


def _add(
    case: Case,
    kind: Kind,
    at: datetime,
    detail: Mapping[str, Any],
    beside: Beside,
    by: Actor,
    now: datetime,
    people: tuple[PersonRecord, ...],
    warnings: tuple[str, ...] = (),
) -> Item:
    said = {name: value for name, value in detail.items() if value not in (None, [])}
    category = "huisverbod" if said.get("code") in HOME_BAN else CATEGORIES[kind]
    texts = {"tekst.toelichting": beside.text, "tekst.waarschuwing": " ".join(warnings)}
    content = tuple(PartDraft(name, text, category) for name, text in texts.items() if text)
    draft = ItemDraft(
        kind,
        at,
        category=category,
        facts=beside.facts,
        detail=said,
        content=content,
        about=(*beside.about, *((record, "genoemd") for record in people)),
    )
    return add_items(case, [draft], by=by, now=now)[0]


def _journal(name: str, item: Item, by: Actor, now: datetime, rules: tuple[str, ...] = ()) -> None:
    write(
        by=by,
        name=name,
        handling=Handling.COLLECT,
        now=now,
        case=item.case_id,
        object_kind="item",
        object=item.pk,
        subjects=list(item.subjects.values_list("person", flat=True)),
        fields=[item.category, *rules],
        purpose="veiligheidsplan",
    )
