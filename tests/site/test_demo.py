# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The demonstration: a story that our own readers understand, people who can sign in, and data it never touches."""

import io
import json
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured

from samenspel.intake.actions.handle import READERS
from samenspel.intake.formats import Unreadable
from samenspel.partners.models import MachineClient, Member
from samenspel.site.demo.check import REQUIRED, Opened, table
from samenspel.site.demo.region import POLICE, Region, settle
from samenspel.site.demo.running import Site, _refuse_other_data
from samenspel.site.demo.shown import code
from samenspel.site.demo.week import Event, events
from samenspel.site.postgres import PostgresError, Role
from samenspel.site.progress import step
from tests.roles import in_role
from tests.settings import SERVER

NOW = datetime(2026, 11, 2, 12, 0, 30, tzinfo=UTC)
FORMATS = {".json": "melding", ".xml": "vtmelding"}


def event(name: str) -> Event:
    return next(one for one in events() if one.file.name == name)


def test_the_week_holds_what_a_week_brings() -> None:
    story = events()
    keys = [one.key for one in story]
    assert len({one.file for one in story}) == 10
    assert len(keys) - len(set(keys)) == 3  # two retries, and one key used for another message
    assert [one.expect for one in story].count(409) == 1


@pytest.mark.parametrize(
    "one", {one.file.name: one for one in events()}.values(), ids=lambda one: one.file.name
)
def test_every_report_can_be_read_except_the_one_that_is_broken_on_purpose(one: Event) -> None:
    read, body = READERS[FORMATS[one.file.suffix]], one.body(NOW)
    assert b"@{" not in body
    if "onleesbaar" in one.file.name:
        with pytest.raises(Unreadable):
            read(body)
        return
    report = read(body)
    assert report.persons
    assert not report.unknown
    assert report.problems == ()


def test_moments_are_told_relative_to_now_in_dutch_time() -> None:
    told = json.loads(event("01-ruzie.json").body(NOW))
    assert told["voorgevallen"]["tijdstip"] == "2026-10-27T21:40:00+01:00"
    assert told["vastgesteld"]["tijdstip"] == "2026-11-01T17:00:30+01:00"
    assert b"<JZ:datumIncident>20261031<" in event("09-ouderen.xml").body(NOW)


def test_summer_time_does_not_move_an_evening(tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    file.write_text('"@{-6d 21:40}"')
    just_after = datetime(2026, 10, 28, 12, tzinfo=UTC)  # the clock went back on the 25th
    assert json.loads(Event(file, "k", 202).body(just_after)) == "2026-10-22T21:40:00+02:00"


def test_the_same_people_and_the_same_secrets_at_every_start(own_database: str, tmp_path: Path) -> None:
    with in_role(Role.OWNER):
        first = settle(tmp_path, NOW)
        again = settle(tmp_path, NOW + timedelta(days=1))
        assert again.sign_ins == first.sign_ins
        assert again.client_id == first.client_id
        assert MachineClient.objects.filter(organisation__oin=POLICE).count() == 1
        assert Member.objects.filter(login__endswith="@demo").count() == len(first.sign_ins)
    assert (tmp_path / "politie.jwk").stat().st_mode & 0o077 == 0
    assert first.only(()) == first
    assert [one.login for one in first.only(["femke@demo"]).sign_ins] == ["femke@demo"]
    with pytest.raises(ImproperlyConfigured, match=r"niemand@demo is er niet; kies uit: .*femke@demo"):
        first.only(["femke@demo", "niemand@demo"])
    who = {(one.role, one.organisation) for one in first.sign_ins}
    assert len(who) == len(first.sign_ins) >= 12
    assert len({one.role for one in first.sign_ins}) == len(who) - 1  # two people decide about a routekaart
    assert all(len(code(one)) == 6 for one in first.sign_ins)


@pytest.mark.parametrize("kind", ["production", "replay", "test"])
def test_a_database_of_another_kind_is_never_touched(own_database: str, kind: str, tmp_path: Path) -> None:
    site = Site(tmp_path, SERVER, own_database, 1, 2, 3)
    with psycopg.connect(SERVER.conninfo(Role.OWNER, own_database)) as owner:
        owner.execute("UPDATE samenspel_database SET kind = %s", [kind])
        owner.commit()
        with pytest.raises(PostgresError, match="niet die van een demonstratie"):
            _refuse_other_data(site)
        owner.execute("UPDATE samenspel_database SET kind = 'demo'")
        owner.commit()
    _refuse_other_data(site)


def test_long_steps_say_that_they_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samenspel.site.progress.EVERY", 0.05)
    out = io.StringIO()
    with step("Iets langs", out) as told:
        told.append("3 van 4")
        time.sleep(0.2)
    assert out.getvalue().startswith("· Iets langs … 3 van 4 (0 s) ")
    assert out.getvalue().endswith("3 van 4)\n")
    with pytest.raises(KeyError), step("Iets anders", out):
        raise KeyError
    assert out.getvalue().endswith("mislukt\n")


def test_the_table_shows_who_got_what() -> None:
    region = Region((), "x", None)  # type: ignore[arg-type]
    told = table(region, [Opened("x", "my-work", 200, 12.3), Opened("x", "taal", 500, 1.0)])
    assert all(heading in told for heading in REQUIRED.values())
    assert "ook geopend: taal" in told
