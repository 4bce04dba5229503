# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may report over HTTP, how often, and how we answer (NLGov API Design Rules 2.2.1; SR-09, SR-50, SR-51)."""

import json
import uuid
from pathlib import Path

import pytest
from django.db import OperationalError
from django.test import Client
from pytest_django import Settings

from samenspel.intake import api as intake_api
from samenspel.partners.api import bearer
from tests import cast, machine
from tests.intake.reporting import MELDING, MELDINGEN, post, problem, stored

pytestmark = pytest.mark.django_db


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
    police: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.SPOOL = tmp_path / "weg"
    answer = post(police, MELDING)
    assert "niets bewaard" in problem(answer, 503)["detail"]
    assert answer["Retry-After"] == "60"
    assert stored() == []
