# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where no script runs: everything can be read, and a judgement can be given."""

from tests.journeys.conftest import Visit
from tests.journeys.place import STORY, Site

FAMILY = "Zonderscript"


def test_reading_and_judging_need_no_script(site: Site, visit: Visit) -> None:
    site.report(FAMILY)
    worker = visit(scripts=False)
    page = worker.page
    worker.enter("vera")
    assert FAMILY in worker.text()

    worker.follow("Binnengekomen")
    assert "acuut" in worker.text()

    worker.follow("Mijn werk")
    page.locator("main li", has_text=FAMILY).locator("a[href$='#klokken']").first.click()
    shown = worker.text()
    for expected in ("Nee, niet iedereen is nu veilig.", STORY, f"Tessa {FAMILY}", "nu aangewezen"):
        assert expected in shown

    worker.follow("Beoordeel: Moment 1")
    assert "Waarom dit voorstel?" in worker.text()
    page.locator("summary", has_text="Alle regels die zijn nagelopen").click()
    assert "✕ nee" in worker.text()
    page.locator("#id_question").fill("Wie gaat er nu heen?")
    page.get_by_label("Akkoord", exact=True).check()
    worker.press("Leg mijn oordeel vast")
    page.get_by_text("Uw oordeel is vastgelegd.").wait_for()
    assert worker.complaints == []
