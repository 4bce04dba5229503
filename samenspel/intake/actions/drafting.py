# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A report that somebody is typing: kept as it is typed, encrypted, its writer's alone; and then sent."""

import uuid
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from samenspel.intake.actions.store import Receipt, store
from samenspel.intake.actions.waiting import set_aside
from samenspel.intake.formats import Report
from samenspel.intake.formats.melding.write import write as as_json
from samenspel.intake.models import Draft, Message
from samenspel.journal.models import Actor, Handling, write
from samenspel.partners.models import Organisation
from samenspel.people.models import Secret, SecretKind

FORMAT = "melding"


class NotYours(Exception):
    """There is no draft under this id that this member may change: another's, sent, or thrown away."""


def keep_draft(draft: uuid.UUID, content: dict[str, Any], *, by: Actor, now: datetime) -> None:
    """Keep what somebody typed so far, under an id that their page chose. Raises NotYours, also for a process."""
    if by.member is None:
        raise NotYours
    found = Draft.objects.of(by).filter(pk=draft).first()
    try:
        with transaction.atomic():
            if found is None:
                _begin(draft, content, by.acts_for, by.member, now)
            else:
                _seal(found, content, now)
    except (
        IntegrityError
    ) as error:  # somebody else's id: this member cannot see it, and does not learn that it exists
        raise NotYours from error
    _journal("intake.draft", by, draft, now)


def forget_draft(draft: uuid.UUID, *, by: Actor, now: datetime) -> None:
    """Throw a draft away, at its writer's own wish: its content is overwritten. Raises NotYours."""
    found = Draft.objects.of(by).filter(pk=draft).first()
    if found is None:
        raise NotYours
    _empty(found)
    _journal("intake.draft.forget", by, draft, now)


def send_draft(
    draft: uuid.UUID,
    report: Report,
    *,
    sender: Organisation,
    receiver: Organisation,
    corrects: uuid.UUID | None,
    by: Actor,
    now: datetime,
) -> Receipt:
    """Send what the draft became. `corrects` is the unreadable message that it replaces, which is then set aside.

    The receipt may be shown after the commit; a page does so with its next page. Raises NotYours (also when it was
    sent before), NotWaiting when somebody handled that message meanwhile, and what `store` raises.
    """
    found = Draft.objects.of(by).filter(pk=draft).first()
    if found is None:
        raise NotYours
    key = f"formulier {draft}"
    with transaction.atomic():
        if corrects is not None:  # before `store`: what was spooled cannot be taken back
            set_aside(corrects, by=by, now=now, reason=f"Met de hand ingevoerd: {key}")
        receipt = store(
            content=as_json(report), format=FORMAT, sender=sender, receiver=receiver, key=key, by=by, now=now
        )
    Draft.objects.filter(pk=draft).update(sent_as=Message(pk=receipt.id))
    _empty(found)
    _journal("intake.draft.send", by, draft, now)
    return receipt


def _begin(
    draft: uuid.UUID, content: dict[str, Any], organisation: uuid.UUID, member: uuid.UUID, now: datetime
) -> None:
    secret = Secret(organisation_id=organisation, kind=SecretKind.DRAFT.value, recorded_at=now)
    secret.seal_value(content).save(force_insert=True)
    Draft(id=draft, organisation_id=organisation, member_id=member, content=secret, saved_at=now).save(
        force_insert=True
    )


def _seal(draft: Draft, content: dict[str, Any], now: datetime) -> None:
    draft.content.seal_value(content).save(update_fields=["key_id", "ciphertext"])
    draft.saved_at = now
    draft.save(update_fields=["saved_at"])


def _empty(draft: Draft) -> None:
    """Nothing of a draft stays once it was sent or thrown away; `current` says that it is no draft any more."""
    draft.content.current = False
    draft.content.seal_value({}).save(update_fields=["key_id", "ciphertext", "current"])


def _journal(name: str, by: Actor, draft: uuid.UUID, now: datetime) -> None:
    write(
        by=by,
        name=name,
        handling=Handling.COLLECT,
        now=now,
        object_kind="draft",
        object=draft,
        purpose="melden",
    )
