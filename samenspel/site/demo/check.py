# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Looks at a running demonstration as each of its people does: signs in over HTTP and opens every kind of page.

Pages are found by following links, the first of each kind. What the menu offers has to open; what nobody can open is
missing.
"""

import re
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from urllib.parse import urlencode, urlsplit

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.urls import Resolver404, resolve, reverse

from samenspel.partners.actions import DemoSignIn
from samenspel.site.demo.region import Region
from samenspel.site.demo.running import Site
from samenspel.site.progress import step

# Pages that somebody has to be able to open, by name, with their heading in the table.
REQUIRED: Mapping[str, str] = {
    "my-work": "werk",
    "case": "casus",
    "proposal": "voorstel",
    "inbox": "binnen",
    "report": "melding",
    "report-form": "nieuw",
    "doubts": "personen",
    "doubt": "twijfel",
    "notices": "bericht",
    "route-versions": "kaart",
    "accountability": "verantw.",
    "account": "aanmeld.",
    "help": "hulp",
}
OPEN = (
    "/gezondheid/levend",
    "/gezondheid/gereed",
    "/api/melden/v1/openapi.json",
    "/.well-known/security.txt",
)
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
SKIPPED = frozenset({"static", "sign-out", "quick-exit", "lock", "language"})


@dataclass(frozen=True, slots=True)
class Opened:
    """What came of opening one page."""

    who: str
    page: str
    status: int
    milliseconds: float

    @property
    def ok(self) -> bool:
        return self.status == 200


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get("href")
        if tag == "a" and address:
            self.found.append(address)


@dataclass(slots=True)
class Visitor:
    """One person with a browser."""

    origin: str
    opened: list[Opened] = field(default_factory=list)
    jar: CookieJar = field(default_factory=CookieJar)

    def get(self, address: str, form: Mapping[str, str] | None = None) -> tuple[int, str, float]:
        """Status, text and milliseconds; follows redirects as a browser does."""
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        body = urlencode(form).encode() if form is not None else None
        asked = urllib.request.Request(f"{self.origin}{address}", body, {"Origin": self.origin})  # noqa: S310
        began = time.perf_counter()
        try:
            with opener.open(asked, timeout=30) as answer:
                status, text = answer.status, answer.read().decode(errors="replace")
        except urllib.error.HTTPError as refused:
            status, text = refused.code, refused.read().decode(errors="replace")
        return status, text, (time.perf_counter() - began) * 1000

    def sign_in(self, one: DemoSignIn) -> bool:
        """With password and one-time code, on the page that asks for them."""
        _, page, _ = self.get("/aanmelden")
        token = _TOKEN.search(page)
        counter = next(iter(yield_hotp_counters_from_time()))
        form = {
            "csrfmiddlewaretoken": token[1] if token else "",
            "login": one.login,
            "password": one.password,
            "code": str(format_hotp_value(hotp_value(one.totp_secret, counter))),
        }
        status, page, spent = self.get("/aanmelden/demo", form)
        inside = status == 200 and 'name="code"' not in page
        if inside:
            self.opened.append(Opened(one.login, "aanmelden", status, spent))
        return inside

    def walk(self, who: str) -> None:
        """Open the first page of every kind that can be reached by links."""
        known, waiting = {"my-work", "account"}, ["/", reverse("account")]
        while waiting:
            address = waiting.pop(0)
            status, text, spent = self.get(address)
            self.opened.append(Opened(who, _name(address), status, spent))
            for name, link in _links(text, address):
                if name not in known:
                    known.add(name)
                    waiting.append(link)

    def listens(self) -> bool:
        """Whether the event stream lets this person in and says that it is there."""
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        asked = urllib.request.Request(settings.STREAM_URL, headers={"Origin": self.origin})  # noqa: S310
        try:
            with opener.open(asked, timeout=10) as answer:
                return bool(answer.status == 200 and answer.readline().startswith(b"retry:"))
        except (urllib.error.URLError, TimeoutError):
            return False


def _name(address: str) -> str:
    """The name of the page at that address of our own; "" for what is no page."""
    try:
        return resolve(urlsplit(address).path).url_name or ""
    except Resolver404:
        return ""


def _links(text: str, here: str) -> Iterator[tuple[str, str]]:
    reader = _Links()
    reader.feed(text)
    for address in reader.found:
        link = (
            address
            if address.startswith("/")
            else f"{urlsplit(here).path}{address}"
            if address[0] == "?"
            else ""
        )
        name = _name(link) if link else ""
        if name and name not in SKIPPED:
            yield name, link.split("#")[0]


def check(site: Site, region: Region) -> int:
    """Sign in as everybody, open everything, print what came of it. Returns 0 when all of it works, else 1."""
    opened: list[Opened] = []
    wrong = list(_closed(site))
    for one in region.sign_ins:
        with step(f"{one.role} ({one.login})") as told:
            visitor = Visitor(site.origin)
            # A code may run out between reading and typing it; who types the next one gets in.
            if not (visitor.sign_in(one) or visitor.sign_in(one)):
                wrong.append(f"{one.login} kan niet aanmelden")
                continue
            visitor.walk(one.login)
            if not visitor.listens():
                wrong.append(f"{one.login} krijgt geen nieuws: de stroom antwoordt niet")
            told.append(f"{len(visitor.opened)} pagina's")
            opened += visitor.opened
    sys.stdout.write(table(region, opened))
    wrong += [f"{one.who}: {one.page} gaf {one.status}" for one in opened if not one.ok]
    wrong += [
        f"niemand kan '{page}' openen"
        for page in REQUIRED
        if not any(o.page == page and o.ok for o in opened)
    ]
    sys.stdout.write("".join(f"FOUT  {line}\n" for line in wrong))
    sys.stdout.write(
        f"{len(opened)} pagina's geopend door {len(region.sign_ins)} mensen, {len(wrong)} fouten.\n"
    )
    return 1 if wrong else 0


def _closed(site: Site) -> Iterator[str]:
    """What is wrong for somebody who is not signed in: open addresses that do not open, and pages that do."""
    stranger = Visitor(site.origin)
    for address in OPEN:
        status, _, _ = stranger.get(address)
        if status != 200:
            yield f"{address} gaf {status}"
    _, page, _ = stranger.get("/")
    if 'name="code"' not in page:
        yield "wie niet is aangemeld, komt niet op de aanmeldpagina"
    if Visitor(site.origin).listens():
        yield "de stroom laat iemand toe die niet is aangemeld"


def table(region: Region, opened: list[Opened]) -> str:
    """Role by page: the status if it is not 200, and the milliseconds."""
    width = max(len(heading) for heading in REQUIRED.values()) + 1
    cells = {(one.who, one.page): f"{one.milliseconds:.0f}" if one.ok else f"!{one.status}" for one in opened}
    lines = [
        "",
        f"{'milliseconden per pagina':<40}" + "".join(f"{heading:>{width}}" for heading in REQUIRED.values()),
    ]
    for one in region.sign_ins:
        row = "".join(f"{cells.get((one.login, page), '-'):>{width}}" for page in REQUIRED)
        lines.append(f"{one.role[:39]:<40}{row}")
    others = sorted({one.page for one in opened} - REQUIRED.keys())
    return "\n".join([*lines, f"ook geopend: {', '.join(others)}", "", ""])
