# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a case has been: reports, moments, decisions and breaches, and what was made of the proposals."""

from collections.abc import Iterator
from operator import attrgetter

from django.utils.translation import gettext as _

from samenspel.cases.access import File, Shown
from samenspel.cases.models import Proposal
from samenspel.cases.pages import wording
from samenspel.cases.pages.routemap.values import Been
from samenspel.rules import catalogue

KINDS = ("report", "moment", "decision", "breach", "suspect", "owner")


def been(file: File) -> tuple[Been, ...]:
    """Oldest first, as far as this reader may know it."""
    found = [_event(one) for one in file.items if one.item.kind in KINDS]
    found += [step for one in file.proposals for step in _steps(one)]
    return tuple(sorted(found, key=attrgetter("at")))


def _event(shown: Shown) -> Been:
    kind = wording.kind_name(shown.item.kind).capitalize()
    moment = wording.moment_names().get(shown.parts.get("detail.moment", ""), "")
    codes = [shown.parts.get("detail.what"), *(shown.parts.get("detail.decisions") or ())]
    said = [
        moment,
        *(_decision(str(code)) for code in codes if code),
        wording.said(shown.parts.get("detail.status") or ""),
    ]
    which = wording.sentence(said)
    text = f"{kind}: {which}" if which else kind
    return Been(shown.item.happened_at, text, shown.item.organisation.name)


def _decision(code: str) -> str:
    known = catalogue.decisions().get(code)
    return wording.told(known.name) if known else wording.said(code)


def _steps(proposal: Proposal) -> Iterator[Been]:
    """That a moment was indicated, by which rules, and what a professional decided about it."""
    title = wording.proposal_title(proposal)
    yield Been(
        proposal.made_at, _("%(title)s aangewezen") % {"title": title}, wording.sentence(proposal.rules)
    )
    decided = {
        "aanvaard": _("%(title)s aanvaard"),
        "gewijzigd": _("%(title)s aanvaard, met een wijziging"),
        "afgewezen": _("%(title)s afgewezen"),
        "vervallen": _("%(title)s vervallen"),
    }.get(proposal.state)
    if decided and proposal.decided_at:
        yield Been(proposal.decided_at, decided % {"title": title}, proposal.decision_reason)
