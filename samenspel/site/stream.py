# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The event stream: tells an open page that there is news for its organisation, and never what.

One small ASGI process. It listens to the database for ids of organisations, and holds one connection per open page.
Rule 1: whoever listens is signed in, and looked at again every minute; an open stream keeps no session alive.
Rule 2: nothing but "nieuws" is ever sent. A page that wants to know more asks for it, and is weighed as always.
Rule 3: every subscription is one access line in the journal (SR-29).
"""

import asyncio
import json
import logging
import uuid
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection, transaction

import samenspel
from samenspel.journal.models import Actor, Handling, write
from samenspel.partners.access import acting_as, actor_for, member_of_session

log = logging.getLogger(__name__)

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

PATH = "/stroom"
BEAT = 15.0  # seconds between signs of life, so that nothing on the way takes the stream for dead
LOOK_AGAIN = 60.0  # seconds between two looks at the session (SR-08)
HEARS_WITHIN = 5.0  # seconds for the database to let us listen
MOST, MOST_EACH = 2_000, 8  # streams at once: of everybody, and of one session
HELLO, LIVE, NEWS = b"retry: 5000\n\n", b": leeft\n\n", b"event: nieuws\ndata:\n\n"


@dataclass(eq=False, slots=True)
class Subscriber:
    """One open page."""

    organisation: uuid.UUID
    session: str
    news: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(slots=True)
class Stream:
    """The application: who listens now, and the one task that hears the database."""

    subscribers: set[Subscriber] = field(default_factory=set)
    hearing: asyncio.Task[None] | None = None
    hears: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        headers = {
            name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]
        }
        if scope["path"] == f"{PATH}/levend":
            await _answer(send, 200, "levend")
        elif scope["path"] != PATH or scope["method"] != "GET":
            await _answer(send, 404, "onbekend")
        elif headers.get("origin", settings.ORIGIN) != settings.ORIGIN:
            await _answer(send, 403, "niet van hier")
        else:
            await self._subscribe(_session_of(headers), receive, send)

    async def _subscribe(self, session: str, receive: Receive, send: Send) -> None:
        actor = await asyncio.to_thread(_who, session)
        if actor is None or actor.organisation is None:
            await _answer(send, 401, "niet aangemeld")
            return
        if not await self._is_hearing():
            await _answer(send, 503, "geen nieuws uit de database", retry_after=10)
            return
        open_ones = Counter(one.session for one in self.subscribers)
        if len(self.subscribers) >= MOST or open_ones[session] >= MOST_EACH:
            await _answer(send, 503, "te veel tegelijk", retry_after=60)
            return
        subscriber = Subscriber(actor.organisation, session)
        self.subscribers.add(subscriber)
        try:
            await asyncio.to_thread(_note, actor)
            await _stream(subscriber, receive, send)
        finally:
            self.subscribers.discard(subscriber)

    async def _is_hearing(self) -> bool:
        """Whether the database tells us; a page is let in only then, so that it misses nothing from there on."""
        if self.hearing is None or self.hearing.done():
            self.hearing = asyncio.create_task(self._hear())
        try:
            await asyncio.wait_for(self.hears.wait(), HEARS_WITHIN)
        except TimeoutError:
            return False
        return True

    async def _hear(self) -> None:
        """Pass on what the database tells. After a lost connection everybody is told: news may have been missed."""
        while True:
            try:
                own = await psycopg.AsyncConnection.connect(**_parameters(), autocommit=True)
                async with own:
                    await own.execute("LISTEN samenspel_nieuws")
                    self._wake(None)
                    self.hears.set()
                    async for heard in own.notifies():
                        self._wake(heard.payload)
            except psycopg.Error as error:
                self.hears.clear()
                log.warning("geen nieuws uit de database", exc_info=error)
                await asyncio.sleep(2.0)

    def _wake(self, organisation: str | None) -> None:
        for one in self.subscribers:
            if organisation is None or str(one.organisation) == organisation:
                one.news.set()


async def _stream(subscriber: Subscriber, receive: Receive, send: Send) -> None:
    """Send news and signs of life until the page goes away or the session ends. News that piles up is told once."""
    await send({"type": "http.response.start", "status": 200, "headers": _headers(b"text/event-stream")})
    await send({"type": "http.response.body", "body": HELLO, "more_body": True})
    gone = asyncio.create_task(_gone(receive))
    loop = asyncio.get_running_loop()
    look_at = loop.time() + LOOK_AGAIN
    try:
        while not gone.done():
            news = asyncio.create_task(subscriber.news.wait())
            await asyncio.wait(
                {news, gone}, timeout=min(BEAT, LOOK_AGAIN), return_when=asyncio.FIRST_COMPLETED
            )
            news.cancel()
            if loop.time() >= look_at:
                look_at = loop.time() + LOOK_AGAIN
                if await asyncio.to_thread(_who, subscriber.session) is None:
                    break
            told = subscriber.news.is_set()
            subscriber.news.clear()
            if not gone.done():
                await send({"type": "http.response.body", "body": NEWS if told else LIVE, "more_body": True})
        if not gone.done():
            await send({"type": "http.response.body", "body": b"", "more_body": False})
    finally:
        gone.cancel()


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _answer(send: Send, status: int, word: str, *, retry_after: int = 0) -> None:
    extra = [(b"retry-after", str(retry_after).encode())] if retry_after else []
    headers = [*_headers(b"application/json"), *extra]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps({"status": word}).encode()})


def _headers(kind: bytes) -> list[tuple[bytes, bytes]]:
    """Only pages of our own site may read this, and only with the session of their reader."""
    return [
        (b"content-type", kind),
        (b"cache-control", b"no-store"),
        (b"access-control-allow-origin", settings.ORIGIN.encode()),
        (b"access-control-allow-credentials", b"true"),
        (b"vary", b"Origin"),
        (b"x-accel-buffering", b"no"),
        (b"x-content-type-options", b"nosniff"),
        (b"cross-origin-resource-policy", b"same-site"),
    ]


def _session_of(headers: dict[str, str]) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return ""
    return found.value if found else ""


def _who(session: str) -> Actor | None:
    """Who that session is of, if it has not ended. In a thread; its connection goes back to the pool."""
    try:
        member = member_of_session(session, samenspel.now()) if session else None
        return actor_for(member, process="stroom") if member else None
    except psycopg.Error:
        return None
    finally:
        connection.close()


def _note(actor: Actor) -> None:
    try:
        with transaction.atomic(), acting_as(actor, purpose="nieuws"):
            write(by=actor, name="site.stream", handling=Handling.READ, now=samenspel.now(), purpose="nieuws")
    finally:
        connection.close()


def _parameters() -> dict[str, Any]:
    """A connection of our own, outside the pool: it waits all day."""
    return connection.get_connection_params() | {"cursor_factory": None, "context": None}


application = Stream()
