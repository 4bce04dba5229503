# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Somebody at a browser, and what must hold on every page that they see."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Route, ViewportSize, sync_playwright

from tests.journeys.place import PASSWORD, code
from tests.site.look.browser import FLAGS
from tests.site.test_look import TOO_WIDE, WCAG

WIDE, NARROW = ViewportSize(width=1280, height=900), ViewportSize(width=360, height=740)
AXE = Axe().axe_script
VIOLATIONS = """async tags => {
  const found = await axe.run(document, { runOnly: tags, resultTypes: ['violations'] });
  return found.violations.map(one => [one.id, one.nodes.map(node => node.target)]);
}"""
ELSEWHERE = "<!doctype html><html lang='nl'><title>Elders</title><h1>Elders</h1></html>"


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a past."""
    named = (
        os.environ.get("SAMENSPEL_CHROMIUM"),
        *map(shutil.which, ("chromium", "chromium-browser", "google-chrome")),
    )
    program = next((one for one in named if one), None)
    assert program, "Chromium ontbreekt. Doe tools/chromium, of noem er een in SAMENSPEL_CHROMIUM."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=FLAGS, ignore_default_args=["--disable-back-forward-cache"]
        )
        yield browser
        browser.close()


@dataclass
class Visitor:
    """One person: a browser that knows nothing of others, and what it complained about."""

    origin: str
    page: Page
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        self.page.goto(f"{self.origin}{path}")

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def follow(self, name: str) -> None:
        self.link(name).click()

    def link(self, name: str) -> Locator:
        """The first link that is called so; what only a screen reader hears may stand apart in its name."""
        spaced = r"\s*:".join(map(re.escape, name.split(":")))
        return self.page.get_by_role("link", name=re.compile(spaced)).first

    def enter(self, login: str) -> None:
        """Sign in with password and one-time code; twice, when the code ran out between reading and sending it."""
        if not self._comes_in(login):
            self.forgive("403")
            assert self._comes_in(login), self.text()

    def _comes_in(self, login: str) -> bool:
        self.go("/aanmelden")
        self.page.locator("summary").click()
        self.page.locator("[name=login]").fill(f"{login}@samenspel.test")
        self.page.locator("[name=password]").fill(PASSWORD)
        self.page.locator("[name=code]").fill(code(f"{login}@samenspel.test"))
        with self.page.expect_navigation():
            self.press("Meld aan")
        return self.path() == "/"

    def forgive(self, status: str) -> None:
        """Forget that the browser complained of an answer with that status, which was the right one."""
        self.complaints[:] = [said for said in self.complaints if f"status of {status}" not in said]

    def enter_by_button(self, login: str) -> None:
        self.go("/aanmelden")
        self.page.locator(f"button[name=do][value='{login}@samenspel.test']").click()
        self.page.wait_for_url(f"{self.origin}/")

    def text(self) -> str:
        return self.page.inner_text("main")

    def get(self, path: str) -> Any:
        """The answer to that address, with this person's session."""
        return self.page.request.get(f"{self.origin}{path}")

    def path(self) -> str:
        return self.page.url.removeprefix(self.origin).partition("#")[0]

    def look(self, *private: str) -> None:
        """Everybody can use this page, wide and narrow; nothing was stopped or broken; title and address are neutral.

        `private` are words that belong to people.
        """
        self.page.evaluate(AXE)
        for size in (WIDE, NARROW):
            self.page.set_viewport_size(size)
            wrong = self.page.evaluate(VIOLATIONS, WCAG)
            assert wrong == [], f"axe op {self.path()}, {size['width']} px: {wrong}"
            assert self.page.evaluate(TOO_WIDE) <= 0, f"te breed op {self.path()}, {size['width']} px"
        self.page.set_viewport_size(WIDE)
        assert self.complaints == [], f"fouten op {self.path()}: {self.complaints}"
        title, address = self.page.title(), self.page.url
        assert title.endswith(" · samenspel"), f"titel: {title}"
        named = [word for word in private if word.lower() in f"{title} {address}".lower()]
        assert not named, f"titel of adres noemt {named}: {title}, {address}"


@contextmanager
def visiting(browser: Browser, origin: str, stream: str, *, scripts: bool = True) -> Iterator[Visitor]:
    """A new person at the browser. What is not ours is answered from here."""
    context = browser.new_context(
        locale="nl-NL",
        viewport=WIDE,
        java_script_enabled=scripts,
        reduced_motion="reduce",
    )
    context.set_default_timeout(20_000)
    context.route(lambda address: not address.startswith((origin, stream)), _elsewhere)
    visitor = Visitor(origin, context.new_page())
    visitor.page.on(
        "console", lambda said: visitor.complaints.append(said.text) if said.type == "error" else None
    )
    visitor.page.on("pageerror", lambda error: visitor.complaints.append(str(error)))
    yield visitor
    context.close()


def _elsewhere(route: Route) -> None:
    route.fulfill(body=ELSEWHERE, content_type="text/html; charset=utf-8")
