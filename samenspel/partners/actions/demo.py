# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A region that does not exist, with one sign-in per function that has a question (handbook 2.2)."""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime

from samenspel.partners.access import question_of, role_of
from samenspel.partners.actions.administration import (
    add_member,
    add_organisation,
    add_post,
    administrator,
    staff_post,
)
from samenspel.partners.models import Member, Organisation

# kind, name, OIN, and its people: function, name. The first of them staffs the post that owns what nobody else does.
REGION = "voorbeeld"
CAST = (
    (
        "VT",
        "Veilig Thuis Voorbeeldstreek",
        "00000099000000001001",
        (
            ("VT_FRONT", "Femke Frontman"),
            ("VT_WORKER", "Wouter Werkman"),
            ("VT_ACUTE", "Aylin Acuut"),
            ("VT_LIAISON_ZSM", "Zoë Zomertafel"),
            ("PROC_DIR", "Petra Proceswijk"),
            ("REG_ADMIN", "Renate Regiokaart"),
            ("PRIV_OFF", "Pim Privacyhof"),
        ),
    ),
    (
        "POL",
        "Politie Voorbeeldstreek",
        "00000099000000001002",
        (
            ("POL_HGCO", "Hugo Huiskring"),
            ("POL_STREET", "Samira Straatwijk"),
            ("REG_ADMIN", "Bart Beheerman"),
        ),
    ),
    (
        "OM",
        "Parket Voorbeeldstreek",
        "00000099000000001003",
        (("OM_OVJ_HG", "Olga Ovenstein"), ("OM_OVJ_ZSM", "Otto Oversteek")),
    ),
    (
        "RVDK",
        "Raad voor de Kinderbescherming Voorbeeldstreek",
        "00000099000000001004",
        (("RVDK_WORKER", "Ravi Raadman"),),
    ),
    ("RN", "Reclassering Voorbeeldstreek", "00000099000000001005", (("RECL_TOEZ", "Tess Toeziens"),)),
    ("SHN", "Slachtofferhulp Voorbeeldstreek", "00000099000000001006", (("SHN_CASE", "Sven Slothouder"),)),
    ("LT", "Wijkteam Voorbeeldstad", "00000099000000001007", (("LT_CASEDIR", "Lotte Lokaalman"),)),
    ("GI", "Jeugdbescherming Voorbeeldstreek", "00000099000000001008", (("GI_WORKER", "Gijs Gezinsveld"),)),
)

# What somebody in these functions does needs no case; whoever staffs a post works on all cases of that post.
WITHOUT_CASES = frozenset({"PRIV_OFF", "REG_ADMIN"})


@dataclass(frozen=True, slots=True)
class DemoSignIn:
    """One sign-in of the demonstration, with its secrets: for the terminal that started it, never for a page."""

    login: str
    name: str
    role: str
    organisation: str
    question: str
    password: str
    totp_secret: str


def create_demo_members(*, password: str, seed: bytes, now: datetime) -> tuple[DemoSignIn, ...]:
    """Make the organisations, posts and members of the demonstration, as far as they are not there yet.

    `password` is everybody's; the secrets of the one-time codes follow from `seed`, so that a second start tells the
    same. Runs as owner; refused in production by `add_member`. Returns the sign-ins, in the order of the cast.
    """
    found = []
    for kind, name, oin, people in CAST:
        organisation = Organisation.objects.by_oin(oin) or add_organisation(
            kind=kind, name=name, oin=oin, region=REGION, by=administrator(), now=now
        )
        members = [_member(organisation, function, who, password, seed, now) for function, who in people]
        _post(organisation, members, now)
        found += [_sign_in(member, password, seed) for member in members]
    return tuple(found)


def _member(
    organisation: Organisation, function: str, name: str, password: str, seed: bytes, now: datetime
) -> Member:
    login = name.split()[0].lower().replace("ë", "e") + "@demo"
    return Member.objects.filter(login=login).first() or add_member(
        organisation=organisation,
        login=login,
        name=name,
        function=function,
        email=f"{login.removesuffix('@demo')}@voorbeeldstreek.test",
        password=password,
        totp_secret=_totp_secret(seed, login),
        by=administrator(),
        now=now,
    )


def _post(organisation: Organisation, members: list[Member], now: datetime) -> None:
    """The post of an organisation that owns what no person does, staffed by all who work on cases."""
    if organisation.posts.exists():
        return
    post = add_post(
        organisation=organisation,
        code="dienst",
        name=f"Dienst {organisation.name}",
        function=members[0].function,
        mailbox=f"dienst.{organisation.kind.lower()}@voorbeeldstreek.test",
        is_default=True,
        by=administrator(),
        now=now,
    )
    for member in members:
        if member.function not in WITHOUT_CASES:
            staff_post(post=post, member=member, by=administrator(), now=now)


def _sign_in(member: Member, password: str, seed: bytes) -> DemoSignIn:
    return DemoSignIn(
        login=member.login,
        name=member.name,
        role=role_of(member),
        organisation=member.organisation.name,
        question=question_of(member),
        password=password,
        totp_secret=_totp_secret(seed, member.login),
    )


def _totp_secret(seed: bytes, login: str) -> str:
    """Base32, 20 bytes (RFC 4226, section 4)."""
    return base64.b32encode(hmac.digest(seed, login.encode(), hashlib.sha256)[:20]).decode()
