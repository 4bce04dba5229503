# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens because time passes: terms that are late wake somebody; a second look recomputes them all.

`expire` runs in role worker, which sees headers of terms and no content. `disagreements` runs in role watcher, which
reads only, in another process, and shares nothing with `expire` but the rule that computes a term (SR-40).
"""

import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import transaction

from samenspel.cases.models import Deadline, Item
from samenspel.journal.models import Actor, Handling, write
from samenspel.notify.actions import queue
from samenspel.partners.access import acting_as
from samenspel.partners.models import DutyPost
from samenspel.rules.clocks import Nature, due, extended, register
from samenspel.rules.facts import Kind


def expire(now: datetime, limit: int = 200) -> int:
    """Tell the owner of every term that passed unmet, once. Returns how many. Nothing is re-dated or closed."""
    with transaction.atomic():
        late = list(
            Deadline.objects.to_warn(now, limit).values_list(
                "pk", "organisation", "organisation__kind", "post", "case"
            )
        )
        posts = DutyPost.objects.in_bulk({post for _, _, _, post, _ in late})
        for ident, organisation, kind, post, case in late:
            actor = Actor(organisation, kind, process="worker")
            with acting_as(actor, purpose="termijn"):
                _warn(ident, posts[post], case, actor, now)
    return len(late)


def _warn(deadline: uuid.UUID, post: DutyPost, case: uuid.UUID, actor: Actor, now: datetime) -> None:
    Deadline.objects.filter(pk=deadline, warned_at=None).update(warned_at=now)
    queue(post=post, template="te-laat", case=case, now=now)
    write(
        by=actor,
        name="cases.expire",
        handling=Handling.CHANGE,
        now=now,
        outcome="te laat",
        case=case,
        object_kind="deadline",
        object=deadline,
        purpose="termijn",
    )


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Something about terms that does not follow from the base facts. Holds ids and codes only."""

    what: str
    deadline: uuid.UUID | None
    item: uuid.UUID | None
    term: str


AT_EVERY_REPORT = ("DL-02", "DL-03")
UNNOTICED = timedelta(minutes=2)


def disagreements(now: datetime) -> Iterator[Disagreement]:
    """Recompute every open term from its start and its rule; look for terms that a report should have and lacks."""
    for row in Deadline.objects.open().values("pk", "item", "term", "starts_at", "due_at").iterator():
        if not _follows(row["term"], row["starts_at"], row["due_at"]):
            yield Disagreement("termijn klopt niet", row["pk"], row["item"], row["term"])
    reports = Item.objects.filter(kind=Kind.REPORT.value, replaced_by=None).values_list("pk", flat=True)
    having = Counter(Deadline.objects.filter(term__in=AT_EVERY_REPORT).values_list("item", "term"))
    for item in reports.iterator():
        for term in AT_EVERY_REPORT:
            if (item, term) not in having:
                yield Disagreement("termijn ontbreekt", None, item, term)
    late = Deadline.objects.open().filter(due_at__lte=now, warned_at=None).order_by("due_at")
    for pk, item, term, due_at in late.values_list("pk", "item", "term", "due_at").iterator():
        if now - due_at > UNNOTICED:
            yield Disagreement("niet gewaarschuwd", pk, item, term)


def _follows(term: str, start: datetime, due_at: datetime) -> bool:
    """Can this due moment come from that start? Exactly as the register counts, in one of its variants; or earlier,
    where somebody decides on less than the law allows (a measure) or an event comes first (a release)."""
    row = register().rule(term, start.date())
    lawful = {due(row, start, variant=variant).due for variant in (None, *row.variants)}
    if row.extension:  # an extension is a term of its own that starts where the one before it ended
        lawful.add(extended(row, start, replace(due(row, start), due=start), None).due)
    measured = any(pattern.kind is Kind.MEASURE for pattern in row.events.starts)
    may_be_less = measured or row.nature is Nature.LIMIT or row.early or bool(row.events.caps)
    return due_at in lawful or (may_be_less and start <= due_at <= max(lawful))
