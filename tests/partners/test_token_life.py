# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What lasts of a sign-in of a machine, and what ends it, in a database of its own (SR-50)."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from tests import cast, machine

STATUS = f"/api/melden/v1/meldingen/{uuid.uuid4()}"


@pytest.fixture(autouse=True)
def registered(own_database: str) -> None:
    machine.register()


def ask(**changed: str | None) -> Any:
    return machine.ask(**({"client_assertion": machine.assertion()} | changed))


def gets_in(token: str) -> bool:
    status = Client().get(STATUS, headers={"Authorization": f"Bearer {token}"}).status_code
    assert status in (401, 404)
    return status == 404


def refused(answer: Any) -> bool:
    return answer.status_code == 401 and answer.json()["error"] == "invalid_client"


def test_every_sign_in_stands_in_the_journal_of_the_organisation() -> None:
    machine.token()
    found = machine.as_owner("SELECT handling, organisation FROM journal_entry WHERE name = 'partners.token'")
    assert [(handling, str(organisation)) for handling, organisation in found] == [
        ("aanmelden", str(cast.ident("POL-voorbeeld")))
    ]


def test_a_revoked_client_and_one_of_an_organisation_that_ended_are_refused() -> None:
    token = machine.token()
    assert gets_in(token)
    machine.revoke(machine.CLIENT)
    assert refused(ask())
    assert not gets_in(token)
    machine.register()
    assert gets_in(token)
    machine.as_owner("UPDATE partners_organisation SET ended_at = now() WHERE kind = 'POL'")
    assert refused(ask())
    assert not gets_in(token)


def test_the_memory_of_used_assertions_does_not_grow() -> None:
    old = "INSERT INTO partners_usedassertion (id, client_id, jti, expires_at) SELECT gen_random_uuid(), id, %s, %s"
    for jti, age in (("lang geleden", 3600), ("net nog geldig", 0)):
        moment = datetime.now(UTC) - timedelta(seconds=age)
        machine.as_owner(f"{old} FROM partners_machineclient", (jti, moment))
    assert ask(client_assertion=machine.assertion(jti="nu")).status_code == 200
    left = {jti for (jti,) in machine.as_owner("SELECT jti FROM partners_usedassertion")}
    assert left == {"net nog geldig", "nu"}


def test_a_token_ends_after_an_hour() -> None:
    """The time is that of the database: here a test database, where a session may choose it."""
    token = machine.token()
    moment = datetime.now(UTC) + timedelta(minutes=59)
    for later, expected in ((moment, True), (moment + timedelta(minutes=2), False)):
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('samenspel.now', %s, false)", [later.isoformat()])
        assert gets_in(token) is expected


def test_sr50_of_many_uses_at_once_one_works() -> None:
    once = machine.assertion()
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(_use, [once] * 8))
    assert sorted(answers) == [200] + [401] * 7


def _use(once: str) -> int:
    try:
        return int(ask(client_assertion=once).status_code)
    finally:
        connection.close()
