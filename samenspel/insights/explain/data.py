# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""An explanation as data: plain values for JSON, moments in UTC, every law with the day on which it was read."""

from datetime import UTC, date, datetime
from typing import Any

from samenspel.insights.explain.working_out import Explanation
from samenspel.rules.facts import LOCAL
from samenspel.rules.law import Reason, Source
from samenspel.rules.routekaart import Proposal, due_of
from samenspel.rules.tables import Asked, RowTrace, TableTrace

Data = dict[str, Any]


def as_data(found: Explanation) -> Data:
    """The whole explanation."""
    day = found.asked.now.astimezone(LOCAL).date()
    return {
        "viewer": found.asked.picture.viewer,
        "now": _utc(found.asked.now),
        "rules": {"name": found.rules.name, "version": found.rules.version},
        "outcome": _outcome(found, day),
        "tables": [_table(trace, day) for trace in found.tables.values()],
    }


def _outcome(found: Explanation, day: date) -> Data:
    route, phase = found.route, found.safety.phase
    return {
        "proposals": [_proposal(one, found, day) for one in route.proposals],
        "not_indicated": _reason(route.not_indicated, day) if route.not_indicated else None,
        "phase": {
            "phase": phase.phase.value,
            "since": _utc(phase.since),
            "allowed": [one.value for one in phase.allowed],
            "prepare": [one.value for one in phase.prepare],
            "against": list(phase.against),
            "warn": list(phase.warn),
            "reason": _reason(phase.reason, day),
        },
        "blocked": [{"what": one.what, "reason": _reason(one.reason, day)} for one in route.blocked],
        "missing": [
            {"what": one.what, "person": one.person, "who": list(one.who), "reason": _reason(one.reason, day)}
            for one in route.missing
        ],
        "alarms": [
            {"code": one.code, "who": list(one.who), "text": one.reason, "reason": _reason(one.rule, day)}
            for one in found.safety.alarms
        ],
        "flags": [
            {"code": one.code, "name": one.name, "reason": _reason(one.reason, day)} for one in route.flags
        ],
        "duties": [{"report": one.report, "reason": _reason(one.reason, day)} for one in route.duties],
    }


def _proposal(one: Proposal, found: Explanation, day: date) -> Data:
    due = due_of(one, found.rules.terms)
    return {
        "moment": one.moment.value,
        "strength": one.strength.value,
        "rules": list(one.rules),
        "reasons": [_reason(reason, day) for reason in one.reasons],
        "invite": {
            "must": list(one.invite.must),
            "conditional": list(one.invite.conditional),
            "optional": list(one.invite.optional),
        },
        "since": _utc(one.since),
        "by": _utc(due) if due else None,
        "evidence": list(one.evidence),
    }


def _table(trace: TableTrace, day: date) -> Data:
    table = trace.table
    counts = {id(hit) for hit in trace.hits()}
    return {
        "id": table.id,
        "name": table.name,
        "hit": table.hit.value,
        "rows": [_row(one, id(one) in counts, day) for one in trace.rows],
    }


def _row(one: RowTrace, counts: bool, day: date) -> Data:
    return {
        "id": one.row.id,
        "applied": one.applied,
        "counts": counts,
        "text": one.row.text,
        "then": dict(one.row.then),
        "minimum": one.row.minimum,
        "source": _source(one.row.source, day),
        "asked": [_question(asked) for asked in one.asked],
    }


def _question(one: Asked) -> Data:
    return {
        "question": one.question,
        "found": list(one.found),
        "accepted": list(one.accepted),
        "held": one.held,
        "events": [item.id for item in one.events],
        "persons": list(one.persons),
        "why": one.why(),
    }


def _reason(reason: Reason, day: date) -> Data:
    return {"rule": reason.rule, "text": reason.text, "source": _source(reason.source, day)}


def _source(source: Source, day: date) -> Data:
    return {"text": source.text, "jci": source.cite(day), "verify": source.verify}


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
