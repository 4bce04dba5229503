# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""After the last kill: the receipts that senders hold, against the plain rows."""

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import psycopg

from bench.crash.sender import Receipt
from bench.site import Site

SETTLED_WITHIN = 900.0  # seconds for the handlers to work off what is left

MESSAGES = """
SELECT m.id::text, m.key, m.state, m.attempts, m.item_id::text, m.problems
FROM intake_message m JOIN partners_organisation o ON o.id = m.sender_id WHERE o.kind = 'POL'
"""
REPORTS = "SELECT id::text FROM cases_item WHERE kind = 'report'"
# What each report's terms hang on: the report itself for Veilig Thuis, its incident for the police.
TERMS = """
SELECT r.id::text, array_agg(d.term) FROM cases_item r
LEFT JOIN cases_part p ON p.item_id = r.id AND p.name = 'detail.incident'
LEFT JOIN cases_deadline d ON d.item_id = r.id OR d.item_id = (p.value #>> '{}')::uuid
WHERE r.kind = 'report' GROUP BY r.id
"""
NEEDED = {"DL-01", "DL-02", "DL-03"}
ENTRIES = """
SELECT object::text, name, outcome, count(*) FROM journal_entry
WHERE object_kind = 'message' AND (name, outcome) IN (('intake.handle', 'verwerkt'), ('intake.store', 'gedaan'))
      AND handling = 'verzamelen' GROUP BY 1, 2, 3
"""


def wait_until_settled(site: Site) -> None:
    """Until no message waits to be handled; raises NotReady when that takes too long."""
    with site.all_seeing() as plain:
        site.wait_for("de verwerking", lambda: not _waiting(plain), within=SETTLED_WITHIN)


def _waiting(plain: "psycopg.Connection[tuple[Any, ...]]") -> int:
    time.sleep(0.2)
    row = plain.execute("SELECT count(*) FROM intake_message WHERE state = 'ontvangen'").fetchone()
    assert row is not None
    return int(row[0])


def faults(site: Site, receipts: Sequence[Receipt]) -> list[str]:
    """Everything that does not follow from the receipts; empty when nothing was lost, doubled or forgotten."""
    told = json.loads(site.do(sys.executable, "-m", "bench.crash.look", "contents", site.database))
    wait_until_settled(site)
    watched = json.loads(site.do(sys.executable, "-m", "bench.crash.look", "watch", site.database))
    with site.all_seeing() as plain:
        rows = plain.execute(MESSAGES).fetchall()
        found = [
            *_lost(receipts, rows, told["stored"], told["spooled"]),
            *_not_handled_once(rows, {row[0] for row in plain.execute(REPORTS)}),
            *_terms_missing(plain.execute(TERMS).fetchall()),
            *_entries(rows, plain.execute(ENTRIES).fetchall()),
        ]
    found += [f"spool: {one} cannot be opened or stored" for one in told["stuck"]]
    found += site.died
    found += [f"watcher: {one}" for one in watched["wrong"]]
    return found


def _lost(
    receipts: Sequence[Receipt], rows: Sequence[Any], stored: dict[str, str], spooled: dict[str, str]
) -> Iterator[str]:
    keys = Counter(row[1] for row in rows)
    ids = {row[1]: row[0] for row in rows}
    for receipt in receipts:
        if keys[receipt.key] != 1:
            yield f"{receipt.key}: acknowledged, and stored {keys[receipt.key]} times"
        elif ids[receipt.key] != receipt.id:
            yield f"{receipt.key}: stored under another number than its receipt"
        elif stored.get(receipt.id) != receipt.sha256:
            yield f"{receipt.key}: stored with other content than was sent"
        elif spooled.get(receipt.id) != receipt.sha256:
            yield f"{receipt.key}: not in the spool, or with other content"


def _not_handled_once(rows: Sequence[Any], reports: set[str]) -> Iterator[str]:
    items = Counter(row[4] for row in rows)
    for _, key, state, attempts, item, problems in rows:
        if state != "verwerkt":
            yield f"{key}: {state} after {attempts} attempts, {problems}"
        elif item not in reports or items[item] != 1:
            yield f"{key}: has no report of its own"
    for item in sorted(reports - set(items)):
        yield f"report {item} belongs to no message: it was handled twice"


def _terms_missing(rows: Sequence[Any]) -> Iterator[str]:
    for report, terms in rows:
        missing = NEEDED - {term for term in terms if term}
        if missing:
            yield f"report {report} lacks {', '.join(sorted(missing))}"


def _entries(rows: Sequence[Any], entries: Sequence[Any]) -> Iterator[str]:
    counted = {(message, name): count for message, name, _, count in entries}
    for ident, key, *_ in rows:
        for name in ("intake.store", "intake.handle"):
            if counted.get((ident, name)) != 1:
                yield f"{key}: {counted.get((ident, name), 0)} journal entries {name}"
