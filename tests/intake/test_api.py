# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reports of machines over HTTP: what becomes of them (SR-37, SR-38, SR-44, SR-47)."""

import io
import json
import logging
import uuid
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from samenspel.intake import api as intake_api
from samenspel.intake.models import Message
from samenspel.journal.models import Entry
from samenspel.partners.access import acting_as, service_of
from samenspel.site.api.example import EXAMPLE
from samenspel.site.logs import Line
from tests import cast
from tests.hostile import nasty
from tests.intake.reporting import MELDING, MELDINGEN, post, problem, stored

pytestmark = pytest.mark.django_db


# -- a right report


def test_sr37_a_report_is_stored_and_gets_a_receipt(police: Client) -> None:
    answer = post(police, MELDING)
    assert answer.status_code == 202
    assert set(answer.json()) == {"id", "ontvangenOp", "duurzaamheid"}
    assert answer.json()["ontvangenOp"].endswith("Z")
    assert answer.json()["duurzaamheid"] == "lokaal+spool"
    (message,) = stored()
    assert str(message.pk) == answer.json()["id"]
    assert message.content.open() == json.dumps(MELDING).encode()
    assert message.sender == cast.organisation("POL")
    assert answer["Location"] == f"{MELDINGEN}/{message.pk}"


def test_without_a_receiver_it_goes_to_veilig_thuis_of_the_senders_region(
    police: Client, police_elsewhere: Client
) -> None:
    assert post(police_elsewhere, EXAMPLE).status_code == 202
    assert (len(stored()), len(stored("VT", cast.ELSEWHERE))) == (0, 1)


def test_it_goes_to_the_veilig_thuis_that_it_names(police: Client) -> None:
    assert (
        post(police, EXAMPLE | {"ontvanger": cast.organisation("VT", cast.ELSEWHERE).oin}).status_code == 202
    )
    assert (len(stored()), len(stored("VT", cast.ELSEWHERE))) == (0, 1)


def test_sr38_the_same_report_twice_gives_the_same_answer(police: Client) -> None:
    first, again = post(police, MELDING), post(police, MELDING)
    assert (again.status_code, again.json(), again["Location"]) == (202, first.json(), first["Location"])
    assert len(stored()) == 1


@pytest.mark.parametrize(
    ("changed", "headers", "key"),
    [
        ({}, {"Idempotency-Key": "eigen-sleutel"}, "eigen-sleutel"),
        ({}, {"Idempotency-Key": '"eigen sleutel"'}, "eigen sleutel"),
        ({}, {}, EXAMPLE["berichtnummer"]),
        ({"berichtnummer": None}, {}, EXAMPLE["kenmerk"]),
    ],
)
def test_the_key_is_the_header_else_the_message_else_the_file(
    police: Client, changed: dict[str, Any], headers: dict[str, str], key: str
) -> None:
    assert post(police, MELDING | changed, **headers).status_code == 202
    assert [message.key for message in stored()] == [key]


def test_a_number_that_is_too_long_for_a_key_still_recognises_its_message(police: Client) -> None:
    long = MELDING | {"berichtnummer": "x" * 200}
    assert post(police, long).json() == post(police, long).json()
    assert len(stored()) == 1


def test_sr38_the_same_key_with_other_content_is_refused_and_says_what_was_kept(police: Client) -> None:
    first = post(police, MELDING)
    other = post(police, MELDING | {"omschrijvingSituatie": "Anders."})
    body = problem(other, 409)
    assert "heel bewaard" in body["detail"] and other["Location"] in body["detail"]
    assert police.get(other["Location"]).json()["status"] == "wacht"
    assert police.get(first["Location"]).json()["status"] == "ontvangen"
    assert post(police, MELDING).json() == first.json()
    assert len(stored()) == 2


def test_any_offset_is_accepted_and_utc_is_answered(police: Client) -> None:
    answer = post(police, MELDING | {"verzondenOp": "2026-11-01T23:10:00+01:00"})
    assert answer.status_code == 202
    assert answer.json()["ontvangenOp"][-1] == "Z"


# -- JSON that is not right: refused whole, with everything that is wrong


def test_all_faults_of_a_report_are_told_at_once_and_nothing_is_stored(police: Client) -> None:
    wrong = {
        "omschrijvingIncident": 7,
        "betrokkenen": [{"bsn": "12"}, {"geboorte": {"datum": "1990-02-30"}}],
        "feiten": {"weapons": {"a": {"b": {"c": 1}}}},
    }
    body = problem(post(police, wrong), 400)
    places = {fault["location"] for fault in body["errors"]}
    assert {"#/omschrijvingIncident", "#/betrokkenen/0/bsn", "#/betrokkenen/1/geboorte/datum"} <= places
    assert all(fault["in"] == "body" and fault["code"] and fault["detail"] for fault in body["errors"])
    assert "niets bewaard" in body["detail"]
    assert stored() == []


@pytest.mark.parametrize(
    "body",
    ["{", "[]", "null", '{"kenmerk": NaN}', b"\xff\xfe", '{"a":' * 500 + "1" + "}" * 500, '"\\ud800"', "\0"],
)
def test_what_is_no_json_object_is_refused(police: Client, body: Any) -> None:
    assert problem(post(police, body), 400)["errors"]
    assert stored() == []


def test_an_answer_to_a_fault_does_not_repeat_what_was_sent(police: Client) -> None:
    answer = post(
        police, MELDING | {"omschrijvingIncident": "geheim" * 40_000, "afzender": "Tessa Voorbeeld"}
    )
    assert b"geheim" not in answer.content and b"Tessa" not in answer.content


def test_a_report_of_another_sender_is_refused(police: Client) -> None:
    theirs = cast.organisation("POL", cast.ELSEWHERE).oin
    (fault,) = problem(post(police, MELDING | {"afzender": theirs}), 400)["errors"]
    assert fault["location"] == "#/afzender"


@pytest.mark.parametrize("oin", ["00000099999999999999", None])
def test_a_receiver_that_is_no_veilig_thuis_here_is_refused(police: Client, oin: str | None) -> None:
    named = oin or cast.organisation("OM").oin
    (fault,) = problem(post(police, MELDING | {"ontvanger": named}), 400)["errors"]
    assert fault["location"] == "#/ontvanger"
    assert stored() == []


@pytest.mark.parametrize("key", ["x" * 121, "sleutel\x7f", "slöötel"])
def test_a_key_that_cannot_be_kept_is_refused(police: Client, key: str) -> None:
    (fault,) = problem(post(police, MELDING, **{"Idempotency-Key": key}), 400)["errors"]
    assert (fault["in"], fault["location"]) == ("header", "Idempotency-Key")
    assert stored() == []


def test_sr49_a_nasty_text_is_kept_or_refused_and_nothing_else(police: Client, settings: Settings) -> None:
    """As number of the file (and so as key), and as key in a header. 409: what replaced its characters came before."""
    settings.CLIENT_CALLS = 1_000
    for text in (*nasty.INJECTION, *nasty.CONTROL, *nasty.UNICODE, *nasty.HEADERS, *nasty.LONG):
        before = len(stored())
        answer = post(police, {"kenmerk": text, "omschrijvingIncident": text})
        assert (answer.status_code, len(stored()) - before) in ((202, 1), (202, 0), (400, 0), (409, 1)), text
        assert post(police, MELDING, **{"Idempotency-Key": text}).status_code in (202, 400, 409), text


# -- XML: stored whatever it holds


@pytest.mark.parametrize("kind", ["application/xml", "text/xml", "text/xml; charset=iso-8859-1"])
@pytest.mark.parametrize(
    "content",
    [
        b"<a/>",
        b"geen xml",
        b"\0\xff",
        b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
        b"{}",
    ],
)
def test_sr44_xml_is_stored_whole_even_when_it_cannot_be_read(
    police: Client, kind: str, content: bytes
) -> None:
    first, again = post(police, content, kind), post(police, content, kind)
    assert (first.status_code, again.json()) == (202, first.json())
    (message,) = stored()
    assert (message.content.open(), message.format) == (content, "vtmelding")
    assert message.post == cast.post("VT")


def test_sr44_a_fault_of_ours_in_a_reader_does_not_keep_a_report_out(
    police: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(data: bytes) -> None:
        raise ZeroDivisionError

    monkeypatch.setitem(
        intake_api.ACCEPTED, "text/xml", intake_api.Accepted("vtmelding", broken, 100, strict=False)
    )
    assert post(police, b"<a/>", "text/xml").status_code == 202
    assert [message.content.open() for message in stored()] == [b"<a/>"]


def test_an_empty_message_is_refused(police: Client) -> None:
    for kind in ("text/xml", "application/json"):
        problem(police.generic("POST", MELDINGEN, CONTENT_TYPE=kind, CONTENT_LENGTH="0"), 400)


def test_a_message_that_broke_off_on_the_way_is_refused(police: Client) -> None:
    broken = {"wsgi.input": BytesIO(b"<half"), "CONTENT_TYPE": "text/xml", "CONTENT_LENGTH": "500"}
    problem(police.generic("POST", MELDINGEN, **broken), 400)  # type: ignore[arg-type]
    assert stored() == []


def test_an_xml_message_of_35_mb_is_stored_and_one_byte_more_is_refused(police: Client) -> None:
    most = 35 * 1024 * 1024
    assert post(police, b"x" * most, "text/xml").status_code == 202
    (message,) = stored()
    assert len(message.content.open()) == most
    assert "35 MB" in problem(post(police, b"x" * (most + 1), "text/xml"), 413)["detail"]
    assert "5 MB" in problem(post(police, b" " * (5 * 1024 * 1024 + 1)), 413)["detail"]


# -- following a message


def test_a_sender_sees_received_handled_and_waiting_and_nothing_else(police: Client) -> None:
    receipt = post(police, MELDING)
    assert police.get(receipt["Location"]).json() == {
        "id": receipt.json()["id"],
        "ontvangenOp": receipt.json()["ontvangenOp"],
        "status": "ontvangen",
    }
    actor = service_of(cast.organisation("VT"), process="test")
    for state, shown in (("wacht", "wacht"), ("terzijde", "verwerkt")):
        with acting_as(actor, purpose="intake"):
            Message.objects.update(state=state, set_aside_by=uuid.uuid4(), set_aside_reason="dubbel")
        assert police.get(receipt["Location"]).json()["status"] == shown


def test_a_message_of_another_sender_is_as_unknown_as_one_that_is_not_there(
    police: Client, police_elsewhere: Client
) -> None:
    theirs = police_elsewhere.get(post(police, MELDING)["Location"])
    nobodys = police_elsewhere.get(f"{MELDINGEN}/{uuid.uuid4()}")
    assert problem(theirs, 404) | {"instance": ""} == problem(nobodys, 404) | {"instance": ""}


def test_a_number_that_is_none_is_refused(police: Client) -> None:
    (fault,) = problem(police.get(f"{MELDINGEN}/12"), 400)["errors"]
    assert (fault["in"], fault["location"]) == ("path", "id")


# -- one number for one request


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What processes would write to their log."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(Line())
    logging.getLogger().addHandler(handler)
    yield out
    logging.getLogger().removeHandler(handler)


def numbers(log: io.StringIO) -> set[str]:
    return {json.loads(line)["request"] for line in log.getvalue().splitlines()}


GIVEN = "0f8fad5b-d9cb-469f-a165-70867728950e"


@pytest.mark.parametrize("given", ["", GIVEN, GIVEN.upper()])
def test_sr29_a_request_has_one_number_in_answer_log_and_journal(
    police: Client, log: io.StringIO, given: str
) -> None:
    answer = post(police, MELDING, **({"X-Request-ID": given} if given else {}))
    number = answer["X-Request-ID"]
    assert number == (given.lower() or number)
    assert numbers(log) == {number}
    with acting_as(service_of(cast.organisation("VT"), process="test"), purpose="intake"):
        assert {str(one.request) for one in Entry.objects.filter(name="intake.store")} == {number}


def test_a_refusal_is_told_under_the_number_of_the_request(police: Client, log: io.StringIO) -> None:
    refused = post(police, {"kenmerk": 5}, **{"X-Request-ID": GIVEN})
    assert problem(refused, 400)["instance"] == f"urn:uuid:{GIVEN}"
    elsewhere = police.get("/api/niets/", headers={"X-Request-ID": GIVEN})
    assert problem(elsewhere, 404)["instance"] == f"urn:uuid:{GIVEN}"
    assert numbers(log) == {GIVEN}


@pytest.mark.parametrize(
    "given", ["zeven", f"{{{GIVEN}}}", f"urn:uuid:{GIVEN}", GIVEN.replace("-", ""), "x" * 36]
)
def test_a_number_that_is_no_uuid_is_not_taken_over(police: Client, log: io.StringIO, given: str) -> None:
    answer = post(police, MELDING, **{"X-Request-ID": given})
    assert answer.status_code == 202
    assert uuid.UUID(answer["X-Request-ID"]) != uuid.UUID(GIVEN)
    assert numbers(log) == {answer["X-Request-ID"]} and given not in log.getvalue()
