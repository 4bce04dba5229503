# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A melding by telephone: typed without a mouse, interrupted, wrong at first, sent, and there."""

import re

from playwright.sync_api import Locator, expect

from tests.journeys.browser import Visitor
from tests.journeys.conftest import Visit
from tests.journeys.place import HANDLED_WITHIN, Site
from tests.journeys.test_keyboard import tab_to

FAMILY = "Formuliersma"
TOLD = "De buurvrouw belt: al een uur geschreeuw, en nu hoort zij niets meer."


def test_a_melding_is_typed_kept_corrected_and_sent(site: Site, visit: Visit) -> None:
    front = visit()
    front.enter_by_button("vera")
    front.go("/melding/nieuw")
    _types_and_is_interrupted(front)
    _names_who_it_is_about_and_sends(front)
    _corrects_what_is_wrong(front)
    front.page.wait_for_url("**/binnengekomen")
    front.page.get_by_text("De melding is verstuurd.").wait_for()
    site.wait_for("de melding uit het formulier", lambda: _is_read(front), HANDLED_WITHIN)
    front.look(FAMILY)
    _row(front).get_by_role("link", name="Melding").click()
    for expected in (TOLD, f"Greet {FAMILY}"):
        assert expected in front.text()
    front.look(FAMILY)


def _types_and_is_interrupted(front: Visitor) -> None:
    """What is typed is kept unasked; the page that is loaded again has it."""
    page = front.page
    tab_to(front, page.locator("#id_voorgevallen"))
    page.keyboard.type("gisteren")
    tab_to(front, page.locator("#id_omschrijvingIncident"))
    page.keyboard.type(TOLD)
    expect(page.locator("[data-autosave-state]")).to_contain_text("bewaard om", timeout=20_000)
    front.look(TOLD)
    page.reload()
    assert page.locator("#id_omschrijvingIncident").input_value() == TOLD


def _names_who_it_is_about_and_sends(front: Visitor) -> None:
    page = front.page
    tab_to(front, page.locator("[id='id_betrokkenen-0.achternaam']"))
    page.keyboard.type(FAMILY)
    tab_to(front, page.locator("[id='id_betrokkenen-0.voornamen']"))
    page.keyboard.type("Greet")
    _send(front)


def _corrects_what_is_wrong(front: Visitor) -> None:
    """The summary has the focus and leads to the field, which says what is wrong with it."""
    page = front.page
    summary, wrong = page.locator("[data-error-summary]"), page.locator("#id_voorgevallen")
    expect(summary).to_be_focused()
    front.forgive("422")
    front.look(FAMILY)
    tab_to(front, summary.locator("a[href='#id_voorgevallen']"))
    page.keyboard.press("Enter")
    expect(wrong).to_be_focused()
    expect(wrong).to_have_attribute("aria-invalid", "true")
    expect(wrong).to_have_accessible_description(re.compile("Let op:"))
    page.keyboard.press("Control+a")
    page.keyboard.type("1-11-2026 20:40")
    _send(front)


def _send(front: Visitor) -> None:
    tab_to(front, front.page.get_by_role("button", name="Verstuur de melding"))
    front.page.keyboard.press("Enter")


def _row(front: Visitor) -> Locator:
    """The melding in Binnengekomen; no other comes from the form."""
    return front.page.locator("main li", has_text="webformulier")


def _is_read(front: Visitor) -> bool:
    front.page.reload()
    return "Dit bericht is bewaard" not in _row(front).inner_text()
