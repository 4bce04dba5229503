# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the first answers of the Casusbeeld stand beside each other: nothing is empty beside a long list of clocks."""

import pytest
from playwright.sync_api import ViewportSize

from tests.journeys.conftest import Visit
from tests.journeys.place import Site

SIDES = """() => Object.fromEntries([['whole', '.case-now'], ['safety', '.case-safety'], ['clocks', '#klokken']].map(
  ([name, where]) => { const box = document.querySelector(where).getBoundingClientRect();
                       return [name, [box.left, box.right, box.top, box.bottom]]; }))"""


@pytest.mark.parametrize("width", [1280, 390])
def test_the_clocks_take_the_whole_width_below_the_answers(site: Site, visit: Visit, width: int) -> None:
    family = f"Klokken{width}"
    site.report(family, acute_unsafety="ja", threat_level="dreigend_gevaar", structural_unsafety="ja")
    worker = visit()
    worker.enter_by_button("wout")
    worker.page.set_viewport_size(ViewportSize(width=width, height=900))
    worker.page.locator("main li", has_text=family).locator("a[href$='#klokken']").first.click()
    worker.page.wait_for_load_state()
    sides = worker.page.evaluate(SIDES)
    left, right, top, _ = sides["clocks"]
    assert [left, right] == sides["whole"][:2]
    assert top >= sides["safety"][3]
    assert worker.page.evaluate("document.documentElement.scrollWidth") <= width
    clocks = worker.page.locator("#klokken .part-clock")
    assert clocks.count() > 3
    tops = {round(box["y"]) for one in clocks.all() if (box := one.bounding_box())}
    assert (len(tops) < clocks.count()) is (width == 1280)
