# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Neem op mij: one colleague has it, everybody sees who, and it can be given back (SR-44)."""

import uuid
from datetime import datetime
from html import unescape

import pytest
from django.db import IntegrityError, connection, transaction

from samenspel.intake.actions.waiting import set_aside
from samenspel.intake.formats.melding.write import write
from samenspel.intake.models import Message
from samenspel.journal.models import Entry
from samenspel.partners.access import acting_as, actor_for, service_of
from tests import cast
from tests.intake.test_pages import BAD, as_, message_of, receive
from tests.intake.test_register import a_report
from tests.sign_in import at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now() -> datetime:
    return at(cast.NOW)


def claim(name: str, message: uuid.UUID, do: str = "take", back: str = "inbox", holder: str = "") -> str:
    where = f"/melding/{message}/nemen"
    fields = {"do": do, "back": back, "from": str(cast.ident(holder)) if holder else ""}
    answer = as_(name).post(where, fields, follow=True)
    assert answer.status_code == 200
    return unescape(answer.text)


def holder_of(message: uuid.UUID) -> uuid.UUID | None:
    found: uuid.UUID | None = message_of(message).taken_by_id
    return found


@pytest.mark.parametrize("content", [write(a_report()), BAD], ids=["report", "unreadable"])
def test_who_takes_it_is_shown_to_everybody_at_the_post(content: bytes) -> None:
    message = receive(content)
    assert "Neem op mij" in as_("vera").get("/binnengekomen").text
    page = claim("vera", message)
    assert "Dit staat nu op uw naam." in page
    assert "Vera van Veen, voor Dienst Veilig Thuis Voorbeeld" in page and "Geef terug" in page
    for where in ("/binnengekomen", f"/melding/{message}"):
        assert "Neem over van Vera van Veen" in as_("wout").get(where).text
    assert message_of(message).taken_at == cast.NOW


def test_what_is_given_back_is_the_posts_again() -> None:
    message = receive(BAD)
    claim("vera", message)
    page = claim("vera", message, "back", "report")
    assert "Teruggegeven" in page and "Neem op mij" in page
    assert (holder_of(message), message_of(message).taken_at) == (None, None)


def test_mijn_werk_names_who_has_it() -> None:
    message = receive(BAD)
    claim("vera", message)
    assert "Vera van Veen, voor Dienst" in as_("wout").get("/").text


def test_two_who_take_it_at_once_are_one_who_has_it() -> None:
    message = receive(write(a_report()))
    claim("vera", message)
    assert "Een collega was u voor" in claim("wout", message)
    assert holder_of(message) == cast.ident("vera")


def test_a_colleague_takes_over_from_whom_the_page_showed_and_from_nobody_else() -> None:
    message = receive(write(a_report()))
    claim("vera", message)
    claim("wout", message, holder="vera")
    assert holder_of(message) == cast.ident("wout")
    assert "Een collega was u voor" in claim("vera", message, "back")
    assert "Een collega was u voor" in claim("vera", message, holder="vera")
    assert holder_of(message) == cast.ident("wout")


def test_sr29_taking_and_giving_back_are_journalled_and_told_in_the_history() -> None:
    message = receive(write(a_report()))
    claim("vera", message)
    page = claim("vera", message, "back", "report")
    assert "Opgepakt" in page and "Teruggegeven" in page
    with acting_as(service_of(cast.organisation("VT"), process="test"), purpose="intake"):
        told = Entry.objects.filter(object=message, member=cast.ident("vera"), name__startswith="intake.")
        assert {"intake.take", "intake.give_back"} <= set(told.values_list("name", flat=True))


@pytest.mark.parametrize("name", ["otto", "pim", "olga"])
def test_sr20_who_may_not_see_it_gets_the_same_404_as_for_what_is_not_there(name: str) -> None:
    message, client = receive(write(a_report())), as_(name)
    real, absent = (client.post(f"/melding/{one}/nemen", {"do": "take"}) for one in (message, uuid.uuid4()))
    assert real.status_code == absent.status_code == 404
    assert real.content == absent.content
    assert holder_of(message) is None


@pytest.mark.parametrize("holder", ["x", "'; --", "\x00", "6becf78e-f826-41b1-8f89-1022d1d8363c"])
def test_a_holder_that_a_page_never_showed_changes_nothing(holder: str) -> None:
    message = receive(write(a_report()))
    answer = as_("vera").post(f"/melding/{message}/nemen", {"do": "take", "from": holder}, follow=True)
    assert "Een collega was u voor" in answer.text
    assert holder_of(message) is None


def test_what_was_set_aside_is_taken_by_nobody() -> None:
    message = receive(BAD)
    with transaction.atomic(), acting_as(by := actor_for(cast.member("vera")), purpose="pagina"):
        set_aside(message, by=by, now=cast.NOW, reason="Testbericht.")
    assert as_("vera").post(f"/melding/{message}/nemen", {"do": "take"}).status_code == 404
    assert "Neem op mij" not in as_("vera").get(f"/melding/{message}").text


def test_open_pages_hear_of_what_comes_in_and_of_who_takes_it() -> None:
    told: list[tuple[str, str]] = []
    with connection.execute_wrapper(
        lambda execute, sql, params, many, context: (
            told.extend(
                [(str(sql), str(one)) for one in params or ()] if "samenspel_nieuws" in str(sql) else []
            ),
            execute(sql, params, many, context),
        )[1]
    ):
        message = receive(BAD)
        before = len(told)
        claim("vera", message)
    assert before >= 2 and len(told) == before + 1
    assert {params for _sql, params in told} == {str(cast.organisation("VT").pk)}


def test_the_database_refuses_somebody_without_a_moment() -> None:
    message = receive(BAD)
    with (
        acting_as(service_of(cast.organisation("VT"), process="test"), purpose="intake"),
        pytest.raises(IntegrityError, match="message_taken_by_somebody"),
    ):
        Message.objects.filter(pk=message).update(taken_by=cast.ident("vera"))
