# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A week of reports, sent as a partner's system sends them: signed sign-in, then POST to the intake API.

The story stands in `examples/demo`. The clock of a demonstration is real, so its moments are told relative to now.
"""

import json
import re
import time
import tomllib
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from joserfc import jwt

from samenspel.partners.api import ASSERTION_TYPE
from samenspel.site.demo.region import Region

STORY = Path(__file__).resolve().parents[3] / "examples" / "demo"
LOCAL = ZoneInfo("Europe/Amsterdam")
REPORTS, TOKEN = "/api/melden/v1/meldingen", "/api/oauth/token"
KINDS = {".json": "application/json", ".xml": "application/xml"}
WAITING = "ontvangen"
HANDLED_WITHIN = 120.0  # seconds for all reports together
_TIME = re.compile(r"@\{-(\d+)(?:(h)|d(?: (\d\d):(\d\d))?)\}")


class Unexpected(Exception):
    """The intake API did not answer as the story says; the text says what it did."""


@dataclass(frozen=True, slots=True)
class Event:
    """One delivery: a body, the key it is sent under, and the status that answers it."""

    file: Path
    key: str
    expect: int

    def body(self, now: datetime) -> bytes:
        """The bytes to send, with moments before `now`."""
        form = _iso if self.file.suffix == ".json" else _stuf
        return _TIME.sub(lambda found: form(found, now), self.file.read_text()).encode()


def events(folder: Path = STORY) -> tuple[Event, ...]:
    """The story in order of delivery. Raises FileNotFoundError outside a checkout."""
    story = tomllib.loads((folder / "week.toml").read_text())
    return tuple(Event(folder / one["file"], one["key"], one["expect"]) for one in story["event"])


def _moment(found: re.Match[str], now: datetime) -> tuple[datetime, bool]:
    """The moment that is meant, local, and whether only its date is."""
    amount, hours, hour, minute = found.groups()
    local = now.astimezone(LOCAL)
    if hours:
        return local - timedelta(hours=int(amount)), False
    day = local - timedelta(days=int(amount))
    if hour is None:
        return day, True
    return day.replace(hour=int(hour), minute=int(minute), second=0, microsecond=0), False


def _iso(found: re.Match[str], now: datetime) -> str:
    moment, only_date = _moment(found, now)
    return moment.date().isoformat() if only_date else moment.isoformat(timespec="seconds")


def _stuf(found: re.Match[str], now: datetime) -> str:
    moment, only_date = _moment(found, now)
    return moment.strftime("%Y%m%d" if only_date else "%Y%m%d%H%M%S")


@dataclass(frozen=True, slots=True)
class Sender:
    """The police's system: knows its own key and the address of samenspel, and nothing else."""

    origin: str
    region: Region

    def token(self) -> str:
        """An access token, by a signed statement of who we are (RFC 7523)."""
        moment = int(time.time())
        claims = {
            "iss": self.region.client_id,
            "sub": self.region.client_id,
            "aud": f"{self.origin}{TOKEN}",
            "iat": moment,
            "exp": moment + 60,
            "jti": str(uuid.uuid4()),
        }
        signed = jwt.encode({"alg": "ES256", "kid": "demo"}, claims, self.region.key)
        form = {
            "grant_type": "client_credentials",
            "client_assertion_type": ASSERTION_TYPE,
            "client_assertion": signed,
        }
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        status, answer = self._call(TOKEN, urlencode(form).encode(), kind)
        if status != 200:
            raise Unexpected(f"aanmelden van het systeem van de politie: {status} {answer}")
        return str(answer["access_token"])

    def send(self, event: Event, token: str, now: datetime) -> str:
        """Deliver one report. Returns its number. Raises Unexpected for another status than the story tells."""
        headers = {
            "Authorization": f"Bearer {token}",
            "Content-Type": KINDS[event.file.suffix],
            "Idempotency-Key": event.key,
        }
        status, answer = self._call(REPORTS, event.body(now), headers)
        if status != event.expect:
            raise Unexpected(f"{event.file.name}: verwacht {event.expect}, kreeg {status} {answer}")
        return str(answer.get("id", ""))

    def state(self, ident: str, token: str) -> str:
        """The state of a report, as its sender may know it."""
        status, answer = self._call(f"{REPORTS}/{ident}", None, {"Authorization": f"Bearer {token}"})
        if status != 200:
            raise Unexpected(f"navragen van {ident}: {status} {answer}")
        return str(answer["status"])

    def _call(self, path: str, body: bytes | None, headers: dict[str, str]) -> tuple[int, dict[str, object]]:
        asked = urllib.request.Request(f"{self.origin}{path}", body, headers)  # noqa: S310  (our own address)
        try:
            with urllib.request.urlopen(asked, timeout=60) as answer:  # noqa: S310
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as refused:
            return refused.code, json.loads(refused.read() or b"{}")


def play(sender: Sender, now: datetime, tell: Callable[[str], None]) -> tuple[str, ...]:
    """Deliver the week in order. `tell` gets how far it is. Returns the numbers of the reports that were accepted."""
    token, story = sender.token(), events()
    numbers = []
    for index, event in enumerate(story, start=1):
        numbers.append(sender.send(event, token, now))
        tell(f"{index} van {len(story)}")
    return tuple(dict.fromkeys(number for number in numbers if number))


def wait_until_handled(sender: Sender, numbers: tuple[str, ...], tell: Callable[[str], None]) -> None:
    """Until none of these reports waits to be read. Raises Unexpected when that takes too long."""
    token, until = sender.token(), time.monotonic() + HANDLED_WITHIN
    left = numbers
    while left := tuple(_unread(sender, left, token)):
        tell(f"nog {len(left)}")
        if time.monotonic() > until:
            raise Unexpected(
                f"{len(left)} van de {len(numbers)} meldingen zijn na {HANDLED_WITHIN:.0f} s nog niet gelezen"
            )
        time.sleep(0.3)


def _unread(sender: Sender, numbers: tuple[str, ...], token: str) -> Iterator[str]:
    return (number for number in numbers if sender.state(number, token) == WAITING)
