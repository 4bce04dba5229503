# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The Casusbeeld as plain values for its template, made from a File. No queries here."""

import uuid
from collections import Counter
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from samenspel.cases.access import File, Shown
from samenspel.cases.drawing import Member, Tie, family
from samenspel.cases.models import Deadline, Proposal, ProposalState
from samenspel.cases.pages import wording
from samenspel.cases.pages.routemap import routemap
from samenspel.cases.pages.together import other_cases
from samenspel.people.models import PersonRecord
from samenspel.rules.catalogue import measures


def values(file: File, now: datetime) -> dict[str, Any]:
    """Everything that the page shows, for this reader, now."""
    outcome = file.evaluation.outcome if file.evaluation else {"routekaart": {}, "veiligheid": {}}
    lanes = list(dict.fromkeys(shown.item.organisation.name for shown in file.items))[:8]
    return {
        "now": now,
        "case": _head(file),
        "safety": _safety(file, outcome, now),
        "oversight": _oversight(file, outcome),
        "clocks": _clocks(file, now),
        "routekaart": routemap(file, now),
        "judged": wording.judged_by(file.judged_by),
        "proposals": [_proposal(one, now) for one in file.proposals if one.state == ProposalState.OPEN.value],
        "seats": _seats(file),
        "agreements": _agreements(file, now),
        "timeline": {"lanes": lanes, "items": [_item(file, one, lanes) for one in reversed(file.items)]},
        "family": _family(file),
        "others": other_cases(file),
        "hidden": 0,
    }


def _head(file: File) -> dict[str, Any]:
    names = Counter(person.surname for person in file.persons.values() if person.surname)
    own = next((number.number for number in file.numbers), "")
    return {
        "id": file.case.pk,
        "reference": wording.reference(file.case),
        "name": _("Gezin %(name)s") % {"name": names.most_common(1)[0][0]} if names else "",
        "region": file.case.region,
        "opened": file.case.opened_at,
        "own_number": own,
        "text_url": reverse("case-text", args=[file.case.pk]),
        "json_url": reverse("case-json", args=[file.case.pk]),
    }


def _safety(file: File, outcome: dict[str, Any], now: datetime) -> dict[str, Any]:
    judged, route = outcome["veiligheid"], outcome["routekaart"]
    alarms = [_alarm(one, file) for one in judged.get("alarms", [])]
    acute = any(one.moment == "acuut" and one.state == ProposalState.OPEN.value for one in file.proposals)
    broken = [one for one in judged.get("breaches", []) if not one["answered"]]
    if acute or broken:
        level, headline = "unsafe", _("Nee, niet iedereen is nu veilig.")
        why = (
            _("Er is een schending zonder antwoord.") if broken else _("Er is (mogelijk) acute onveiligheid.")
        )
    elif file.case.phase == "acuut":
        level, headline = "unknown", _("Dat weten we niet zeker.")
        why = _("De directe veiligheid is nog niet vastgesteld. Tot dan geldt: onveilig.")
    elif file.case.phase == "risicogestuurd":
        level, headline, why = (
            "direct",
            _("Ja, voor nu."),
            _("De directe veiligheid staat; de oorzaken nog niet."),
        )
    else:
        level, headline, why = (
            "stable",
            _("Ja, naar verwachting blijvend."),
            _("Er wordt gewerkt aan herstel."),
        )
    phase = judged.get("phase") or {}
    return {
        "level": level,
        "headline": headline,
        "why": why,
        "phase": wording.phase_name(file.case.phase),
        "since": _moment(phase.get("since")),
        "alarms": alarms,
        "missing": list(dict.fromkeys(_missing(one, file) for one in route.get("missing", [])))[:8],
    }


def _alarm(alarm: dict[str, Any], file: File) -> dict[str, Any]:
    who = [wording.organisation_name(kind) for kind in alarm["who"]]
    return {
        "title": wording.told(alarm["rule"]["text"]),
        "text": wording.told(alarm["reason"]),
        "at": _moment(alarm["since"]),
        "owner": wording.sentence(who),
        "ground": _("volgt uit wat u mag zien"),
        "url": "",
    }


def _missing(missing: dict[str, Any], file: File) -> str:
    person = file.persons.get(missing.get("person") or "")
    who = wording.sentence(wording.organisation_name(kind) for kind in missing["who"])
    about = f" ({person.full_name})" if person else ""
    return f"{wording.told(missing['name'])}{about} · {who}"


def _clocks(file: File, now: datetime) -> list[dict[str, Any]]:
    """What runs now, most urgent first. Terms of one kind that end together are one clock."""
    alike: dict[tuple[str, datetime, uuid.UUID], list[Deadline]] = {}
    for one in file.deadlines:
        if one.met_at is None and one.ended_at is None:
            alike.setdefault((one.term, one.due_at, one.organisation_id), []).append(one)
    return [_clock(group, file, now) for group in alike.values()]


def _clock(group: list[Deadline], file: File, now: datetime) -> dict[str, Any]:
    clock = wording.clock(group[0], now)
    about = dict.fromkeys(str(one.person) for one in group if one.person)
    names = [file.persons[key].full_name for key in about if key in file.persons]
    if names:
        clock["name"] = f"{clock['name']}: {wording.sentence(names)}"
    return clock


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _oversight(file: File, outcome: dict[str, Any]) -> dict[str, Any] | None:
    """Who has it; where the cases that belong together name several, the one that follows from the whole."""
    held = [one for one in file.holders if one.kind == "oversight_holder"]
    if not held:
        return None
    whole = (outcome["veiligheid"].get("holders") or {}).get("oversight")
    holder = next((one for one in held if one.organisation.kind == whole), held[0])
    return {
        "organisation": holder.organisation.name,
        "person": "",
        "since": holder.since,
        "reach": "",
        "ground": _("iedereen aan tafel mag dit weten"),
    }


def _proposal(proposal: Proposal, now: datetime) -> dict[str, Any]:
    return {
        "title": wording.proposal_title(proposal),
        "strength": wording.strength_name(proposal.strength),
        "reason": wording.told(proposal.reason),
        "due": wording.last_moment(proposal.due_at) if proposal.due_at else None,
        "aim": proposal.due_is_aim,
        "late": proposal.due_at is not None and proposal.due_at <= now,
        "url": reverse("proposal", args=[proposal.case_id, proposal.pk]),
    }


def _seats(file: File) -> list[dict[str, Any]]:
    answers = {one.organisation_id: one for one in reversed(file.invitations)}
    numbers = wording.sentence(number.number for number in file.numbers)
    rows = []
    for seat in file.seats:
        invited = answers.get(seat.organisation_id)
        state, text = "present", _("aan tafel")
        if invited is not None and not invited.answer:
            state, text = "invited", _("uitgenodigd")
        elif invited is not None and invited.answer != "komt":
            state, text = "silent", _("komt niet")
        own = seat.organisation_id == (file.evaluation.organisation_id if file.evaluation else None)
        rows.append(
            {
                "organisation": seat.organisation.name,
                "person": wording.organisation_name(seat.organisation.kind),
                "role": "",
                "number": numbers if own else "",
                "since": seat.since,
                "state": state,
                "state_text": text,
                "ground": wording.ground_name(seat.ground),
            }
        )
    return rows


def _agreements(file: File, now: datetime) -> list[dict[str, Any]]:
    return [_agreement(file, one, now) for one in file.items if one.item.kind in ("measure", "agreement")]


def _agreement(file: File, shown: Shown, now: datetime) -> dict[str, Any]:
    detail = {name[7:]: value for name, value in shown.parts.items() if name.startswith("detail.")}
    code = detail.get("code", "")
    known = wording.told(measures()[code].name) if code in measures() else ""
    title = known or detail.get("title") or detail.get("id") or code
    until = _moment(detail.get("until"))
    over = detail.get("action") == "beeindigd" or (until is not None and until <= now)
    state = "over" if over else "ending" if until and (until - now).days < 7 else "runs"
    texts = {"over": _("afgelopen"), "ending": _("loopt bijna af"), "runs": _("loopt")}
    return {
        "title": title,
        "kind_text": wording.kind_name(shown.item.kind),
        "person": _people(file, shown, "person", detail),
        "protects": _people(file, shown, "protects", detail),
        "until": until,
        "basis": code or shown.item.source,
        "state": state,
        "state_text": texts[state],
        "owner": shown.item.organisation.name,
        "ground": wording.ground_name(shown.ground),
        "url": "",
    }


def _people(file: File, shown: Shown, name: str, detail: dict[str, Any]) -> str:
    wanted = detail.get(name)
    keys = wanted if isinstance(wanted, list) else [wanted] if wanted else []
    return wording.sentence(file.persons[key].full_name for key in keys if key in file.persons)


def _item(file: File, shown: Shown, lanes: list[str]) -> dict[str, Any]:
    item = shown.item
    owner = item.organisation.name
    args = [file.case.pk, item.pk]
    texts = [value for name, value in shown.parts.items() if name.startswith("tekst.")]
    return {
        "kind": item.kind,
        "kind_text": wording.kind_name(item.kind),
        "title": item_title(shown),
        "at": item.happened_at,
        "recorded": item.recorded_at,
        "lane": lanes.index(owner) + 1 if owner in lanes else len(lanes),
        "owner": owner,
        "ground": wording.ground_name(shown.ground),
        "nature": item.nature,
        "source": wording.organisation_name(item.source) if item.source else owner,
        "version": item.version,
        "text": "\n\n".join(texts),
        "persons": [
            {"name": file.persons[key].full_name or _("naam onbekend"), "role": wording.told(role)}
            for role, keys in shown.roles.items()
            for key in keys
            if key in file.persons
        ],
        "facts": wording.fact_rows(shown.parts),
        "place": wording.place(shown.place),
        "until": _moment(shown.parts.get("detail.until")),
        "danger": shown.parts.get("detail.danger"),
        "text_url": reverse("item-text", args=args),
        "json_url": reverse("item-json", args=args),
    }


def item_title(shown: Shown) -> str:
    """A short line: what kind of thing, and the one word that tells it from others of its kind."""
    kind = wording.kind_name(shown.item.kind).capitalize()
    parts = shown.parts
    code = str(parts.get("detail.code", ""))
    known = wording.told(measures()[code].name) if code in measures() else None
    which = known or next(
        (
            parts[f"detail.{name}"]
            for name in ("moment", "status", "what", "title", "instrument", "of")
            if parts.get(f"detail.{name}")
        ),
        "",
    )
    return f"{kind}: {wording.moment_names().get(which, wording.said(which))}" if which else kind


def _family(file: File) -> dict[str, Any]:
    homes = {
        key: _("huishouden %(number)s") % {"number": number}
        for number, people in enumerate(file.households.values(), start=1)
        for key in people
    }
    roles: dict[str, list[str]] = {}
    for shown in file.items:
        for role, keys in shown.roles.items():
            for key in keys:
                roles.setdefault(key, []).append(
                    f"{wording.told(role)} ({wording.kind_name(shown.item.kind)})"
                )
    members = [_member(key, person, roles.get(key, []), homes) for key, person in file.persons.items()]
    ties = dict.fromkeys(
        Tie(
            str(one.source.identity),
            str(one.target.identity),
            one.kind,
            wording.told(one.kind.replace("_", "-")),
            one.custody,
        )
        for one in file.relations
    )
    return {
        "picture": family(members, list(ties)),
        "summary": _("%(count)s personen in beeld. Rollen horen bij een gebeurtenis, niet bij een persoon.")
        % {"count": len(members)},
        "persons": [
            _person(file, key, person, roles.get(key, []), homes) for key, person in file.persons.items()
        ],
    }


def _member(key: str, person: PersonRecord, roles: list[str], homes: dict[str, str]) -> Member:
    short = tuple(dict.fromkeys(role.split(" (")[0] for role in roles))
    return Member(key, person.full_name or _("naam onbekend"), born(person), short, homes.get(key, ""))


def _person(
    file: File, key: str, person: PersonRecord, roles: list[str], homes: dict[str, str]
) -> dict[str, Any]:
    relations = [
        _("%(kind)s van %(name)s")
        % {"kind": wording.told(one.kind.replace("_", "-")), "name": one.target.full_name}
        for one in file.relations
        if str(one.source.identity) == key
    ]
    return {
        "name": person.full_name or _("naam onbekend"),
        "born": born(person),
        "household": homes.get(key, _("onbekend")),
        "relations": list(dict.fromkeys(relations)),
        "roles": list(dict.fromkeys(roles)),
        "owner": person.organisation.name,
        "ground": _("eigen registratie"),
        "secret": person.protected,
    }


def born(person: PersonRecord) -> str:
    if person.unborn:
        return _("nog niet geboren")
    if person.birth_year is None:
        return _("geboortedatum onbekend")
    parts = (person.birth_day, person.birth_month, person.birth_year)
    return "-".join(f"{part:02d}" for part in parts if part)
