# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Making the models and loading their copies."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

from psycopg import Connection

from bench.families import COPY_SEED, Family, family
from bench.fill.copies import Copy, columns, copy_of, words
from bench.fill.model import Model, model
from bench.progress import tell
from bench.world import report
from samenspel import now as ask_now

MODEL_SEED = 11
SIZES = (4, 5, 6, 7)  # persons per family: what families.family makes
OPEN_SHARE = 0.05  # of the copies; the other cases are closed, as nearly all of a region's are
AT_ONCE = 500

# What a closed case looks like, from the rows of one that is open.
CLOSE = (
    "UPDATE cases_case SET closed_at = %(at)s WHERE id = %(case)s",
    "UPDATE cases_assignment SET until = %(at)s WHERE case_id = %(case)s",
    "UPDATE cases_deadline SET met_at = least(due_at, %(at)s) WHERE case_id = %(case)s AND met_at IS NULL",
    "UPDATE cases_proposal SET state = 'gehouden', decided_at = %(at)s WHERE case_id = %(case)s",
    "UPDATE cases_block SET lifted_at = %(at)s, lifted_reason = 'afgesloten' WHERE case_id = %(case)s",
)
SENT = "UPDATE notify_notice SET state = 'verzonden', sent_at = created_at, read_at = created_at"


@contextmanager
def past_the_fences(plain: Connection[Any]) -> Iterator[None]:
    """No triggers: neither the guard of the journal nor the checks of references."""
    plain.execute("SET session_replication_role = replica")
    yield
    plain.execute("RESET session_replication_role")


def make_models(plain: Connection[Any]) -> dict[tuple[int, bool], Model]:
    """By number of persons, and whether the case is open: a case that the real code made."""
    found: dict[tuple[int, bool], Model] = {}
    number = 0
    plain.execute("SET timezone = 'UTC'")
    while len(found) < 2 * len(SIZES):
        of = family(number := number + 1, MODEL_SEED)
        wanted = next(
            (way for way in ((len(of.persons), True), (len(of.persons), False)) if way not in found), None
        )
        if wanted is not None:
            found[wanted] = _make(plain, number, of, is_open=wanted[1])
    plain.commit()
    return found


def _make(plain: Connection[Any], number: int, of: Family, *, is_open: bool) -> Model:
    ident = report(number, seed=MODEL_SEED)
    row = plain.execute(
        "SELECT case_id, key, handled_at FROM intake_message WHERE id = %s", [ident]
    ).fetchone()
    assert row is not None
    case, kenmerk, at = row
    with past_the_fences(plain):
        plain.execute(SENT)
        if not is_open:
            _close(plain, case)
    return model(plain, case, of, kenmerk, at, words(of, kenmerk, at))


def _close(plain: Connection[Any], case: UUID) -> None:
    at = ask_now() + timedelta(minutes=1)
    for statement in CLOSE:
        plain.execute(statement, {"case": case, "at": at})


def load(plain: Connection[Any], models: dict[tuple[int, bool], Model], cases: int) -> int:
    """Load that many copies. Returns the number of persons in them."""
    persons = 0
    with past_the_fences(plain):
        pending: list[Copy] = []
        for number in range(cases):
            of = family(number, COPY_SEED)
            chosen = models[len(of.persons), number % round(1 / OPEN_SHARE) == 0]
            pending.append(copy_of(chosen, of, f"KOPIE-{number}", number))
            persons += len(of.persons)
            if len(pending) == AT_ONCE or number == cases - 1:
                _copy(plain, pending)
                pending.clear()
                tell(f"vullen: {number + 1} van {cases} zaken, {persons} personen")
    plain.commit()
    return persons


def _copy(plain: Connection[Any], copies: list[Copy]) -> None:
    text: dict[str, list[str]] = defaultdict(list)
    for one in copies:
        for table, piece in one.text.items():
            text[table].append(piece)
    for table, pieces in text.items():
        with plain.cursor().copy(f"COPY {table} FROM STDIN") as out:
            out.write("".join(pieces))
    for table in copies[0].rows:
        names = ", ".join(f'"{name}"' for name in columns(table))
        with plain.cursor().copy(f"COPY {table} ({names}) FROM STDIN") as out:
            for row in (row for one in copies for row in one.rows[table]):
                out.write_row(row)


def fill(plain: Connection[Any], cases: int) -> int:
    """Models, copies, and what the planner must know of them. Returns the number of persons in the copies."""
    persons = load(plain, make_models(plain), cases)
    plain.autocommit = True
    plain.execute("VACUUM ANALYZE")
    return persons
