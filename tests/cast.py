# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The same people in every test. Two regions; Otto works elsewhere and may see nothing: he gets 404 everywhere.

Organisations, members and posts stand in the template of the test database. Families are made by the tests, through
the real actions.
"""

import uuid
from datetime import UTC, datetime

from django.db import transaction

from samenspel.journal.models import Actor, Handling, write
from samenspel.partners.models import DutyPost, Member, Organisation, PostHolder

START = datetime(2018, 1, 1, tzinfo=UTC)
NOW = datetime(2026, 11, 2, 8, 15, tzinfo=UTC)
REGION, ELSEWHERE = "voorbeeld", "elders"

KINDS = {
    "VT": "Veilig Thuis Voorbeeld",
    "POL": "Politie Voorbeeld",
    "OM": "Parket Voorbeeld",
    "RVDK": "Raad voor de Kinderbescherming Voorbeeld",
    "RN": "Reclassering Nederland",
    "SHN": "Slachtofferhulp Voorbeeld",
    "HALT": "Halt Voorbeeld",
    "GI": "Jeugdbescherming Voorbeeld",
    "GEM": "Gemeente Testdorp",
    "LT": "Wijkteam Testdorp",
    "GGZ": "GGZ Voorbeeld",
    "ZVH": "Zorg- en Veiligheidshuis Voorbeeld",
}
MEMBERS = {
    "vera": ("VT", "Vera van Veen", "VT_FRONT"),
    "wout": ("VT", "Wout Wind", "VT_WORKER"),
    "pim": ("POL", "Pim Post", "POL_HGCO"),
    "olga": ("OM", "Olga Oost", "OM_OVJ_HG"),
    "rob": ("RVDK", "Rob Raad", "RVDK_ZSM"),
    "rita": ("RN", "Rita Rood", "RECL_ZSM"),
    "sanne": ("SHN", "Sanne Steun", "SHN_CASE"),
}
# Who works the routekaart out for a region: they staff no post and work on no case.
ADMINISTRATORS = {
    "rosa": ("VT", REGION, "Rosa Regio"),
    "bas": ("POL", REGION, "Bas Beheer"),
    "edo": ("VT", ELSEWHERE, "Edo Elders"),
}


def ident(name: str) -> uuid.UUID:
    """The same id in every run."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"https://samenspel.test/cast/{name}")


def organisation(kind: str, region: str = REGION) -> Organisation:
    return Organisation.objects.get(pk=ident(f"{kind}-{region}"))


def member(name: str) -> Member:
    return Member.objects.select_related("organisation").get(pk=ident(name))


def post(kind: str, region: str = REGION) -> DutyPost:
    return DutyPost.objects.get(pk=ident(f"post-{kind}-{region}"))


def settle_in() -> None:
    """Make organisations, posts and members, as the owner of the database."""
    with transaction.atomic():
        for index, (kind, name) in enumerate(KINDS.items(), start=1):
            _organisation(kind, name, REGION, f"00000099{index:09d}000")
        _organisation("VT", "Veilig Thuis Elders", ELSEWHERE, "00000099000000101000")
        _organisation("POL", "Politie Elders", ELSEWHERE, "00000099000000102000")
        for login, (kind, name, function) in MEMBERS.items():
            _member(login, name, function, ident(f"{kind}-{REGION}"), ident(f"post-{kind}-{REGION}"))
        _member("otto", "Otto Ander", "VT_WORKER", ident(f"VT-{ELSEWHERE}"), ident(f"post-VT-{ELSEWHERE}"))
        for login, (kind, region, name) in ADMINISTRATORS.items():
            _member(login, name, "REG_ADMIN", ident(f"{kind}-{region}"), None)
        write(by=Actor(None, ""), name="tests.settle_in", handling=Handling.CHANGE, now=START)


def _organisation(kind: str, name: str, region: str, oin: str) -> None:
    made = Organisation.objects.create(
        pk=ident(f"{kind}-{region}"), kind=kind, name=name, oin=oin, region=region
    )
    DutyPost.objects.create(
        pk=ident(f"post-{kind}-{region}"),
        organisation=made,
        code="dienst",
        name=f"Dienst {name}",
        function="",
        mailbox=f"dienst.{kind.lower()}.{region}@samenspel.test",
        is_default=True,
    )


def _member(login: str, name: str, function: str, organisation: uuid.UUID, post: uuid.UUID | None) -> None:
    made = Member.objects.create(
        pk=ident(login),
        organisation_id=organisation,
        login=f"{login}@samenspel.test",
        name=name,
        function=function,
        since=START,
        password="!",
    )
    if post:
        PostHolder.objects.create(post_id=post, member=made, since=START)
