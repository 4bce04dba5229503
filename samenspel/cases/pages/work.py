# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Mijn werk: what must I do, for which family, by when. Late on top, never re-dated."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samenspel.cases.access import Caseload, caseload_of, waiting_for
from samenspel.cases.models import Deadline, Invitation, Proposal
from samenspel.cases.pages import wording
from samenspel.partners.access import SignedInRequest, my_posts
from samenspel.people.access import doubts_at
from samenspel.people.models import Doubt

LOCAL = ZoneInfo("Europe/Amsterdam")
LATE, TODAY, WEEK, LATER, SOON = "te-laat", "vandaag", "week", "later", "zsm"


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do. `due` None: as soon as possible; with `aim` it is an own target, which law does not set.

    `owner` is a duty post, or "" for who reads.
    """

    kind: str
    url: str
    title: str
    started: datetime
    due: datetime | None = None
    reference: str = ""
    family: str = ""
    text: str = ""
    owner: str = ""
    source: str = ""
    aim: bool = False

    def period(self, now: datetime) -> str:
        """When it has to be done, seen from `now`, by days and weeks as they are in the Netherlands."""
        if self.due is None:
            return SOON
        if self.due <= now:
            return LATE
        today, day = now.astimezone(LOCAL).date(), wording.last_moment(self.due).astimezone(LOCAL).date()
        if day == today:
            return TODAY
        return WEEK if day <= today + timedelta(days=6 - today.weekday()) else LATER


Source = Callable[[SignedInRequest], Iterable[Task]]
_sources: list[Source] = []


def brings_work(source: Source) -> Source:
    """Let a package higher up bring its own tasks to Mijn werk: this page need not know who does."""
    _sources.append(source)
    return source


def waiting(request: SignedInRequest) -> int:
    """What the menu counts beside Mijn werk."""
    return waiting_for(request.actor, request.now)


@require_safe
def my_work(request: SignedInRequest) -> HttpResponse:
    kinds, periods = _kinds(), _periods()
    kind = request.GET.get("soort", "")
    period = request.GET.get("periode", "")
    load = caseload_of(request.actor, request.now)
    tasks = [*_tasks(load), *_doubts(request), *(task for source in _sources for task in source(request))]
    shown = [one for one in tasks if kind not in kinds or one.kind == kind]
    shown = [one for one in shown if period not in periods or one.period(request.now) == period]
    context = {
        "now": request.now,
        "groups": _groups(shown, request.now),
        "filters": [
            _filter("soort", _("Soort"), kinds, kind),
            _filter("periode", _("Wanneer"), periods, period),
        ],
        "filtered": kind in kinds or period in periods,
        "more": load.more,
    }
    return render(request, "cases/my_work.html", context)


def _kinds() -> dict[str, str]:
    return {
        "termijn": _("termijn"),
        "voorstel": _("voorstel"),
        "uitnodiging": _("uitnodiging"),
        "twijfel": _("twijfel over persoon"),
        "bericht": _("bericht dat wacht"),
    }


def _periods() -> dict[str, str]:
    return {
        LATE: _("Te laat"),
        TODAY: _("Vandaag"),
        WEEK: _("Deze week"),
        LATER: _("Later"),
        SOON: _("Zo snel mogelijk"),
    }


def _filter(name: str, label: str, options: dict[str, str], chosen: str) -> dict[str, Any]:
    every = {"": _("alles"), **options}
    return {
        "name": name,
        "label": label,
        "options": [
            {"value": value, "label": text.capitalize(), "selected": value == chosen}
            for value, text in every.items()
        ],
    }


def _groups(tasks: list[Task], now: datetime) -> list[dict[str, Any]]:
    groups = []
    for period, title in _periods().items():
        mine = [one for one in tasks if one.period(now) == period]
        if mine:
            mine.sort(key=lambda one: one.due or one.started)
            groups.append({"title": title, "tasks": [_shown(one, period == LATE) for one in mine]})
    return groups


def _shown(task: Task, late: bool) -> dict[str, Any]:
    return {
        "url": task.url,
        "kind_text": _kinds()[task.kind],
        "title": task.title,
        "reference": task.reference,
        "family": task.family,
        "text": task.text,
        "due": wording.last_moment(task.due) if task.due else None,
        "started": task.started,
        "late": late,
        "aim": task.aim,
        "owner": task.owner or _("u"),
        "source": task.source,
    }


def _tasks(load: Caseload) -> Iterable[Task]:
    yield from (_of_term(group, load) for group in wording.alike(load.deadlines))
    yield from (_of_proposal(one, load) for one in load.proposals)
    yield from (_of_invitation(one, load) for one in load.invitations)


def _of_term(group: list[Deadline], load: Caseload) -> Task:
    row, rule = group[0], wording.term_rule(group[0])
    persons = len({one.person for one in group if one.person})
    return Task(
        "termijn",
        reverse("case", args=[row.case_id]) + "#klokken",
        wording.told(rule.name),
        row.starts_at,
        row.due_at,
        wording.reference(row.case),
        load.families.get(row.case_id, ""),
        text=_("voor %(count)s personen") % {"count": persons} if persons > 1 else "",
        owner=row.post.name,
        source=f"{row.term} · {rule.basis.text}",
        aim=row.is_aim,
    )


def _of_proposal(one: Proposal, load: Caseload) -> Task:
    return Task(
        "voorstel",
        reverse("proposal", args=[one.case_id, one.pk]),
        wording.proposal_title(one),
        one.made_at,
        one.due_at,
        wording.reference(one.case),
        load.families.get(one.case_id, ""),
        text=wording.told(one.reason),
        source=wording.sentence(one.rules),
        aim=one.due_is_aim,
    )


def _of_invitation(one: Invitation, load: Caseload) -> Task:
    return Task(
        "uitnodiging",
        reverse("answer", args=[one.case_id, one.pk]),
        _("%(sender)s nodigt u uit: %(moment)s")
        % {"sender": one.sender.name, "moment": wording.moment_names()[one.moment]},
        one.sent_at,
        one.due_at,
        wording.reference(one.case),
        load.families.get(one.case_id, ""),
        text=one.question,
        owner=one.post.name,
        source=one.ground,
        aim=one.due_is_aim,
    )


def _doubts(request: SignedInRequest) -> Iterable[Task]:
    doubts: list[Doubt] = doubts_at(my_posts(request), by=request.actor, now=request.now)
    for doubt in doubts:
        yield Task(
            "twijfel",
            reverse("doubt", args=[doubt.pk]),
            _("Is dit dezelfde persoon?"),
            doubt.opened_at,
            text=_("%(one)s en %(other)s")
            % {"one": doubt.record.full_name, "other": doubt.candidate.full_name},
            owner=doubt.post.name,
        )
