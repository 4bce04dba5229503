# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Alarms about who is responsible and what must be answered (handbook 3.9, 3.12, 13.1, 13.8, 13.19)."""

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta

from samenspel.rules.facts import Kind, Known
from samenspel.rules.safety.values import Found
from samenspel.rules.safety.view import View


def no_case_owner(view: View) -> Iterator[Found]:
    """Stalking needs one case owner at the police, who works with one contact at Veilig Thuis."""
    events = (
        *view.find("stalking_pattern").support(("ja",)),
        *view.find("sash_concern").support(("matig", "hoog")),
    )
    if events and not view.find("police_case_owner").support(("ja",)):
        yield Found(min(item.recorded for item in events), events=events)


def no_oversight(view: View) -> Iterator[Found]:
    if not view.unsafety_open() or view.holders.oversight or view.holders.oversight_ended:
        return
    first = view.situation.occurrences[0]
    if view.situation.now - first.recorded >= timedelta(hours=view.situation.parameters.oversight_hours):
        yield Found(first.recorded, events=(first,))


def oversight_gap(view: View) -> Iterator[Found]:
    ended = view.holders.oversight_ended
    if ended and view.unsafety_open():
        yield Found(ended.at, events=(ended,))


def no_plan_holder(view: View) -> Iterator[Found]:
    placed = [*view.situation.of(Kind.AGREEMENT), *(one.known for one in view.situation.in_force)]
    if placed and view.holders.plan is None:
        yield Found(min(item.recorded for item in placed), events=tuple(placed))


def breach_without_reaction(view: View) -> Iterator[Found]:
    events = {item.id: item for item in view.situation.of(Kind.BREACH)}
    for one in view.breaches:
        if not one.answered:
            who = one.tell or (view.situation.picture.viewer,)
            yield Found(one.at, f"Geschonden: {one.of}.", who, events=(events[one.breach],))


def prosecution_reopened(view: View) -> Iterator[Found]:
    """Until the prosecutor decides: any other reaction leaves this question open."""
    events = {item.id: item for item in view.situation.of(Kind.BREACH)}
    decided = view.situation.decided("prosecution")
    for one in view.breaches:
        if one.reopened and not any(item.at > one.at for item in decided):
            yield Found(one.at, f"Geschonden: {one.of}.", ("OM",), events=(events[one.breach],))


def transfer_not_accepted(view: View) -> Iterator[Found]:
    """A move to another region, or a transfer, is a task until the receiver is recorded."""
    situation = view.situation
    accepted = (*situation.of(Kind.OWNER), *situation.decided("transfer_accepted"))
    pending = [*_moves(view), *situation.decided("transfer")]
    for item in pending:
        if not any(other.at > item.at or (other.at == item.at and other is not item) for other in accepted):
            person = item.detail.get("person")
            yield Found(item.at, person=str(person) if person else None, events=(item,))


def _moves(view: View) -> Iterator[Known]:
    region = view.situation.picture.region
    for item in view.situation.of(Kind.MOVE):
        new = item.detail.get("region")
        if new and new != region:
            yield item
        region = new or region


def repeated_without_discussion(view: View) -> Iterator[Found]:
    finding = view.find("repeated_undiscussed")
    events = finding.support(("ja",))
    if "ja" in finding.values:
        since = max((item.recorded for item in events), default=view.situation.now)
        yield Found(since, f"Aantal: {len(events)}.", events=events)


def ssk_stop_order(view: View) -> Iterator[Found]:
    for block in view.evaluation.blocked:
        yield Found(block.since)


def stop_order_broken(view: View) -> Iterator[Found]:
    """Someone spoke with a parent of a child while the order stood."""
    situation = view.situation
    parents = {parent for child in situation.children for parent in situation.parents(child)}
    for block in view.evaluation.blocked:
        for item in situation.of(Kind.CONTACT):
            if item.detail.get("person") in parents and item.at >= block.since:
                yield Found(item.at, person=str(item.detail["person"]), events=(item,))


def partner_absent(view: View) -> Iterator[Found]:
    """The last time a moment was held, as far as the viewer was told who was there."""
    always: dict[str, set[str]] = {}
    for row in view.rules.tables["DT-03"].rows:
        if row.then["grade"] == "must" and row.then["partner"] != "3RO":
            always.setdefault(row.then["moment"], set()).add(row.then["partner"])
    for moment, partners in always.items():
        held = view.situation.held(moment)
        absent = sorted(partners - {held.by, *held.detail.get("present", ())}) if held else []
        if held and absent:
            yield Found(held.at, f"Afwezig bij {moment}: {', '.join(absent)}.", events=(held,))


WATCHES: Mapping[str, Callable[[View], Iterator[Found]]] = {
    "no-case-owner": no_case_owner,
    "no-oversight": no_oversight,
    "oversight-gap": oversight_gap,
    "no-plan-holder": no_plan_holder,
    "breach-without-reaction": breach_without_reaction,
    "prosecution-reopened": prosecution_reopened,
    "transfer-not-accepted": transfer_not_accepted,
    "repeated-reports-without-discussion": repeated_without_discussion,
    "ssk-stop-order": ssk_stop_order,
    "stop-order-broken": stop_order_broken,
    "partner-absent": partner_absent,
}
