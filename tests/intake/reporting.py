# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reporting over HTTP as a machine does, and what came of it."""

import json
from typing import Any

from django.db import transaction
from django.test import Client

from samenspel.intake.models import Message
from samenspel.partners.access import acting_as, service_of
from samenspel.site.api.example import EXAMPLE
from tests import cast

MELDINGEN = "/api/melden/v1/meldingen"
MELDING = EXAMPLE | {"ontvanger": None}


def post(client: Client, body: Any, kind: str = "application/json", **headers: str) -> Any:
    content = body if isinstance(body, bytes | str) else json.dumps(body)
    return client.generic("POST", MELDINGEN, content, content_type=kind, headers=headers)


def stored(kind: str = "VT", region: str = cast.REGION) -> list[Message]:
    with (
        transaction.atomic(),
        acting_as(service_of(cast.organisation(kind, region), process="test"), purpose="intake"),
    ):
        return list(Message.objects.select_related("content").order_by("received_at"))


def problem(answer: Any, status: int) -> dict[str, Any]:
    """The body of a refusal that has the right form, whatever it refuses."""
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = answer.json()
    assert body["status"] == status
    assert body["type"].startswith("urn:samenspel:fout:") and body["instance"].startswith("urn:uuid:")
    assert body["title"] and body["detail"]
    return body
