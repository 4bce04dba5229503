# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A police report on its natural path: persons, case, items, disclosure, proposals, terms."""

from datetime import datetime, timedelta

import pytest

from samenspel.cases.access import picture_of
from samenspel.cases.models import Case, Deadline, DisclosedPart, Holder, Proposal, Seat
from samenspel.intake.actions.registering import register
from samenspel.intake.formats import Address, Moment, Report, ReportedPerson, Reporter, Sex
from samenspel.partners.access import acting_as, service_of
from samenspel.people.models import PersonRecord
from samenspel.rules.facts import Born, Relation
from tests import cast

pytestmark = pytest.mark.django_db


HOME = Address(street="Voorbeeldstraat", number="12", postcode="1234AB", city="Testdorp")


def a_report(**changed: object) -> Report:
    victim = ReportedPerson(
        "1",
        last_name="Voorbeeld",
        first_names="Tessa",
        born=Born(1990, 3, 14),
        sex=Sex.V,
        roles=("slachtoffer",),
        actual=HOME,
    )
    other = ReportedPerson(
        "2",
        last_name="Anders",
        first_names="Piet",
        born=Born(1988, 5, 3),
        sex=Sex.M,
        roles=("pleger",),
        actual=HOME,
    )
    child = ReportedPerson(
        "3", last_name="Anders", first_names="Noor", born=Born(2018, 2, 2), roles=("getuige",), actual=HOME
    )
    values: dict[str, object] = {
        "sender": "00000099000000002000",
        "reference": "BVH-2026-1",
        "occurred": Moment(cast.NOW - timedelta(hours=3)),
        "reporter": Reporter(category="01"),
        "incident": "Buren melden geschreeuw.",
        "facts": {"acute_unsafety": "ja", "weapons": "geen"},
        "persons": (victim, other, child),
        "relations": (Relation("2", "1", "ex_partner"), Relation("1", "3", "ouder")),
    }
    return Report(**(values | changed))  # type: ignore[arg-type]


def put(report: Report, now: datetime = cast.NOW) -> Case:
    sender, receiver = cast.organisation("POL"), cast.organisation("VT")
    case, _ = register(report, sender, receiver, now, now)
    return case


def test_a_police_report_starts_moment_one_and_the_clocks_of_both() -> None:
    case = put(a_report())
    vt, pol = cast.organisation("VT"), cast.organisation("POL")
    with acting_as(service_of(vt, process="test"), purpose="evaluatie"):
        assert set(Seat.objects.values_list("organisation__kind", flat=True)) == {"VT", "POL"}
        assert (
            Proposal.objects.filter(case=case, organisation=vt, moment="acuut", strength="must").count() == 1
        )
        assert {"DL-02", "DL-03"} <= set(
            Deadline.objects.filter(organisation=vt).values_list("term", flat=True)
        )
        assert Holder.objects.get(case=case, kind="oversight_holder").organisation == vt
        assert PersonRecord.objects.count() == 3
        picture = picture_of(case.pk, vt, cast.NOW)
        assert [item.kind for item in picture.known] == ["incident", "report"]
        assert len(picture.persons) == 3
    with acting_as(service_of(pol, process="test"), purpose="evaluatie"):
        started = Deadline.objects.get(organisation=pol, term="DL-01")
        assert started.met_at == cast.NOW
        assert DisclosedPart.objects.filter(organisation=vt, ground="IS-01").exists()


def test_the_same_family_again_is_the_same_case() -> None:
    first = put(a_report())
    second = put(a_report(reference="BVH-2026-2"), cast.NOW + timedelta(days=3))
    assert first == second
    vt = cast.organisation("VT")
    with acting_as(service_of(vt, process="test"), purpose="evaluatie"):
        assert PersonRecord.objects.values("identity").distinct().count() == 3


def test_an_outsider_sees_nothing() -> None:
    put(a_report())
    with acting_as(service_of(cast.organisation("VT", cast.ELSEWHERE), process="test"), purpose="evaluatie"):
        assert not Case.objects.exists()
        assert not PersonRecord.objects.exists()
        assert not DisclosedPart.objects.exists()


def test_sr06_without_a_context_nothing_is_there() -> None:
    put(a_report())
    assert not Case.objects.exists()
    assert not PersonRecord.objects.exists()
