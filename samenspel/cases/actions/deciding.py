# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What professionals make of a proposal: accept it and invite, change it, or reject it for a reason."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from samenspel.cases.access.pictures import family_of
from samenspel.cases.actions.disclosing import Because
from samenspel.cases.actions.giving import introduce
from samenspel.cases.actions.opening import seat
from samenspel.cases.models import Invitation, Party, Proposal, ProposalState
from samenspel.journal.models import Actor, Handling, write
from samenspel.notify.actions import queue
from samenspel.partners.models import DutyPost, Organisation
from samenspel.people.models import PersonRecord
from samenspel.rules.law import Verdict
from samenspel.rules.sharing import ground_for_invitation


class NotOpen(Exception):
    """Somebody decided on this proposal before; nothing was changed."""


class ReasonNeeded(ValueError):
    """Rejecting or changing a proposal needs a reason (handbook 13.4)."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of accepting: who was invited, and who was not, with the verdict that says why."""

    invited: tuple[Organisation, ...] = ()
    refused: tuple[tuple[str, Verdict], ...] = field(default=())


def accept(
    proposal: Proposal,
    *,
    by: Actor,
    now: datetime,
    question: str,
    invite: Iterable[str],
    confirmed: Mapping[str, str] | None = None,
) -> Answered:
    """Hold this moment: invite these kinds of organisations with names, the question and the ground.

    `confirmed` are the conditions of grounds that `by` says are fulfilled (a convenant, consent of the officer of
    justice), each with what that rests on. A partner for which there is no ground is not invited; answer and decision
    say why. Raises NotOpen, ReasonNeeded.
    """
    return _decide(proposal, ProposalState.ACCEPTED, by, now, question, tuple(invite), "", confirmed or {})


def change(
    proposal: Proposal,
    *,
    by: Actor,
    now: datetime,
    question: str,
    invite: Iterable[str],
    reason: str,
    confirmed: Mapping[str, str] | None = None,
) -> Answered:
    """Hold it, with other partners than were proposed, for a reason. Raises NotOpen, ReasonNeeded."""
    return _decide(
        proposal, ProposalState.CHANGED, by, now, question, tuple(invite), _reason(reason), confirmed or {}
    )


def reject(proposal: Proposal, *, by: Actor, now: datetime, reason: str) -> None:
    """Do not hold it, with a name and a reason. Raises NotOpen, ReasonNeeded."""
    _record(proposal, ProposalState.REJECTED, by, now, _reason(reason), None)


def _reason(reason: str) -> str:
    if not reason.strip():
        raise ReasonNeeded("een reden is nodig")
    return reason.strip()


def _record(
    proposal: Proposal,
    state: ProposalState,
    by: Actor,
    now: datetime,
    reason: str,
    decision: dict[str, object] | None,
) -> None:
    changed = Proposal.objects.filter(pk=proposal.pk, state=ProposalState.OPEN.value).update(
        state=state.value, decided_at=now, decided_by=by.member, decision_reason=reason, decision=decision
    )
    if not changed:
        raise NotOpen
    write(
        by=by,
        name=f"cases.proposal.{state.name.lower()}",
        handling=Handling.CHANGE,
        now=now,
        case=proposal.case_id,
        object_kind="proposal",
        object=proposal.pk,
        purpose=proposal.moment,
        rules_version=proposal.evaluation.rules_version,
    )


def _decide(
    proposal: Proposal,
    state: ProposalState,
    by: Actor,
    now: datetime,
    question: str,
    kinds: tuple[str, ...],
    reason: str,
    confirmed: Mapping[str, str],
) -> Answered:
    if not question.strip():
        raise ReasonNeeded("de vraag voor het overleg is nodig")
    if not all(why.strip() for why in confirmed.values()):
        raise ReasonNeeded("zeg bij elke bevestigde voorwaarde waar dat op rust")
    sender = Organisation.objects.get(pk=by.acts_for)
    grounds, refused = _grounds(proposal, sender, kinds, now, confirmed)
    decision: dict[str, object] = {
        "vraag": question.strip(),
        "uitgenodigd": [partner.kind for partner, _ in grounds],
        "niet_uitgenodigd": [{"soort": kind, "waarom": _why(verdict)} for kind, verdict in refused],
        "bevestigd": dict(confirmed),
    }
    _record(proposal, state, by, now, reason, decision)
    for partner, ground in grounds:
        _invite(proposal, partner, sender, ground, question.strip(), by, now)
    return Answered(tuple(partner for partner, _ in grounds), refused)


def _grounds(
    proposal: Proposal,
    sender: Organisation,
    kinds: tuple[str, ...],
    now: datetime,
    confirmed: Mapping[str, str],
) -> tuple[list[tuple[Organisation, str]], tuple[tuple[str, Verdict], ...]]:
    """Whom of these kinds the sender may invite, each on which ground; and whom not, with the verdict."""
    facts = dict.fromkeys(confirmed, True)
    partners = Organisation.objects.of_kinds(kinds, proposal.case.region)
    invited, refused = [], []
    for kind in dict.fromkeys(kinds):
        if kind == sender.kind:
            continue
        verdict = ground_for_invitation(sender.kind, kind, proposal.moment, now, facts)
        if verdict and verdict.ground and kind in partners:
            invited.append((partners[kind], verdict.ground))
        else:
            refused.append((kind, verdict))
    return invited, tuple(refused)


def _why(verdict: Verdict) -> str:
    if verdict:
        return "In deze regio doet hier geen organisatie van deze soort mee."
    return " ".join(reason.text for reason in verdict.reasons)


def _invite(
    proposal: Proposal,
    partner: Organisation,
    sender: Organisation,
    ground: str,
    question: str,
    by: Actor,
    now: datetime,
) -> None:
    case = proposal.case
    seat(case, partner, invited_by=sender, ground=ground, now=now)
    cases = family_of(case.pk, sender.pk)
    disclosure = introduce(
        _persons(cases, sender.pk),
        case,
        to=partner,
        by=by,
        now=now,
        because=Because(
            purpose=proposal.moment,
            ground=ground,
            necessity=f"Uitnodiging voor afstemming: {question}",
            told="later",
            told_reason="de deelnemers spreken af wie dit met de familie bespreekt",
        ),
    )
    post = DutyPost.objects.needed(partner)
    Invitation(
        case=case,
        organisation=partner,
        sender=sender,
        post=post,
        moment=proposal.moment,
        need=_need(proposal, partner.kind),
        question=question,
        ground=ground,
        disclosure=disclosure,
        due_at=proposal.due_at,
        due_is_aim=proposal.due_is_aim,
        sent_at=now,
    ).save(force_insert=True)
    queue(post=post, template="uitnodiging", case=case.pk, now=now)


def _persons(cases: tuple[uuid.UUID, ...], organisation: uuid.UUID) -> list[PersonRecord]:
    parties = Party.objects.filter(case__in=cases, organisation=organisation, until=None)
    return [party.person for party in parties.select_related("person").order_by("since", "pk")]


def _need(proposal: Proposal, kind: str) -> str:
    grades = [grade for grade, kinds in proposal.invite.items() if kind in kinds]
    return {"must": "verplicht", "conditional": "voorwaarde"}.get(grades[0] if grades else "", "mogelijk")


def answer(invitation: Invitation, *, by: Actor, now: datetime, comes: bool, reason: str = "") -> None:
    """The invited organisation says whether it comes; not coming needs a reason. Raises NotOpen, ReasonNeeded."""
    word = "komt" if comes else "komt niet"
    changed = Invitation.objects.filter(pk=invitation.pk, answered_at=None).update(
        answer=word,
        answer_reason=reason if comes else _reason(reason),
        answered_at=now,
        answered_by=by.member,
    )
    if not changed:
        raise NotOpen
    write(
        by=by,
        name="cases.invitation.answer",
        handling=Handling.CHANGE,
        now=now,
        outcome=word,
        case=invitation.case_id,
        object_kind="invitation",
        object=invitation.pk,
        purpose=invitation.moment,
    )
