# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two cases that concern the same people, seen as one by one organisation; and seen as two again.

Rule 1: everything that another organisation may see stays where it is: items, terms, blocks, seats. Only the own
proposals go along to the case that stays, and come back when the two are taken apart. No term is dated anew.
Rule 2: a moment is judged once. Of two open proposals for it the one that is due first stays and the other lapses,
until the two are taken apart.
Rule 3: what a person took apart the system does not join again.
"""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, Q
from django.dispatch import receiver

from samenspel.cases.access.pictures import family_of, root_of
from samenspel.cases.access.together import shared
from samenspel.cases.actions.evaluating import evaluate
from samenspel.cases.actions.opening import cases_about
from samenspel.cases.actions.terms import NO_LONGER
from samenspel.cases.models import Case, Deadline, Item, Joined, Proposal, ProposalState
from samenspel.journal.models import Actor, Handling, write
from samenspel.notify.actions import queue
from samenspel.partners.access import acting_as, without_member
from samenspel.partners.models import DutyPost, Organisation
from samenspel.people.actions import person_changed
from samenspel.people.models import PersonRecord

TOGETHER, APART = "samengevoegd", "losgemaakt"


class NotTwo(Exception):
    """These are not two cases of this member with somebody in both (any more), or not one; nothing was changed."""


def join(case: Case, into: uuid.UUID, *, organisation: Organisation, now: datetime) -> None:
    """The system recognised somebody: for this organisation alone `case` belongs to `into`. Nobody else is told.

    Runs as a process of that organisation. Does nothing where it is so already, or where a person took them apart.
    """
    joined = Joined.objects.filter(case=case, organisation=organisation, ended_at=None)
    if case.pk == into or joined.exists() or _taken_apart(case.pk, into, organisation):
        return
    made = Joined(case=case, into_id=into, organisation=organisation, since=now)
    made.save(force_insert=True)
    _take_along(made, now)


def bring_together(case: Case, other: Case, *, by: Actor, now: datetime, reason: str) -> Joined:
    """A person says that two cases with somebody in both are one, for `by`'s organisation alone (decisions/0016).

    The oldest stays. Journals, and evaluates it anew. Raises ValueError without a reason, and NotTwo when they share
    nobody that this member may see, or are one already.
    """
    own = Organisation.objects.get(pk=by.acts_for)
    roots = {root_of(one.pk, own.pk) for one in (case, other)}
    kept, later = _locked(roots)
    both = shared(family_of(kept.pk, own.pk), family_of(later.pk, own.pk), own.pk)
    if not both or {root_of(one.pk, own.pk) for one in (kept, later)} != roots:
        raise NotTwo
    made = Joined(
        case=later, into=kept, organisation=own, since=now, made_by=by.member, reason=_needed(reason)
    )
    made.save(force_insert=True)
    with acting_as(without_member(by), purpose="evaluatie"):
        _take_along(made, now)
    _journal("cases.bring_together", made, both, by, now)
    evaluate(kept, now, only=[own])
    return made


def take_apart(joined: Joined, *, by: Actor, now: datetime, reason: str) -> None:
    """A person says that these are two cases after all. Journals, and evaluates each. Raises as `bring_together`."""
    ended = Joined.objects.filter(pk=joined.pk, organisation=by.acts_for, ended_at=None)
    if not ended.update(ended_at=now, ended_by=by.member, ended_reason=_needed(reason)):
        raise NotTwo
    own = Organisation.objects.get(pk=by.acts_for)
    kept, parted = family_of(joined.into_id, own.pk), family_of(joined.case_id, own.pk)
    _journal("cases.take_apart", joined, shared(kept, parted, own.pk), by, now)
    with acting_as(without_member(by), purpose="evaluatie"):
        _bring_back(joined, kept, parted)
        for side in (kept, parted):
            evaluate(Case.objects.get(pk=side[0]), now, only=[own])
            _lapse_strangers(side, joined, now)


@receiver(person_changed)
def look_again(records: tuple[PersonRecord, PersonRecord], by: Actor, now: datetime, **_: object) -> None:
    """Two records became one person, or two again: the rules look again at every case that one of them is in.

    If a person is in two cases now, the post hears that it has to say whether these belong together.
    """
    own = Organisation.objects.get(pk=by.acts_for)
    with acting_as(without_member(by), purpose="evaluatie"):
        roots = dict.fromkeys(root_of(case, own.pk) for case in cases_about(records, own.pk))
        if len(roots) > 1 and len({record.identity for record in records}) == 1:
            post = DutyPost.objects.needed(own)
            queue(post=post, template="zelfde-persoon", case=next(iter(roots)), now=now)
        for case in Case.objects.filter(pk__in=roots).order_by("opened_at", "pk"):
            evaluate(case, now, only=[own])


def _needed(reason: str) -> str:
    if not reason.strip():
        raise ValueError("een reden is nodig")
    return reason.strip()


def _locked(roots: Iterable[uuid.UUID]) -> tuple[Case, Case]:
    """Both cases, the oldest first, for as long as this transaction lasts: a colleague may be doing the same."""
    found = list(Case.objects.select_for_update().filter(pk__in=list(roots)).order_by("opened_at", "pk"))
    if len(found) != 2:
        raise NotTwo
    return found[0], found[1]


def _taken_apart(case: uuid.UUID, into: uuid.UUID, organisation: Organisation) -> bool:
    ended = Joined.objects.filter(organisation=organisation, ended_at__isnull=False)
    if not ended.exists():
        return False
    one, other = family_of(case, organisation.pk), family_of(into, organisation.pk)
    return ended.filter(Q(case__in=one, into__in=other) | Q(case__in=other, into__in=one)).exists()


def _take_along(made: Joined, now: datetime) -> None:
    """The organisation's own proposals go to `into`; of a moment that both propose one stays."""
    own = made.organisation_id
    both = Proposal.objects.filter(case__in=[made.case_id, made.into_id], organisation=own)
    seen: set[str] = set()
    for one in both.filter(state=ProposalState.OPEN.value).order_by(F("due_at").asc(nulls_last=True), "pk"):
        if one.moment in seen:
            _lapse(one, {TOGETHER: str(made.pk)}, made.made_by, now)
        seen.add(one.moment)
    both.filter(case=made.case_id).update(case=made.into_id)


def _bring_back(joined: Joined, kept: tuple[uuid.UUID, ...], parted: tuple[uuid.UUID, ...]) -> None:
    """What rests on `parted` alone goes back to it, and what only the other side met, ended or replaced opens again."""
    own = joined.organisation_id
    theirs = list(Item.objects.filter(case__in=parted).values_list("pk", flat=True))
    proposals = Proposal.objects.filter(case__in=kept, organisation=own)
    proposals.filter(evidence__contained_by=theirs).exclude(evidence=[]).update(case=parted[0])
    for side, foreign in ((kept, parted), (parted, kept)):
        here = Deadline.objects.filter(organisation=own, case__in=side)
        closed = Q(met_by__case__in=foreign) | Q(ended_reason=NO_LONGER, ended_at__gte=joined.since)
        here.filter(closed).update(met_at=None, met_by=None, ended_at=None, ended_reason="")
    lapsed = Proposal.objects.filter(organisation=own, state=ProposalState.LAPSED.value)
    for one in lapsed.filter(decision__contains={TOGETHER: str(joined.pk)}):
        _reopen(one)


def _reopen(one: Proposal) -> None:
    still = Proposal.objects.filter(case=one.case_id, organisation=one.organisation_id, moment=one.moment)
    if not still.filter(state=ProposalState.OPEN.value).exists():
        one.state = ProposalState.OPEN.value
        one.decided_at, one.decided_by, one.decision_reason, one.decision = None, None, "", None
        one.save(update_fields=["state", "decided_at", "decided_by", "decision_reason", "decision"])


def _lapse_strangers(side: tuple[uuid.UUID, ...], joined: Joined, now: datetime) -> None:
    """An open proposal that rests on the other case too was not made anew: on this case alone it does not stand."""
    known = set(Item.objects.filter(case__in=side).values_list("pk", flat=True))
    mine = Proposal.objects.filter(case__in=side, organisation=joined.organisation_id)
    for one in mine.filter(state=ProposalState.OPEN.value):
        if not set(one.evidence) <= known:
            _lapse(one, {APART: str(joined.pk)}, joined.ended_by, now)


def _lapse(one: Proposal, decision: dict[str, str], by: uuid.UUID | None, now: datetime) -> None:
    one.state, one.decided_at, one.decided_by = ProposalState.LAPSED.value, now, by
    one.decision_reason, one.decision = next(iter(decision)), decision
    one.save(update_fields=["state", "decided_at", "decided_by", "decision_reason", "decision"])


def _journal(name: str, joined: Joined, both: Iterable[uuid.UUID], by: Actor, now: datetime) -> None:
    write(
        by=by,
        name=name,
        handling=Handling.COMBINE,
        now=now,
        case=joined.into_id,
        object_kind="joined",
        object=joined.pk,
        subjects=both,
        purpose="samenvoegen",
    )
