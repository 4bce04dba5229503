# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Looking back with a version: full lines of a chronology, rough numbers of cases, and nothing about anybody's case."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from samenspel.cases.models import Assignment
from samenspel.insights.access import looking_back
from samenspel.insights.forms import empty
from samenspel.intake.formats import ReportedPerson
from samenspel.journal.models import Entry, Handling, write
from samenspel.partners.access import acting_as, service_of
from samenspel.partners.models import RouteVariant
from samenspel.rules.facts import Born
from tests import cast
from tests.insights.conftest import EXAMPLES
from tests.insights.routes import TODAY, drafted, read, text
from tests.insights.test_route_pages import as_, page_of, words
from tests.intake.test_register import a_report, put
from tests.sign_in import at

pytestmark = pytest.mark.django_db
ANSWERS_EARLIER = '\n[[change]]\nrow = "DT-02.3"\nthen = { variant = "spoed" }\n'


@pytest.fixture(autouse=True)
def now() -> datetime:
    return at(cast.NOW)


def look(client: Client, variant: RouteVariant, **sent: Any) -> str:
    return words(client.post(page_of(variant, "/terugkijken"), {"beside": "national", **sent}))


def test_looking_back_on_an_example_tells_after_which_event_what_would_differ() -> None:
    draft = drafted(text(extra=ANSWERS_EARLIER))
    page = look(as_("rosa"), draft, do="example", example="verhuizing-en-huisverbod")
    assert "Na gebeurtenis" in page
    assert "komt eerder" in page
    assert "Veilig Thuis" in page
    same = drafted(empty(cast.REGION, TODAY))
    assert "niets anders geweest" in look(as_("rosa"), same, do="example", example="stalking-door-ex-partner")


def test_looking_back_on_a_file_and_on_what_is_none() -> None:
    draft = drafted(text(extra=ANSWERS_EARLIER))
    content = (EXAMPLES / "acuut-met-aanhouding.toml").read_bytes()
    file = SimpleUploadedFile("zaak.toml", content)
    assert "Na gebeurtenis" in look(as_("rosa"), draft, do="file", file=file)
    for wrong in (
        {"do": "file"},
        {"do": "file", "text": "geen ["},
        {"do": "example", "example": "../../etc"},
    ):
        assert "nog 1 ding niet goed" in look(as_("rosa"), draft, **wrong)


def test_a_chronology_that_is_too_long_is_refused() -> None:
    events = "".join(
        f'\n[[events]]\nat = 2018-01-01T10:{number // 60:02d}:{number % 60:02d}Z\nkind = "tick"\n'
        for number in range(looking_back.MOST_EVENTS + 1)
    )
    page = look(as_("rosa"), drafted(), do="file", text=f'title = "lang"\n{events}')
    assert "ten hoogste" in page


def _stranger(index: int) -> ReportedPerson:
    """Somebody whom no other report is about."""
    name = ("Appel", "Beuk", "Ceder", "Den", "Els", "Fijnspar", "Gagel")[index]
    return ReportedPerson(
        "1",
        last_name=name,
        first_names=name[::-1].title(),
        born=Born(1960 + 3 * index, 1 + index, 3),
        roles=("slachtoffer",),
    )


def cases(number: int) -> list[Any]:
    """That many cases of Veilig Thuis, reported the day before the test."""
    yesterday = at(cast.NOW - timedelta(days=1))
    reports = [
        a_report(reference=f"BVH-{index}", persons=(_stranger(index),), relations=())
        for index in range(number)
    ]
    found = [put(report, yesterday) for report in reports]
    at(cast.NOW)
    return found


@pytest.mark.parametrize(("number", "told"), [(3, {"<5"}), (6, {"<5", "± 5"})])
def test_looking_back_on_cases_gives_rough_numbers_and_no_case(number: int, told: set[str]) -> None:
    found = cases(number)
    page = look(as_("rosa"), drafted(), do="cases")
    outcome = page.split('id="uitkomst"')[1].split("</section>")[0]
    assert set(re.findall(r"<td[^>]*>(.*?)</td>", outcome)) == told
    assert not [one for one in found if str(one.pk)[:8] in page]
    assert not [index for index in range(number) if str(_stranger(index).last_name) in page]


def test_every_case_that_was_looked_at_has_a_line_in_the_journal() -> None:
    found = cases(2)
    look(as_("rosa"), drafted(), do="cases")
    with (
        transaction.atomic(),
        acting_as(service_of(cast.organisation("VT"), process="test"), purpose="evaluatie"),
    ):
        lines = list(Entry.objects.filter(name=looking_back.NAME).values_list("case", "member", "handling"))
    assert {case for case, _, _ in lines} >= {one.pk for one in found}
    assert {(member, handling) for case, member, handling in lines if case is None} == {
        (cast.ident("rosa"), "combineren")
    }


def test_whoever_works_on_a_case_reads_what_would_differ_in_it() -> None:
    found = cases(1)[0]
    vt = cast.organisation("VT")
    with transaction.atomic(), acting_as(service_of(vt, process="test"), purpose="evaluatie") as actor:
        Assignment.objects.create(
            case_id=found.pk,
            organisation=vt,
            member=cast.member("rosa"),
            function="REG_ADMIN",
            since=cast.NOW,
        )
        write(by=actor, name="test", handling=Handling.CHANGE, now=cast.NOW)
    page = look(as_("rosa"), drafted(), do="cases")
    assert f"/zaak/{found.pk}" in page
    assert "Zaken waaraan u werkt" in page
    assert f"/zaak/{found.pk}" not in look(as_("bas"), read(drafted()), do="cases")


def test_looking_back_sees_the_cases_of_ones_own_organisation_only() -> None:
    cases(1)
    with (
        transaction.atomic(),
        acting_as(service_of(cast.organisation("OM"), process="test"), purpose="evaluatie"),
    ):
        assert looking_back._cases(cast.REGION, cast.organisation("OM"), cast.NOW) == []
    with (
        transaction.atomic(),
        acting_as(service_of(cast.organisation("VT"), process="test"), purpose="evaluatie"),
    ):
        assert len(looking_back._cases(cast.REGION, cast.organisation("VT"), cast.NOW)) == 1
        assert looking_back._cases(cast.ELSEWHERE, cast.organisation("VT"), cast.NOW) == []
