# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The event stream: news for whoever is signed in, of their own organisation, that says nothing; and an end to it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, transaction
from django.test import Client

from samenspel.journal.models import Entry
from samenspel.notify.actions import queue
from samenspel.partners.access import acting_as, actor_for, service_of
from samenspel.partners.actions import administrator, end_member
from samenspel.site import stream
from samenspel.site.postgres import Role
from samenspel.site.stream import HELLO, LIVE, NEWS, Stream
from tests import cast
from tests.roles import in_role
from tests.sign_in import client_for

pytestmark = pytest.mark.usefixtures("own_database")


class Browser:
    """One open page: what it sent and what it got."""

    def __init__(self, app: Stream, session: str, **changed: Any) -> None:
        headers = {
            "cookie": f"{settings.SESSION_COOKIE_NAME}={session}",
            "origin": settings.ORIGIN,
        } | changed.pop("headers", {})
        self.scope = {"type": "http", "method": "GET", "path": "/stroom"} | changed
        self.scope["headers"] = [(name.encode(), value.encode()) for name, value in headers.items()]
        self.app = app
        self.sent: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.gone = asyncio.Event()

    async def _receive(self) -> dict[str, Any]:
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: dict[str, Any]) -> None:
        await self.sent.put(message)

    def open(self) -> "asyncio.Task[None]":
        return asyncio.create_task(self.app(self.scope, self._receive, self._send))

    async def next(self) -> Any:
        """The next thing that came: a start as (status, headers), a body as its bytes."""
        message = await asyncio.wait_for(self.sent.get(), 10)
        if message["type"] == "http.response.start":
            return message["status"], {name.decode(): value.decode() for name, value in message["headers"]}
        return message["body"]

    async def next_other_than_life(self) -> Any:
        while (found := await self.next()) == LIVE:
            pass
        return found


@asynccontextmanager
async def listening(session: str, app: Stream | None = None) -> AsyncIterator[Browser]:
    """A page that is let in; it goes away at the end."""
    browser = Browser(app or Stream(), session)
    task = browser.open()
    status, _ = await browser.next()
    assert status == 200
    assert await browser.next() == HELLO
    yield browser
    browser.gone.set()
    await asyncio.wait_for(task, 10)


async def answer(browser: Browser) -> tuple[int, dict[str, str]]:
    browser.gone.set()
    await asyncio.wait_for(browser.open(), 10)
    found: tuple[int, dict[str, str]] = await browser.next()
    return found


def session_of(name: str) -> str:
    client: Client = client_for(cast.member(name))
    connection.close()
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


def tell(kind: str) -> None:
    """Something happens at that organisation, in a transaction of its own."""
    try:
        by = service_of(cast.organisation(kind), process="test")
        with transaction.atomic(), acting_as(by, purpose="intake"):
            queue(post=cast.post(kind), template="melding", case=None, now=cast.NOW)
    finally:
        connection.close()


def run(story: Callable[[], Awaitable[None]]) -> None:
    async def bounded() -> None:
        await asyncio.wait_for(story(), 60)

    asyncio.run(bounded())


def test_a_notice_wakes_the_pages_of_its_organisation_and_says_nothing() -> None:
    vera, pim = session_of("vera"), session_of("pim")

    async def story() -> None:
        app = Stream()
        async with listening(vera, app) as at_vt, listening(pim, app) as at_police:
            await asyncio.to_thread(tell, "VT")
            assert await at_vt.next_other_than_life() == NEWS == b"event: nieuws\ndata:\n\n"
            await asyncio.to_thread(tell, "POL")
            assert await at_police.next_other_than_life() == NEWS
            assert at_vt.sent.empty()
        assert app.subscribers == set()

    run(story)


def test_what_is_rolled_back_wakes_nobody() -> None:
    vera = session_of("vera")

    def fail() -> None:
        by = service_of(cast.organisation("VT"), process="test")
        try:
            with pytest.raises(KeyError), transaction.atomic(), acting_as(by, purpose="intake"):
                queue(post=cast.post("VT"), template="melding", case=None, now=cast.NOW)
                raise KeyError
        finally:
            connection.close()

    async def story() -> None:
        async with listening(vera) as browser:
            await asyncio.to_thread(fail)
            await asyncio.sleep(0.5)
            assert browser.sent.empty()

    run(story)


@pytest.mark.parametrize("session", ["", "onzin", "x" * 5000])
def test_who_is_not_signed_in_gets_nothing(session: str) -> None:
    async def story() -> None:
        status, headers = await answer(Browser(Stream(), session))
        assert status == 401
        assert headers["cache-control"] == "no-store"

    run(story)


def test_another_site_gets_nothing_and_ours_may_read() -> None:
    vera = session_of("vera")

    async def story() -> None:
        status, headers = await answer(Browser(Stream(), vera, headers={"origin": "https://evil.test"}))
        assert status == 403
        assert headers["access-control-allow-origin"] == settings.ORIGIN
        assert headers["access-control-allow-credentials"] == "true"

    run(story)


@pytest.mark.parametrize(("changed", "expected"), [({"path": "/"}, 404), ({"method": "POST"}, 404)])
def test_there_is_nothing_else_here(changed: dict[str, str], expected: int) -> None:
    async def story() -> None:
        assert (await answer(Browser(Stream(), "", **changed)))[0] == expected
        assert (await answer(Browser(Stream(), "", path="/stroom/levend")))[0] == 200

    run(story)


@pytest.mark.parametrize("how", ["signed out", "left the organisation"])
def test_sr08_a_stream_ends_with_the_session(how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    vera = session_of("vera")
    monkeypatch.setattr(stream, "LOOK_AGAIN", 0.2)

    def end() -> None:
        try:
            if how == "signed out":
                SessionStore(session_key=vera).delete()
            else:
                with connection.cursor() as cursor:
                    cursor.execute("SELECT samenspel_now()")
                    moment: datetime = cursor.fetchone()[0]
                leave(moment)
        finally:
            connection.close()

    def leave(moment: datetime) -> None:
        with in_role(Role.OWNER):
            end_member(member=cast.member("vera"), by=administrator(), now=moment)

    async def story() -> None:
        browser = Browser(Stream(), vera)
        task = browser.open()
        await browser.next()
        await asyncio.sleep(0.5)
        assert not task.done()
        await asyncio.to_thread(end)
        await asyncio.wait_for(task, 10)
        assert not browser.gone.is_set()

    run(story)


def test_an_open_stream_does_not_keep_a_session_alive(monkeypatch: pytest.MonkeyPatch) -> None:
    vera = session_of("vera")
    monkeypatch.setattr(stream, "LOOK_AGAIN", 0.1)
    before = dict(SessionStore(session_key=vera).load())
    connection.close()

    async def story() -> None:
        async with listening(vera):
            await asyncio.sleep(0.5)

    run(story)
    assert dict(SessionStore(session_key=vera).load()) == before


def test_one_session_has_a_few_streams_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    vera = session_of("vera")
    monkeypatch.setattr(stream, "MOST_EACH", 1)

    async def story() -> None:
        app = Stream()
        async with listening(vera, app):
            status, headers = await answer(Browser(app, vera))
            assert (status, headers["retry-after"]) == (503, "60")
        assert (await answer(Browser(app, vera)))[0] == 200

    run(story)


def test_sr29_a_subscription_is_one_line_in_the_journal() -> None:
    vera = session_of("vera")

    async def story() -> None:
        async with listening(vera):
            await asyncio.to_thread(tell, "VT")

    run(story)
    member = cast.member("vera")
    with transaction.atomic(), acting_as(actor_for(member), purpose="toets"):
        lines = Entry.objects.filter(name="site.stream").values_list("member", "handling", "process")
        assert list(lines) == [(member.pk, "raadplegen", "stroom")]


def test_after_a_lost_connection_to_the_database_everybody_is_told() -> None:
    vera = session_of("vera")

    def cut() -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                " WHERE datname = current_database() AND query = 'LISTEN samenspel_nieuws'"
            )
            assert cursor.fetchone() == (1,)
        connection.close()

    async def story() -> None:
        async with listening(vera) as browser:
            await asyncio.to_thread(cut)
            assert await browser.next_other_than_life() == NEWS
            await asyncio.to_thread(tell, "VT")
            assert await browser.next_other_than_life() == NEWS

    run(story)
