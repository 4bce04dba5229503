# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every page in every state, drawn and looked at in a browser. The values are those of tests/site/look."""

import mimetypes
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template import Context
from django.template.base import Template
from django.template.loader import get_template
from playwright.sync_api import Page, Route, sync_playwright

from samenspel.site.middleware import POLICY
from tests.site.look import casusbeeld, forms, intake, judging, values

STATIC = Path(__file__).parents[2] / "samenspel/site/static"
PAGES = {**casusbeeld.PAGES, **intake.PAGES, **judging.PAGES, **forms.PAGES}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SITE = "http://samenspel.test"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
TOO_WIDE = "document.documentElement.scrollWidth - innerWidth"
# Things that look like a button or field and are less than 24 px high or wide (WCAG 2.5.8). Links in a line of
# text are excused; a control inside a label is as large as its label.
TOO_SMALL = """[...document.querySelectorAll('button, a[href], input, select, summary')].filter(e => {
  const r = e.getBoundingClientRect();
  return r.width > 1 && (r.height < 24 || r.width < 24) && e.tabIndex >= 0
    && getComputedStyle(e).display !== 'inline' && !e.closest('label') && !e.closest('svg');
}).map(e => e.outerHTML.slice(0, 80))"""


def drawn(name: str) -> str:
    template, context, current = PAGES[name]
    around = {
        "now": values.now,
        "member": values.member,
        "organisation": values.organisation,
        "navigation": values.nav(current),
        "frame": values.frame,
    }
    # The bare template: what the site's own context processor adds is given here, so that a page needs no database.
    inner: Template = get_template(template).template  # type: ignore[attr-defined]
    return inner.render(Context({**around, **context}))


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    program = (
        os.environ.get("SAMENSPEL_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    )
    assert program, "Chromium ontbreekt: zie tools/chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        page = browser.new_page()
        page.route("**/*", answer)
        yield page
        browser.close()


def answer(route: Route) -> None:
    """The page or the static file, from here; nothing leaves this process."""
    path = urlsplit(route.request.url).path
    if path.startswith("/static/"):
        file = STATIC / path.removeprefix("/static/")
        kind = mimetypes.guess_type(file.name)[0] or "font/woff2"
        return route.fulfill(body=file.read_bytes(), content_type=kind)
    if path[1:] in PAGES:
        headers = {"Content-Security-Policy": POLICY}
        return route.fulfill(body=drawn(path[1:]), content_type="text/html; charset=utf-8", headers=headers)
    return route.fulfill(status=404, body="")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_holds_no_inline_script_or_style(name: str) -> None:
    html = drawn(name)
    assert not re.search(r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:", html)


@pytest.mark.parametrize("name", [name for name in PAGES if name != "gone"])
def test_everybody_can_use_the_page(page: Page, name: str) -> None:
    """Axe finds nothing, the policy stops nothing; large letters and a narrow screen fit without scrolling sideways."""
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{SITE}/{name}")
    found = Axe().run(page, options={"runOnly": WCAG}).response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
    assert [text for text in complaints if "Content Security Policy" in text or "Error" in text] == []

    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(TOO_WIDE) <= 0
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate(TOO_WIDE) <= 0
    assert page.evaluate(TOO_SMALL) == []
