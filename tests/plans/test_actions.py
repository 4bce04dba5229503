# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Measures, agreements, breaches and contacts: the item that rules read, the row, and who is told on which ground."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from samenspel.cases.access import picture_of
from samenspel.cases.actions import add_party, open_case
from samenspel.cases.models import Case, Disclosure, Seat
from samenspel.journal.models import Actor, Entry, Handling, write
from samenspel.partners.access import acting_as, service_of
from samenspel.people.actions import PersonData, identify
from samenspel.people.models import PersonRecord
from samenspel.plans import actions
from samenspel.plans.models import Agreement, Breach, Contact, Measure
from samenspel.rules.facts import Born, Situation
from tests import cast

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(params=["GEM"])
def case(request: pytest.FixtureRequest) -> Iterator[Case]:
    """A case of one organisation, in whose context the test acts."""
    with acting_as(service_of(cast.organisation(request.param), process="test"), purpose="evaluatie") as by:
        made = open_case(
            by=by,
            organisation=cast.organisation(by.kind),
            region=cast.REGION,
            ground="eigen",
            now=cast.NOW,
        )
        for name, born in (("Voorbeeld", Born(1990, 3, 14)), ("Anders", Born(1988, 5, 3))):
            data = PersonData(surname=name, born=born)
            record = identify(data, by=by, post=cast.post(by.kind), now=cast.NOW).record
            add_party(made, record, cast.NOW)
        write(by=by, name="tests.case", handling=Handling.COLLECT, now=cast.NOW, case=made.pk)
        yield made


def by(kind: str = "GEM") -> Actor:
    return service_of(cast.organisation(kind), process="test")


def person(surname: str) -> PersonRecord:
    return PersonRecord.objects.get(surname=surname)


def child(case: Case) -> PersonRecord:
    data = PersonData(surname="Kind", born=Born(2019, 1, 1))
    record = identify(data, by=by(), post=cast.post("GEM"), now=cast.NOW).record
    add_party(case, record, cast.NOW)
    return record


def ban(case: Case, at: datetime = cast.NOW, ground: str | None = None, **asked: object) -> actions.Recorded:
    given = {"person": person("Anders"), "protects": (person("Voorbeeld"),)}
    measure = actions.MeasureDraft("B01", **(given | asked))  # type: ignore[arg-type]
    return actions.place_measure(case, measure, at=at, by=by(), now=at, ground=ground)


def test_a_measure_is_an_item_for_the_rules_and_a_row_for_the_database(case: Case) -> None:
    until = cast.NOW + 10 * DAY
    made = ban(case, until=until, places=("woning",))
    row = Measure.objects.get(item=made.item)
    assert (row.code, row.action, row.until, row.places) == ("B01", "opgelegd", until, ["woning"])
    assert row.bound == person("Anders").identity and row.protects == [person("Voorbeeld").identity]
    picture = picture_of(case.pk, cast.organisation("GEM"), cast.NOW)
    (running,) = Situation(picture, cast.NOW).in_force
    assert running.person == str(row.bound) and running.until == until
    assert Entry.objects.filter(name="plans.place_measure", case=case.pk).count() == 1


def test_the_same_measure_again_extends_it_and_an_end_starts_anew(case: Case) -> None:
    first = ban(case, until=cast.NOW + 10 * DAY)
    again = ban(case, until=cast.NOW + 20 * DAY, at=cast.NOW + 9 * DAY)
    ended = ban(case, action="beeindigd", at=cast.NOW + 12 * DAY)
    anew = ban(case, at=cast.NOW + 30 * DAY)
    series = {made.item.pk: Measure.objects.get(item=made.item) for made in (first, again, ended, anew)}
    assert [row.action for row in series.values()] == ["opgelegd", "verlengd", "beeindigd", "opgelegd"]
    one, two, three, four = (row.series for row in series.values())
    assert one == two == three != four


def test_an_unknown_measure_is_refused(case: Case) -> None:
    with pytest.raises(actions.UnknownMeasure):
        actions.place_measure(case, actions.MeasureDraft("S99"), at=cast.NOW, by=by(), now=cast.NOW)


def test_is31_a_home_ban_is_told_to_veilig_thuis_when_there_is_a_child(case: Case) -> None:
    child(case)
    made = ban(case)
    assert made.told.given == ((cast.organisation("VT"), "IS-31"),)
    assert Disclosure.objects.get(ground="IS-31").purpose == "huisverbod"
    assert Seat.objects.filter(case=case, organisation=cast.organisation("VT"), ground="IS-31").exists()
    with acting_as(by("VT"), purpose="evaluatie"):
        picture = picture_of(case.pk, cast.organisation("VT"), cast.NOW)
        assert [item.detail["code"] for item in picture.known] == ["B01"]
        assert {one.born for one in picture.persons.values()} == {Born(1990, 3, 14), Born(1988, 5, 3)}


def test_is31_without_a_child_there_is_no_ground_and_that_is_said(case: Case) -> None:
    made = ban(case)
    assert not made.told.given and not Seat.objects.filter(organisation__kind="VT").exists()
    ((kind, verdict),) = made.told.refused
    assert kind == "VT" and not verdict and "kind" in verdict.reasons[0].text


def test_another_ground_can_be_stated_only_where_a_chronology_is_replayed(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ban(case, ground="chronologie").told.given[0][1] == "chronologie"
    monkeypatch.setattr("samenspel.plans.actions.telling.database_kind", lambda: "production")
    with pytest.raises(actions.GroundNotStated):
        ban(case, ground="chronologie", at=cast.NOW + DAY)


def test_an_agreement_made_anew_keeps_its_name(case: Case) -> None:
    for text in ("Slaapt bij oma.", "Slaapt bij zijn broer."):
        beside = actions.Beside({}, text)
        actions.agree(
            case,
            "A1",
            person=person("Anders"),
            at=cast.NOW,
            by=by(),
            now=cast.NOW,
            title="vrijwillig",
            beside=beside,
        )
    row = Agreement.objects.get(case=case, reference="A1")
    assert row.text == "Slaapt bij zijn broer." and row.title == "vrijwillig"


def test_a_breach_is_recorded_and_what_cannot_be_told_is_given_back(case: Case) -> None:
    ban(case)
    made = actions.record_breach(
        case, "B01", danger=True, at=cast.NOW + DAY, by=by(), now=cast.NOW + DAY, beside=actions.NOTHING
    )
    row = Breach.objects.get(item=made.item)
    assert row.of == "B01" and row.danger is True and row.answered_at is None
    assert {kind for kind, _ in made.told.refused} == {"POL", "VT"}, (
        "a municipality has no ground for a breach"
    )
    assert not made.told.given


@pytest.mark.parametrize("case", ["POL"], indirect=True)
def test_dt07_a_breach_is_told_to_whom_the_title_names(case: Case) -> None:
    measure = actions.MeasureDraft("S08", person=person("Anders"))
    actions.place_measure(case, measure, at=cast.NOW, by=by("POL"), now=cast.NOW)
    made = actions.record_breach(
        case, "S08", danger=None, at=cast.NOW + DAY, by=by("POL"), now=cast.NOW + DAY, ground="chronologie"
    )
    assert [one.kind for one, _ in made.told.given] == ["OM"]
    with acting_as(by("OM"), purpose="evaluatie"):
        known = picture_of(case.pk, cast.organisation("OM"), cast.NOW + DAY).known
        assert [item.kind for item in known] == ["measure", "breach"], "what was broken comes with it"
        assert Breach.objects.filter(case=case).exists() and Measure.objects.filter(case=case).exists()


def test_a_contact_says_whether_the_person_was_alone(case: Case) -> None:
    made = actions.record_contact(case, child(case), alone=True, at=cast.NOW, by=by(), now=cast.NOW)
    row = Contact.objects.get(item=made.item)
    assert row.alone is True and row.person == PersonRecord.objects.get(surname="Kind").identity


def test_what_nobody_knows_is_kept_as_a_warning_with_the_measure(case: Case) -> None:
    made = ban(case)
    texts = {part.name: part.value for part in made.item.parts.filter(name__startswith="tekst.")}
    assert "of hij of zij in de woning woont" in texts["tekst.waarschuwing"]
    assert "meerderjarig" not in texts["tekst.waarschuwing"]  # born in 1988: that is known
    entry = Entry.objects.get(name="plans.place_measure")
    assert {"DT-06.1.woning.onbekend", "DT-06.1.gevaar.onbekend"} <= set(entry.fields)


def test_what_is_told_when_placing_needs_no_warning(case: Case) -> None:
    measure = actions.MeasureDraft("B01", person=person("Anders"))
    answers = {"shared_dwelling": "ja", "serious_danger": "ja"}
    made = actions.place_measure(case, measure, at=cast.NOW, by=by(), now=cast.NOW, answers=answers)
    assert not made.item.parts.filter(name="tekst.waarschuwing").exists()


def test_a_home_ban_for_a_minor_is_refused_with_its_source_and_leaves_nothing(case: Case) -> None:
    with pytest.raises(actions.PreconditionNotMet, match="alleen voor een meerderjarige") as error:
        ban(case, person=child(case))
    assert error.value.verdict.reasons[0].source.jci == "jci1.3:c:BWBR0024649&artikel=2&lid=1"
    assert not Measure.objects.exists()


def test_a_professional_may_record_it_all_the_same_with_a_reason(case: Case) -> None:
    measure = actions.MeasureDraft("B01", person=child(case))
    made = actions.place_measure(
        case, measure, at=cast.NOW, by=by(), now=cast.NOW, despite="De burgemeester besloot zo."
    )
    warning = made.item.parts.get(name="tekst.waarschuwing").value
    assert "De burgemeester besloot zo." in warning and "meerderjarige" not in warning
    assert "DT-06.1.meerderjarig.nee" in Entry.objects.get(name="plans.place_measure").fields


def test_ending_a_measure_needs_nothing_to_be_so(case: Case) -> None:
    ban(case)
    ended = ban(case, action="beeindigd", at=cast.NOW + DAY)
    assert not ended.item.parts.filter(name="tekst.waarschuwing").exists()
