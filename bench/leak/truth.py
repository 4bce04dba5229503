# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whose each row is, and to whom it was shown, from the plain rows alone."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from psycopg import Connection

Truth = Mapping[str, Mapping[UUID, frozenset[UUID]]]
"""Table -> organisation -> ids of the rows that it may see."""

# Rows of one organisation, or of the two that a row ties.
OWNED = {
    "people_personrecord": "organisation_id",
    "people_secret": "organisation_id",
    "people_household": "organisation_id",
    "people_relation": "organisation_id",
    "people_link": "first_organisation_id, second_organisation_id",
    "intake_message": "organisation_id",
    "cases_party": "organisation_id",
    "cases_proposal": "organisation_id",
    "cases_evaluation": "organisation_id",
    "cases_assignment": "organisation_id",
    "cases_disclosedpart": "giver_id, organisation_id",
    "notify_notice": "organisation_id",
    "journal_entry": "organisation",
}
# Rows that follow the table of a case, and rows that were shown.
AT_THE_TABLE = {"cases_case": "id", "cases_seat": "case_id", "cases_holder": "case_id"}
SHOWN = {"cases_item": "item_id", "cases_part": "part_id"}
TABLES = (*OWNED, *AT_THE_TABLE, *SHOWN, "cases_deadline")


def truth(plain: Connection[Any]) -> Truth:
    """What every organisation may see now, in every table that is read."""
    found: dict[str, dict[UUID, set[UUID]]] = {table: defaultdict(set) for table in TABLES}
    for table, columns in OWNED.items():
        for row, *organisations in plain.execute(f"SELECT id, {columns} FROM {table}"):
            for organisation in organisations:
                found[table][organisation].add(row)
    seats = (
        "SELECT r.id, s.organisation_id FROM {} r JOIN cases_seat s ON s.case_id = r.{} WHERE s.until IS NULL"
    )
    for table, column in AT_THE_TABLE.items():
        _add(found[table], plain, seats.format(table, column))
    shown = "SELECT id, organisation_id FROM {0} UNION SELECT {1}, organisation_id FROM cases_disclosedpart"
    for table, column in SHOWN.items():
        _add(found[table], plain, shown.format(table, column))
    _add(found["cases_deadline"], plain, "SELECT id, organisation_id FROM cases_deadline")
    started = (
        "SELECT r.id, d.organisation_id FROM cases_deadline r JOIN cases_disclosedpart d USING (item_id)"
    )
    _add(found["cases_deadline"], plain, started)
    started = "SELECT r.id, i.organisation_id FROM cases_deadline r JOIN cases_item i ON i.id = r.item_id"
    _add(found["cases_deadline"], plain, started)
    return {
        table: {one: frozenset(rows) for one, rows in by_organisation.items()}
        for table, by_organisation in found.items()
    }


def _add(into: dict[UUID, set[UUID]], plain: Connection[Any], question: str) -> None:
    for row, organisation in plain.execute(question):
        into[organisation].add(row)
