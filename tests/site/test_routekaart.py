# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The routekaart in a browser: letters as wide as they really are, stations by keyboard, one sheet of paper."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.site.look.browser import SITE, opened
from tests.site.test_look import TOO_WIDE

NAMES = ("case", "case-route", "case-route-region")
SIZES = {1280: "wide", 390: "narrow"}
A4 = (842, 595)  # points, on its side

# Texts that lie on each other or stick out of the drawing, measured in the browser.
WRONG = """() => {
  const map = [...document.querySelectorAll('.route-map')].find(one => one.getBoundingClientRect().width > 0);
  const whole = map.viewBox.baseVal;
  const boxes = [...map.querySelectorAll('text')].map(one => [one.textContent, one.getBBox()]);
  const over = (a, b) => a.x < b.x + b.width - .5 && b.x < a.x + a.width - .5
    && a.y + a.height * .25 < b.y + b.height * .8 && b.y + b.height * .25 < a.y + a.height * .8;
  const out = b => b.x < 0 || b.y < 0 || b.x + b.width > whole.width || b.y + b.height > whole.height;
  const found = boxes.filter(([, box]) => out(box));
  boxes.forEach(([said, a], at) => boxes.slice(at + 1).forEach(([, b]) => over(a, b) && found.push([said])));
  map.querySelectorAll('.route-card').forEach(card => {
    const box = card.querySelector('.route-card__box').getBBox();
    card.querySelectorAll('text').forEach(one => {
      const b = one.getBBox();
      if (b.x < box.x || b.x + b.width > box.x + box.width) found.push([one.textContent, 'card']);
    });
  });
  return found.map(one => one[0]);
}"""
STATIONS = """() => [...document.querySelectorAll('.route-map')]
  .filter(one => one.getBoundingClientRect().width > 0)
  .flatMap(map => [...map.querySelectorAll('a')])
  .map(one => [one.getAttribute('aria-label'), one.getAttribute('href'),
    one.getAttribute('href')[0] !== '#' || !!document.querySelector(one.getAttribute('href'))])"""
FOCUS = """() => {
  const one = document.activeElement, style = getComputedStyle(one);
  return [one.getAttribute('aria-label'), style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2];
}"""


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with opened() as page:
        yield page


def show(page: Page, name: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{SITE}/{name}")
    page.evaluate("document.fonts.ready")


@pytest.mark.parametrize("width", SIZES)
@pytest.mark.parametrize("name", NAMES)
def test_letters_have_the_room_that_was_counted_for_them(page: Page, name: str, width: int) -> None:
    show(page, name, width)
    assert page.evaluate(WRONG) == []
    assert page.locator(f".route-map--{SIZES[width]}").is_visible()
    assert page.locator(".route-map:visible").count() == 1
    assert page.evaluate(TOO_WIDE) <= 0


@pytest.mark.parametrize("width", SIZES)
def test_every_station_has_a_name_and_leads_to_its_text(page: Page, width: int) -> None:
    show(page, "case-route", width)
    found = page.evaluate(STATIONS)
    assert len(found) == 12
    assert all(name and there for name, _address, there in found)
    assert len({name for name, *_ in found}) == len(found)
    assert [name for name, address, _ in found if address.startswith("/")] == [
        "Moment 3: Veilig Thuis en ZSM: nu aangewezen"
    ]


@pytest.mark.parametrize("width", SIZES)
def test_stations_are_reached_by_keyboard_in_the_order_of_the_route(page: Page, width: int) -> None:
    show(page, "case-route", width)
    names = [name for name, *_ in page.evaluate(STATIONS)]
    page.locator(".route-map:visible a").first.focus()
    for name in names:
        assert page.evaluate(FOCUS) == [name, True]
        page.keyboard.press("Tab")


def test_the_text_holds_every_station_and_all_that_is_said_there(page: Page) -> None:
    for name in ("case-route", "case-route-region"):
        show(page, name, 1280)
        told = re.sub(r"[\s,]+", " ", page.inner_text(".route-list")).casefold()
        said = page.locator(".route-map--wide :is(.route-text--said, .route-text--note)").all_text_contents()
        said += page.locator(".route-map--wide .route-text--name").all_text_contents()
        parts = [re.sub(r"^\d\. |[,]", "", one).casefold() for one in said]
        short = [one for one in parts if "dt-02.8" not in one and "uiterlijk" not in one]
        assert [one for one in short if one not in told] == []


def test_the_drawing_prints_on_one_sheet_of_a4_on_its_side(page: Page) -> None:
    show(page, "case-route", 1280)
    printed = page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
    assert boxes and {(round(float(w)), round(float(h))) for w, h in boxes} == {A4}
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1054, "height": 725})  # what 9 mm of margin leaves, in pixels
    end = page.locator(".route-map--wide").bounding_box()
    page.emulate_media(media="screen")
    assert end and end["y"] + end["height"] <= 725
