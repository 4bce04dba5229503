# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who gets to know a person, and on what ground: nobody without a disclosure that covers that person (SR-03)."""

import uuid
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from samenspel.cases.actions import accept, change
from samenspel.cases.models import (
    Case,
    DisclosedPart,
    DisclosedPerson,
    Disclosure,
    Invitation,
    Item,
    Party,
    Proposal,
    Subject,
)
from samenspel.journal.models import Actor, Entry
from samenspel.meetings.actions import hold_moment
from samenspel.partners.access import acting_as, actor_for, service_of
from samenspel.partners.models import Organisation
from samenspel.people.models import Link, PersonRecord
from tests import cast
from tests.intake.test_register import a_report, put

pytestmark = pytest.mark.django_db
LATER = cast.NOW + timedelta(hours=1)
CONVENANT = {"convenant": "Convenant 2025, artikel 4"}
HEAVY = {"threat_level": "dreigend_gevaar", "structural_unsafety": "ja"}


def inside(organisation: Organisation) -> AbstractContextManager[Actor]:
    return acting_as(service_of(organisation, process="test"), purpose="evaluatie")


def without_a_ground() -> set[tuple[str, uuid.UUID]]:
    """Every person that an organisation knows from another one, and for whom no disclosure says on what ground."""
    found = set()
    for organisation in Organisation.objects.all():
        with inside(organisation):
            for theirs, giver in _got(organisation):
                named = DisclosedPerson.objects.filter(person=theirs, organisation=organisation, giver=giver)
                items = Subject.objects.filter(person=theirs, organisation=giver).values("item")
                shown = DisclosedPart.objects.filter(item__in=items, organisation=organisation, giver=giver)
                acts = {
                    *named.values_list("disclosure", flat=True),
                    *shown.values_list("disclosure", flat=True),
                }
                if not Disclosure.objects.filter(pk__in=acts, organisation=giver).exclude(ground="").exists():
                    found.add((organisation.kind, theirs))
    return found


def _got(organisation: Organisation) -> list[tuple[uuid.UUID, uuid.UUID]]:
    """The records of others that this organisation has one of its own of, each with whose it is."""
    ties = Link.objects.filter(basis="verstrekt", second_organisation=organisation)
    return list(ties.values_list("first", "first_organisation"))


def invite(case: Case, *kinds: str, moment: str = "actieoverleg") -> None:
    """Veilig Thuis, which has written down nothing itself, invites these kinds of organisations."""
    by = actor_for(cast.member("wout"))
    with acting_as(by, purpose="voorstel"):
        proposal = Proposal.objects.get(case=case, organisation=by.organisation, moment=moment)
        change(
            proposal,
            by=by,
            now=LATER,
            question="Wie gaat er heen?",
            invite=kinds,
            reason="Zij kennen het gezin.",
            confirmed=CONVENANT,
        )


def test_sr03_whoever_is_invited_knows_the_names_on_the_ground_of_the_invitation() -> None:
    case = put(a_report(facts=HEAVY))
    with inside(cast.organisation("VT")):
        assert not Item.objects.filter(organisation=cast.organisation("VT")).exists()
    invite(case, "OM", "POL", "RVDK")
    assert without_a_ground() == set()
    with inside(cast.organisation("OM")):
        invitation = Invitation.objects.get()
        assert invitation.disclosure is not None
        assert invitation.disclosure.ground == invitation.ground == "IS-36"
        assert invitation.disclosure.necessity and invitation.disclosure.purpose == "actieoverleg"
        assert DisclosedPerson.objects.filter(disclosure=invitation.disclosure).count() == 3
        assert PersonRecord.objects.count() == Party.objects.count() == 3


def test_sr03_an_invitation_carries_nothing_but_names_also_from_who_has_items_of_its_own() -> None:
    case = put(a_report(facts=HEAVY))
    by = actor_for(cast.member("pim"))
    with acting_as(by, purpose="voorstel"):
        proposal = Proposal.objects.get(case=case, organisation=by.organisation, moment="actieoverleg")
        accept(
            proposal, by=by, now=LATER, question="Wie gaat er heen?", invite=["OM", "VT"], confirmed=CONVENANT
        )
    assert without_a_ground() == set()
    with inside(cast.organisation("OM")):
        assert PersonRecord.objects.count() == 3
        assert not Item.objects.exists() and not DisclosedPart.objects.exists()
    with inside(cast.organisation("POL")):
        entry = Entry.objects.get(name="cases.disclose_persons", recipients=[cast.organisation("OM").pk])
        assert entry.ground and set(entry.fields) == {"naam", "geboorte", "geslacht"}
        assert len(entry.subjects) == 3 and entry.member == cast.ident("pim")


def test_sr03_every_invitation_says_anew_on_what_ground() -> None:
    case = put(a_report(facts=HEAVY | {"acute_unsafety": "ja"}))
    invite(case, "RVDK")
    invite(case, "RVDK", moment="acuut")
    with inside(cast.organisation("RVDK")):
        asked = list(Invitation.objects.select_related("disclosure"))
        assert len(asked) == 2
        assert {one.disclosure.purpose for one in asked if one.disclosure} == {"actieoverleg", "acuut"}
        assert PersonRecord.objects.count() == 3
    assert without_a_ground() == set()


def test_sr03_a_moment_makes_nobody_known_without_a_ground() -> None:
    case = put(a_report(facts=HEAVY))
    invite(case, "OM", "RVDK")
    table = [cast.organisation(kind) for kind in ("VT", "POL", "OM", "RVDK", "SHN")]
    with inside(cast.organisation("VT")):
        by = service_of(cast.organisation("VT"), process="test")
        hold_moment(case, "actieoverleg", table, ["joint_plan"], at=LATER, by=by, now=LATER)
    assert without_a_ground() == set()


def test_the_search_for_names_without_a_ground_finds_one() -> None:
    """So that the tests above can fail."""
    case = put(a_report(facts=HEAVY))
    invite(case, "OM")
    with inside(cast.organisation("VT")):
        theirs = Party.objects.filter(case=case).values_list("person", flat=True)[:1].get()
    with inside(cast.organisation("SHN")):
        own = PersonRecord(organisation=cast.organisation("SHN"), identity=uuid.uuid4(), recorded_at=LATER)
        own.save(force_insert=True)
        Link(
            first_id=theirs,
            second=own,
            first_organisation=cast.organisation("VT"),
            second_organisation=cast.organisation("SHN"),
            basis="verstrekt",
            made_at=LATER,
        ).save(force_insert=True)
    assert without_a_ground() == {("SHN", theirs)}


def test_sr03_nobody_names_the_person_of_another() -> None:
    case = put(a_report(facts=HEAVY))
    with inside(cast.organisation("POL")):
        theirs = PersonRecord.objects.all()[0]
    vt = cast.organisation("VT")
    with inside(vt):
        disclosure = Disclosure.objects.create(
            case=case, organisation=vt, purpose="x", ground="IS-36", necessity="x", told="ja", at=LATER
        )
        with pytest.raises(DatabaseError), transaction.atomic():
            DisclosedPerson.objects.create(
                disclosure=disclosure,
                case=case,
                person=theirs,
                giver=vt,
                organisation=cast.organisation("OM"),
            )
