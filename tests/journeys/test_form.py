# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A melding by telephone: typed without a mouse, interrupted, wrong at first, sent, and there."""

from playwright.sync_api import expect

from tests.journeys.browser import Visitor
from tests.journeys.conftest import Visit
from tests.journeys.place import HANDLED_WITHIN, Site
from tests.journeys.test_keyboard import tab_to

FAMILY = "Formuliersma"
TOLD = "De buurvrouw belt: al een uur geschreeuw, en nu hoort zij niets meer."


def test_a_melding_is_typed_kept_corrected_and_sent(site: Site, visit: Visit) -> None:
    front = visit()
    page, keys = front.page, front.page.keyboard
    front.enter_by_button("vera")
    front.go("/melding/nieuw")
    tab_to(front, page.locator("[id='id_voorgevallen']"))
    keys.type("gisteren")
    tab_to(front, page.locator("#id_omschrijvingIncident"))
    keys.type(TOLD)
    expect(page.locator("[data-autosave-state]")).to_contain_text("bewaard om", timeout=20_000)
    front.look(TOLD)

    page.reload()
    assert page.locator("#id_omschrijvingIncident").input_value() == TOLD
    tab_to(front, page.locator("[id='id_betrokkenen-0.achternaam']"))
    keys.type(FAMILY)
    tab_to(front, page.locator("[id='id_betrokkenen-0.voornamen']"))
    keys.type("Greet")
    tab_to(front, page.get_by_role("button", name="Verstuur de melding"))
    keys.press("Enter")

    summary = page.locator("[data-error-summary]")
    expect(summary).to_be_focused()
    front.forgive("422")
    front.look(FAMILY)
    summary.focus()
    tab_to(front, summary.locator("a[href='#id_voorgevallen']"))
    keys.press("Enter")
    wrong = page.locator("#id_voorgevallen")
    expect(wrong).to_be_focused()
    expect(wrong).to_have_attribute("aria-invalid", "true")
    beside = page.locator(f"[id='{(wrong.get_attribute('aria-describedby') or '').split()[-1]}']")
    expect(beside).to_be_visible()
    wrong.press("Control+a")
    keys.type("1-11-2026 20:40")
    tab_to(front, page.get_by_role("button", name="Verstuur de melding"))
    keys.press("Enter")

    page.wait_for_url("**/binnengekomen")
    page.get_by_text("De melding is verstuurd.").wait_for()
    site.wait_for("de melding uit het formulier", lambda: _is_read(front), HANDLED_WITHIN)
    front.look(FAMILY)
    front.page.locator("main li", has_text="webformulier").get_by_role("link", name="Melding").click()
    for expected in (TOLD, f"Greet {FAMILY}"):
        assert expected in front.text()
    front.look(FAMILY)


def _is_read(front: Visitor) -> bool:
    front.page.reload()
    return "Dit bericht is bewaard" not in front.page.locator("main li", has_text="webformulier").inner_text()
