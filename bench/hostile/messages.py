# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Mutated XML through the API and the handler: answered, kept whole, and handled or left waiting with an owner."""

import hashlib
import time
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.test import Client

from bench.families import family
from bench.hostile.found import Found, is_dutch
from samenspel import now as ask_now
from samenspel.cases.models import Item
from samenspel.intake.actions import handle
from samenspel.intake.models import Message, MessageState
from samenspel.partners.access import acting_as, service_of
from tests import cast, machine
from tests.hostile.mutations import mutations

ADDRESS = "/api/melden/v1/meldingen"
ANSWERED_WITHIN, HANDLED_WITHIN = 10.0, 20.0  # seconds of processor
ATTEMPTS = 5
SAMPLE_SENDER, SAMPLE_RECEIVER = b"00000099000000001000", b"00000099000000002000"
ACCEPTED, REFUSED = 202, frozenset({400, 411, 413})


def run(n: int, seed: int) -> Found:
    """Send `n` mutated messages, each about other people, and handle every one that was acknowledged."""
    found = Found()
    settings.CLIENT_CALLS = 1_000_000
    client = Client(headers=machine.bearer(machine.register()), raise_request_exception=False)
    sent: dict[UUID, tuple[str, bytes]] = {}
    for number, (name, data) in enumerate(mutations(seed, n)):
        case, content = f"{seed}/{number} {name}", _about_others(data, seed * 1_000 + number)
        answer = _send(client, content, f"{seed}-{number}", case, found)
        if answer.status_code == ACCEPTED:
            ident = UUID(answer.json()["id"])
            sent[ident] = (case, hashlib.sha256(content).digest())
            _handle(ident, case, found)
    _look(sent, found)
    return found


def _about_others(data: bytes, number: int) -> bytes:
    """The same message about people of its own, so that five thousand messages are not about one family."""
    of = family(number, seed=5)
    (woman, man, *_), bsn = of.persons, _bsn(number)
    replacing = {
        SAMPLE_SENDER: f"zender {number}",
        SAMPLE_RECEIVER: cast.organisation("VT").oin,
        f"zender {number}".encode(): cast.organisation("POL").oin,
        b">Voorbeeld<": f">{woman.surname}<",
        b">Test<": f">{woman.first_names}<",
        b">Kind<": f">{man.first_names}<",
        b"1234AB": of.postcode,
        b"999993653": bsn,
        b">19900101<": f">{woman.born:%Y%m%d}<",
    }
    for old, new in replacing.items():
        data = data.replace(old, new.encode())
    return data


def _bsn(number: int) -> str:
    """A valid number of the range for tests."""
    digits = f"9999{number % 10_000:04d}"
    rest = sum((9 - place) * int(digit) for place, digit in enumerate(digits)) % 11
    return f"{digits}{rest % 10}"


def _send(client: Client, content: bytes, key: str, case: str, found: Found) -> Any:
    began = time.process_time()
    given: dict[str, Any] = {"CONTENT_TYPE": "application/xml", "CONTENT_LENGTH": str(len(content))}
    answer = client.generic("POST", ADDRESS, content, headers={"Idempotency-Key": key}, **given)
    found.took("answering", time.process_time() - began, ANSWERED_WITHIN, case)
    found.counts["messages"] += 1
    found.counts[f"answered_{answer.status_code}"] += 1
    if answer.status_code in REFUSED:
        said = answer.json()
        if not said["detail"] or not is_dutch(said["detail"]):
            found.complain(case, f"refused without clear Dutch: {said}")
    elif answer.status_code != ACCEPTED:
        found.complain(case, f"answered {answer.status_code}")
    return answer


def _handle(message: UUID, case: str, found: Found) -> None:
    receiver = cast.organisation("VT")
    began = time.process_time()
    attempts = next((one for one in range(1, ATTEMPTS + 1) if _once(message, receiver.pk)), ATTEMPTS)
    found.took("handling", time.process_time() - began, HANDLED_WITHIN * attempts, case)


def _once(message: UUID, receiver: UUID) -> bool:
    return handle(message, receiver, ask_now())


def _look(sent: dict[UUID, tuple[str, bytes]], found: Found) -> None:
    """Everything acknowledged, as it is stored now."""
    vt = service_of(cast.organisation("VT"), process="test")
    with transaction.atomic(), acting_as(vt, purpose="intake"):
        rows = Message.objects.filter(pk__in=list(sent)).select_related("content", "post")
        kept = {row.pk for row in rows.iterator(chunk_size=20) if _is_well(row, *sent[row.pk], found)}
        handled = set(rows.filter(state=MessageState.HANDLED).values_list("item", flat=True))
        reports = set(Item.objects.filter(kind="report").values_list("pk", flat=True))
    for lost in sent.keys() - kept:
        found.complain(sent[lost][0], "acknowledged, and not stored as it came")
    for half in reports - handled:
        found.complain(str(half), "a report in a case, of a message that was not handled")


def _is_well(row: Message, case: str, digest: bytes, found: Found) -> bool:
    """Whether its bytes are whole; complains when it stands still or waits without saying why."""
    found.counts[row.state] += 1
    for what in _wrong_with(row):
        found.complain(case, what)
    return hashlib.sha256(row.content.open()).digest() == digest


def _wrong_with(row: Message) -> Iterator[str]:
    if row.attempts:
        yield f"the handler failed {row.attempts} times: {row.problems}"
    elif row.state == MessageState.WAITING:
        if not row.problems:
            yield "waits without a reason"
        yield from (f"not in Dutch: {one}" for one in row.problems if not is_dutch(one["wat"]))
        if row.post.ended_at is not None:
            yield "waits without an owner"
    elif row.state != MessageState.HANDLED or row.case_id is None:
        yield f"is {row.state}, neither handled nor waiting"
