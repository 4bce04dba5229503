# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A region works the routekaart out in a browser: by choosing, with its proof, looked back with, and decided by two."""

import re

from playwright.sync_api import expect

from tests.journeys.browser import Visitor
from tests.journeys.conftest import Visit
from tests.journeys.test_keyboard import tab_to

VERSIONS = "/routekaart/versies"
SECONDS = 60_000


def choose(rosa: Visitor) -> None:
    """A standing member, and an own rule of which the proof says what it lacks."""
    page = rosa.page
    rosa.press("Nog een vaste deelnemer")
    page.locator("[name='member-0.moment']").select_option("actieoverleg")
    page.locator("[name='member-0.partner']").select_option("SHN")
    rosa.press("Nog een eigen regel")
    page.locator("[name='row-0.?']").select_option("sash_concern")
    page.locator("#blok-row-0").get_by_role("button", name="Moet gelden").click()
    rosa.look()
    page.locator("[name='row-0.text']").fill("Bij matige zorg overleggen wij altijd.")
    page.locator("[name='row-0.when.sash_concern'][value=matig]").check()
    page.locator("[name='row-0.then.moment']").select_option("actieoverleg")
    page.locator("[name='row-0.then.strength']").select_option("must")
    rosa.press("Bewaar en kijk na")
    expect(page.locator("main")).to_contain_text("Slachtofferhulp Nederland zit altijd aan tafel")
    expect(page.locator("#bewijs")).to_contain_text("zonder termijn", timeout=SECONDS)
    rosa.look()
    page.locator("[name='row-0.then.term']").select_option("DL-37")
    rosa.press("Bewaar en kijk na")
    expect(page.locator("#bewijs")).to_contain_text("Alle", timeout=SECONDS)
    rosa.look()


def look_back(rosa: Visitor) -> None:
    rosa.follow("Kijk terug met deze versie")
    rosa.look()
    rosa.press("Kijk terug op het voorbeeld")
    expect(rosa.page.locator("#uitkomst")).to_contain_text("Na gebeurtenis")
    rosa.look()
    rosa.press("Kijk terug op zaken")
    expect(rosa.page.locator("#uitkomst")).to_contain_text("<5")
    rosa.look()
    rosa.page.get_by_role("link", name=re.compile("^Versie ")).click()


def test_two_administrators_work_the_routekaart_out(visit: Visit) -> None:
    rosa, bas = visit(), visit()
    rosa.enter_by_button("rosa")
    rosa.follow("Routekaart")
    rosa.look()
    rosa.press("Begin een concept met de landelijke routekaart")
    rosa.look()
    choose(rosa)
    look_back(rosa)
    rosa.press("Stel voor aan een collega")
    waits = "Een andere beheerder van de regio stelt haar vast."
    expect(rosa.page.locator("main")).to_contain_text(waits, timeout=SECONDS)
    bas.enter_by_button("bas")
    bas.go(rosa.path())
    expect(bas.page.locator("#bewijs")).to_contain_text("Alle", timeout=SECONDS)
    bas.look()
    bas.press("Stel vast")
    expect(bas.page.locator("main")).to_contain_text("Deze versie geldt nu.", timeout=SECONDS)
    bas.look()
    bas.follow("Routekaart van de regio")
    expect(bas.page.locator("main")).to_contain_text("geldt nu")
    bas.look()


def test_what_is_wrong_is_found_with_a_keyboard(visit: Visit) -> None:
    rosa = visit()
    rosa.enter_by_button("rosa")
    rosa.go(VERSIONS)
    rosa.press("Begin een concept met de landelijke routekaart")
    page, keys = rosa.page, rosa.page.keyboard
    rosa.press("Nog een instelling")
    tab_to(rosa, page.locator("[name='parameter-0.name']"))
    keys.type("Dagen waarna")
    tab_to(rosa, page.locator("[name='parameter-0.value']"))
    keys.type("veel")
    tab_to(rosa, page.get_by_role("button", name="Bewaar en kijk na"))
    keys.press("Enter")
    summary = page.locator("[data-error-summary]")
    expect(summary).to_be_focused()
    rosa.forgive("422")
    rosa.look()
    tab_to(rosa, summary.locator("a").first)
    keys.press("Enter")
    expect(page.locator("[name='parameter-0.value']")).to_be_focused()


def test_the_editor_needs_no_script(visit: Visit) -> None:
    rosa = visit(scripts=False)
    rosa.enter_by_button("rosa")
    rosa.go(VERSIONS)
    rosa.press("Begin een concept met de landelijke routekaart")
    rosa.press("Nog een naam")
    rosa.page.locator("[name='partner-0.kind']").select_option("LT")
    rosa.page.locator("[name='partner-0.name']").fill("Buurtteam")
    rosa.press("Bewaar en kijk na")
    assert "heet hier Buurtteam" in rosa.text()
    rosa.follow("Bewijs het nu")
    assert "bewijzen houden" in rosa.text()
