# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of who gets where is true: every address is really asked, by nobody and by each of the cast."""

import re
import uuid
from collections import Counter

import pytest
from django.test import Client

from samenspel.site.documents.entrances import FUNCTIONS, OWNERS, Entrance, Who, entrances
from tests import cast
from tests.intake.test_register import a_report, put
from tests.sign_in import at, client_for

ENTRANCES = tuple(entrances())
SAMPLES = {"provider": "onbekend", "path": "onbekend.css", "token": "x"}
EVERYONE_OF_THE_CAST = (*cast.MEMBERS, "otto")
LOCKED = 401


def filled(entrance: Entrance) -> str:
    """The address, with something that exists for nobody in each variable part."""
    return re.sub(r"{(\w+)}", lambda part: SAMPLES.get(part[1], str(uuid.UUID(int=7))), entrance.address)


def of(who: Who) -> list[Entrance]:
    return [one for one in ENTRANCES if one.who is who]


def test_every_address_has_a_name_of_its_own() -> None:
    """The list of open pages goes by name: a second address of the same name would be open too (SR-01)."""
    assert [name for name, times in Counter(one.name for one in ENTRANCES).items() if times > 1] == []


def test_every_kind_of_visitor_has_addresses() -> None:
    assert {one.who for one in ENTRANCES} == set(Who)
    assert {one.owner for one in of(Who.THEIRS)} <= set(OWNERS.values())
    assert {one.owner for one in of(Who.FUNCTION)} <= set(FUNCTIONS.values())


@pytest.mark.django_db
@pytest.mark.parametrize(
    "entrance", [one for one in ENTRANCES if one.who is not Who.MACHINE], ids=lambda one: one.address
)
def test_who_is_not_signed_in_is_turned_away_exactly_where_the_list_says_so(entrance: Entrance) -> None:
    client, address = Client(), filled(entrance)
    closed = entrance.who is not Who.EVERYBODY
    assert (client.post(address).status_code == LOCKED) == closed
    assert (client.get(address, headers={"HX-Request": "true"}).status_code == LOCKED) == closed


@pytest.mark.django_db
@pytest.mark.parametrize("name", EVERYONE_OF_THE_CAST)
def test_a_member_gets_in_where_the_list_says_so_and_reads_404_for_what_is_not_theirs(name: str) -> None:
    at(cast.NOW)
    client = client_for(cast.member(name))
    got = {one.address: client.get(filled(one)).status_code for one in (*of(Who.MEMBER), *of(Who.THEIRS))}
    assert {
        one.address: got[one.address] for one in of(Who.THEIRS) if got[one.address] not in (404, 405)
    } == {}
    refused = {one.address: got[one.address] for one in of(Who.MEMBER)}
    assert {address: status for address, status in refused.items() if status in (302, LOCKED, 404, 500)} == {}


@pytest.mark.django_db
@pytest.mark.parametrize("name", (*EVERYONE_OF_THE_CAST, *cast.ADMINISTRATORS))
def test_a_page_for_a_function_exists_for_nobody_else(name: str) -> None:
    at(cast.NOW)
    client = client_for(cast.member(name))
    got = {client.get(filled(one)).status_code for one in of(Who.FUNCTION)}
    assert got == ({200} if name in cast.ADMINISTRATORS else {404})


@pytest.mark.django_db
@pytest.mark.parametrize("entrance", of(Who.MACHINE), ids=lambda one: one.address)
def test_a_session_of_a_person_opens_nothing_for_machines(entrance: Entrance) -> None:
    at(cast.NOW)
    for client in (Client(), client_for(cast.member("vera"))):
        answers = {client.get(filled(entrance)).status_code, client.post(filled(entrance)).status_code}
        assert answers <= {400, 401, 405}, answers


@pytest.mark.django_db
def test_who_works_on_a_case_opens_it_and_every_other_member_reads_404() -> None:
    at(cast.NOW)
    case = put(a_report())
    pages = [one for one in of(Who.THEIRS) if re.findall(r"{(\w+)}", one.address) == ["case"]]
    at_the_table = {"vera", "wout", "pim"}
    assert len(pages) >= 3
    for name in EVERYONE_OF_THE_CAST:
        client = client_for(cast.member(name))
        got = {client.get(one.address.replace("{case}", str(case.pk))).status_code for one in pages}
        assert got == ({200} if name in at_the_table else {404}), name
