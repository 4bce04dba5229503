# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`samenspel admin`: what is typed becomes one act, told in Dutch."""

import argparse
import json
from pathlib import Path

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from samenspel.partners.access import may_sign_in, posts_of
from samenspel.partners.models import MachineClient, Member
from samenspel.site.administration import ACTS
from samenspel.site.command import admin
from tests.cast import NOW, organisation

OIN = "00000099000000999000"


def typed(*words: str) -> str:
    """Do what these words say, as the owner, at NOW; what is told."""
    parser = argparse.ArgumentParser()
    admin.add(parser.add_subparsers())
    asked = parser.parse_args(["admin", *words])
    return ACTS[asked.what](asked, NOW)


def test_every_act_can_be_typed() -> None:
    assert admin.ASKED.keys() == ACTS.keys()


@pytest.mark.usefixtures("as_owner")
def test_an_organisation_joins_with_all_that_it_needs(tmp_path: Path) -> None:
    assert (
        typed("add-organisation", "SHN", "Hulp Elders", OIN, "--region", "elders") == "Hulp Elders doet mee."
    )
    assert typed("add-member", OIN, "ann", "Ann", "SHN_CASE") == "Ann werkt nu bij Hulp Elders."
    typed("add-identity", "ann", "https://op.test", "a-1")
    typed("add-post", OIN, "dienst", "Dienst", "SHN_CASE", "dienst@samenspel.test", "--default")
    assert typed("staff-post", OIN, "dienst", "ann") == "Ann zit nu in de dienst Dienst."
    keys = tmp_path / "keys.json"
    keys.write_text(json.dumps({"keys": [{"kty": "EC", "crv": "P-256", "x": "a", "y": "b"}]}))
    typed("add-client", OIN, "hulp", "Systeem", str(keys), "melden, lezen")
    ann = Member.objects.get(login="ann")
    assert [post.code for post in posts_of(ann, NOW)] == ["dienst"]
    assert SocialAccount.objects.get(user=ann).provider == "https://op.test"
    assert MachineClient.objects.get(client_id="hulp").scopes == ["melden", "lezen"]
    assert not ann.has_usable_password()


@pytest.mark.usefixtures("as_owner")
def test_an_invitation_is_an_address_that_works() -> None:
    told = typed("invite", "vera@samenspel.test")
    address = told.splitlines()[1].removeprefix("http://localhost:8000")
    assert Client().get(address).status_code == 200


@pytest.mark.usefixtures("as_owner")
def test_somebody_leaves() -> None:
    assert typed("end-member", "vera@samenspel.test").startswith("Vera van Veen is uit dienst")
    assert not may_sign_in(Member.objects.get(login="vera@samenspel.test"), NOW)


@pytest.mark.usefixtures("as_owner")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["add-member", "123", "x", "X", "VT_WORKER"], "geen organisatie mee met OIN 123"),
        (["end-member", "niemand"], "geen medewerker"),
        (["add-organisation", "XX", "X", OIN], "geen soort organisatie"),
        (["staff-post", "OIN", "weg", "vera@samenspel.test"], "geen dienst weg"),
    ],
)
def test_what_cannot_be_is_told(words: list[str], told: str) -> None:
    oin = organisation("VT").oin
    with pytest.raises((ValueError, LookupError), match=told):
        typed(*(oin if word == "OIN" else word for word in words))
