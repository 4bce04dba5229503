# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a report to the table: the police report, Veilig Thuis judges, the officer of justice is invited and comes."""

import uuid

from playwright.sync_api import expect

from tests.journeys.browser import Visitor
from tests.journeys.conftest import Visit
from tests.journeys.place import STORY, Site

FAMILY = "Zandstra"
QUESTION = "Welk verbod kan vandaag nog, en wie zegt het de vrouw?"
GROUND = "Convenant 2026, artikel 4"
DANGER = {"acute_unsafety": "ja", "threat_level": "dreigend_gevaar", "structural_unsafety": "ja"}


def test_report_to_table(site: Site, visit: Visit) -> None:
    site.report(FAMILY, **DANGER)
    worker, officer, outsider = visit(), visit(), visit()
    worker.go("/aanmelden")
    worker.look(FAMILY)
    worker.enter("wout")
    report = _finds_the_report(worker)
    case = _reads_the_case(worker)
    proposal = _judges(worker)
    invitation = _is_invited(officer)
    _comes(officer)
    officer.go(invitation)
    assert "Uw antwoord" in officer.text()
    officer.look(FAMILY)
    worker.go(proposal)
    expect(worker.page.locator("#besluit-kop + p ~ ul").first).to_contain_text("komt")
    _stays_outside(outsider, report, case, proposal, invitation)


def _finds_the_report(worker: Visitor) -> str:
    """Mijn werk has the work that it brings; Binnengekomen has it on top, as acute."""
    assert FAMILY in worker.text()
    assert "Moment 1: Samen op in Acuut" in worker.text()
    worker.look(FAMILY)
    worker.follow("Binnengekomen")
    first = worker.page.locator("main .part-list > li").first
    expect(first).to_contain_text("acuut")
    assert FAMILY not in worker.text()
    worker.look(FAMILY)
    first.get_by_role("link", name="Melding").click()
    assert STORY in worker.text()
    assert f"Tessa {FAMILY}" in worker.text()
    worker.look(FAMILY)
    return worker.path()


def _reads_the_case(worker: Visitor) -> str:
    worker.page.locator("main a[href^='/zaak/']").first.click()
    shown = worker.text()
    for expected in ("Nee, niet iedereen is nu veilig.", "Politie Voorbeeld", f"Tessa {FAMILY}", STORY):
        assert expected in shown
    worker.look(FAMILY)
    return worker.path()


def _judges(worker: Visitor) -> str:
    """Akkoord; but first without a question, which is told beside the field."""
    worker.follow("Beoordeel: Moment 2")
    worker.look(FAMILY)
    page = worker.page
    page.get_by_label("Akkoord", exact=True).check()
    page.get_by_label("Het convenant van onze regio staat dit toe", exact=True).check()
    page.locator("#id_because_convenant").fill(GROUND)
    worker.press("Leg mijn oordeel vast")
    page.locator("[data-error-summary] a[href='#id_question']").click()
    expect(page.locator("#id_question")).to_be_focused()
    assert page.locator("#id_because_convenant").input_value() == GROUND
    worker.forgive("422")
    worker.look(FAMILY)
    page.locator("#id_question").fill(QUESTION)
    for one in page.locator("#id_invite input").all():
        one.check()
    worker.press("Leg mijn oordeel vast")
    page.get_by_text("Uw oordeel is vastgelegd.").wait_for()
    assert "Parket Voorbeeld" in worker.text()
    worker.look(FAMILY)
    return worker.path()


def _is_invited(officer: Visitor) -> str:
    """Names, question and ground; nothing of what the police wrote."""
    officer.enter("olga")
    assert QUESTION in officer.text()
    officer.look(FAMILY)
    officer.follow("Veilig Thuis Voorbeeld nodigt u uit")
    shown = officer.text()
    for expected in (QUESTION, f"Tessa {FAMILY}", f"Piet {FAMILY}", "IS-36", "Veilig Thuis Voorbeeld"):
        assert expected in shown
    _knows_nothing_more(officer)
    officer.look(FAMILY)
    return officer.path()


def _comes(officer: Visitor) -> None:
    officer.page.get_by_label("Ja, wij komen").check()
    officer.press("Geef antwoord")
    officer.page.wait_for_url("**/zaak/*")
    assert f"Tessa {FAMILY}" in officer.text()
    assert officer.page.locator("#gebeurd table tbody tr").count() == 0
    _knows_nothing_more(officer)
    officer.look(FAMILY)
    for kind in ("tekst", "json"):
        assert STORY not in officer.get(f"{officer.path()}/{kind}").text()


def _knows_nothing_more(officer: Visitor) -> None:
    html = officer.page.content()
    for told_to_others in (STORY, "badkamer", GROUND):
        assert told_to_others not in html


def _stays_outside(outsider: Visitor, *paths: str) -> None:
    """Whoever works elsewhere cannot tell these addresses from addresses that do not exist."""
    outsider.enter("otto")
    assert "U hebt nu niets te doen" in outsider.text()
    for path in (*paths, f"{paths[1]}/tekst", f"{paths[1]}/json", f"{paths[0]}/bericht"):
        parts = path.split("/")
        nowhere = "/".join(str(uuid.uuid4()) if len(part) == 36 else part for part in parts)
        real, absent = outsider.get(path), outsider.get(nowhere)
        assert real.status == absent.status == 404
        assert real.body() == absent.body()
        assert _told(real.headers) == _told(absent.headers)
    assert FAMILY not in outsider.get("/binnengekomen").text()
    outsider.go(paths[1])
    outsider.forgive("404")
    outsider.look(FAMILY)


def _told(headers: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name != "date"}
