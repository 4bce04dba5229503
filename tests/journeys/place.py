# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A site as it is served: a database of its own, the web process, one that handles what comes in, and the stream."""

import base64
import hashlib
import os
import socket
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction

from samenspel.journal.models import Actor, Handling, write
from samenspel.partners.api import ASSERTION_TYPE
from samenspel.partners.models import Member
from samenspel.site.api.example import EXAMPLE
from samenspel.site.children import Children
from samenspel.site.postgres import Role, Server
from tests import cast, machine
from tests.database import ROOT, copy

PASSWORD = "samenspel-demo"
PROGRAM = [sys.executable, "-m", "samenspel.site.command"]
READY_WITHIN = HANDLED_WITHIN = 90.0  # seconds; other work on the machine may take most of it
STORY = "Vrouw belde 112 vanuit de badkamer. De kinderen stonden op de trap en zagen alles."
REPORTS = "/api/melden/v1/meldingen"


@dataclass(frozen=True)
class Site:
    """Where the site answers, and the system of the police that reports to it."""

    origin: str
    stream: str
    children: Children

    def report(self, family: str, **facts: object) -> str:
        """A report of the police about a family of that name, through the API; returns its number once it is handled.

        Without `facts` there is acute danger.
        """
        with httpx.Client(base_url=self.origin, timeout=60) as sender:
            sender.headers["Authorization"] = f"Bearer {self._token(sender)}"
            sent = sender.post(
                REPORTS, json=melding(family, facts), headers={"Idempotency-Key": f"reis-{family}"}
            )
            assert sent.status_code == 202, sent.text
            number = str(sent.json()["id"])
            self.wait_for(
                f"de melding over {family}",
                lambda: sender.get(f"{REPORTS}/{number}").json()["status"] != "ontvangen",
                HANDLED_WITHIN,
            )
        return number

    def _token(self, sender: httpx.Client) -> str:
        signed = machine.assertion(aud=f"{self.origin}{machine.TOKEN_ADDRESS}")
        form = {
            "grant_type": "client_credentials",
            "client_assertion_type": ASSERTION_TYPE,
            "client_assertion": signed,
        }
        answer = sender.post(machine.TOKEN_ADDRESS, data=form)
        assert answer.status_code == 200, answer.text
        return str(answer.json()["access_token"])

    def is_ready(self) -> bool:
        try:
            asked = (f"{self.origin}/gezondheid/gereed", f"{self.stream}/stroom/levend")
            return all(httpx.get(one, timeout=5).status_code == 200 for one in asked)
        except httpx.TransportError:
            return False

    def wait_for(self, what: str, holds: Callable[[], bool], within: float) -> None:
        """Until that holds; a process that will not live ends the wait with its last words."""
        until = time.monotonic() + within
        while not holds():
            assert time.monotonic() < until, f"{what} is er na {within:.0f} s nog niet"
            self.children.tend()
            time.sleep(0.1)


def melding(family: str, facts: Mapping[str, object]) -> dict[str, Any]:
    """The example of the OpenAPI document, about the parents and the child of another family, today."""
    now = machine.clock()
    persons = [one | {"achternaam": family} for one in EXAMPLE["betrokkenen"]]
    return EXAMPLE | {
        "kenmerk": f"REIS-{family}",
        "berichtnummer": f"REIS-{family}-1",
        "verzondenOp": now.isoformat(),
        "voorgevallen": {"tijdstip": (now - timedelta(hours=3)).isoformat()},
        "vastgesteld": {"tijdstip": (now - timedelta(hours=2)).isoformat()},
        "omschrijvingIncident": STORY,
        "betrokkenen": persons,
        "feiten": facts or {"acute_unsafety": "ja", "weapons": "geen"},
    }


@contextmanager
def running(folder: Path) -> Iterator[Site]:
    """The site, with the cast able to sign in; everything of it is gone afterwards. Its logs are in `folder`."""
    name = f"test_{os.getpid()}_journeys"
    found = copy(name)
    try:
        with _entered(found, name):
            _let_in()
        port, stream_port = _free_port(), _free_port()
        origin, stream = f"http://localhost:{port}", f"http://localhost:{stream_port}"
        where = ["--database", name]
        with Children(_environment(found, name, origin, stream, folder), _quiet, folder) as children:
            children.start("serve", [*PROGRAM, "serve", "--port", str(port), *where])
            children.start("handle", [*PROGRAM, "handle", *where])
            children.start("stream", [*PROGRAM, "stream", "--port", str(stream_port), *where])
            site = Site(origin, stream, children)
            site.wait_for("de site", site.is_ready, READY_WITHIN)
            yield site
    finally:
        found.drop(name)


def _environment(found: Server, name: str, origin: str, stream: str, folder: Path) -> dict[str, str]:
    """What an operator gives: the addresses of the database per role, and where we are."""
    spool = folder / "spool"
    spool.mkdir()
    urls = {f"SAMENSPEL_{role.name}_URL": found.url(role, name) for role in Role if role is not Role.OWNER}
    return {
        **os.environ,
        **urls,
        "DATABASE_URL": found.url(Role.OWNER, name),
        "SAMENSPEL_STATE_HOME": str(folder / "state"),
        "SAMENSPEL_PROFILE": "test",
        "SAMENSPEL_DEMO_SIGN_IN": "1",
        "SAMENSPEL_NO_POOL": "0",
        "SAMENSPEL_ORIGIN": origin,
        "SAMENSPEL_STREAM_ORIGIN": stream,
        "SAMENSPEL_SPOOL": str(spool),
        "DJANGO_SETTINGS_MODULE": "samenspel.site.settings",
        "PYTHONPATH": str(ROOT),
    }


@contextmanager
def _entered(found: Server, name: str) -> Iterator[None]:
    """Our own connection, as the owner of that database."""
    usual = {key: connection.settings_dict[key] for key in ("NAME", "USER", "PASSWORD")}
    owner = found.django(Role.OWNER, name)
    connection.close()
    connection.settings_dict.update({key: owner.get(key, "") for key in usual})
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(usual)


def _let_in() -> None:
    """Give everybody of the cast the sign-in of a demonstration, and the police its system."""
    known = make_password(PASSWORD)
    with transaction.atomic():
        for member in Member.objects.all():
            member.password = known
            member.save(update_fields=["password"])
            TOTP.activate(member, _secret(member.login))
        write(by=Actor(None, ""), name="tests.let_in", handling=Handling.CHANGE, now=cast.START)
    machine.register()


def _secret(login: str) -> str:
    """Base32, 20 bytes."""
    return base64.b32encode(hashlib.sha256(login.encode()).digest()[:20]).decode()


def code(login: str) -> str:
    """The one-time code of this moment."""
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(_secret(login), counter)))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _quiet(_: str) -> None:
    """Says nothing."""
