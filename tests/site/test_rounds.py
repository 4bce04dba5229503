# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The processes that do rounds: they go on after a failure, recover from the spool, and watch each other."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core import mail as outbox
from django.db import connection, transaction
from pytest_django import Settings

from samenspel.intake.actions import store
from samenspel.notify.models import Heartbeat, Notice
from samenspel.notify.work import beat
from samenspel.partners.access import acting_as, service_of
from samenspel.partners.models import Organisation
from samenspel.site import rounds
from samenspel.site.alarms import SILENCE, alarm, silent
from samenspel.site.api.example import EXAMPLE
from samenspel.site.postgres import Role
from samenspel.site.rounds import Intake, Rounds, one
from tests import cast
from tests.machine import as_owner
from tests.roles import in_role

NOW = cast.NOW
JUST_OVER = NOW + SILENCE + timedelta(seconds=1)
OPERATORS = "beheer@samenspel.test"


@pytest.fixture
def watcher(own_database: str, settings: Settings) -> Iterator[None]:
    settings.ALARM_MAILBOX = OPERATORS
    with in_role(Role.WATCHER):
        yield


def alarm_notices() -> int:
    return int(as_owner_of_notices("SELECT count(*) FROM notify_notice WHERE template = 'proces-stil'"))


def as_owner_of_notices(statement: str) -> int:
    with in_role(Role.WORKER), connection.cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.fetchone()[0])


@pytest.mark.usefixtures("watcher")
def test_sr40_who_did_a_round_within_five_minutes_is_not_silent() -> None:
    beat("worker", NOW)
    beat("intake", NOW)
    assert silent("watcher", NOW + SILENCE, NOW) == []
    assert silent("watcher", JUST_OVER, NOW) == ["worker", "intake"]


@pytest.mark.usefixtures("watcher")
def test_who_never_began_is_silent_five_minutes_after_the_watcher_began() -> None:
    assert silent("watcher", NOW + SILENCE, NOW) == []
    assert silent("watcher", JUST_OVER, NOW) == ["worker", "intake"]


@pytest.mark.usefixtures("watcher")
def test_what_was_down_together_may_come_up_together() -> None:
    beat("worker", NOW - timedelta(hours=3))
    beat("intake", NOW - timedelta(hours=3))
    assert silent("watcher", NOW, NOW) == []


@pytest.mark.usefixtures("watcher")
def test_sr40_silence_is_told_once_to_every_organisation_and_past_the_outbox() -> None:
    posts = Organisation.objects.filter(ended_at=None).count()
    beat("worker", NOW)
    beat("intake", JUST_OVER)
    beat("watcher", JUST_OVER, **alarm("watcher", JUST_OVER, NOW))
    assert alarm_notices() == posts
    assert [(message.to, message.subject) for message in outbox.outbox] == [
        ([OPERATORS], "samenspel staat stil")
    ]
    assert "worker" in str(outbox.outbox[0].body)
    later = JUST_OVER + timedelta(minutes=1)
    beat("watcher", later, **alarm("watcher", later, NOW))
    assert alarm_notices() == posts
    assert len(outbox.outbox) == 1


@pytest.mark.usefixtures("watcher")
def test_a_second_silence_is_told_again() -> None:
    for began in (NOW, NOW + timedelta(hours=1)):
        beat("worker", began)
        beat("intake", began + SILENCE)
        quiet = alarm("watcher", began + timedelta(seconds=1), NOW)
        beat("watcher", began, **quiet)
        over = began + SILENCE + timedelta(seconds=1)
        beat("watcher", over, **alarm("watcher", over, NOW))
    assert len(outbox.outbox) == 2


@pytest.mark.usefixtures("own_database")
def test_sr40_the_worker_watches_the_watcher() -> None:
    with in_role(Role.WORKER):
        beat("watcher", NOW)
        beat("intake", JUST_OVER)
        assert rounds.work(JUST_OVER, NOW)["stil"] == ["watcher"]
        assert Notice.objects.filter(template="proces-stil").exists()


@pytest.mark.usefixtures("own_database")
def test_a_round_that_fails_does_not_beat_and_does_not_stop_the_process() -> None:
    answers: Iterator[Exception | None] = iter([ValueError("x"), None])

    def each(now: datetime, since: datetime) -> dict[str, object]:
        if error := next(answers):
            raise error
        return {}

    with in_role(Role.WORKER):
        assert one("worker", Rounds(each, 1.0), None) is None
        assert not Heartbeat.objects.exists()
        moment = one("worker", Rounds(each, 1.0), None)
        assert moment is not None
        assert Heartbeat.objects.get().at == moment


@pytest.mark.usefixtures("own_database")
def test_a_round_survives_the_loss_of_its_connection() -> None:
    def each(now: datetime, since: datetime) -> dict[str, object]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        return {}

    with in_role(Role.WORKER):
        assert one("worker", Rounds(each, 1.0), None) is None
        assert one("worker", Rounds(lambda now, since: {}, 1.0), None) is not None


@pytest.mark.usefixtures("own_database")
def test_sr37_what_only_the_spool_has_is_stored_and_handled_at_the_start(
    settings: Settings, tmp_path: Path
) -> None:
    settings.SPOOL = tmp_path
    police, vt = cast.organisation("POL"), cast.organisation("VT")
    by = service_of(police, process="test")
    with pytest.raises(KeyError), transaction.atomic(), acting_as(by, purpose="aanleveren"):
        store(
            content=json.dumps(EXAMPLE).encode(),
            format="melding",
            sender=police,
            receiver=vt,
            key="k",
            by=by,
            now=NOW,
        )
        raise KeyError  # the process dies after the spool and before the commit
    assert as_owner("SELECT count(*) FROM intake_message") == [(0,)]
    connection.close()
    intake = Intake()
    assert intake(NOW, NOW) == {"hersteld": 1, "verwerkt": 1}
    assert as_owner("SELECT state FROM intake_message") == [("verwerkt",)]
    assert intake(NOW + timedelta(minutes=5), NOW) == {"hersteld": 0, "verwerkt": 0}
