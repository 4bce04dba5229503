# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What `samenspel admin` can do: from what was typed to one action, and back to what to tell.

Every act raises ValueError or LookupError, in Dutch, when it is refused.
"""

import json
from argparse import Namespace
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from samenspel.partners import actions
from samenspel.partners.models import DutyPost, Member, Organisation
from samenspel.partners.pages.invitation import address_for

BY = actions.administrator()


def _organisation(oin: str) -> Organisation:
    found = Organisation.objects.by_oin(oin)
    if found is None:
        raise LookupError(f"er doet geen organisatie mee met OIN {oin}")
    return found


def _member(login: str) -> Member:
    found = Member.objects.select_related("organisation").filter(login=login).first()
    if found is None:
        raise LookupError(f"er is geen medewerker die zich aanmeldt als {login}")
    return found


def _post(oin: str, code: str) -> DutyPost:
    found = DutyPost.objects.filter(organisation=_organisation(oin), code=code, ended_at=None).first()
    if found is None:
        raise LookupError(f"die organisatie heeft geen dienst {code}")
    return found


def add_organisation(asked: Namespace, now: datetime) -> str:
    made = actions.add_organisation(
        kind=asked.kind, name=asked.name, oin=asked.oin, region=asked.region, by=BY, now=now
    )
    return f"{made.name} doet mee."


def add_member(asked: Namespace, now: datetime) -> str:
    made = actions.add_member(
        organisation=_organisation(asked.oin),
        login=asked.login,
        name=asked.name,
        function=asked.function,
        email=asked.email,
        by=BY,
        now=now,
    )
    return f"{made.name} werkt nu bij {made.organisation.name}."


def end_member(asked: Namespace, now: datetime) -> str:
    ended = actions.end_member(member=_member(asked.login), by=BY, now=now)
    return f"{ended.name} is uit dienst en kan niet meer aanmelden."


def add_identity(asked: Namespace, now: datetime) -> str:
    member = _member(asked.login)
    actions.add_identity(member=member, issuer=asked.issuer, subject=asked.subject, by=BY, now=now)
    return f"{member.name} meldt zich voortaan aan via {asked.issuer}."


def invite(asked: Namespace, now: datetime) -> str:
    member = _member(asked.login)
    actions.note_invitation(member=member, by=BY, now=now)
    return (
        f"Geef dit adres aan {member.name}. Het werkt één keer, tot morgen deze tijd:\n{address_for(member)}"
    )


def add_post(asked: Namespace, now: datetime) -> str:
    made = actions.add_post(
        organisation=_organisation(asked.oin),
        code=asked.code,
        name=asked.name,
        function=asked.function,
        mailbox=asked.mailbox,
        is_default=asked.default,
        by=BY,
        now=now,
    )
    return f"De dienst {made.name} is open."


def staff_post(asked: Namespace, now: datetime) -> str:
    post, member = _post(asked.oin, asked.code), _member(asked.login)
    actions.staff_post(post=post, member=member, by=BY, now=now)
    return f"{member.name} zit nu in de dienst {post.name}."


def add_client(asked: Namespace, now: datetime) -> str:
    made = actions.add_client(
        organisation=_organisation(asked.oin),
        client_id=asked.client_id,
        name=asked.name,
        public_keys=json.loads(Path(asked.keys).read_text()),
        scopes=[scope.strip() for scope in asked.scopes.split(",")],
        by=BY,
        now=now,
    )
    return f"{made.name} kan zich aanmelden als {made.client_id}."


ACTS: dict[str, Callable[[Namespace, datetime], str]] = {
    "add-organisation": add_organisation,
    "add-member": add_member,
    "end-member": end_member,
    "add-identity": add_identity,
    "invite": invite,
    "add-post": add_post,
    "staff-post": staff_post,
    "add-client": add_client,
}
