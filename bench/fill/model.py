# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""One case that was made by the real code, taken apart so that it can be copied."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import Connection

from bench.families import Family

Plain = Connection[Any]

# Which rows belong to a case, by table, in an order in which each refers to what came before or to itself.
PEOPLE = "SELECT person_id FROM cases_party WHERE case_id = %(case)s"
BY_PERSON = {
    "people_personnumber": f"person_id IN ({PEOPLE})",
    "people_relation": f"source_id IN ({PEOPLE})",
    "people_household": f"id IN (SELECT household_id FROM people_householdmember WHERE person_id IN ({PEOPLE}))",
    "people_householdmember": f"person_id IN ({PEOPLE})",
    "people_link": f"first_id IN ({PEOPLE}) AND second_id IN ({PEOPLE})",
}
BY_CASE = (
    "cases_casenumber cases_seat cases_assignment cases_party cases_holder cases_item cases_part cases_subject "
    "cases_disclosure cases_disclosedpart cases_evaluation cases_proposal cases_deadline cases_block intake_message"
)
ROWS: Mapping[str, str] = {
    **BY_PERSON,
    "cases_case": "id = %(case)s",
    **dict.fromkeys(BY_CASE.split(), "case_id = %(case)s"),
    "notify_notice": '"case" = %(case)s',
}
SECRETS = f"person_id IN ({PEOPLE}) OR id IN (SELECT content_id FROM intake_message WHERE case_id = %(case)s)"


@dataclass(frozen=True)
class Rows:
    """The rows of one table as COPY writes them, cut at everything that a copy has otherwise."""

    table: str
    pieces: tuple[str, ...]  # at odd places what is replaced, at even places what stays

    def copy(self, other: Mapping[str, str]) -> str:
        """The same rows with `other` in place of what is replaced."""
        pieces = list(self.pieces)
        pieces[1::2] = [other[one] for one in pieces[1::2]]
        return "".join(pieces)


@dataclass(frozen=True)
class Model:
    """A case: the family it is about, when it was handled, and its rows."""

    family: Family
    kenmerk: str
    at: datetime
    ids: tuple[str, ...]
    rows: tuple[Rows, ...]
    persons: tuple[dict[str, Any], ...]
    secrets: tuple[dict[str, Any], ...]


def model(plain: Plain, case: UUID, of: Family, kenmerk: str, at: datetime, words: Iterable[str]) -> Model:
    """Take a case apart. `words` are the texts beside the ids that every copy has otherwise."""
    texts = {table: _rows(plain, table, where, case) for table, where in ROWS.items()}
    persons = tuple(_dicts(plain, f"SELECT * FROM people_personrecord WHERE id IN ({PEOPLE})", case))
    secrets = tuple(_dicts(plain, f"SELECT * FROM people_secret WHERE {SECRETS}", case))
    ids = _ids(plain, case) | {str(row["id"]) for row in (*persons, *secrets)}
    longest_first = sorted({*ids, *words}, key=len, reverse=True)
    cut = re.compile("(" + "|".join(map(re.escape, longest_first)) + ")")
    rows = tuple(Rows(table, tuple(cut.split(text))) for table, text in texts.items() if text)
    return Model(of, kenmerk, at, tuple(sorted(ids)), rows, persons, secrets)


def _rows(plain: Plain, table: str, where: str, case: UUID) -> str:
    with plain.cursor().copy(f"COPY (SELECT * FROM {table} WHERE {where}) TO STDOUT", {"case": case}) as copy:
        return b"".join(bytes(piece) for piece in copy).decode()


def _dicts(plain: Plain, question: str, case: UUID) -> list[dict[str, Any]]:
    done = plain.execute(question, {"case": case})
    names = [column.name for column in done.description or ()]
    return [dict(zip(names, row, strict=True)) for row in done]


def _ids(plain: Plain, case: UUID) -> set[str]:
    """Every id that a copy must have otherwise: those of all rows, and the series of items."""
    found = set()
    for table, where in ROWS.items():
        columns = "id, series" if table == "cases_item" else "id"
        for row in plain.execute(f"SELECT {columns} FROM {table} WHERE {where}", {"case": case}):
            found |= {str(one) for one in row}
    return found
