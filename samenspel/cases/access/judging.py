# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""One proposal for whoever judges it: what it rests on, whom it may invite on which ground, and what became of it."""

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from itertools import combinations

from django.http import Http404

from samenspel.cases.access.files import File, open_file
from samenspel.cases.access.rules import RestsOn, rests_on
from samenspel.cases.models import Invitation, Proposal
from samenspel.journal.models import Actor
from samenspel.partners.models import Member, Organisation
from samenspel.rules.law import Verdict
from samenspel.rules.sharing import ground_for_invitation
from samenspel.rules.workdays import local_day

# Conditions of grounds that a professional can confirm; the words stand in `pages.proposals`.
CONFIRMABLE = (
    "convenant",
    "kind_betrokken",
    "toestemming",
    "toestemming_officier",
    "zwaarwegend_belang",
    "verdachte_minderjarig",
    "jeugdmaatregel_loopt",
    "besluit_samenwerkingsverband",
    "onverwijlde_spoed",
)


@dataclass(frozen=True, slots=True)
class Guest:
    """One kind of organisation that the proposal would invite.

    `need` is must, conditional or optional. `verdict` says on which ground, or why not; `helps` which conditions
    have to be confirmed for it to become allowed: empty when it is allowed, or when nothing helps.
    """

    kind: str
    need: str
    organisation: Organisation | None
    verdict: Verdict
    helps: tuple[str, ...]

    @property
    def possible(self) -> bool:
        return self.organisation is not None and (bool(self.verdict) or bool(self.helps))


@dataclass(frozen=True, slots=True)
class Judging:
    """What the page about a proposal shows."""

    file: File
    proposal: Proposal
    reader: Organisation
    guests: tuple[Guest, ...]
    decided_by: str
    sent: tuple[Invitation, ...]
    rules: RestsOn


def open_proposal(by: Actor, case: uuid.UUID, proposal: uuid.UUID, now: datetime) -> Judging:
    """One proposal of `by`'s organisation. Raises Http404 alike for one that is not there and not theirs."""
    file = open_file(by, case, "voorstel", now)
    found = next((one for one in file.proposals if one.pk == proposal), None)
    if found is None:
        raise Http404
    reader = Organisation.objects.get(pk=by.acts_for)
    decider = Member.objects.filter(pk=found.decided_by).first() if found.decided_by else None
    sent = [one for one in file.invitations if one.sender_id == reader.pk and one.sent_at == found.decided_at]
    return Judging(
        file,
        found,
        reader,
        _guests(found, reader, now),
        decider.name if decider else "",
        tuple(sent),
        rests_on(found, file.judged_by),
    )


def open_invitation(
    by: Actor, case: uuid.UUID, invitation: uuid.UUID, now: datetime
) -> tuple[File, Invitation]:
    """An invitation to `by`'s organisation, with what it may know of the case. Raises Http404 as `open_proposal`."""
    file = open_file(by, case, "uitnodiging", now)
    for one in file.invitations:
        if one.pk == invitation and one.organisation_id == by.organisation:
            return file, one
    raise Http404


def _guests(proposal: Proposal, reader: Organisation, now: datetime) -> tuple[Guest, ...]:
    needs = {
        kind: need for need in ("optional", "conditional", "must") for kind in proposal.invite.get(need, ())
    }
    kinds = [kind for need in ("must", "conditional", "optional") for kind in proposal.invite.get(need, ())]
    partners = Organisation.objects.of_kinds(kinds, proposal.case.region)
    return tuple(
        Guest(
            kind,
            needs[kind],
            partners.get(kind),
            ground_for_invitation(reader.kind, kind, proposal.moment, now),
            helping(reader.kind, kind, proposal.moment, now),
        )
        for kind in dict.fromkeys(kinds)
        if kind != reader.kind
    )


def helping(giver: str, receiver: str, moment: str, now: datetime) -> tuple[str, ...]:
    """The fewest conditions that, once confirmed, give a ground for this invitation; none when it needs none."""
    return _helping(giver, receiver, moment, local_day(now))


@lru_cache(maxsize=1000)
def _helping(giver: str, receiver: str, moment: str, day: date) -> tuple[str, ...]:
    at = datetime.combine(day, time(12), UTC)  # grounds hold or do not hold on whole days
    for count in range(3):
        for names in combinations(CONFIRMABLE, count):
            if ground_for_invitation(giver, receiver, moment, at, dict.fromkeys(names, True)):
                return names
    return ()
