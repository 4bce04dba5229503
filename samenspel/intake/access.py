# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may see what came in: whoever staffs the post that owns a message, or works on the case that it became."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import F, Q
from django.http import Http404

from samenspel.cases.access import roots_of
from samenspel.cases.models import Assignment, Deadline, Evaluation, Item, Proposal, ProposalState, Subject
from samenspel.intake.models import Draft, Message, MessageState
from samenspel.journal.models import Actor, Entry, Handling, write
from samenspel.partners.models import COUNTED, DutyPost, Member, Organisation
from samenspel.people.access import perhaps_protected
from samenspel.people.models import Doubt, Link, PersonRecord

MOST = 100


@dataclass(frozen=True, slots=True)
class About:
    """What runs because of a message: the case for this organisation, its open terms and proposals, and red flags."""

    case: uuid.UUID | None
    deadlines: tuple[Deadline, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    flags: tuple[dict[str, Any], ...] = ()
    roles: tuple[str, ...] = ()

    @property
    def urgency(self) -> str:
        """Acute when the acute moment is open, high when another moment must be held, unknown before it was read."""
        if self.case is None:
            return "unknown"
        if any(one.moment == "acuut" for one in self.proposals):
            return "acute"
        return "high" if self.flags or any(one.strength == "must" for one in self.proposals) else "normal"


@dataclass(frozen=True, slots=True)
class Inbox:
    """What came in at some posts."""

    unreadable: list[Message]
    aside: list[Message]
    reports: list[tuple[Message, About]]
    names: dict[uuid.UUID, str]


@dataclass(frozen=True, slots=True)
class Opened:
    """One message: its bytes, what runs because of it, the persons that were recorded from it and its history.

    `hidden` are those of its records of whom nobody may learn where they are, whatever the message says of that.
    """

    message: Message
    content: bytes
    about: About
    records: tuple[PersonRecord, ...]
    hidden: frozenset[uuid.UUID]
    doubts: dict[uuid.UUID, uuid.UUID]
    links: dict[uuid.UUID, uuid.UUID]
    history: tuple[Entry, ...]
    names: dict[uuid.UUID, str]


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that one's own organisation sent: what the sender may know of it."""

    message: uuid.UUID
    received_at: datetime
    state: str
    receiver: str
    case: uuid.UUID | None


def inbox_of(by: Actor, posts: Iterable[DutyPost], now: datetime) -> Inbox:
    """What came in at these posts: what waits, what was set aside lately, and the newest hundred reports."""
    mine = Message.objects.at_posts(posts)
    newest = list(mine.filter(state__in=[MessageState.STORED, MessageState.HANDLED])[:MOST])
    aside = list(mine.filter(state=MessageState.SET_ASIDE)[:MOST])
    found = _about(newest, by)
    names = Member.objects.filter(pk__in={one.set_aside_by for one in aside if one.set_aside_by})
    write(by=by, name="intake.inbox", handling=Handling.READ, now=now, fields=["melding"], purpose="triage")
    return Inbox(
        list(Message.objects.waiting_at(posts)[:MOST]),
        aside,
        [(message, found[message.pk]) for message in newest],
        dict(names.values_list("pk", "name")),
    )


def waiting_at(posts: Iterable[DutyPost]) -> list[Message]:
    """The messages that nobody could read yet and that these posts own; nothing of their content."""
    return list(Message.objects.waiting_at(posts)[:MOST])


def how_many_wait(posts: Iterable[DutyPost]) -> int:
    """How many messages wait at these posts for a person; at most `COUNTED`."""
    return Message.objects.waiting_at(posts).order_by()[:COUNTED].count()


def open_message(
    by: Actor, message: uuid.UUID, posts: Iterable[DutyPost], now: datetime, purpose: str = "melding"
) -> Opened:
    """One message, whole. Raises Http404 alike for one that is not there and one that is not this member's."""
    found = _find(by, message, posts, now)
    if found is None:
        write(
            by=by,
            name="intake.message",
            handling=Handling.REFUSE,
            now=now,
            outcome="geweigerd",
            purpose=purpose,
        )
        raise Http404
    records = _records(found)
    write(
        by=by,
        name="intake.message",
        handling=Handling.READ,
        now=now,
        case=found.case_id,
        object_kind="message",
        object=found.pk,
        subjects=[record.pk for record in records],
        fields=["melding"],
        purpose=purpose,
    )
    history = tuple(Entry.objects.filter(object_kind="message", object=found.pk).order_by("recorded_at")[:50])
    members = {one.member for one in history if one.member}
    return Opened(
        found,
        found.content.open(),
        _about([found], by)[found.pk],
        records,
        _hidden(records),
        _doubts(records, posts),
        _links(records),
        history,
        dict(Member.objects.filter(pk__in=members).values_list("pk", "name")),
    )


def _find(by: Actor, message: uuid.UUID, posts: Iterable[DutyPost], now: datetime) -> Message | None:
    assigned = Assignment.objects.cases_of(by, now)
    mine = Q(post__in=list(posts)) | Q(case__in=assigned)
    found = Message.objects.filter(mine, pk=message, organisation=by.organisation)
    return found.select_related("content", "sender", "post", "taken_by").first()


def _records(message: Message) -> tuple[PersonRecord, ...]:
    """The receiver's own records that were made when the message was handled, in the order of the message."""
    if message.handled_at is None or message.case_id is None:
        return ()
    return tuple(
        PersonRecord.objects.filter(organisation=message.organisation_id, recorded_at=message.handled_at)
    )


def _hidden(records: Iterable[PersonRecord]) -> frozenset[uuid.UUID]:
    found = perhaps_protected(record.identity for record in records)
    return frozenset(record.pk for record in records if record.identity in found)


def _doubts(records: Iterable[PersonRecord], posts: Iterable[DutyPost]) -> dict[uuid.UUID, uuid.UUID]:
    waiting = Doubt.objects.waiting_at(posts).filter(record__in=list(records))
    return dict(waiting.order_by().values_list("record", "pk"))


def _links(records: Iterable[PersonRecord]) -> dict[uuid.UUID, uuid.UUID]:
    """Record → the link that joined it to a record that the organisation had."""
    ids = [record.pk for record in records]
    if not ids:
        return {}
    found = Link.objects.filter(Q(first__in=ids) | Q(second__in=ids), ended_at=None)
    inside = found.filter(first_organisation=F("second_organisation"))
    return {
        pk: link for link, *ends in inside.values_list("pk", "first", "second") for pk in ends if pk in ids
    }


def _about(messages: list[Message], by: Actor) -> dict[uuid.UUID, About]:
    """What runs because of each message, in a number of statements that does not grow with them."""
    cases = {message.case_id for message in messages if message.case_id}
    roots = roots_of(cases, by.acts_for)
    homes = set(roots.values())
    deadlines, proposals = (
        defaultdict[uuid.UUID, list[Deadline]](list),
        defaultdict[uuid.UUID, list[Proposal]](list),
    )
    for deadline in Deadline.objects.waiting_for(by.organisation, cases):
        deadlines[deadline.case_id].append(deadline)
    for proposal in Proposal.objects.filter(
        case__in=homes, organisation=by.organisation, state=ProposalState.OPEN.value
    ):
        proposals[proposal.case_id].append(proposal)
    flags = Evaluation.objects.latest_flags(homes, by.acts_for)
    roles = _roles(messages)
    return {
        message.pk: About(
            root := roots.get(message.case_id) if message.case_id else None,
            tuple(deadlines[message.case_id]) if message.case_id else (),
            tuple(proposals[root]) if root else (),
            tuple(flags.get(root, ())) if root else (),
            tuple(roles.get(message.item_id, ())) if message.item_id else (),
        )
        for message in messages
    }


def _roles(messages: list[Message]) -> dict[uuid.UUID, list[str]]:
    """Per report the roles of the persons in it, a role as often as there are persons in it."""
    items = [message.item_id for message in messages if message.item_id]
    roles = defaultdict[uuid.UUID, list[str]](list)
    for item, role in Subject.objects.filter(item__in=items).order_by("role").values_list("item", "role"):
        roles[item].append(role)
    return roles


def sent_by(by: Actor, now: datetime) -> list[Sent]:
    """What one's own organisation sent, newest first: when it came in and its state, never how it was handled.

    Which messages those are stands in the sender's own journal; the report in the sender's own case is the item that
    carries the same moment.
    """
    told = Entry.objects.filter(
        name="intake.store", handling=Handling.DISCLOSE.value, organisation=by.organisation
    ).order_by("-recorded_at")[:MOST]
    receivers = {entry.object: entry.recipients[0] for entry in told if entry.object and entry.recipients}
    names = dict(Organisation.objects.filter(pk__in=receivers.values()).values_list("pk", "name"))
    states = _states(receivers)
    cases = _own_cases([at for at, _ in states.values()], by)
    return [
        Sent(message, *states[message], names[receiver], cases.get(states[message][0]))
        for message, receiver in receivers.items()
        if message in states
    ]


def _states(messages: Iterable[uuid.UUID]) -> dict[uuid.UUID, tuple[datetime, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT asked, received_at, state FROM unnest(%s::uuid[]) AS asked, LATERAL intake_status(asked)",
            [list(messages)],
        )
        return {message: (received_at, state) for message, received_at, state in cursor.fetchall()}


def _own_cases(moments: list[datetime], by: Actor) -> dict[datetime, uuid.UUID]:
    reports = Item.objects.filter(organisation=by.organisation, kind="report", happened_at__in=moments)
    return dict(reports.values_list("happened_at", "case"))


def drafts_of(by: Actor) -> list[Draft]:
    """What this member is still typing, newest first. Only when it was saved: the content stays closed."""
    return list(Draft.objects.of(by)[:20])


def open_draft(by: Actor, draft: uuid.UUID, now: datetime) -> Draft | None:
    """A draft that this member is still typing; None when there is none under this id."""
    found = Draft.objects.of(by).filter(pk=draft).first()
    if found is not None:
        write(
            by=by,
            name="intake.draft.open",
            handling=Handling.READ,
            now=now,
            object_kind="draft",
            object=draft,
            purpose="melden",
        )
    return found
