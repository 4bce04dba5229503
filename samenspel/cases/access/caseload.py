# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What waits for one member over all cases that the member works on. The number of statements never grows with it."""

import uuid
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime

from samenspel.cases.models import Assignment, Deadline, Invitation, Party, Proposal
from samenspel.journal.models import Actor, Handling, write
from samenspel.partners.models import COUNTED

MOST = 100  # of each kind, the most urgent first: nobody reads more on one page


@dataclass(frozen=True, slots=True)
class Caseload:
    """Open terms, proposals and invitations of one member's cases, most urgent first.

    `families`: the name that people call a family by, per case. `more`: there is more than stands here.
    """

    deadlines: list[Deadline]
    proposals: list[Proposal]
    invitations: list[Invitation]
    families: dict[uuid.UUID, str]
    more: bool


def caseload_of(by: Actor, now: datetime) -> Caseload:
    """What waits for `by` in the cases that are assigned to that member or its posts. Journals that names were read."""
    mine = Assignment.objects.cases_of(by, now)
    deadlines = list(Deadline.objects.waiting_for(by.organisation, mine)[: MOST + 1])
    proposals = list(Proposal.objects.waiting_for(by.organisation, mine)[: MOST + 1])
    invitations = list(Invitation.objects.waiting_for(by.organisation, mine)[: MOST + 1])
    cases = {one.case_id for one in deadlines} | {one.case_id for one in proposals}
    cases |= {one.case_id for one in invitations}
    parties = list(
        Party.objects.filter(case__in=cases, organisation=by.organisation).select_related("person")
    )
    write(
        by=by,
        name="cases.my_work",
        handling=Handling.READ,
        now=now,
        subjects=[party.person_id for party in parties],
        fields=["naam"] if parties else [],
        purpose="mijn werk",
    )
    return Caseload(
        deadlines[:MOST],
        proposals[:MOST],
        invitations[:MOST],
        _families(parties),
        any(len(found) > MOST for found in (deadlines, proposals, invitations)),
    )


def waiting_for(by: Actor, now: datetime) -> int:
    """How much waits for `by` now: late terms, open proposals, invitations without an answer; at most `COUNTED`."""
    mine = Assignment.objects.cases_of(by, now)
    late = Deadline.objects.waiting_for(by.organisation, mine).filter(due_at__lte=now)
    proposals = Proposal.objects.waiting_for(by.organisation, mine)
    invitations = Invitation.objects.waiting_for(by.organisation, mine)
    found = [one.order_by().values_list("pk")[:COUNTED] for one in (late, proposals, invitations)]
    return min(found[0].union(*found[1:], all=True).count(), COUNTED)


def _families(parties: list[Party]) -> dict[uuid.UUID, str]:
    names: dict[uuid.UUID, Counter[str]] = defaultdict(Counter)
    for party in parties:
        if party.person.surname:
            names[party.case_id][party.person.surname] += 1
    return {case: counted.most_common(1)[0][0] for case, counted in names.items()}
