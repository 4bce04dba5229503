# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Alarms about persons: unseen children, untold victims, photos kept apart (handbook 13.9-13.12)."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta

from samenspel.rules.conditions.children import contacts, harmed
from samenspel.rules.conditions.moments import CUSTODY_STATUSES, RELEASED_STATUSES
from samenspel.rules.facts import Kind, Known, Status
from samenspel.rules.safety.values import Found
from samenspel.rules.safety.view import View

TOLD_WITHIN = timedelta(hours=24)


def child_not_seen(view: View) -> Iterator[Found]:
    """At once for a child with (possible) harm or a suspicious injury; else after the days of the region."""
    situation = view.situation
    if not situation.occurrences and not situation.of(Kind.SIGNAL):
        return
    at_once = {*harmed(situation), *view.find("suspicious_injury").persons}
    first = situation.known[0].recorded
    limit = first + timedelta(days=situation.parameters.unseen_days)
    for child in view.find("child_unseen").persons:
        if child in at_once or situation.now >= limit:
            yield Found(first if child in at_once else limit, person=child)


def child_not_seen_alone(view: View) -> Iterator[Found]:
    for child in view.find("child_unseen_alone").persons:
        seen = contacts(view.situation, child)
        yield Found(seen[0].at, person=child, events=tuple(seen))


def victim_not_told(view: View) -> Iterator[Found]:
    """Until the victim was told: a recorded decision, or contact from the last day before the release on."""
    situation = view.situation
    told = situation.decided("victim_told")
    talks = [item for item in situation.of(Kind.CONTACT) if item.detail.get("person") in situation.victims]
    for status in situation.statuses.values():
        if status.value not in RELEASED_STATUSES:
            continue
        held = _held_before(view, status)
        since = max(held, status.known.at - TOLD_WITHIN) if held else status.known.at - TOLD_WITHIN
        if not any(item.at >= since for item in (*told, *talks)):
            yield Found(status.known.at, events=(status.known,))


def _held_before(view: View, release: Status) -> datetime | None:
    """When the custody began that this release ended: the arrest, also when police custody or remand followed."""
    began: datetime | None = None
    for status in view.situation.status_history:
        if status.person != release.person or status.known.at > release.known.at or status == release:
            continue
        if status.value not in CUSTODY_STATUSES:
            began = None
        elif began is None:
            began = status.known.at
    return began


def released_without_alignment(view: View) -> Iterator[Found]:
    """Someone was heard or held and is free again, and VT-ZSM was not held in between."""
    situation = view.situation
    for status in situation.statuses.values():
        held = _held_before(view, status) if status.value in RELEASED_STATUSES else None
        moment = situation.held("zsm")
        if held and (moment is None or moment.at < held):
            yield Found(status.known.at, events=(status.known,))


def photos_not_offered(view: View) -> Iterator[Found]:
    """Photos that one organisation saw, and that others who judge the injury were not offered."""
    situation = view.situation
    judges = _judges(view)
    offered = situation.decided("photos_offered")
    for item in situation.known:
        if item.detail.get("photos") is not True or any(one.at >= item.at for one in offered):
            continue
        without = sorted(code for code in judges - {item.by} if not _has_seen(code, item, view))
        if without:
            yield Found(item.recorded, f"Niet bij: {', '.join(without)}.", (item.by,), events=(item,))


def _judges(view: View) -> set[str]:
    """Who judges an injury of a child: who said something about it; Veilig Thuis once there is a report."""
    situation = view.situation
    found = {item.by for item in situation.known if {"injury", "child_harm"} & set(item.facts)} - {"BURGER"}
    found |= {item.by for item in situation.known if item.detail.get("photos") is True} - {"BURGER"}
    return found | ({"VT"} if situation.of(Kind.REPORT) and situation.children else set())


def _has_seen(code: str, item: Known, view: View) -> bool:
    """The viewer holds the event itself.

    A report that names it carried it; a moment with both put it on the table.
    """
    situation = view.situation
    if code == situation.picture.viewer:
        return True
    if code == "VT" and any(one.detail.get("incident") == item.id for one in situation.of(Kind.REPORT)):
        return True
    return any(
        one.at >= item.at and {code, item.by} <= {one.by, *one.detail.get("present", ())}
        for one in situation.of(Kind.MOMENT)
    )


WATCHES: Mapping[str, Callable[[View], Iterator[Found]]] = {
    "child-not-seen": child_not_seen,
    "child-not-seen-alone": child_not_seen_alone,
    "victim-not-told-before-release": victim_not_told,
    "released-without-alignment": released_without_alignment,
    "photos-not-offered": photos_not_offered,
}
