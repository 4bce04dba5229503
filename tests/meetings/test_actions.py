# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A moment that was held: who sat there, and what each of them knows afterwards."""

from datetime import timedelta

import pytest

from samenspel.cases.access import family_of, picture_of
from samenspel.cases.actions import (
    ItemDraft,
    PartDraft,
    add_items,
    add_party,
    evaluate,
    open_case,
    own_records,
)
from samenspel.cases.models import Case, Deadline, Joined, Party, Proposal, Seat
from samenspel.journal.models import Actor, Handling, write
from samenspel.meetings.actions import Held, MayNotDecide, NobodyPresent, hold_moment
from samenspel.meetings.models import Decision, Moment, Presence
from samenspel.partners.access import acting_as, service_of
from samenspel.people.actions import PersonData, identify, link
from samenspel.people.models import PersonRecord
from samenspel.rules.facts import Born, Kind
from samenspel.rules.sharing import Label
from tests import cast

pytestmark = pytest.mark.django_db
VICTIM = PersonData(first_names="Tessa", surname="Voorbeeld", born=Born(1990, 3, 14), sex="V")
LATER = cast.NOW + timedelta(hours=2)


def by(kind: str) -> Actor:
    return service_of(cast.organisation(kind), process="test")


def knows(kind: str, category: str, *parts: PartDraft, **facts: object) -> Case:
    """A case of that organisation about the same woman, with one signal in it."""
    with acting_as(by(kind), purpose="evaluatie"):
        made = open_case(
            by=by(kind),
            organisation=cast.organisation(kind),
            region=cast.REGION,
            ground="eigen",
            now=cast.NOW,
        )
        record = identify(VICTIM, by=by(kind), post=cast.post(kind), now=cast.NOW).record
        add_party(made, record, cast.NOW)
        draft = ItemDraft(
            Kind.SIGNAL,
            cast.NOW,
            category=category,
            facts=facts,
            content=parts,
            about=((record, "slachtoffer"),),
        )
        add_items(made, [draft], by=by(kind), now=cast.NOW)
        write(by=by(kind), name="tests.case", handling=Handling.COLLECT, now=cast.NOW, case=made.pk)
    return made


def recognised(kind: str, case: Case) -> None:
    """Somebody of that organisation said that the woman of `case` is the one it knows (after the invitation)."""
    with acting_as(by("POL"), purpose="evaluatie"):
        theirs = Party.objects.select_related("person").get(case=case).person
    with acting_as(by(kind), purpose="evaluatie"):
        known = list(PersonRecord.objects.all())
        (copied,) = own_records([theirs], cast.organisation(kind), by=by(kind), now=cast.NOW).values()
        for record in known:
            link(record, copied, basis="bevestigd", weighing=None, by=by(kind), now=cast.NOW)
        write(by=by(kind), name="tests.recognised", handling=Handling.COMBINE, now=cast.NOW)


def held(case: Case, *present: str, ground: str | None = None) -> Held:
    with acting_as(by("POL"), purpose="evaluatie"):
        return hold_moment(
            case,
            "actieoverleg",
            [cast.organisation(kind) for kind in present],
            ["joint_plan"],
            at=LATER,
            by=by("POL"),
            now=LATER,
            ground=ground,
        )


def facts_of(kind: str, case: Case) -> dict[str, object]:
    """Every fact that the organisation knows in that family."""
    with acting_as(by(kind), purpose="evaluatie"):
        picture = picture_of(case.pk, cast.organisation(kind), LATER)
    return {name: value for item in picture.known for name, value in item.facts.items()}


def test_a_moment_is_recorded_with_who_sat_there_and_what_was_decided() -> None:
    made = held(knows("POL", "incident"), "POL", "VT", "OM")
    with acting_as(by("VT"), purpose="evaluatie"):
        row = Moment.objects.get(pk=made.moment.pk)
        assert row.moment == "actieoverleg" and row.held_at == LATER
        assert set(Presence.objects.values_list("organisation__kind", flat=True)) == {"POL", "VT", "OM"}
        assert Decision.objects.get().what == "joint_plan"
        assert set(Seat.objects.filter(case=row.case).values_list("organisation__kind", flat=True)) == {
            "POL",
            "VT",
            "OM",
        }
    with acting_as(by("RVDK"), purpose="evaluatie"):
        assert not Moment.objects.exists()


def test_each_shows_its_own_as_far_as_there_is_a_ground_and_the_rest_is_given_back() -> None:
    police, reporters = (
        knows("POL", "incident", weapons="ander"),
        knows("VT", "beoordeling", strangulation=True),
    )
    protected = PartDraft("melder", "buurvrouw", "melding", (Label.SOURCE_PROTECTED.value,))
    knows("VT", "melding", protected, victim_fear=True)
    recognised("VT", police)
    made = held(police, "POL", "VT", "SHN")
    assert facts_of("VT", police) == {"weapons": "ander", "strangulation": True, "victim_fear": True}
    assert facts_of("POL", police)["strangulation"] is True
    assert facts_of("SHN", police) == {}
    why = {(one.giver.kind, one.receiver.kind, one.category) for one in made.withheld}
    assert ("POL", "SHN", "feiten") in why and ("VT", "POL", "melding") in why
    assert all(not one.verdict and one.verdict.reasons and one.parts for one in made.withheld)
    assert reporters.pk != police.pk


def test_whoever_knew_the_family_already_sees_it_as_one_and_nobody_else_is_told() -> None:
    police, own = knows("POL", "incident"), knows("VT", "beoordeling")
    recognised("VT", police)
    held(police, "POL", "VT")
    with acting_as(by("VT"), purpose="evaluatie"):
        assert family_of(police.pk, cast.organisation("VT").pk)[0] == own.pk
        assert len(picture_of(police.pk, cast.organisation("VT"), LATER).persons) == 1
    with acting_as(by("OM"), purpose="evaluatie"):
        assert not Joined.objects.exists()


def test_with_a_stated_ground_all_is_shown_also_what_was_heard_from_others() -> None:
    police = knows("POL", "incident", weapons="vuurwapen")
    assert not held(police, "POL", "VT", ground="chronologie").withheld
    with acting_as(by("VT"), purpose="evaluatie"):
        hold_moment(
            police,
            "ssk",
            [cast.organisation("VT"), cast.organisation("RVDK")],
            at=LATER,
            by=by("VT"),
            now=LATER,
            ground="chronologie",
        )
    assert facts_of("RVDK", police) == {"weapons": "vuurwapen"}


def test_what_was_held_is_no_longer_proposed_and_its_term_is_met() -> None:
    police = knows("POL", "incident", threat_level="dreigend_gevaar")
    with acting_as(by("POL"), purpose="evaluatie"):
        evaluate(police, cast.NOW)
        assert Proposal.objects.get(moment="actieoverleg").state == "open"
    held(police, "POL", "VT", "OM")
    with acting_as(by("POL"), purpose="evaluatie"):
        evaluate(police, LATER)
        assert Proposal.objects.get(moment="actieoverleg").state == "gehouden"
        assert Deadline.objects.get(term="DL-37").met_at == LATER


def test_a_moment_needs_people_and_a_name() -> None:
    case = knows("POL", "incident")
    with pytest.raises(NobodyPresent):
        held(case)
    with pytest.raises(ValueError), acting_as(by("POL"), purpose="evaluatie"):
        hold_moment(case, "borrel", [cast.organisation("VT")], at=LATER, by=by("POL"), now=LATER)


def decide(decision: str, *present: str, kind: str = "POL", ground: str | None = None) -> Held:
    case = knows(kind, "incident")
    with acting_as(by(kind), purpose="evaluatie"):
        table = [cast.organisation(one) for one in present]
        return hold_moment(
            case, "actieoverleg", table, [decision], at=LATER, by=by(kind), now=LATER, ground=ground
        )


def test_a_meeting_as_a_body_decides_no_prosecution_and_nothing_is_kept() -> None:
    with pytest.raises(MayNotDecide, match="Alleen de officier van justitie") as error:
        decide("wait_care_first", "POL", "VT")
    assert error.value.verdict.reasons[0].rule == "DT-14.3"
    with acting_as(by("POL"), purpose="evaluatie"):
        assert not Moment.objects.exists()


def test_with_the_prosecutor_at_the_table_it_is_the_prosecutors_decision() -> None:
    assert decide("wait_care_first", "POL", "VT", "OM").moment.moment == "actieoverleg"


def test_veilig_thuis_records_no_arrest_of_its_own() -> None:
    with pytest.raises(MayNotDecide, match="Veilig Thuis adviseert"):
        decide("arrest", "VT", "RVDK", kind="VT")


def test_a_chronology_says_what_was_decided_whoever_did() -> None:
    assert decide("arrest", "VT", "RVDK", kind="VT", ground="chronologie").moment.organisation.kind == "VT"
