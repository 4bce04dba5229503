# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Holding an alignment moment: who sat there, what each put on the table, what was decided."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from samenspel.cases.access import family_of
from samenspel.cases.actions import Because, ItemDraft, PartDraft, add_items, give, seat
from samenspel.cases.actions.items import REGIMES
from samenspel.cases.models import Case, Item, Part, Party
from samenspel.journal.models import Actor, Handling, write
from samenspel.meetings.models import Decision, Moment, Presence
from samenspel.partners.access import acting_as, service_of
from samenspel.partners.models import Organisation
from samenspel.partners.routekaart import rules_of
from samenspel.people.models import PersonRecord
from samenspel.plans.actions import NOTHING, Beside, may_state
from samenspel.rules.facts import LOCAL, Kind
from samenspel.rules.law import Verdict
from samenspel.rules.sharing import Action, Context, Regime, Request, Resource, Subject, decide
from samenspel.rules.verdicts import may_decide

_Sort = tuple[str, tuple[str, ...]]  # a kind of data, and the labels on it
MOMENTS = ("acuut", "actieoverleg", "zsm", "ssk")


class MayNotDecide(ValueError):
    """A decision that whoever records it may never take, nor a meeting as a body (DT-14); `verdict` has the source."""

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict
        super().__init__(" ".join(reason.text for reason in verdict.reasons))


class NobodyPresent(ValueError):
    """An alignment moment brings organisations together; nobody was named."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """Parts that one organisation could not give another: how many, of which kind of data, and why not."""

    giver: Organisation
    receiver: Organisation
    category: str
    parts: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Held:
    """A moment that was held, and what could not be shared there."""

    item: Item
    moment: Moment
    withheld: tuple[Withheld, ...]


def hold_moment(
    case: Case,
    moment: str,
    present: Iterable[Organisation],
    decisions: Iterable[str] = (),
    *,
    at: datetime,
    by: Actor,
    now: datetime,
    beside: Beside = NOTHING,
    ground: str | None = None,
) -> Held:
    """Record that this moment was held in `case`, one of `by`'s organisation, and let the table know what each knew.

    `present` sat there (`by` need not); `decisions` are codes of the handbook, or text that is kept. Everyone present
    gets a seat. Each organisation shows its own items about this family to the others, part by part as far as the
    sharing matrix has a ground; the rest is in `withheld`. With `ground` (only in a database for replay or test) all
    is shown on that ground, also what somebody present had heard from others, and what was decided stands as it was
    told. Raises NobodyPresent, MayNotDecide.
    """
    if moment not in MOMENTS:
        raise ValueError(f"{moment!r} is geen afstemmingsmoment")
    table = list(dict.fromkeys(present))
    if not table:
        raise NobodyPresent("noem wie aanwezig was")
    decided = tuple(decisions)
    if ground is not None:
        may_state()
    else:
        _refuse(decided, table, case, by, now)
    records = _parties(case, by)
    item = _record(case, moment, table, decided, records, at, beside, by, now)
    held = _row(item, moment, table, decided, at, by)
    guests = [one for one in table if one.pk != by.organisation]
    _seat(case, item, moment, guests, ground, by, now)
    withheld = _exchange(case, moment, table, item, ground, now)
    write(
        by=by,
        name="meetings.hold_moment",
        handling=Handling.COMBINE,
        now=now,
        case=case.pk,
        object_kind="item",
        object=item.pk,
        subjects=[record.pk for record in records],
        recipients=[one.pk for one in guests],
        purpose=moment,
    )
    return Held(item, held, withheld)


def _refuse(
    decisions: Iterable[str], table: list[Organisation], case: Case, by: Actor, now: datetime
) -> None:
    """Raises MayNotDecide for the first decision that nobody there may take and the recorder never may (DT-14)."""
    rules, day = rules_of(case.region, now), now.astimezone(LOCAL).date()
    present = {one.kind for one in table}
    for code in decisions:
        verdict = may_decide(code, by.kind, day, present, rules)
        if not verdict:
            raise MayNotDecide(verdict)


def _parties(case: Case, by: Actor) -> list[PersonRecord]:
    """The persons of this family as the acting organisation knows them, one record each."""
    parties = Party.objects.filter(
        case__in=family_of(case.pk, by.acts_for), organisation=by.acts_for, until=None
    ).select_related("person")
    found = {party.person.identity: party.person for party in parties.order_by("since", "pk")}
    return list(found.values())


def _record(
    case: Case,
    moment: str,
    table: list[Organisation],
    decisions: tuple[str, ...],
    records: list[PersonRecord],
    at: datetime,
    beside: Beside,
    by: Actor,
    now: datetime,
) -> Item:
    detail = {"moment": moment, "present": [one.kind for one in table], "decisions": list(decisions)}
    draft = ItemDraft(
        Kind.MOMENT,
        at,
        category="melding",
        facts=beside.facts,
        detail=detail,
        content=(PartDraft("tekst.toelichting", beside.text, "melding"),) if beside.text else (),
        about=(*beside.about, *((record, "genoemd") for record in records)),
    )
    return add_items(case, [draft], by=by, now=now)[0]


def _row(
    item: Item, moment: str, table: list[Organisation], decisions: tuple[str, ...], at: datetime, by: Actor
) -> Moment:
    held = Moment(case=item.case, item=item, organisation_id=by.acts_for, moment=moment, held_at=at)
    held.save(force_insert=True)
    Presence.objects.bulk_create(Presence(moment=held, case=item.case, organisation=one) for one in table)
    Decision.objects.bulk_create(
        Decision(moment=held, case=item.case, organisation_id=by.acts_for, what=what[:60])
        for what in decisions
    )
    return held


def _seat(
    case: Case,
    item: Item,
    moment: str,
    guests: list[Organisation],
    ground: str | None,
    by: Actor,
    now: datetime,
) -> None:
    """Who sat there sits at the case, and sees that the moment was held: it was there itself."""
    host = Organisation.objects.get(pk=by.acts_for)
    for guest in guests:
        seat(case, guest, invited_by=host, ground=ground or "aanwezig", now=now)
        give([item], to=guest, by=by, now=now, because=_because(moment, ground or "aanwezig"))


def _because(moment: str, ground: str) -> Because:
    return Because(
        purpose=moment,
        ground=ground,
        necessity="Besproken in een afstemmingsmoment waar deze organisatie aan deelnam.",
        told="later",
        told_reason="de deelnemers spreken af wie dit met de familie bespreekt",
    )


def _exchange(
    case: Case, moment: str, table: list[Organisation], held: Item, ground: str | None, now: datetime
) -> tuple[Withheld, ...]:
    """What each knew about this family, to the others at the table, by whoever it belongs to."""
    brought: dict[Organisation, dict[Any, Item]] = defaultdict(dict)
    for one in table:
        with acting_as(service_of(one, process="overleg"), purpose="evaluatie"):
            known = Item.objects.in_force().filter(case__in=family_of(case.pk, one.pk))
            for item in known.select_related("organisation", "case").exclude(pk=held.pk):
                if item.organisation_id == one.pk or ground is not None:
                    brought[item.organisation][item.pk] = item
    withheld: list[Withheld] = []
    for giver, items in brought.items():
        actor = service_of(giver, process="overleg")
        with acting_as(actor, purpose="evaluatie"):
            for receiver in table:
                if receiver != giver:
                    withheld += _pass(list(items.values()), giver, receiver, moment, ground, actor, now)
    return tuple(withheld)


def _pass(
    items: list[Item],
    giver: Organisation,
    receiver: Organisation,
    moment: str,
    ground: str | None,
    by: Actor,
    now: datetime,
) -> list[Withheld]:
    """Show what may be shown, together per ground and set of parts; give back what may not."""
    if ground is not None:
        give(items, to=receiver, by=by, now=now, because=_because(moment, ground))
        return []
    verdicts: dict[_Sort, Verdict] = {}
    names: dict[tuple[str, Item], set[str]] = defaultdict(set)
    refused: Counter[_Sort] = Counter()
    for part in Part.objects.filter(item__in=items):
        sort = (part.category, tuple(sorted(part.labels)))
        verdict = verdicts.setdefault(sort, _may(giver, receiver, sort, moment, now))
        if verdict:
            names[verdict.ground or "", part.item].add(part.name)
        else:
            refused[sort] += 1
    together: dict[tuple[str, frozenset[str]], list[Item]] = defaultdict(list)
    for (found, item), some in names.items():
        together[found, frozenset(some)].append(item)
    for (found, shown), same in together.items():
        give(same, to=receiver, by=by, now=now, because=_because(moment, found), only=shown)
    return [Withheld(giver, receiver, sort[0], count, verdicts[sort]) for sort, count in refused.items()]


def _may(giver: Organisation, receiver: Organisation, sort: _Sort, moment: str, now: datetime) -> Verdict:
    category, labels = sort
    return decide(
        Request(
            Subject(giver.kind, "overleg"),
            Action(receiver.kind),
            Resource(
                giver.kind,
                frozenset({category}),
                REGIMES.get(giver.kind, Regime.AVG).value,
                frozenset(labels),
            ),
            Context(moment, now),
        )
    )
