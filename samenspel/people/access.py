# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may see doubts and links: whoever staffs the duty post that owns a doubt. Nobody else knows that it is there."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from samenspel.journal.models import Actor, Handling, write
from samenspel.partners.models import DutyPost, Member, Organisation
from samenspel.people.models import Doubt, Link, PersonRecord, Secret, place_of


@dataclass(frozen=True, slots=True)
class OpenDoubt:
    """A doubt as its page shows it: whose records they are, who said something about it, and the link that came."""

    doubt: Doubt
    organisation: Organisation
    names: dict[uuid.UUID, str]
    link: Link | None


def doubts_at(posts: Iterable[DutyPost], *, by: Actor, now: datetime) -> list[Doubt]:
    """The doubts that wait at these posts, oldest first. Journals that names were read, if there were any."""
    found = list(Doubt.objects.waiting_at(posts))
    if found:
        subjects = [record for doubt in found for record in (doubt.record_id, doubt.candidate_id)]
        write(
            by=by,
            name="people.doubts",
            handling=Handling.READ,
            now=now,
            subjects=subjects,
            fields=["naam"],
            purpose="herkennen",
        )
    return found


def how_many_doubts_at(posts: Iterable[DutyPost]) -> int:
    """How many doubts wait at these posts."""
    return Doubt.objects.count_at(posts)


def open_doubt(by: Actor, doubt: uuid.UUID, posts: Iterable[DutyPost], now: datetime) -> OpenDoubt:
    """One doubt of these posts, settled or not. Raises Http404 alike for one that is not there and one elsewhere."""
    found = Doubt.objects.of_posts(posts).filter(pk=doubt).first()
    if found is None:
        write(
            by=by,
            name="people.doubt",
            handling=Handling.REFUSE,
            now=now,
            outcome="geweigerd",
            purpose="herkennen",
        )
        raise Http404
    write(
        by=by,
        name="people.doubt",
        handling=Handling.READ,
        now=now,
        object_kind="doubt",
        object=found.pk,
        subjects=[found.record_id, found.candidate_id],
        fields=["naam", "geboorte"],
        purpose="herkennen",
    )
    deciders = [one for one in (found.settled_by, found.first_by) if one]
    names = dict(Member.objects.filter(pk__in=deciders).values_list("pk", "name"))
    link = Link.objects.between(found.record, found.candidate)
    return OpenDoubt(found, Organisation.objects.get(pk=found.organisation_id), names, link)


def own_links(identities: Iterable[str], organisation: uuid.UUID) -> list[Link]:
    """The links that hold between records of that organisation itself, of the persons with these identities."""
    records = PersonRecord.objects.filter(identity__in=list(identities), organisation=organisation)
    return list(Link.objects.within(organisation).filter(first__in=records).select_related("first", "second"))


def perhaps_protected(identities: Iterable[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Who of these must stay hidden: protected by any record of theirs, or doubtfully somebody who is.

    What is not known counts as protected until it is (SR-14), and the strictest record counts (SR-17).
    """
    asked = set(identities)
    waiting = Doubt.objects.filter(settled_at=None).order_by()
    both = ("record__identity", "candidate__identity")
    first, second = (waiting.filter(**{f"{side}__in": asked}).values_list(*both) for side in both)
    alike = list(first.union(second))
    everybody = asked | {one for pair in alike for one in pair}
    known = PersonRecord.objects.filter(identity__in=everybody, protected=True)
    hidden = set(known.values_list("identity", flat=True))
    hidden |= {one for pair in alike if hidden & set(pair) for one in pair}
    return frozenset(hidden & asked)


def places_known(references: Iterable[uuid.UUID], organisation: uuid.UUID) -> dict[uuid.UUID, Secret]:
    """What this organisation keeps of the places that these references stand for; what it was not told is left out."""
    kept = {place_of(reference, organisation): reference for reference in references}
    found = Secret.objects.filter(pk__in=kept, organisation=organisation)
    return {kept[secret.pk]: secret for secret in found}
