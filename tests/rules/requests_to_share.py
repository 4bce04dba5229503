# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rows of `spec/sharing.toml` as questions to the matrix."""

from datetime import UTC, datetime
from typing import Any

from samenspel.rules.sharing import Action, Context, Request, Resource, Subject

NOW = datetime(2026, 2, 6, 12, tzinfo=UTC)


def request_of(row: dict[str, Any]) -> Request:
    labels = row.get("labels", [])
    return Request(
        Subject(row["from"], "medewerker"),
        Action(row["to"]),
        Resource(
            row.get("owner", row["from"]),
            frozenset(row["data"]),
            row["regime"],
            None if labels == "niet gekeken" else frozenset(labels),
        ),
        Context(
            row["purpose"], datetime.fromisoformat(row["at"]) if "at" in row else NOW, row.get("facts", {})
        ),
    )
