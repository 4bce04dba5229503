# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Links between two records of one organisation: made, undone, and the doubts that a person settles.

`identity` is the connected component of the links that hold; it is recomputed here and nowhere else, so an unlink
restores exactly what was (SR-17).
"""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q
from django.dispatch import Signal

from samenspel.journal.models import Actor, Handling, write
from samenspel.people.models import Doubt, Link, PersonRecord
from samenspel.rules.matching import Weighing


class AlreadySettled(Exception):
    """Somebody else settled this doubt first; nothing was changed."""


class SecondPersonNeeded(Exception):
    """Who said so already cannot be the second to say it; nothing was changed (SR-17)."""


# Asked before a person makes two records one, with `record`, `other` and `by`. A receiver answers why one person may
# not decide this alone (Dutch), or None. Higher packages know about persons what this one does not, such as roles.
objections = Signal()

# Sent after a person said that two records are one, or that they are two after all, with `records`, `by` and `now`.
# What follows from that elsewhere is not for this package to know.
person_changed = Signal()


def why_two(record: PersonRecord, other: PersonRecord, by: Actor) -> tuple[str, ...]:
    """Why two people have to agree that these records are one person; empty when one may decide (SR-17)."""
    secret = PersonRecord.objects.any_protected([record, other])
    own = ["Van een van beiden is de verblijfplaats beschermd."] if secret else []
    asked = objections.send(sender=None, record=record, other=other, by=by)
    return (*own, *(said for _, said in asked if said))


def link(
    record: PersonRecord,
    other: PersonRecord,
    *,
    basis: str,
    weighing: Weighing | None,
    by: Actor,
    now: datetime,
) -> Link:
    """Say that two records of one organisation are one person. Overwrites nothing; returns the link."""
    made = Link(
        first=record,
        second=other,
        first_organisation_id=record.organisation_id,
        second_organisation_id=other.organisation_id,
        basis=basis,
        score=weighing.score if weighing else None,
        ladder=[[rung.comparison, rung.label, rung.weight] for rung in weighing.ladder] if weighing else [],
        made_at=now,
        made_by=by.member,
    )
    made.save(force_insert=True)
    _recompute(record.organisation_id, {record.pk, other.pk})
    record.refresh_from_db(fields=["identity"])
    return made


def unlink(found: Link, *, by: Actor, now: datetime, reason: str) -> None:
    """End a link, with a reason; what was two persons is two persons again. Raises ValueError without a reason."""
    if not reason.strip():
        raise ValueError("een reden is nodig om een koppeling te verbreken")
    found.ended_at, found.ended_by, found.ended_reason = now, by.member, reason
    found.save(update_fields=["ended_at", "ended_by", "ended_reason"])
    _recompute(found.first_organisation_id, {found.first_id, found.second_id})
    write(
        by=by,
        name="people.unlink",
        handling=Handling.CHANGE,
        now=now,
        object_kind="link",
        object=found.pk,
        subjects=[found.first_id, found.second_id],
        purpose="herkennen",
    )
    _tell(found.first, found.second, by, now)


def settle(doubt: Doubt, *, same: bool, by: Actor, now: datetime, reason: str = "") -> bool:
    """A person says whether two records are one. Returns whether that settled it.

    "Dezelfde" about a protected person, or about two with opposite roles, needs two people: the first one's word is
    kept and the doubt stays open (SR-17). "Anders" never does: it joins nothing. A link gets the basis "bevestigd".
    Raises AlreadySettled when somebody settled it before, SecondPersonNeeded when the first comes back as second.
    """
    needs_two = same and bool(why_two(doubt.record, doubt.candidate, by))
    if needs_two and doubt.first_by == by.member:
        raise SecondPersonNeeded
    if needs_two and doubt.first_by is None:
        _decide(doubt, by, now, "eerste van twee", first_at=now, first_by=by.member, first_reason=reason)
        return False
    outcome = "dezelfde" if same else "anders"
    _decide(doubt, by, now, outcome, settled_at=now, settled_by=by.member, outcome=outcome, reason=reason)
    if same:
        link(doubt.record, doubt.candidate, basis="bevestigd", weighing=None, by=by, now=now)
        _tell(doubt.record, doubt.candidate, by, now)
    return True


def _tell(first: PersonRecord, second: PersonRecord, by: Actor, now: datetime) -> None:
    for record in (first, second):
        record.refresh_from_db(fields=["identity"])
    person_changed.send(sender=None, records=(first, second), by=by, now=now)


def _decide(doubt: Doubt, by: Actor, now: datetime, word: str, **values: object) -> None:
    """Keep somebody's word, if the doubt is still as it was read, and journal it."""
    standing = Doubt.objects.filter(pk=doubt.pk, settled_at=None, first_by=doubt.first_by)
    if not standing.update(**values):
        raise AlreadySettled
    write(
        by=by,
        name="people.settle",
        handling=Handling.COMBINE if word == "dezelfde" else Handling.CHANGE,
        now=now,
        outcome=word,
        object_kind="doubt",
        object=doubt.pk,
        subjects=[doubt.record_id, doubt.candidate_id],
        purpose="herkennen",
    )


def _recompute(organisation: uuid.UUID, touched: set[uuid.UUID]) -> None:
    """Give every record that can be reached from `touched`, or could be before, the identity of its component."""
    identities = PersonRecord.objects.filter(pk__in=touched).values("identity")
    records = {
        r.pk: r for r in PersonRecord.objects.filter(identity__in=identities, organisation=organisation)
    }
    edges = Link.objects.filter(
        Q(first__in=records) | Q(second__in=records),
        first_organisation=organisation,
        second_organisation=organisation,
        ended_at=None,
    ).values_list("first", "second")
    component = _components(records.keys(), list(edges))
    changed = [record for pk, record in records.items() if record.identity != component[pk]]
    for record in changed:
        record.identity = component[record.pk]
    PersonRecord.objects.bulk_update(changed, ["identity"])


def _components(
    nodes: Iterable[uuid.UUID], edges: list[tuple[uuid.UUID, uuid.UUID]]
) -> dict[uuid.UUID, uuid.UUID]:
    """Node -> the smallest id of its connected component; the same whatever the order of the links."""
    root: dict[uuid.UUID, uuid.UUID] = {node: node for node in nodes}

    def top(node: uuid.UUID) -> uuid.UUID:
        while root[node] != node:
            node = root[node]
        return node

    for first, second in edges:
        low, high = sorted((top(first), top(second)), key=str)
        root[high] = low
    return {node: top(node) for node in root}
