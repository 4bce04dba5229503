# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Binnengekomen stays open all day: it says that something came in, and who of us took it on."""

import re

from playwright.sync_api import expect

from tests.journeys.browser import Visitor
from tests.journeys.conftest import Visit
from tests.journeys.place import Site

FAMILY = "Nieuwland"
SOON = 30_000  # milliseconds


def test_the_inbox_says_that_there_is_news_and_who_took_it_on(site: Site, visit: Visit) -> None:
    vera, wout = visit(), visit()
    for one, login in ((vera, "vera"), (wout, "wout")):
        one.enter(login)
        with one.page.expect_response(lambda answer: "/stroom" in answer.url):
            one.go("/binnengekomen")
    news = vera.page.get_by_role("button", name="Er is iets nieuws: vernieuwen")
    expect(news).to_be_hidden()
    number = site.report(FAMILY)
    expect(news).to_be_visible(timeout=SOON)
    assert number[:8] not in vera.text()  # nothing moves until the reader asks
    vera.look(FAMILY)
    news.click()
    _takes(vera, number)
    expect(wout.page.locator("[data-news]")).to_be_visible(timeout=SOON)
    wout.go("/binnengekomen")
    assert "Vera van Veen, voor Dienst Veilig Thuis Voorbeeld" in wout.text()
    wout.look(FAMILY)
    _press(vera, "Geef terug", number)
    assert "Teruggegeven" in vera.page.inner_text("body")


def _takes(visitor: Visitor, number: str) -> None:
    _press(visitor, "Neem op mij", number)
    assert "Dit staat nu op uw naam." in visitor.page.inner_text("body")
    visitor.look(FAMILY)


def _press(visitor: Visitor, name: str, number: str) -> None:
    """The button of that report; which one it is, only a screen reader hears."""
    visitor.page.get_by_role("button", name=re.compile(rf"{name}\s*: {number[:8]}")).click()
