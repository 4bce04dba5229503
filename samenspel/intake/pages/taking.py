# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who has a message: "Neem op mij", and "Geef terug"."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samenspel.intake.actions import TakenByAnother, give_back, take
from samenspel.intake.models import Message, MessageState
from samenspel.partners.access import SignedInRequest, my_posts


@require_POST
def claim(request: SignedInRequest, message: uuid.UUID) -> HttpResponse:
    """do=take (from=who has it now, "" for nobody) or do=back; then the list, or with back=report the report."""
    doing: dict[str, Any] = {"by": request.actor, "now": request.now}
    posts = my_posts(request)
    try:
        if request.POST.get("do") == "back":
            give_back(message, posts, **doing)
            messages.success(request, _("Teruggegeven. Het staat weer open voor uw collega\u2019s."))
        else:
            take(message, posts, instead_of=_holder(request.POST.get("from", "")), **doing)
            messages.success(request, _("Dit staat nu op uw naam."))
    except TakenByAnother:
        messages.warning(request, _("Een collega was u voor; er is niets veranderd."))
    to_report = request.POST.get("back") == "report"
    return HttpResponseRedirect(reverse("report", args=[message]) if to_report else reverse("inbox"))


def _holder(text: str) -> uuid.UUID | None:
    """Who had it when the page was made; what nobody can have stands for somebody who has it no more."""
    if not text:
        return None
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.UUID(int=0)


def taken(message: Message, request: SignedInRequest) -> dict[str, Any]:
    """What `intake/claim.html` shows: who has it, whether that is the reader, and whether the reader may take it."""
    mine, holder = message.post in my_posts(request), message.taken_by
    return {
        "url": reverse("report-claim", args=[message.pk]),
        "name": holder.name if holder else "",
        "holder": str(holder.pk) if holder else "",
        "own": holder == request.user,
        "open": mine and message.state != MessageState.SET_ASIDE,
        "reference": str(message.pk)[:8],
    }
