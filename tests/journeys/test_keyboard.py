# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The main path with a keyboard alone, seeing at every stop where one is."""

from playwright.sync_api import Locator, expect

from tests.journeys.browser import Visitor
from tests.journeys.conftest import Visit
from tests.journeys.place import Site

MOST_STOPS = 200
# What has the focus, whether that can be seen, and whether it lies on the screen. A control that is drawn by its label
# shows it there.
STOP = """async () => {
  await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  const at = document.activeElement, drawn = [at, at.closest('label'), at.nextElementSibling].filter(Boolean);
  const shows = one => {
    const style = getComputedStyle(one);
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== 'none';
  };
  const box = at.getBoundingClientRect();
  return {
    what: at.outerHTML.slice(0, 120), shown: drawn.some(shows), here: box.bottom > 0 && box.top < innerHeight
  };
}"""


def tab_to(visitor: Visitor, wanted: Locator) -> None:
    """Press Tab until it is there, and see the focus at every stop."""
    expect(wanted).to_have_count(1)
    for _ in range(MOST_STOPS):
        visitor.page.keyboard.press("Tab")
        stop = visitor.page.evaluate(STOP)
        assert stop["shown"], f"geen zichtbare focus op {stop['what']}"
        assert stop["here"], f"focus buiten beeld op {stop['what']}"
        if wanted.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"{wanted} is met Tab niet te bereiken")


def test_the_main_path_needs_no_mouse(site: Site, visit: Visit) -> None:
    site.report("Toetsen")
    worker = visit()
    page, keys = worker.page, worker.page.keyboard
    worker.go("/aanmelden")
    tab_to(worker, page.locator("button[value='wout@samenspel.test']"))
    keys.press("Enter")
    page.wait_for_url(f"{worker.origin}/")

    tab_to(worker, page.locator("main li", has_text="Toetsen").locator("a[href$='#klokken']").first)
    keys.press("Enter")
    page.wait_for_url("**/zaak/*")

    tab_to(worker, worker.link("Beoordeel: Moment 1"))
    keys.press("Enter")
    page.wait_for_url("**/voorstel/*")

    tab_to(worker, page.locator("#id_question"))
    keys.type("Wie gaat er nu heen?")
    tab_to(worker, page.locator("#id_decision_0"))
    keys.press("Space")
    tab_to(worker, page.get_by_role("button", name="Leg mijn oordeel vast"))
    keys.press("Enter")
    page.get_by_text("Uw oordeel is vastgelegd.").wait_for()
    assert worker.complaints == []
