# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Adding what an organisation knows: items with their parts, in that organisation's own context."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from samenspel.cases.actions.holding import follow
from samenspel.cases.models import Case, Item, Part, Subject
from samenspel.journal.models import Actor
from samenspel.people.models import PersonRecord
from samenspel.rules.facts import Kind, Known
from samenspel.rules.sharing import Regime

REGIMES = {"POL": Regime.WPG, "OM": Regime.WJSG, "VT": Regime.AVG_WMO, "GI": Regime.AVG_JEUGDWET}


@dataclass(frozen=True, slots=True)
class PartDraft:
    """One named value, its category in the sharing matrix, and its labels."""

    name: str
    value: Any
    category: str = "feiten"
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """One thing to record. `facts` are variables of handbook 4.2, `detail` what belongs to the kind (replay.md).

    Persons in `facts` and `detail` are ids of the acting organisation's own records, as text. `source` is the kind
    of organisation that says so, where that is somebody else (a citizen, a school).
    """

    kind: Kind
    happened_at: datetime
    category: str = "incident"
    facts: Mapping[str, Any] = field(default_factory=dict)
    detail: Mapping[str, Any] = field(default_factory=dict)
    content: tuple[PartDraft, ...] = ()
    about: tuple[tuple[PersonRecord, str], ...] = ()
    source: str = ""
    nature: str = "feit"
    series: uuid.UUID | None = None

    def parts(self) -> Iterable[PartDraft]:
        """Every part. The first says only that the item is there: an item can be shown without any content."""
        yield PartDraft("kop", True, self.category)
        yield from (PartDraft(f"fact.{name}", value) for name, value in sorted(self.facts.items()))
        yield from (
            PartDraft(f"detail.{name}", value, self.category) for name, value in sorted(self.detail.items())
        )
        yield from self.content

    def known(self, item: Item, by: Actor) -> Known:
        """What the rules ask of an event that is only looked at by itself: its kind, moment, teller and detail."""
        said = self.source or by.kind
        return Known(str(item.pk), self.kind, self.happened_at, item.recorded_at, said, detail=self.detail)


def add_items(case: Case, drafts: Iterable[ItemDraft], *, by: Actor, now: datetime) -> list[Item]:
    """Record these for `by`'s organisation. Returns the items in the same order. The caller writes the journal.

    Who is accountable follows from what is recorded: see `holding.follow`.
    """
    made = [(draft, _item(case, draft, by, now)) for draft in drafts]
    Item.objects.bulk_create(item for _, item in made)
    Part.objects.bulk_create(
        Part(
            item=item,
            case=case,
            organisation_id=by.acts_for,
            name=part.name,
            category=part.category,
            value=part.value,
            labels=list(part.labels),
        )
        for draft, item in made
        for part in draft.parts()
    )
    Subject.objects.bulk_create(
        Subject(item=item, case=case, organisation_id=by.acts_for, person=person, role=role)
        for draft, item in made
        for person, role in dict.fromkeys(draft.about)
    )
    follow(case, [(item, draft.known(item, by)) for draft, item in made])
    return [item for _, item in made]


def _item(case: Case, draft: ItemDraft, by: Actor, now: datetime) -> Item:
    item = Item(
        case=case,
        organisation_id=by.acts_for,
        kind=draft.kind.value,
        category=draft.category,
        regime=REGIMES.get(by.kind, Regime.AVG).value,
        nature=draft.nature,
        source=draft.source,
        happened_at=draft.happened_at,
        recorded_at=now,
        recorded_by=by.member,
    )
    if draft.series:
        item.series = draft.series
    return item
