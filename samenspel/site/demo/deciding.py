# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""One professional's first decisions, so that partners find an invitation: through the same action as the page."""

from django.db import transaction

import samenspel
from samenspel.cases.actions import accept
from samenspel.cases.models import Proposal, ProposalState
from samenspel.partners.access import acting_as, actor_for
from samenspel.partners.models import Member

WHO = "femke@demo"
QUESTION = "Wat is er nu nodig voor de veiligheid, en wie doet wat?"
MOMENTS = ("ssk", "zsm")  # one proposal of each is accepted; the others wait for whoever looks around


def decide() -> int:
    """Accept the first open proposal of each of `MOMENTS`. Returns how many."""
    member = Member.objects.select_related("organisation").get(login=WHO)
    return sum(_accept_one(member, moment) for moment in MOMENTS)


def _accept_one(member: Member, moment: str) -> bool:
    with transaction.atomic(), acting_as(actor_for(member), purpose="pagina") as by:
        mine = Proposal.objects.filter(
            organisation=member.organisation, moment=moment, state=ProposalState.OPEN.value
        )
        proposal = mine.select_related("case").order_by("made_at").first()
        if proposal is None:
            return False
        kinds = [kind for needed in proposal.invite.values() for kind in needed]
        accept(proposal, by=by, now=samenspel.now(), question=QUESTION, invite=kinds)
    return True
