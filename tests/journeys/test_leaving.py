# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Going away, quickly or not: the browser keeps nothing, and its back button shows nothing."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from playwright.sync_api import Error, expect

from tests.journeys.browser import Visitor
from tests.journeys.conftest import Visit
from tests.journeys.place import STORY, Site

FAMILY = "Vertrek"


@pytest.fixture(scope="module", autouse=True)
def a_case(site: Site) -> None:
    site.report(FAMILY)


def _by_button(worker: Visitor) -> None:
    worker.page.locator("[data-exit] button").click()


def _by_escape(worker: Visitor) -> None:
    for _ in range(3):
        worker.page.keyboard.press("Escape")


def _sign_out(worker: Visitor) -> None:
    worker.press("Uitloggen")


@pytest.mark.parametrize(
    ("leave", "heading"), [(_by_button, "Elders"), (_by_escape, "Elders"), (_sign_out, "Aanmelden")]
)
def test_nothing_is_left_behind(visit: Visit, leave: Callable[[Visitor], None], heading: str) -> None:
    worker = visit()
    page = worker.page
    worker.enter_by_button("wout")
    page.locator("main li", has_text=FAMILY).locator("a[href$='#klokken']").first.click()
    assert STORY in worker.text()
    case, kept = worker.path(), page.context.cookies()
    assert "samenspel" in {one["name"] for one in kept}

    page.wait_for_load_state()  # the keys are heard once the page is there
    leave(worker)
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    assert "samenspel" not in {one["name"] for one in page.context.cookies()}

    for _ in range(4):
        with suppress(
            Error
        ):  # the answer to a form is not asked for again: the browser shows a page of its own
            page.go_back()
        for private in (FAMILY, STORY):
            assert private not in page.content()
    page.context.add_cookies(kept)  # type: ignore[arg-type]
    assert "Aanmelden" in worker.get(case).text()
