# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reports of machines over HTTP (NLGov API Design Rules 2.2.1; SR-37, SR-38, SR-44, SR-47)."""

import json
import uuid
from io import BytesIO
from typing import Any

import pytest
from django.db import OperationalError, transaction
from django.test import Client
from pytest_django import Settings

from samenspel.intake import api as intake_api
from samenspel.intake.models import Message
from samenspel.partners.access import acting_as, service_of
from samenspel.partners.api import bearer
from samenspel.site.api.example import EXAMPLE
from tests import cast, machine
from tests.hostile import nasty

MELDINGEN = "/api/melden/v1/meldingen"
MELDING = EXAMPLE | {"ontvanger": None}
ELSEWHERE = "politie-elders"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def spool(settings: Settings, tmp_path: Any) -> None:
    settings.SPOOL = tmp_path


@pytest.fixture
def police() -> Client:
    """The system of the police of our region, signed in."""
    return Client(headers=machine.bearer(machine.register()), raise_request_exception=False)


@pytest.fixture
def police_elsewhere() -> Client:
    machine.register(ELSEWHERE, region=cast.ELSEWHERE)
    return Client(headers=machine.bearer(ELSEWHERE))


def post(client: Client, body: Any, kind: str = "application/json", **headers: str) -> Any:
    content = body if isinstance(body, bytes | str) else json.dumps(body)
    return client.generic("POST", MELDINGEN, content, content_type=kind, headers=headers)


def stored(kind: str = "VT", region: str = cast.REGION) -> list[Message]:
    with (
        transaction.atomic(),
        acting_as(service_of(cast.organisation(kind, region), process="test"), purpose="intake"),
    ):
        return list(Message.objects.select_related("content").order_by("received_at"))


def problem(answer: Any, status: int) -> dict[str, Any]:
    """The body of a refusal that has the right form, whatever it refuses."""
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = answer.json()
    assert body["status"] == status
    assert body["type"].startswith("urn:samenspel:fout:") and body["instance"].startswith("urn:uuid:")
    assert body["title"] and body["detail"]
    return body


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


@pytest.mark.parametrize(
    "text", [*nasty.INJECTION, *nasty.CONTROL, *nasty.UNICODE, *nasty.HEADERS, *nasty.LONG]
)
def test_sr49_a_nasty_text_is_kept_or_refused_and_nothing_else(police: Client, text: str) -> None:
    """As number of the file (and so as key) and as key in a header."""
    answer = post(police, {"kenmerk": text, "omschrijvingIncident": text})
    assert answer.status_code in (202, 400)
    assert len(stored()) == (answer.status_code == 202)
    keyed = post(police, MELDING, **{"Idempotency-Key": text})
    assert keyed.status_code in (202, 400)


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


# -- who may call, and how often


@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer x.y.z", "Basic YTpi", "Bearer " + "x" * 5_000]
)
def test_without_a_token_of_ours_nobody_gets_in(header: str | None) -> None:
    client = Client(headers={} if header is None else {"Authorization": header})
    for answer in (post(client, MELDING), client.get(f"{MELDINGEN}/{uuid.uuid4()}")):
        problem(answer, 401)
        assert answer["WWW-Authenticate"].startswith("Bearer")
    assert stored() == []


def test_sr50_a_revoked_client_is_out_at_once(police: Client) -> None:
    machine.revoke(machine.CLIENT)
    problem(post(police, MELDING), 401)
    assert stored() == []


def test_sr09_a_session_of_a_member_is_worth_nothing_here() -> None:
    client = Client()
    client.force_login(cast.member("vera"), backend="samenspel.partners.access.Backend")
    problem(post(client, MELDING), 401)


def test_a_token_without_the_scope_is_forbidden(police: Client) -> None:
    machine.register(scopes=("iets:anders",))
    answer = post(police, MELDING)
    problem(answer, 403)
    assert "insufficient_scope" in answer["WWW-Authenticate"]


def test_sr51_a_client_has_its_own_budget(
    police: Client, police_elsewhere: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.CLIENT_CALLS = 3
    monkeypatch.setattr(bearer, "WINDOW", 1_000_000)
    assert [post(police, MELDING).status_code for _ in range(4)] == [202, 202, 202, 429]
    answer = post(police, MELDING)
    problem(answer, 429)
    assert 0 < int(answer["Retry-After"]) <= 1_000_000
    assert post(police_elsewhere, MELDING).status_code == 202
    monkeypatch.setattr(bearer, "WINDOW", 500_000)
    assert post(police, MELDING).status_code == 202


# -- behaviour that the document cannot show


def test_c03_an_address_with_a_slash_at_its_end_does_not_exist(police: Client) -> None:
    for address in (
        f"{MELDINGEN}/",
        f"{MELDINGEN}/{uuid.uuid4()}/",
        "/api/melden/v1/",
        "/api/",
        "/api/melden/v2/meldingen",
    ):
        problem(police.get(address), 404)


@pytest.mark.parametrize("method", ["get", "put", "patch", "delete", "options", "head", "trace"])
def test_c08_another_method_is_refused_with_the_ones_that_work(police: Client, method: str) -> None:
    answer = getattr(police, method)(MELDINGEN)
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert problem(police.delete(f"{MELDINGEN}/{uuid.uuid4()}"), 405)


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "image/*", "application/problem+json"])
def test_c08_another_answer_than_json_is_refused(police: Client, accept: str) -> None:
    problem(post(police, MELDING, Accept=accept), 406)
    assert stored() == []


@pytest.mark.parametrize("accept", ["*/*", "application/*", "text/html, application/json;q=0.1"])
def test_an_answer_in_json_suits_who_takes_it_too(police: Client, accept: str) -> None:
    assert post(police, MELDING, Accept=accept).status_code == 202


@pytest.mark.parametrize(
    "kind",
    [
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "application/json; charset=utf-16",
    ],
)
def test_c08_another_kind_of_message_is_refused_with_the_ones_that_work(police: Client, kind: str) -> None:
    answer = post(police, json.dumps(MELDING).encode(), kind)
    problem(answer, 415)
    assert "application/json" in answer["Accept"]
    assert stored() == []


def test_a_compressed_message_is_refused(police: Client) -> None:
    answer = post(police, MELDING, **{"Content-Encoding": "gzip"})
    problem(answer, 415)
    assert answer["Accept-Encoding"] == "identity"


def test_a_message_without_a_length_is_refused(police: Client) -> None:
    problem(police.post(MELDINGEN, b"{}", content_type="application/json", CONTENT_LENGTH=""), 411)


HEADERS = {
    "API-Version": "1.0.0",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def test_c02_c09_every_answer_has_the_headers(police: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [
        post(police, MELDING),
        police.get("/api/melden/v1/openapi.json"),
        police.get(f"{MELDINGEN}/{uuid.uuid4()}"),
        police.get("/api/nergens"),
        police.delete(MELDINGEN),
        post(police, "{"),
        post(Client(), MELDING),
        police.get("/api/melden/v1/openapi.json", headers={"Host": "elders.example.org"}),
    ]
    monkeypatch.setattr(intake_api, "store", _fails)
    answers.append(post(police, MELDING))
    assert [answer.status_code for answer in answers] == [202, 200, 404, 404, 405, 400, 401, 400, 500]
    for answer in answers:
        assert {name: answer[name] for name in HEADERS} == HEADERS
        assert not answer.cookies
        assert answer.has_header("Access-Control-Allow-Origin") == (answer.status_code == 200)


def _fails(**_: object) -> None:
    raise ZeroDivisionError("geheim van Tessa Voorbeeld")


def test_a_fault_of_ours_tells_nothing_of_itself(police: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake_api, "store", _fails)
    answer = post(police, MELDING)
    assert "niet bevestigd" in problem(answer, 500)["detail"]
    assert b"Tessa" not in answer.content and b"ZeroDivision" not in answer.content


def test_a_database_that_cannot_now_is_said_so(police: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(**_: object) -> None:
        raise OperationalError("canceling statement due to lock timeout")

    monkeypatch.setattr(intake_api, "store", locked)
    answer = post(police, MELDING)
    problem(answer, 503)
    assert answer["Retry-After"] == "5"


def test_sr37_a_spool_that_cannot_be_written_is_said_so(
    police: Client, settings: Settings, tmp_path: Any
) -> None:
    settings.SPOOL = tmp_path / "weg"
    answer = post(police, MELDING)
    assert "niets bewaard" in problem(answer, 503)["detail"]
    assert answer["Retry-After"] == "60"
    assert stored() == []
