# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""By when a moment that is proposed has to be held (handbook 3.0)."""

from datetime import datetime

from samenspel.rules.clocks import Register, aim, term_for_moment
from samenspel.rules.routekaart.values import Proposal


def due_of(proposal: Proposal, terms: Register) -> datetime | None:
    """The earliest of its terms, or of what the region aims at within them, in UTC.

    "At once" has no term but a target.
    """
    moments = [
        aim(one.term, one.start, variant=one.variant, known=terms).due
        if one.term
        else term_for_moment(proposal.moment.value, one.start, known=terms).due
        for one in proposal.terms
    ]
    return min(moments, default=None)
