# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who works where is written by the owner of the database, and every change is in the journal."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from pytest_django import Settings

from samenspel.journal.models import Actor, Entry
from samenspel.partners import actions
from samenspel.partners.access import acting_as, demo_accounts, may_sign_in, posts_of, unsafe_accounts
from samenspel.partners.models import Member, Organisation
from samenspel.rules.catalogue import functions
from tests.cast import NOW, member, organisation, post
from tests.sign_in import at

BY = actions.administrator()
PUBLIC = {"keys": [{"kty": "EC", "crv": "P-256", "x": "a", "y": "b", "kid": "1"}]}


def names(organisation: Organisation) -> list[str]:
    with transaction.atomic(), acting_as(Actor(organisation.id, organisation.kind), purpose="toets"):
        return list(
            Entry.objects.filter(purpose="beheer").order_by("recorded_at").values_list("name", flat=True)
        )


@pytest.mark.usefixtures("as_owner")
def test_every_act_of_administration_is_journalled_at_the_organisation() -> None:
    made = actions.add_organisation(kind="HALT", name="Halt Elders", oin="0" * 20, by=BY, now=NOW)
    ann = actions.add_member(organisation=made, login="ann", name="Ann", function="PRIV_OFF", by=BY, now=NOW)
    duty = actions.add_post(
        organisation=made,
        code="fg",
        name="FG",
        function="PRIV_OFF",
        mailbox="fg@samenspel.test",
        by=BY,
        now=NOW,
    )
    actions.staff_post(post=duty, member=ann, by=BY, now=NOW)
    actions.add_identity(member=ann, issuer="https://op.test", subject="ann", by=BY, now=NOW)
    actions.add_client(
        organisation=made,
        client_id="halt",
        name="Halt",
        public_keys=PUBLIC,
        scopes=["melden"],
        by=BY,
        now=NOW,
    )
    assert posts_of(ann, NOW) == (duty,)
    actions.end_member(member=ann, by=BY, now=NOW.replace(hour=12))
    assert not may_sign_in(Member.objects.get(pk=ann.pk), NOW.replace(hour=12))
    assert posts_of(ann, NOW.replace(hour=12)) == ()
    assert names(made) == [
        f"partners.{name}"
        for name in (
            "add_organisation", "add_member", "add_post", "staff_post", "add_identity", "add_client", "end_member"
        )
    ]  # fmt: skip


@pytest.mark.usefixtures("as_owner")
@pytest.mark.parametrize(
    ("act", "given", "told"),
    [
        ("add_organisation", {"kind": "XX", "name": "X", "oin": "0" * 20}, "geen soort organisatie"),
        ("add_organisation", {"kind": "VT", "name": "X", "oin": "12"}, "20 cijfers"),
        ("add_member", {"login": "x", "name": "X", "function": "POL_HGCO"}, "geen functie POL_HGCO"),
        ("add_member", {"login": "x", "name": "X", "function": "?"}, "geen functie"),
        (
            "add_post",
            {"code": "x", "name": "X", "function": "OM_PIKET", "mailbox": "x@samenspel.test"},
            "geen functie",
        ),
        ("add_client", {"client_id": "x", "name": "X", "public_keys": {}, "scopes": []}, "openbare sleutels"),
        (
            "add_client",
            {"client_id": "x", "name": "X", "public_keys": {"keys": [{"d": "geheim"}]}, "scopes": []},
            "openbare sleutels",
        ),
    ],
)
def test_wrong_input_is_refused_and_leaves_nothing(act: str, given: dict[str, Any], told: str) -> None:
    before = Member.objects.count(), Organisation.objects.count()
    where = {} if act == "add_organisation" else {"organisation": organisation("VT")}
    with pytest.raises(ValueError, match=told):
        getattr(actions, act)(**where, **given, by=BY, now=NOW)
    assert (Member.objects.count(), Organisation.objects.count()) == before


@pytest.mark.usefixtures("as_owner")
def test_sr09_a_post_is_staffed_from_its_own_organisation() -> None:
    with pytest.raises(ValueError, match="eigen organisatie"):
        actions.staff_post(post=post("VT"), member=member("pim"), by=BY, now=NOW)


@pytest.mark.usefixtures("as_owner")
def test_an_act_whose_journal_fails_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_: object) -> None:
        raise DatabaseError("vol")

    monkeypatch.setattr(actions.administration, "write", fail)
    with pytest.raises(DatabaseError):
        actions.add_member(
            organisation=organisation("VT"), login="x", name="X", function="VT_WORKER", by=BY, now=NOW
        )
    assert not Member.objects.filter(login="x").exists()


@pytest.mark.django_db
def test_the_role_that_serves_pages_cannot_administer() -> None:
    with pytest.raises(DatabaseError, match="permission denied"):
        actions.add_member(
            organisation=organisation("VT"), login="x", name="X", function="VT_WORKER", by=BY, now=NOW
        )


@pytest.mark.usefixtures("as_owner")
def test_sr58_no_password_is_made_in_production(settings: Settings) -> None:
    settings.SAFE = True
    with pytest.raises(ValueError, match="profiel production"):
        actions.create_demo_members(password="x", seed=b"s", now=NOW)
    assert unsafe_accounts() == ()


@pytest.mark.usefixtures("as_owner")
def test_the_demonstration_has_a_sign_in_per_function_with_a_question(settings: Settings) -> None:
    settings.DEMO_SIGN_IN = True
    first = actions.create_demo_members(password="demo", seed=b"zaad", now=NOW)
    assert actions.create_demo_members(password="demo", seed=b"zaad", now=NOW) == first
    assert {one.role for one in first} == {known.name for known in functions().values() if known.question}
    assert all(one.question and len(one.totp_secret) == 32 for one in first)
    assert {account.login for account in demo_accounts()} == {one.login for one in first}
    assert len(unsafe_accounts()) == len(first)
    for one in first:
        client = Client(REMOTE_ADDR="192.0.2.1")
        client.post("/aanmelden/demo", {"do": one.login})
        assert one.role in client.get("/hulp").text


@pytest.mark.django_db
def test_the_clock_of_tests_reaches_the_pages() -> None:
    assert at(NOW) == NOW
