# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form for a melding: the same content as the JSON, nothing typed is lost, and every mistake leads to its field."""

import json
import re
import uuid
from dataclasses import replace
from datetime import datetime, timedelta
from html import unescape

import pytest
from django.db import transaction
from django.http import HttpResponse

from samenspel.intake.actions import SpoolError, handle
from samenspel.intake.formats import Answer, Contact, Informed, Moment, Number, Report
from samenspel.intake.formats.melding.read import read
from samenspel.intake.formats.melding.tree import to_tree
from samenspel.intake.formats.melding.write import write as as_json
from samenspel.intake.formats.tekst.write import write as as_text
from samenspel.intake.forms import Filled, ReportForm, fill
from samenspel.intake.models import Draft, Message
from samenspel.partners.access import acting_as, actor_for, service_of
from tests import cast
from tests.hostile.nasty import NASTY
from tests.intake.test_pages import BAD, as_, message_of, receive
from tests.intake.test_register import a_report
from tests.sign_in import at

NEW, SAVE = "/melding/nieuw", "/melding/concept"
database = pytest.mark.django_db


@pytest.fixture
def now(db: None) -> datetime:
    return at(cast.NOW)


def full() -> Report:
    """A report that says something of every kind."""
    return a_report(
        sender=None,
        received=Moment(cast.NOW - timedelta(hours=1)),
        contact=Contact(name="Wachtcommandant", phones=("0301234567",)),
        situation="Eerder ook.\nTwee keer.",
        alignment_wanted=Answer(True, "vandaag nog"),
        arrest=Answer(None),
        complaint=Answer(False),
        registrations=("Melding 2024-11",),
        numbers=(Number("politie", "PL0600-1"),),
        informed=(Informed(person="1", how="aan de deur", reacted=True, reaction="opgelucht"),),
        facts={
            "acute_unsafety": "ja",
            "strangulation": True,
            "perpetrator_age": 38,
            "victim_wishes": ("contact",),
        },
    )


def posted(page: HttpResponse) -> dict[str, list[str]]:
    """What a browser would send back of this page, without JavaScript."""
    html = page.content.decode().split("<main")[1].split('method="post" novalidate', 1)[1]
    sent: dict[str, list[str]] = {}
    for tag in re.findall(r"<input [^>]*>", html):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        is_choice = 'type="radio"' in tag or 'type="checkbox"' in tag
        if name and (not is_choice or " checked" in tag):
            sent.setdefault(unescape(name[1]), []).append(unescape(value[1]) if value else "")
    for name, text in re.findall(r'<textarea name="([^"]*)"[^>]*>\n?(.*?)</textarea>', html, re.S):
        sent[unescape(name)] = [unescape(text)]
    for name, options in re.findall(r'<select name="([^"]*)".*?>(.*?)</select>', html, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        sent[unescape(name)] = [unescape(chosen[1]) if chosen else ""]
    return sent


def messages_of(kind: str = "VT") -> list[Message]:
    with acting_as(service_of(cast.organisation(kind), process="test"), purpose="intake"):
        return list(Message.objects.select_related("content", "sender").order_by("received_at"))


def drafts_of(name: str) -> list[Draft]:
    actor = actor_for(cast.member(name))
    with acting_as(actor, purpose="pagina"):
        return list(Draft.objects.of(actor))


def test_the_form_says_the_same_as_the_json() -> None:
    report = full()
    filled = Filled()
    fill(filled, to_tree(report))
    assert filled.base == {}
    form = ReportForm(filled)
    assert form.report() == report, form.errors


def test_what_has_no_field_goes_along_as_it_is() -> None:
    report = replace(
        full(),
        origin={"incident": "politie"},
        message="M-1",
        facts={"injury": {"3": "verklaard"}, "weapons": "geen"},
    )
    filled = Filled()
    fill(filled, to_tree(report))
    assert ReportForm(filled).report() == report
    assert Filled.from_json(filled.as_json()) == filled


def test_a_row_that_is_taken_out_takes_nothing_else_along() -> None:
    filled = Filled()
    fill(filled, to_tree(full()))
    filled.remove("betrokkenen", 1)
    told = ReportForm(filled)
    assert told.report() is None
    assert [mistake.field_id for mistake in told.mistakes()] == ["id_relaties-0.van"]
    filled.remove("relaties", 0)
    report = ReportForm(filled).report()
    assert report is not None
    assert [person.first_names for person in report.persons] == ["Tessa", "Noor"]
    assert [person.key for person in report.persons] == ["1", "3"]


def test_a_page_can_be_filled_and_sent_without_javascript(now: datetime) -> None:
    client = as_("pim")
    sent = posted(client.get(NEW))
    sent |= {
        "omschrijvingIncident": ["Geschreeuw bij de buren."],
        "betrokkenen-0.voornamen": ["Tessa"],
        "betrokkenen-0.achternaam": ["Voorbeeld"],
        "betrokkenen-0.rollen": ["slachtoffer"],
        "feiten.acute_unsafety": ["ja"],
        "voorgevallen": ["2-11-2026 07:30"],
    }
    sent = posted(client.post(NEW, sent | {"do": "add_person"}))
    sent |= {"betrokkenen-1.achternaam": ["Anders"], "betrokkenen-1.geboorte": ["1988"]}
    sent = posted(client.post(NEW, sent | {"do": "add_relation"}))
    assert "Persoon 1: Tessa Voorbeeld" in client.post(NEW, sent | {"do": "add_relation"}).content.decode()
    sent |= {"relaties-0.van": ["2"], "relaties-0.tot": ["1"], "relaties-0.soort": ["ex_partner"]}
    answer = client.post(NEW, sent | {"do": "send"}, follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain[-1][0] == "/onze-meldingen", page
    (message,) = messages_of()
    assert str(message.pk) in page
    report = read(message.content.open())
    assert [person.last_name for person in report.persons] == ["Voorbeeld", "Anders"]
    assert report.relations[0].kind == "ex_partner"
    assert report.facts == {"acute_unsafety": "ja"}
    assert message.sender == cast.organisation("POL")
    assert drafts_of("pim") == []
    handle(message.pk, cast.organisation("VT").pk, cast.NOW)
    assert message_of(message.pk).state == "verwerkt"


def test_veilig_thuis_registers_its_own_report(now: datetime) -> None:
    client = as_("vera")
    sent = posted(client.get(NEW)) | {
        "omschrijvingIncident": ["Iemand belde."],
        "melder.hoedanigheid": ["35"],
    }
    answer = client.post(NEW, sent | {"do": "send"}, follow=True)
    assert answer.redirect_chain[-1][0] == "/binnengekomen"
    (message,) = messages_of()
    assert message.sender == message.organisation == cast.organisation("VT")
    handle(message.pk, message.organisation_id, cast.NOW)
    assert message_of(message.pk).state == "verwerkt"


def test_sending_twice_sends_once(now: datetime) -> None:
    client = as_("vera")
    sent = posted(client.get(NEW)) | {"omschrijvingIncident": ["Iemand belde."], "do": ["send"]}
    client.post(NEW, sent)
    again = client.post(NEW, sent, follow=True)
    assert "al verstuurd" in again.content.decode()
    assert client.post(SAVE, sent).status_code == 409
    assert len(messages_of()) == 1


def test_mistakes_lead_to_their_field_and_nothing_typed_is_lost(now: datetime) -> None:
    client = as_("vera")
    sent = posted(client.get(NEW)) | {
        "voorgevallen": ["gisteren of zo"],
        "betrokkenen-0.bsn": ["123"],
        "betrokkenen-0.achternaam": ["Voorbeeld"],
    }
    answer = client.post(NEW, sent | {"do": "send"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_voorgevallen"' in page
    assert "gisteren of zo" in page
    sent = posted(answer) | {"voorgevallen": [""]}
    page = client.post(NEW, sent | {"do": "send"}).content.decode()
    assert 'href="#id_betrokkenen-0.bsn"' in page
    assert "Persoon 1, bsn" in page
    (draft,) = drafts_of("vera")
    assert "Voorbeeld" in client.get(f"{NEW}/{draft.pk}").content.decode()
    assert messages_of() == []


def test_sr31_a_draft_is_its_writers_alone_and_can_be_thrown_away(now: datetime) -> None:
    client = as_("vera")
    sent = posted(client.get(NEW)) | {"omschrijvingIncident": ["Half getypt"]}
    assert client.post(SAVE, sent).status_code == 204
    assert client.post(SAVE, sent | {"omschrijvingIncident": ["Half getypt, en verder"]}).status_code == 204
    (draft,) = drafts_of("vera")
    assert b"Half" not in bytes(draft.content.ciphertext)
    assert "Half getypt, en verder" in client.get(f"{NEW}/{draft.pk}").content.decode()
    assert f"{NEW}/{draft.pk}" in client.get(NEW).content.decode()
    for name in ("wout", "otto"):
        other = as_(name)
        assert other.get(f"{NEW}/{draft.pk}").content == other.get(f"{NEW}/{uuid.uuid4()}").content
        assert other.post(SAVE, sent).status_code == 409
    client.post(NEW, sent | {"do": "forget"})
    assert drafts_of("vera") == []
    assert client.get(f"{NEW}/{draft.pk}").status_code == 404


@pytest.mark.parametrize("written", ["text", "json"])
def test_nobody_types_twice(now: datetime, written: str) -> None:
    client, report = as_("pim"), full()
    paste = as_text(report) if written == "text" else as_json(report).decode()
    sent = posted(client.get(NEW)) | {"omschrijvingIncident": ["Wat ik al typte."], "paste": [paste]}
    filled = client.post(NEW, sent | {"do": "paste"})
    page = filled.content.decode()
    assert "Gevuld uit uw tekst" in page
    assert "Wat ik al typte." in page
    refused = client.post(NEW, posted(filled) | {"do": "send"})
    assert 'href="#id_pasted_seen"' in refused.content.decode()
    client.post(NEW, posted(refused) | {"do": "send", "pasted_seen": "ja"})
    (message,) = messages_of()
    assert replace(read(message.content.open()), incident=None) == replace(report, incident=None)


def test_a_paste_that_says_nothing_is_refused_and_kept(now: datetime) -> None:
    client = as_("pim")
    answer = client.post(NEW, posted(client.get(NEW)) | {"do": "paste", "paste": "zomaar wat"})
    assert 'href="#id_paste"' in answer.content.decode()
    assert "zomaar wat" in answer.content.decode()


def test_a_message_that_nobody_could_read_is_completed_by_hand(now: datetime) -> None:
    ident = receive(BAD)
    client = as_("vera")
    page = client.post(f"/melding/{ident}/overnemen", follow=True)
    assert "Half" in page.content.decode()
    assert "2026-02-30" in page.content.decode()
    sent = posted(page) | {"betrokkenen-0.geboorte": ["2016"], "do": ["send"], "pasted_seen": ["ja"]}
    assert client.post(NEW, sent).status_code == 302
    old, new = message_of(ident), next(one for one in messages_of() if one.pk != ident)
    assert old.state == "terzijde"
    assert new.key in old.set_aside_reason
    assert read(new.content.open()).persons[0].last_name == "Half"
    assert as_("otto").post(f"/melding/{ident}/overnemen").status_code == 404


def test_a_message_that_a_colleague_handled_meanwhile_is_not_sent_twice(now: datetime) -> None:
    ident = receive(BAD)
    client = as_("vera")
    sent = posted(client.post(f"/melding/{ident}/overnemen", follow=True))
    as_("wout").post(f"/melding/{ident}", {"do": "aside", "reason": "Afzender gebeld."})
    answer = client.post(
        NEW, sent | {"betrokkenen-0.geboorte": ["2016"], "do": ["send"], "pasted_seen": ["ja"]}
    )
    assert answer.status_code == 422
    assert "intussen al behandeld" in answer.content.decode()
    assert [one.pk for one in messages_of()] == [ident]
    assert len(drafts_of("vera")) == 1


def test_sr37_without_a_second_copy_nothing_is_sent_and_the_draft_stays(
    now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(*_: object) -> None:
        raise SpoolError("No space left on device")

    monkeypatch.setattr("samenspel.intake.actions.spool.put", full_disk)
    client = as_("vera")
    sent = posted(client.get(NEW)) | {"omschrijvingIncident": ["Iemand belde."]}
    answer = client.post(NEW, sent | {"do": "send"})
    assert "Uw concept is bewaard" in answer.content.decode()
    assert messages_of() == []
    (draft,) = drafts_of("vera")
    monkeypatch.undo()
    assert "Iemand belde." in client.get(f"{NEW}/{draft.pk}").content.decode()
    client.post(NEW, posted(client.get(f"{NEW}/{draft.pk}")) | {"do": "send"})
    assert len(messages_of()) == 1


def test_a_partner_without_a_ground_hears_why_at_once(now: datetime) -> None:
    client = as_("olga")
    answer = client.post(NEW, posted(client.get(NEW)) | {"omschrijvingIncident": ["x"], "do": "send"})
    assert answer.status_code == 422
    assert "Er is geen grond waarop OM dit aan VT mag geven" in answer.content.decode()
    assert len(drafts_of("olga")) == 1


def as_browser(text: str) -> str:
    """What a browser can send of it: lone halves of a pair it cannot."""
    return text.encode(errors="replace").decode()


def test_every_field_reads_every_nasty_string_or_says_what_is_wrong() -> None:
    """Each string in every field at once, from what was typed to the report and what is kept of it."""
    filled = Filled(rows={"betrokkenen": 1, "relaties": 1, "geinformeerd": 1})
    names = [name for name, _ in filled.fields()]
    for nasty in NASTY:
        filled.take({name: [as_browser(nasty)] for name in names})
        form = ReportForm(filled)
        report = form.report()
        assert (report is None) == bool(form.errors)
        assert all(mistake.text for mistake in form.mistakes())
        assert Filled.from_json(json.loads(json.dumps(filled.as_json()))) == filled


def test_every_field_survives_nasty_strings_over_http(now: datetime) -> None:
    """Other strings in neighbouring fields: ten requests give every field ten strings, and every string many fields."""
    client = as_("vera")
    rows = {"aantal-betrokkenen": "1", "aantal-relaties": "1", "aantal-geinformeerd": "1"}
    names = [name for name, _ in Filled(rows={"betrokkenen": 1, "relaties": 1, "geinformeerd": 1}).fields()]
    for turn in range(0, len(NASTY), len(NASTY) // 10):
        said = {name: as_browser(NASTY[(turn + i) % len(NASTY)]) for i, name in enumerate(names)}
        with transaction.atomic():
            answer = client.post(NEW, said | rows | {"draft": str(uuid.uuid4()), "do": "send"})
            transaction.set_rollback(True)
        assert answer.status_code == 422


@pytest.mark.parametrize("name", ["draft", "do", "aantal-betrokkenen", "paste", "pasted_seen"])
def test_what_steers_the_form_survives_nasty_strings(now: datetime, name: str) -> None:
    client = as_("vera")
    for nasty in NASTY[::8]:
        said = nasty.encode(errors="replace").decode()
        with transaction.atomic():
            answer = client.post(NEW, {"do": "paste", "omschrijvingIncident": "x", name: said})
            transaction.set_rollback(True)
        assert answer.status_code in (200, 302, 422), repr(nasty)[:60]
