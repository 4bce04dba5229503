# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every format carries the same content: what was written is read back as the same report."""

from hypothesis import HealthCheck, given, settings

from samenspel.intake.formats import Report
from samenspel.intake.formats.melding.check import check
from samenspel.intake.formats.melding.read import read as read_json
from samenspel.intake.formats.melding.write import write as write_json
from samenspel.intake.formats.tekst.read import read as read_text
from samenspel.intake.formats.tekst.write import write as write_text
from samenspel.intake.formats.vtmelding.read import read as read_xml
from samenspel.intake.formats.vtmelding.write import write as write_xml
from tests.intake.formats.generated import reports

often = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@often
@given(reports())
def test_generated_reports_have_nothing_wrong(report: Report) -> None:
    assert check(report) == ()


@often
@given(reports())
def test_json_gives_the_same_report_back(report: Report) -> None:
    back = read_json(write_json(report))
    assert back == report
    assert back.problems == ()


@often
@given(reports())
def test_xml_gives_the_same_report_back(report: Report) -> None:
    back = read_xml(write_xml(report))
    assert back == report
    assert back.problems == ()


@often
@given(reports())
def test_text_gives_the_same_report_back(report: Report) -> None:
    back = read_text(write_text(report))
    assert back == report
    assert back.problems == ()


@often
@given(reports())
def test_pasted_json_gives_the_same_report_back(report: Report) -> None:
    assert read_text(write_json(report).decode()) == report
