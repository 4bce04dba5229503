# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is accountable in a case, and since which event: the history that the table reads (handbook 3.2, 7.6).

Rule 1: at any moment at most one organisation has the oversight, and one the plan. A hand-over is one event: the old
one stays until it, and is accountable no longer from it on.
Rule 2: the rules say who holds what for one organisation's picture (`rules.safety.holders`); these rows say it for the
table, from the same events. An event that is heard of late takes its place in the history.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet

from samenspel.cases.models import Case, Holder, HolderKind, Item, Part
from samenspel.partners.models import Organisation
from samenspel.rules.facts import Kind, Known
from samenspel.rules.facts.situation import decisions_of

DETAIL = "detail."
KINDS = {kind.value: kind for kind in HolderKind}


def hold(
    case: Case, kind: HolderKind, organisation: Organisation, at: datetime, event: Item | None = None
) -> None:
    """From `at` on the organisation holds oversight, plan or case, because of `event`; whoever did until then stops."""
    _change(case, kind, organisation, at, event)


def oversee(case: Case, receiver: Organisation, report: Item) -> None:
    """Veilig Thuis has oversight and plan from the receipt of a report, unless somebody has them already."""
    if receiver.kind == "VT":
        for kind in (HolderKind.OVERSIGHT, HolderKind.PLAN):
            if not _holding(case, kind, report.happened_at).exists():
                _change(case, kind, receiver, report.happened_at, report)


def follow(case: Case, recorded: Iterable[tuple[Item, Known]]) -> None:
    """Let the rows follow what was recorded: a hand-over, or a decision of the one in charge that ends the oversight.

    A hand-over to a kind of organisation that takes no part in the region changes nothing: the old one stays.
    """
    handed_over = []
    for item, known in recorded:
        _apply(case, item, known)
        if known.kind is Kind.OWNER:
            handed_over.append(known.at)
    if handed_over:  # what somebody decided afterwards may count only now that they turn out to have held it
        for item, known in _later(case, min(handed_over)):
            _apply(case, item, known)


def _apply(case: Case, item: Item, known: Known) -> None:
    if known.kind is Kind.OWNER:
        _hand_over(case, item, known)
    elif any("ends_oversight" in one.effects for one in decisions_of(known)):
        held = _holding(case, HolderKind.OVERSIGHT, known.at).filter(organisation__kind=known.by)
        if held.exists():
            _change(case, HolderKind.OVERSIGHT, None, known.at, item)


def _later(case: Case, at: datetime) -> list[tuple[Item, Known]]:
    """What the acting organisation may see of hand-overs and decisions after that moment, oldest first."""
    kinds = [kind.value for kind in (Kind.OWNER, Kind.DECISION, Kind.MOMENT)]
    items = Item.objects.in_force().filter(case=case, kind__in=kinds, happened_at__gt=at)
    named = items.select_related("organisation").prefetch_related(
        Prefetch("parts", queryset=Part.objects.filter(name__startswith=DETAIL))
    )
    return [(item, _known(item)) for item in named]


def _known(item: Item) -> Known:
    detail = {part.name.removeprefix(DETAIL): part.value for part in item.parts.all()}
    said = item.source or item.organisation.kind
    return Known(str(item.pk), Kind(item.kind), item.happened_at, item.recorded_at, said, detail=detail)


def _hand_over(case: Case, item: Item, known: Known) -> None:
    kind, code = KINDS.get(str(known.detail.get("what"))), known.detail.get("organisation")
    if kind is None or (kind is HolderKind.CASE_OWNER and not code):
        return
    region = Case.objects.values_list("region", flat=True).get(pk=case.pk)
    organisation = Organisation.objects.of_kind(str(code), region) if code else None
    if organisation is not None or not code:
        _change(case, kind, organisation, known.at, item)


def _holding(case: Case, kind: HolderKind, at: datetime) -> QuerySet[Holder]:
    rows = Holder.objects.filter(case=case, kind=kind.value, since__lte=at)
    return rows.filter(Q(until=None) | Q(until__gt=at)).order_by("-since")


def _change(
    case: Case, kind: HolderKind, organisation: Organisation | None, at: datetime, event: Item | None
) -> None:
    rows, held = Holder.objects.filter(case=case, kind=kind.value), _holding(case, kind, at)
    if kind is HolderKind.CASE_OWNER:
        rows, held = (one.filter(organisation=organisation) for one in (rows, held))
    before, later = held.first(), rows.filter(since__gt=at).order_by("since").first()
    if before is not None and before.organisation_id == (organisation and organisation.pk):
        return
    if before is not None:
        rows.filter(pk=before.pk).update(until=at, ended_by=event)
    if organisation is not None:
        Holder(
            case=case,
            kind=kind.value,
            organisation=organisation,
            since=at,
            item=event,
            until=later.since if later else None,
            ended_by_id=later.item_id if later else None,
        ).save(force_insert=True)
