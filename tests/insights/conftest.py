# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A database for replays, and a way to replay in it without leaving anything."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from samenspel.insights.replay.play import replay
from samenspel.insights.replay.reading import read
from samenspel.site.command.replay import template
from samenspel.site.postgres import server

Answers = list[dict[str, Any]]
Play = Callable[..., Answers]
EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "chronologies"


@pytest.fixture(scope="session")
def replay_database() -> Iterator[str]:
    found, name = server(fast=True), f"replay_{os.getpid()}"
    found.clone(template(found, fast=True), name)
    yield name
    found.drop(name)


@pytest.fixture
def play(replay_database: str, django_db_blocker: DjangoDbBlocker) -> Iterator[Play]:
    """Gives what replays a text: the answers as JSON has them, one per event. Nothing is kept."""
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = replay_database

    def played(text: str, **asked: Any) -> Answers:
        with transaction.atomic():
            answers = [answer.as_json() for answer in replay(read(text, "verhaal.toml"), **asked)]
            transaction.set_rollback(True)
        return answers

    try:
        with django_db_blocker.unblock():
            yield played
            connection.close()
    finally:
        connection.settings_dict["NAME"] = usual


def sees(answer: dict[str, Any], moment: str) -> set[str]:
    """Who has a proposal for that moment open."""
    return {code for one in answer["proposals"] if one["moment"] == moment for code in one["sees"]}


def proposals(answer: dict[str, Any], viewer: str) -> list[dict[str, Any]]:
    """The proposals that one organisation sees, as it sees them."""
    seen = [one for one in answer["proposals"] if viewer in one["sees"]]
    return [{name: value for name, value in one.items() if name != "sees"} for one in seen]


def state(answer: dict[str, Any], clock: str, owner: str) -> list[str]:
    """How the terms of that owner stand, soonest due first."""
    return [one["state"] for one in answer["clocks"] if (one["id"], one["owner"]) == (clock, owner)]


def who(answer: dict[str, Any], alarm: str) -> set[str]:
    """Who is named at that alarm."""
    return {code for one in answer["alarms"] if one["code"] == alarm for code in one["who"]}
