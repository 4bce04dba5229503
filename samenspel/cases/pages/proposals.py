# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Voorstel beoordelen, and the answer of whoever was invited. Nothing happens before somebody judges."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenspel.cases.access import Judging, open_invitation, open_proposal
from samenspel.cases.actions import NotOpen, accept, answer, change, reject
from samenspel.cases.pages import judgement, wording
from samenspel.partners.access import SignedInRequest
from samenspel.people.forms import Error, typed


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody filled in on the page about a proposal."""

    decision: str = ""
    question: str = ""
    reason: str = ""
    invite: frozenset[str] | None = None
    confirmed: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, post: QueryDict) -> "Given":
        names = post.getlist("confirmed")
        return cls(
            post.get("decision", ""),
            typed(post.get("question", "")),
            typed(post.get("reason", "")),
            frozenset(post.getlist("invite")),
            {
                name: typed(post.get(f"because_{name}", ""))
                for name in names
                if name in judgement.conditions()
            },
        )


@require_http_methods(["GET", "POST"])
def proposal_page(request: SignedInRequest, case: uuid.UUID, proposal: uuid.UUID) -> HttpResponse:
    """One proposal: GET shows it, POST decides. Whoever comes second reads who decided."""
    found = open_proposal(request.actor, case, proposal, request.now)
    given, errors = Given(), []
    if request.method == "POST":
        given = Given.of(request.POST)
        errors = _errors(found, given)
        if not errors:
            _decide(request, found, given)
            return HttpResponseRedirect(reverse("proposal", args=[case, proposal]))
    context = judgement.values(found, request.now, given) | {"errors": errors}
    return render(request, "cases/proposal.html", context, status=422 if errors else 200)


def _errors(found: Judging, given: Given) -> list[Error]:
    errors = []
    if given.decision not in ("accept", "change", "reject"):
        errors.append(Error("id_decision", _("Uw oordeel"), _("kies wat u besluit")))
    if given.decision in ("change", "reject") and not given.reason:
        errors.append(Error("id_reason", _("Waarom?"), _("schrijf op waarom")))
    if given.decision in ("accept", "change"):
        errors += _errors_of_invitation(found, given)
    return errors


def _errors_of_invitation(found: Judging, given: Given) -> list[Error]:
    errors = []
    invited = given.invite or frozenset()
    if not given.question:
        errors.append(Error("id_question", _("De vraag"), _("schrijf op wat het overleg moet beantwoorden")))
    left_out = [
        one for one in found.guests if one.need == "must" and bool(one.verdict) and one.kind not in invited
    ]
    if given.decision == "accept" and left_out:
        names = wording.sentence(wording.organisation_name(one.kind) for one in left_out)
        text = _("u laat weg wie erbij hoort: %(names)s. Kies dan “akkoord, met mijn wijziging”") % {
            "names": names
        }
        errors.append(Error("id_invite", _("Wie wordt uitgenodigd?"), text))
    for name, because in given.confirmed.items():
        if not because:
            errors.append(
                Error(
                    f"id_because_{name}", judgement.conditions()[name], _("schrijf op waar u dat op baseert")
                )
            )
    return errors


def _decide(request: SignedInRequest, found: Judging, given: Given) -> None:
    """Do what was decided, and say what came of it."""
    invited = given.invite or frozenset()
    wanted = [one.kind for one in found.guests if one.kind in invited or one.need == "must"]
    if given.decision == "change":
        wanted = [one.kind for one in found.guests if one.kind in invited]
    doing: dict[str, Any] = {"by": request.actor, "now": request.now}
    asking = doing | {"question": given.question, "invite": wanted, "confirmed": given.confirmed}
    try:
        if given.decision == "reject":
            reject(found.proposal, reason=given.reason, **doing)
        elif given.decision == "change":
            change(found.proposal, reason=given.reason, **asking)
        else:
            accept(found.proposal, **asking)
    except NotOpen:
        messages.warning(
            request, _("Een collega was u voor. Hieronder staat wie wat besloot; er is niets veranderd.")
        )
    else:
        messages.success(request, _("Uw oordeel is vastgelegd."))


@require_http_methods(["GET", "POST"])
def answer_page(request: SignedInRequest, case: uuid.UUID, invitation: uuid.UUID) -> HttpResponse:
    """An invitation to one's own organisation: comes, or does not come and why. Then the Casusbeeld opens."""
    file, found = open_invitation(request.actor, case, invitation, request.now)
    errors, reason, word = [], "", ""
    if request.method == "POST":
        word, reason = request.POST.get("answer", ""), typed(request.POST.get("reason", ""))
        errors = _errors_of_answer(word, reason)
        if not errors:
            try:
                answer(found, by=request.actor, now=request.now, comes=word == "komt", reason=reason)
                messages.success(
                    request, _("Uw antwoord is vastgelegd. Hieronder staat wat u van deze zaak mag weten.")
                )
            except NotOpen:
                messages.warning(request, _("Een collega heeft al geantwoord; er is niets veranderd."))
                return HttpResponseRedirect(reverse("answer", args=[case, invitation]))
            return HttpResponseRedirect(reverse("case", args=[case]))
    context = judgement.invitation_values(file, found, request.now)
    context |= {"errors": errors, "given": {"answer": word, "reason": reason}}
    return render(request, "cases/invitation.html", context, status=422 if errors else 200)


def _errors_of_answer(word: str, reason: str) -> list[Error]:
    if word not in ("komt", "komt niet"):
        return [Error("id_answer", _("Komt u?"), _("kies een antwoord"))]
    if word == "komt niet" and not reason:
        return [Error("id_reason", _("Waarom niet?"), _("schrijf op waarom u niet komt"))]
    return []
