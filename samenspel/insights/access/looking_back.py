# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What other rules would have meant for what happened before: cases of one's own organisation, or a chronology.

Rule 1: a regional administrator sees no case. Over cases there are numbers only, and of a case lines only for whoever
works on it (`insights.backtest.counting` says why the numbers are rough).
Rule 2: cases are those of the administrator's own organisation, as that organisation may see them now: what was
recalled or deleted does not count. Which cases are looked at does not depend on who asks, nor on the rules.
Rule 3: every case that was looked at has its line in the journal.
"""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from pathlib import Path

from django.utils.translation import gettext as _

import samenspel
from samenspel.cases.access import picture_of
from samenspel.cases.access.pictures import roots_of
from samenspel.cases.models import Assignment, Case, Seat
from samenspel.insights.access.checking import Weighed, weigh
from samenspel.insights.access.desk import Desk
from samenspel.insights.backtest import Change, Counted, compare, count, heard, pictures
from samenspel.insights.replay.chronology import Chronology, Event
from samenspel.journal.models import Actor, Handling, write
from samenspel.partners.access import acting_as, service_of
from samenspel.partners.models import Organisation
from samenspel.partners.routekaart import standing_of
from samenspel.rules import variants
from samenspel.rules.facts import Picture
from samenspel.rules.ruleset import Ruleset, national
from samenspel.rules.workdays import AMSTERDAM, local_day

BACK = timedelta(days=365)
MOST_CASES = 150
MOST_STEPS = 12  # of one case, the latest: what an organisation got to know at one moment is one step
MOST_EVENTS = 150
NAME, PURPOSE = "insights.look_back", "routekaart terugkijken"


@dataclass(frozen=True, slots=True)
class Line:
    """One difference in a case that the reader works on."""

    case: uuid.UUID
    at: datetime
    change: Change


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of looking back on cases. `all_of_them` is False when there are more than were looked at."""

    counted: Counted
    lines: tuple[Line, ...]
    all_of_them: bool


def beside(desk: Desk, now: datetime) -> Ruleset:
    """What holds in the region now, as if it had held all along."""
    standing = standing_of(desk.region, now)
    if standing.variant is None or standing.trouble:
        return national()
    return all_along(weigh(standing.variant.text, desk.region))


def all_along(weighed: Weighed) -> Ruleset:
    """The rules of a document as if they had held all along: else nothing that happened before it would be different.

    Raises ValueError for a document with something wrong in it.
    """
    if weighed.variant is None:
        raise ValueError("only a document without problems has rules")
    return variants.combine(variants.all_along(weighed.variant))


def look_back(desk: Desk, before: Ruleset, after: Ruleset, now: datetime) -> Looked:
    """Compare two sets of rules over the cases of the administrator's organisation in this region, of one year."""
    organisation = Organisation.objects.get(pk=desk.by.acts_for)
    mine = set(Assignment.objects.cases_of(desk.by, now))
    service = service_of(organisation, process="proef")
    found: dict[uuid.UUID, tuple[Change, ...]] = {}
    with acting_as(service, purpose="evaluatie"):
        cases = _cases(desk.region, organisation, now)
        for case in cases[:MOST_CASES]:
            steps = _steps(picture_of(case, organisation, now, desk.region), now)
            found[case] = compare(heard(before, steps), heard(after, steps))
            _journal(service, case, after, now)
    write(by=desk.by, name=NAME, handling=Handling.COMBINE, now=now, purpose=PURPOSE)
    lines = (
        Line(case, (change.before or change.after).at, change)  # type: ignore[union-attr]
        for case, changes in found.items()
        if case in mine
        for change in changes
    )
    return Looked(count(found.values()), tuple(lines), len(cases) <= MOST_CASES)


def _cases(region: str, organisation: Organisation, now: datetime) -> list[uuid.UUID]:
    """The cases with a seat of this organisation, newest first: as they were this morning, each family once."""
    today = datetime.combine(local_day(now), time(), AMSTERDAM)
    seated = Seat.objects.filter(organisation=organisation, until=None).values("case")
    opened = Case.objects.filter(
        pk__in=seated, region=region, opened_at__gte=today - BACK, opened_at__lt=today
    )
    cases = list(opened.order_by("-opened_at").values_list("pk", flat=True)[: 3 * MOST_CASES])
    return list(dict.fromkeys(roots_of(cases, organisation.pk).values()))


def _steps(picture: Picture, now: datetime) -> list[tuple[Picture, datetime]]:
    """The picture as it grew: after everything that the organisation got to know at one moment."""
    moments = sorted({item.recorded for item in picture.known if item.recorded <= now})[-MOST_STEPS:]
    return [
        (replace(picture, known=tuple(item for item in picture.known if item.recorded <= at)), at)
        for at in moments
    ]


def _journal(service: Actor, case: uuid.UUID, rules: Ruleset, now: datetime) -> None:
    write(
        by=service,
        name=NAME,
        handling=Handling.COMBINE,
        now=now,
        case=case,
        purpose=PURPOSE,
        rules_version=rules.version,
    )


# Chronologies: nobody's case, so everything may be read


@dataclass(frozen=True, slots=True)
class Told:
    """One difference in a chronology: after which event, and for which organisations."""

    event: Event
    sees: tuple[str, ...]
    change: Change


def look_back_on(chronology: Chronology, before: Ruleset, after: Ruleset) -> tuple[Told, ...]:
    """Compare two sets of rules over what each organisation in a chronology knew, event by event.

    Raises ValueError for a chronology that is too long to be gone through while somebody waits.
    """
    if len(chronology.events) > MOST_EVENTS:
        raise ValueError(
            _("een chronologie heeft hier ten hoogste %(most)s gebeurtenissen") % {"most": MOST_EVENTS}
        )
    known: dict[str, list[tuple[Event, Picture]]] = {}
    for event, seen in pictures(chronology):
        for code, picture in seen.items():
            known.setdefault(code, []).append((event, picture))
    alike: dict[object, Told] = {}
    for code, steps in known.items():
        for told in _told(code, steps, before, after):
            key = (told.event.number, _said(told.change))
            same = alike.get(key)
            alike[key] = replace(same, sees=(*same.sees, code)) if same else told
    return tuple(sorted(alike.values(), key=lambda told: (told.event.at, told.event.number)))


def _told(code: str, steps: list[tuple[Event, Picture]], before: Ruleset, after: Ruleset) -> Iterator[Told]:
    moments = [(picture, event.at) for event, picture in steps]
    for change in compare(heard(before, moments), heard(after, moments)):
        yield Told(steps[change.step][0], (code,), change)


def _said(change: Change) -> object:
    """What two organisations have to see alike to be one line: everything but at which of their steps it was."""
    sides = [replace(one, first=0, last=0) if one else None for one in (change.before, change.after)]
    return (change.kind, change.moment, *sides)


def examples() -> Mapping[str, Path]:
    """The chronologies that come along, by name; none in an installation without them."""
    folder = Path(samenspel.__file__).parent.parent / "examples" / "chronologies"
    return {path.stem: path for path in sorted(folder.glob("*.toml"))}
