# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every page in every state, drawn and looked at in a browser. The values are those of tests/site/look."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.site.look.browser import PAGES, SITE, drawn, opened

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
TOO_WIDE = "document.documentElement.scrollWidth - innerWidth"
# Things that look like a button or field and are less than 24 px high or wide (WCAG 2.5.8). Links in a line of
# text are excused; a control inside a label is as large as its label.
TOO_SMALL = """[...document.querySelectorAll('button, a[href], input, select, summary')].filter(e => {
  const r = e.getBoundingClientRect();
  return r.width > 1 && (r.height < 24 || r.width < 24) && e.tabIndex >= 0
    && getComputedStyle(e).display !== 'inline' && !e.closest('label') && !e.closest('svg');
}).map(e => e.outerHTML.slice(0, 80))"""


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with opened() as page:
        yield page


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
