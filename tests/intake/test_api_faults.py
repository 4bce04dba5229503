# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a machine hears when the database fails it, on a database of its own (SR-37)."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from samenspel.intake.actions import store
from samenspel.site.api.example import EXAMPLE
from tests import machine
from tests.intake.reporting import MELDINGEN


@pytest.fixture
def police(own_database: str, spool: Path) -> Client:
    """The police's system, on a database that commits."""
    return Client(headers=machine.bearer(machine.register()), raise_request_exception=False)


@pytest.fixture
def gone(police: Client) -> Iterator[None]:
    """The database is not there any more."""
    connection.close()
    usual = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = "bestaat_niet"
    yield
    connection.settings_dict["NAME"] = usual


def stored() -> list[tuple[Any, ...]]:
    return machine.as_owner("SELECT id FROM journal_entry WHERE name = 'intake.store'")


def post(client: Client) -> Any:
    return client.post(MELDINGEN, json.dumps(EXAMPLE), content_type="application/json")


def test_what_is_answered_is_committed(police: Client) -> None:
    assert post(police).status_code == 202
    assert len(stored()) == 2


def test_a_database_that_is_gone_is_said_so(police: Client, gone: None) -> None:
    for answer in (post(police), machine.ask(police, client_assertion=machine.assertion())):
        assert (answer.status_code, answer["Retry-After"]) == (503, "5")
        assert answer["Content-Type"] == "application/problem+json"


def test_sr37_a_commit_that_fails_is_not_acknowledged(
    police: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without its journal entry everything goes well until the commit, where the guard refuses."""
    monkeypatch.setattr(sys.modules[store.__module__], "write", lambda **_: None)
    answer = post(police)
    assert answer.status_code == 500
    assert "niet bevestigd" in answer.json()["detail"]
    monkeypatch.undo()
    assert post(police).status_code == 202
    assert len(stored()) == 2
