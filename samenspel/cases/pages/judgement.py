# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The values of the pages about a proposal and an invitation. No queries here."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from samenspel.cases.access import File, Guest, Judging
from samenspel.cases.models import Invitation, Proposal
from samenspel.cases.pages import wording
from samenspel.people.pages import born
from samenspel.rules import conditions as asked
from samenspel.rules.clocks import Clock, due, register

STATES = {"open": "open", "aanvaard": "accepted", "gewijzigd": "changed", "afgewezen": "rejected"}


def conditions() -> dict[str, str]:
    """What a professional can confirm so that there is a ground, in words."""
    return {
        "convenant": _("Het convenant van onze regio staat dit toe"),
        "kind_betrokken": _("Er is een kind bij betrokken"),
        "toestemming": _("Er is toestemming van de betrokkene"),
        "toestemming_officier": _("De officier van justitie stemt ermee in"),
        "zwaarwegend_belang": _("Er is een zwaarwegend algemeen belang"),
        "verdachte_minderjarig": _("De verdachte is minderjarig"),
        "jeugdmaatregel_loopt": _("Er loopt een maatregel of jeugdhulp"),
        "besluit_samenwerkingsverband": _("Er is een besluit over het samenwerkingsverband (Wpg artikel 20)"),
        "onverwijlde_spoed": _("Er is onverwijlde spoed"),
    }


def values(found: Judging, now: datetime, given: Any) -> dict[str, Any]:
    """Everything that the page about a proposal shows, with what was filled in so far."""
    proposal = found.proposal
    return {
        "now": now,
        "proposal": _head(found, now),
        "reasons": list(_reasons(proposal)),
        "facts": list(_facts(found)),
        "trace": list(_trace(proposal)),
        "follows": _follows(),
        "invitations": [_guest(one, given.invite) for one in found.guests],
        "confirmable": _confirmable(found, given.confirmed),
        "positions": [],
        "given": given,
        "outcome": _outcome(found),
    }


def _head(found: Judging, now: datetime) -> dict[str, Any]:
    proposal = found.proposal
    late = proposal.due_at is not None and proposal.due_at <= now
    return {
        "title": wording.proposal_title(proposal),
        "text": wording.told(proposal.reason),
        "strength": wording.strength_name(proposal.strength),
        "made_at": proposal.made_at,
        "due": wording.last_moment(proposal.due_at) if proposal.due_at else None,
        "aim": proposal.due_is_aim,
        "about_aim": _about_aim(proposal),
        "late": late,
        "rules": wording.rests_on(found.rules),
        "case_reference": wording.reference(found.file.case),
        "case_url": reverse("case", args=[found.file.case.pk]),
        "state": STATES.get(proposal.state, proposal.state),
        "state_text": _state_text(proposal.state),
        "decided_by": found.decided_by,
        "decided_reason": proposal.decision_reason,
        "decided_at": proposal.decided_at,
    }


def _about_aim(proposal: Proposal) -> str:
    """What the rule itself says, where the moment that is shown is an own target; "" where it is a term."""
    if not proposal.due_is_aim:
        return ""
    ends = [
        due(one["term"], datetime.fromisoformat(one["start"]), variant=one["variant"])
        for indicated in proposal.evaluation.outcome["routekaart"].get("proposals", [])
        if indicated["moment"] == proposal.moment
        for one in indicated["terms"]
        if one["term"]
    ]
    lawful = [end.due for end in ends if end.clock not in (Clock.IMMEDIATE, Clock.ASAP)]
    if lawful:
        end = f"{localtime(wording.last_moment(min(lawful))):%d-%m-%Y %H.%M}"
        return _("De streeftijd is een eigen keuze; de termijn loopt tot %(end)s uur.") % {"end": end}
    known = register()
    rule = known.rule(known.moments[proposal.moment].rule, localtime(proposal.made_at).date())
    said = _("De regel noemt geen getal: de streeftijd is een eigen keuze.")
    return f"{said} {wording.told(rule.note)}".strip()


def _state_text(state: str) -> str:
    return {
        "open": _("wacht op een oordeel"),
        "aanvaard": _("aanvaard"),
        "gewijzigd": _("aanvaard, met een wijziging"),
        "afgewezen": _("afgewezen"),
        "gehouden": _("het overleg is gehouden"),
        "vervallen": _("vervallen"),
    }[state]


def _reasons(proposal: Proposal) -> Iterator[dict[str, Any]]:
    """Why, row by row, as the evaluation said it that the proposal rests on."""
    indicated = proposal.evaluation.outcome["routekaart"].get("proposals", [])
    mine = next((one for one in indicated if one["moment"] == proposal.moment), None)
    for reason in mine["reasons"] if mine else []:
        source = reason["source"]
        yield {
            "rule": reason["rule"],
            "text": wording.told(reason["text"]),
            "source": source["text"],
            "verify": source["verify"],
        }


def _facts(found: Judging) -> Iterator[dict[str, Any]]:
    evidence = set(found.proposal.evidence)
    for shown in found.file.items:
        if shown.item.pk in evidence:
            common = {
                "owner": shown.item.organisation.name,
                "ground": wording.ground_name(shown.ground),
                "at": shown.item.happened_at,
            }
            rows = wording.fact_rows(shown.parts) or [
                wording.Fact(wording.kind_name(shown.item.kind), _("is er"), False)
            ]
            yield from ({"label": name, "value": value, "unknown": no} | common for name, value, no in rows)


def _trace(proposal: Proposal) -> Iterator[dict[str, Any]]:
    """Every row of every table, also of those that did not apply, with what was found."""
    for table in proposal.evaluation.trace.values():
        for traced in table["rows"]:
            row = traced["row"]
            unknown = any(not one["held"] and "onbekend" in one["found"] for one in traced["asked"])
            yield {
                "rule": row["id"],
                "text": wording.told(row["text"]),
                "asked": [_asked(one) for one in traced["asked"]],
                "outcome": "ja" if traced["applied"] else "onbekend" if unknown else "nee",
            }


def _asked(one: dict[str, Any]) -> dict[str, Any]:
    question = asked.question(one["question"])
    return {
        "question": wording.told(question.text) if question else wording.label(one["question"]),
        "found": wording.sentence(wording.said(value) for value in one["found"]),
        "accepted": _(" of ").join(wording.said(value) for value in one["accepted"]),
        "held": one["held"],
    }


def _follows() -> list[str]:
    return [
        _("Wie u aankruist, krijgt een uitnodiging met alleen de namen, de vraag en de grond."),
        _(
            "Zij zitten dan aan tafel bij deze zaak en zien wat zij mogen weten; wat u hebt opgeschreven nog niet."
        ),
        _("De termijnen blijven staan zoals ze zijn."),
    ]


def _guest(guest: Guest, invite: frozenset[str] | None) -> dict[str, Any]:
    wanted = guest.need == "must" and bool(guest.verdict)
    return {
        "code": guest.kind,
        "organisation": guest.organisation.name
        if guest.organisation
        else wording.organisation_name(guest.kind),
        "need": {"must": "M", "conditional": "C", "optional": "O"}[guest.need],
        "need_text": {
            "must": _("hoort erbij"),
            "conditional": _("hoort erbij als dat past"),
            "optional": _("mag erbij"),
        }[guest.need],
        "ground": wording.ground_name(guest.verdict.ground or "") if guest.verdict else "",
        "why_not": _why_not(guest),
        "possible": guest.possible,
        "carries": [_("de namen"), _("de vraag"), _("de grond")],
        "checked": guest.kind in invite if invite is not None else wanted,
    }


def _why_not(guest: Guest) -> str:
    if guest.organisation is None:
        return _("Er doet in deze regio geen organisatie van deze soort mee.")
    if guest.verdict:
        return ""
    if guest.helps:
        needed = wording.sentence(conditions()[name].lower() for name in guest.helps)
        return _("Alleen als u bevestigt: %(conditions)s.") % {"conditions": needed}
    return " ".join(wording.told(reason.text) for reason in guest.verdict.reasons[:3])


def _confirmable(found: Judging, confirmed: dict[str, str]) -> list[dict[str, Any]]:
    names = dict.fromkeys(name for guest in found.guests for name in guest.helps)
    return [
        {
            "name": name,
            "label": conditions()[name],
            "checked": name in confirmed,
            "because": confirmed.get(name, ""),
        }
        for name in names
    ]


def _outcome(found: Judging) -> dict[str, Any] | None:
    """What came of the decision: who was invited and what they said, who was not and why, and what was confirmed."""
    decision = found.proposal.decision
    if decision is None:
        return None
    return {
        "question": decision["vraag"],
        "invited": [
            {
                "organisation": one.organisation.name,
                "ground": wording.ground_name(one.ground),
                "answer": {"komt": _("komt"), "komt niet": _("komt niet")}.get(one.answer)
                or _("nog geen antwoord"),
                "reason": one.answer_reason,
            }
            for one in found.sent
        ],
        "not_invited": [
            {"organisation": wording.organisation_name(one["soort"]), "why": wording.told(one["waarom"])}
            for one in decision["niet_uitgenodigd"]
        ],
        "confirmed": [
            {"label": conditions().get(name, name), "because": because}
            for name, because in decision["bevestigd"].items()
        ],
    }


def invitation_values(file: File, invitation: Invitation, now: datetime) -> dict[str, Any]:
    """What the page about an invitation shows: the question, who it is about, the ground, until when."""
    return {
        "now": now,
        "invitation": {
            "title": wording.moment_names()[invitation.moment],
            "sender": invitation.sender.name,
            "need": invitation.need,
            "question": invitation.question,
            "ground": wording.ground_name(invitation.ground),
            "sent_at": invitation.sent_at,
            "due": wording.last_moment(invitation.due_at) if invitation.due_at else None,
            "aim": invitation.due_is_aim,
            "late": invitation.due_at is not None and invitation.due_at <= now,
            "answer": invitation.answer,
            "answer_reason": invitation.answer_reason,
            "answered_at": invitation.answered_at,
            "case_reference": wording.reference(file.case),
            "case_url": reverse("case", args=[file.case.pk]),
        },
        "persons": _named(file),
    }


def _named(file: File) -> list[dict[str, str]]:
    """The persons that the sender named, as the records that the invited organisation has of them."""
    roles: dict[str, list[str]] = {}
    for shown in file.items:
        for role, keys in shown.roles.items():
            for key in keys:
                roles.setdefault(key, []).append(role)
    return [
        {
            "name": person.full_name or _("naam onbekend"),
            "born": born(person),
            "role": wording.sentence(wording.told(role) for role in dict.fromkeys(roles.get(key, []))),
        }
        for key, person in file.persons.items()
    ]
