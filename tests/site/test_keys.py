# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages gain when scripts run: keys, leaving at once, drafts, rows, news, the lock."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, Route, expect

from tests.site.look.browser import SITE, drawn, opened

FOCUS = "document.activeElement.id"
CLICK_ROW = "text=Nog een persoon"


@dataclass
class Server:
    """Takes what is posted: (path, body) of each."""

    posts: list[tuple[str, str]] = field(default_factory=list)

    def take(self, route: Route) -> None:
        request = route.request
        if request.method != "POST":
            return route.fallback()
        self.posts.append((request.url.removeprefix(SITE), request.post_data or ""))
        body = (
            third_person(drawn("form")) if "add_person" in (request.post_data or "") else "<title>x</title>"
        )
        return route.fulfill(body=body, content_type="text/html; charset=utf-8")

    def last(self) -> str:
        return self.posts[-1][0] if self.posts else ""


def third_person(html: str) -> str:
    """The form as the server gives it back when a row was asked for."""
    start = html.index('<fieldset class="part-panel part-person" id="persoon-1"')
    end = html.index("</fieldset>", html.index("Haal weg", start)) + len("</fieldset>")
    row = html[start:end].replace("persoon-1", "persoon-2").replace("p1-", "p2-")
    return html[:end] + row + html[end:]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Page]:
    with opened() as page:
        yield page


@pytest.fixture
def browser(chromium: Page) -> Page:
    """A tab of its own for each test, so that what one left under way does not reach the next.

    It stays open until the browser goes: closing a tab whose requests are answered from here was seen to hang.
    """
    return chromium.context.new_page()


@pytest.fixture
def server(browser: Page) -> Server:
    server = Server()
    browser.route("**/*", server.take)
    return server


def test_the_first_tab_leads_past_the_menu(browser: Page, server: Server) -> None:
    browser.goto(f"{SITE}/work")
    browser.keyboard.press("Tab")
    browser.keyboard.press("Enter")
    assert browser.evaluate(FOCUS) == "inhoud"


def test_a_slash_goes_to_search_and_a_question_mark_in_the_box_is_only_text(
    browser: Page, server: Server
) -> None:
    browser.goto(f"{SITE}/work")
    browser.keyboard.press("/")
    browser.keyboard.type("?")
    assert browser.input_value("#zoek") == "?"
    assert not browser.is_visible("#help")


def test_a_question_mark_opens_help_and_keys_can_be_switched_off(browser: Page, server: Server) -> None:
    browser.goto(f"{SITE}/work")
    browser.keyboard.press("?")
    browser.uncheck("[data-keys]")
    browser.keyboard.press("Escape")
    browser.keyboard.press("/")
    assert browser.evaluate(FOCUS) != "zoek"
    browser.evaluate("localStorage.clear()")


def test_g_and_a_letter_go_to_a_page(browser: Page, server: Server) -> None:
    browser.goto(f"{SITE}/work")
    browser.keyboard.press("g")
    with browser.expect_request("**/binnen"):
        browser.keyboard.press("b")


def test_three_times_escape_ends_the_session(browser: Page, server: Server) -> None:
    browser.goto(f"{SITE}/case")
    with browser.expect_response("**/weg"):
        for _ in range(3):
            browser.keyboard.press("Escape")
    assert server.last() == "/weg"


def test_what_is_typed_is_kept_without_being_asked(browser: Page, server: Server) -> None:
    browser.goto(f"{SITE}/form")
    browser.fill("#id_reporter_name", "Jan")
    expect(browser.locator("[data-autosave-state]")).to_contain_text("bewaard om")
    assert server.last() == "/concept" and "Jan" in server.posts[-1][1]


def test_a_new_row_keeps_what_was_typed_and_takes_the_focus(browser: Page, server: Server) -> None:
    browser.goto(f"{SITE}/form")
    browser.fill("#id_reporter_name", "Jan")
    browser.click(CLICK_ROW)
    expect(browser.locator("#persoon-2 :focus")).to_be_visible()
    assert browser.input_value("#id_reporter_name") == "Jan"


def test_enter_in_a_field_keeps_a_draft_and_never_sends(browser: Page, server: Server) -> None:
    browser.goto(f"{SITE}/form")
    browser.focus("#id_reporter_name")
    with browser.expect_response(lambda answer: answer.request.method == "POST"):
        browser.keyboard.press("Enter")
    browser.wait_for_load_state()
    assert "do=keep" in server.posts[-1][1]


def test_after_mistakes_the_summary_has_the_focus(browser: Page, server: Server) -> None:
    browser.goto(f"{SITE}/form-errors")
    assert browser.evaluate("document.activeElement.hasAttribute('data-error-summary')")


def test_a_screen_at_rest_asks_and_then_locks_on_the_server(browser: Page, server: Server) -> None:
    short = drawn("work").replace('data-lock-after="900"', 'data-lock-after="4"')
    browser.route(
        "**/short", lambda route: route.fulfill(body=short, content_type="text/html; charset=utf-8")
    )
    browser.goto(f"{SITE}/short")
    browser.click("#slot >> text=Ik ben er nog", timeout=5000)
    with browser.expect_response("**/slot", timeout=8000):
        browser.wait_for_selector("#slot[open]", timeout=5000)
    assert server.last() == "/slot"
