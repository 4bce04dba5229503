# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reports of machines: /api/melden/v1/meldingen (NLGov API Design Rules 2.2.1).

JSON that is not right is refused with all that is wrong, and nothing is stored: the machine that made it can repair
it now. XML is message traffic, which its sender cannot repair at once: it is stored as it is, whatever it holds, and
what cannot be read waits with an owner and an age (SR-44).
"""

import hashlib
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.urls import reverse
from ninja import Router, Status
from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, WithJsonSchema

from samenspel import now as time_now
from samenspel.intake.actions import (
    LONGEST_KEY,
    Receipt,
    SpoolError,
    receiver_for,
    state_for_sender,
    store,
)
from samenspel.intake.formats import Problem as Wrong
from samenspel.intake.formats import Report, Unreadable
from samenspel.intake.formats.melding.read import MOST_BYTES as MOST_JSON
from samenspel.intake.formats.melding.read import read as read_melding
from samenspel.intake.formats.vtmelding.parse import MOST_BYTES as MOST_XML
from samenspel.intake.formats.vtmelding.read import read as read_vtmelding
from samenspel.intake.models import MessageState
from samenspel.partners.access import acting_as
from samenspel.partners.api import SCOPES, Caller, Fault, MachineBearer, Problem
from samenspel.partners.models import NoPost, Organisation

log = logging.getLogger(__name__)
SCOPE = "meldingen:aanleveren"


@dataclass(frozen=True, slots=True)
class Accepted:
    """A kind of body that the endpoint takes. `strict`: refused when it is not right, instead of left to wait."""

    format: str
    read: Callable[[bytes], Report]
    most_bytes: int
    strict: bool


JSON = Accepted("melding", read_melding, MOST_JSON, strict=True)
XML = Accepted("vtmelding", read_vtmelding, MOST_XML, strict=False)
ACCEPTED: Mapping[str, Accepted] = {"application/json": JSON, "application/xml": XML, "text/xml": XML}

Moment = Annotated[
    datetime,
    PlainSerializer(lambda moment: moment.astimezone(UTC).isoformat().replace("+00:00", "Z")),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]


class Ontvangstbewijs(BaseModel):
    """What a sender gets for a message: the same for every delivery of the same message."""

    model_config = ConfigDict(
        validate_by_name=True, json_schema_extra={"description": "Bewijs dat een bericht bewaard is."}
    )

    id: UUID = Field(title="Nummer van de ontvangst")
    received_at: Moment = Field(alias="ontvangenOp", title="Ontvangen op")
    durability: Literal["lokaal+spool"] = Field(
        alias="duurzaamheid",
        title="Duurzaamheid",
        description="Waar het bericht is weggeschreven voordat dit bewijs werd gegeven. 'lokaal+spool': in de "
        "database en op een tweede plaats; er is geen tweede databaseserver.",
    )


class Ontvangst(BaseModel):
    """What the sender may know of what became of it."""

    model_config = ConfigDict(
        validate_by_name=True, json_schema_extra={"description": "De stand van een bericht."}
    )

    id: UUID = Field(title="Nummer van de ontvangst")
    received_at: Moment = Field(alias="ontvangenOp", title="Ontvangen op")
    state: Literal["ontvangen", "verwerkt", "wacht"] = Field(
        alias="status",
        title="Status",
        description="ontvangen: bewaard, nog niet gelezen. verwerkt: in behandeling, of door een medewerker "
        "afgedaan. wacht: een medewerker van de ontvanger kijkt ernaar.",
    )


# What a person has set aside is done; why is the receiver's own affair.
STATES = {MessageState.SET_ASIDE: MessageState.HANDLED}

router = Router(tags=["meldingen"], auth=MachineBearer(SCOPE, SCOPES[SCOPE]), by_alias=True)


@router.post(
    "/meldingen",
    response={202: Ontvangstbewijs},
    operation_id="meldingAanleveren",
    summary="Lever een melding aan",
    description="Een melding van huiselijk geweld of kindermishandeling, als JSON of als StUF-bericht vtMeldingDi01. "
    "Na 202 is het bericht bewaard. Stuur bij twijfel hetzelfde bericht nog eens, met dezelfde Idempotency-Key: dat "
    "verandert niets en geeft hetzelfde bewijs.",
)
def receive(request: HttpRequest, response: HttpResponse) -> Status[Any]:
    """Store one report (SR-37) and answer with its receipt, which leaves after the commit."""
    caller: Caller = request.auth  # type: ignore[attr-defined]
    _refuse_other_answers(request)
    kind = _kind(request)
    content = _body(request, kind)
    report = _look(kind, content, caller)
    key = _key(request, report, content)
    receiver = _receiver(kind, report, caller)
    receipt = _store(caller, kind, content, key, receiver)
    location = reverse("melden:melding", args=[receipt.id])
    if receipt.conflict:
        raise _conflict(location)
    response["Location"] = location
    return Status(202, Ontvangstbewijs.model_validate(receipt, from_attributes=True))


@router.get(
    "/meldingen/{id}",
    response={200: Ontvangst},
    url_name="melding",
    operation_id="meldingVolgen",
    summary="Volg een melding",
    description="De stand van een bericht dat uw eigen organisatie heeft aangeleverd.",
)
def follow(request: HttpRequest, id: UUID) -> Ontvangst:
    """The state of a message of the caller's own organisation; the same 404 for unknown and not yours."""
    caller: Caller = request.auth  # type: ignore[attr-defined]
    _refuse_other_answers(request)
    with transaction.atomic(), acting_as(caller.actor, purpose="ontvangst"):
        found = state_for_sender(id)
    if found is None:
        raise Problem(404, "onbekend", "Uw organisatie heeft geen melding met dit nummer aangeleverd.")
    received_at, state = found
    return Ontvangst.model_validate({"id": id, "received_at": received_at, "state": STATES.get(state, state)})


def _refuse_other_answers(request: HttpRequest) -> None:
    if not request.accepts("application/json"):
        raise Problem(
            406, "antwoordsoort", "Wij antwoorden alleen met application/json. Pas de header Accept aan."
        )


def _kind(request: HttpRequest) -> Accepted:
    kind = ACCEPTED.get(request.content_type or "")
    charset = (request.content_params or {}).get("charset", "utf-8").lower()
    if kind is None or (kind is JSON and charset != "utf-8"):
        known = ", ".join(ACCEPTED)
        raise Problem(415, "berichtsoort", f"Stuur {known}; JSON altijd in UTF-8.", headers={"Accept": known})
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise Problem(
            415, "codering", "Stuur het bericht zonder compressie.", headers={"Accept-Encoding": "identity"}
        )
    return kind


def _body(request: HttpRequest, kind: Accepted) -> bytes:
    """The whole body. Raises Problem when it is missing, too large, or broken off on the way."""
    length = request.META.get("CONTENT_LENGTH") or ""
    if not length.isdecimal():
        raise Problem(411, "lengte", "Stuur de header Content-Length mee.")
    if int(length) > kind.most_bytes:
        most = kind.most_bytes // (1024 * 1024)
        raise Problem(413, "te-groot", f"Dit bericht is groter dan {most} MB. Er is niets bewaard.")
    try:
        content = request.body
    except UnreadablePostError:
        content = b""
    if not content or len(content) != int(length):
        what = "Het bericht is leeg, of onderweg afgebroken. Er is niets bewaard: stuur het opnieuw."
        raise Problem(400, "leeg", what, [Fault("body", "#", "leeg", what)])
    return content


def _look(kind: Accepted, content: bytes, caller: Caller) -> Report | None:
    """The report, to know its receiver and number; None when it cannot be read and will wait for a person.

    Raises Problem with every fault when a body that has to be right is not.
    """
    try:
        report = kind.read(content)
    except Unreadable as error:
        if kind.strict:
            raise _refused([_fault(each) for each in error.problems]) from None
        return error.partial
    except Exception as error:
        # A fault of ours must not keep a report out: it is stored, and waits for a person.
        log.error("een bericht lezen mislukte", extra={"format": kind.format}, exc_info=error)
        return None
    if kind.strict and report.sender not in (None, caller.organisation.oin):
        raise _refused([Fault("body", "#/afzender", "afzender", "Dit is niet de OIN van uw organisatie.")])
    return report


def _fault(wrong: Wrong) -> Fault:
    pointer = wrong.where.startswith("/") or not wrong.where
    text = wrong.text if pointer else f"{wrong.text} ({wrong.where})"
    return Fault("body", f"#{wrong.where}" if pointer else "#", wrong.code, text)


def _refused(faults: list[Fault]) -> Problem:
    return Problem(
        400, "ongeldige-invoer", "Er is niets bewaard. Verbeter wat hieronder staat en stuur opnieuw.", faults
    )


def _key(request: HttpRequest, report: Report | None, content: bytes) -> str:
    """The sender's key: the header, else the number of the message, else that of the sender's file, else its bytes."""
    given = request.headers.get("Idempotency-Key", "").strip().strip('"')
    if given:
        if len(given) > LONGEST_KEY or not given.isascii() or not given.isprintable():
            what = f"Een sleutel heeft 1 tot {LONGEST_KEY} leesbare ASCII-tekens."
            raise Problem(400, "sleutel", what, [Fault("header", "Idempotency-Key", "sleutel", what)])
        return given
    told = (report.message or report.reference) if report else None
    if told and len(told) <= LONGEST_KEY:
        return told
    return f"sha256:{hashlib.sha256(told.encode() if told else content).hexdigest()}"


def _receiver(kind: Accepted, report: Report | None, caller: Caller) -> Organisation:
    """The Veilig Thuis that the report names; else, or if XML names another, that of the sender's region."""
    told = report.receiver if report else None
    found, named = receiver_for(told, caller.organisation)
    if told and not named and kind.strict:
        raise _refused(
            [Fault("body", "#/ontvanger", "ontvanger", "Dit is geen Veilig Thuis dat hier meedoet.")]
        )
    if found is None:
        what = "Noem de ontvanger. Voor de regio van uw organisatie is hier geen Veilig Thuis bekend."
        raise _refused([Fault("body", "#/ontvanger", "verplicht", what)])
    return found


def _store(caller: Caller, kind: Accepted, content: bytes, key: str, receiver: Organisation) -> Receipt:
    """Store it in a transaction of its own, which has committed when this returns."""
    try:
        return store(
            content=content,
            format=kind.format,
            sender=caller.organisation,
            receiver=receiver,
            key=key,
            by=caller.actor,
            now=time_now(),
        )
    except SpoolError as error:
        log.error("de spool kan niet worden beschreven", exc_info=error)
    except NoPost:
        log.error("een ontvanger heeft geen dienst", extra={"organisation": receiver.pk})
    raise Problem(
        503,
        "niet-bewaard",
        "Wij kunnen nu geen berichten bewaren. Er is niets bewaard of bevestigd. Stuur het over een minuut opnieuw.",
        headers={"Retry-After": "60"},
    )


def _conflict(location: str) -> Problem:
    """Refused, but not thrown away (SR-38): the receiver has been told, and both contents stand."""
    what = (
        "Onder deze sleutel is al een bericht met een andere inhoud bewaard. Dat bericht geldt en is niet veranderd. "
        "Ook wat u nu stuurde is heel bewaard, apart: een medewerker van de ontvanger kijkt ernaar en is "
        f"gewaarschuwd. U volgt het op {location}. Is het een nieuwe melding? Stuur haar dan met een eigen sleutel."
    )
    where = Fault(
        "header", "Idempotency-Key", "sleutel-hergebruikt", "Deze sleutel hoort bij een ander bericht."
    )
    return Problem(409, "sleutel-hergebruikt", what, [where], headers={"Location": location})
