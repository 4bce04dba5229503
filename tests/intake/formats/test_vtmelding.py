# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""vtMeldingDi01: the golden message, and what senders do with StUF."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree

from samenspel.intake.formats import (
    Address,
    Answer,
    Contact,
    Informed,
    Moment,
    Report,
    Reporter,
    Sex,
    Unreadable,
)
from samenspel.intake.formats.vtmelding.read import read
from samenspel.intake.formats.vtmelding.spelling import INCOMPLETE, SPELLINGS
from samenspel.intake.formats.vtmelding.table import FILE, RECORDS, WrongTable, load
from samenspel.intake.formats.vtmelding.write import write
from samenspel.rules.facts import Born, Relation

SAMPLE = (Path(__file__).parent / "vtmelding/vtMeldingDi01.voorbeeld.xml").read_bytes()


def with_text(old: str, new: str) -> bytes:
    assert old.encode() in SAMPLE
    return SAMPLE.replace(old.encode(), new.encode())


def day(year: int, month: int | None = None, number: int | None = None) -> Moment:
    return Moment(Born(year, month, number))


def test_golden_message() -> None:
    report = read(SAMPLE)
    assert report.problems == report.unknown == ()
    assert (report.sender, report.sender_application) == ("00000099000000001000", "TESTPOLITIE")
    assert (report.receiver, report.receiver_application) == ("00000099000000002000", "AFSTEMDOSSIER")
    assert (report.message, report.reference) == ("TEST-2026-000001", "TEST-VTM-2026-0001")
    assert report.sent == datetime(2026, 11, 2, 7, 15, tzinfo=UTC)
    assert (report.received, report.occurred) == (day(2026, 11, 2), day(2026, 11, 1))
    assert report.place == Address(description="Voorbeeldstraat 12, Testdorp")
    assert report.incident == "Buren melden geschreeuw; twee kinderen aanwezig. Verzonnen gegevens."
    assert report.situation == "Ruzie tussen ex-partners in bijzijn van kinderen."
    assert report.additional == "Geen letsel gezien."
    assert report.contact == Contact(
        "T. Agent", "Basisteam Testdorp", ("agent@politie.test",), ("0000000000",)
    )
    assert (report.alignment_wanted, report.existing_help) == (Answer(True), Answer(None))
    assert (report.home_ban, report.arrest) == (Answer(False, "Geen"), Answer(False))
    assert (report.complaint, report.honour) == (Answer(False), Answer(False))
    assert report.registrations == ("Eerdere registratie TEST-0001",)
    assert report.reporter == Reporter(branch="TEST0001")
    assert report.informed == (Informed("1", None, "mondeling", day(2026, 11, 1), False),)
    assert report.origin_of("/kenmerk") == "TESTPOLITIE, bericht TEST-2026-000001"


def test_golden_persons() -> None:
    mother, child = read(SAMPLE).persons
    assert (mother.key, mother.last_name, mother.first_names, mother.infix) == (
        "1",
        "Voorbeeld",
        "Test",
        None,
    )
    assert (mother.bsn, mother.sex, mother.born) == ("999993653", Sex.V, Born(1990, 1, 1))
    assert mother.formal == Address("Voorbeeldstraat", "12", postcode="1234AB", city="Testdorp")
    assert mother.roles == ("ouder",)
    assert (child.key, child.sex, child.born, child.bsn) == ("2", Sex.M, Born(2018), None)
    assert (child.roles, child.care_for_minor) == (("minderjarige",), "Getuige van ruzie.")


def test_what_is_written_holds_every_element_and_text_of_the_golden_message() -> None:
    """All but the element without a value, the second way to say that only the year is known, and a birth date."""

    def told(data: bytes) -> set[tuple[str, str | None]]:
        leaves = etree.fromstring(data).iter(etree.Element)
        return {(str(leaf.tag), leaf.text) for leaf in leaves if len(leaf) == 0 and leaf.text}

    assert told(SAMPLE) <= told(write(read(SAMPLE)))


def test_every_row_of_the_table_survives_its_spelling() -> None:
    texts = {"day": "19900101", "moment": "19900101", "stamp": "199001011200", "flag": "Ja"}
    for record in RECORDS.values():
        for row in record.rows:
            if row.kind not in ("record", "fixed"):
                spelling = SPELLINGS[row.kind]
                value = spelling.read(texts.get(row.kind, "V"), {})
                assert spelling.read(*spelling.write(value)) == value, row


@pytest.mark.parametrize(
    ("text", "attribute", "value"),
    [
        ("19900102", "V", {"datum": "1990-01-02"}),
        ("19900102", "D", {"jaar": 1990, "maand": 1}),
        ("19900102", "M", {"jaar": 1990}),
        ("19900100", "V", {"jaar": 1990, "maand": 1}),
        ("20180000", "J", {"jaar": 2018}),
        ("2018", "V", {"jaar": 2018}),
    ],
)
def test_incomplete_dates_say_no_more_than_the_sender_knows(text: str, attribute: str, value: object) -> None:
    assert SPELLINGS["day"].read(text, {INCOMPLETE: attribute}) == value


@pytest.mark.parametrize(
    "text", ["20180230", "00000000", "99999999", "20181301", "1-1-2018", "20180101x", "٢٠١٨"]
)
def test_a_wrong_date_is_kept_as_text_with_a_problem(text: str) -> None:
    report = read(with_text(">20180000<", f">{text}<"))
    assert report.persons[1].born is None
    assert [(each.text, each.path.split("/")[-1]) for each in report.unknown] == [(text, "BG:geboortedatum")]
    assert [each.code for each in report.problems] == ["waarde"]


def test_a_birth_date_of_which_all_is_unknown_is_not_taken_for_a_date() -> None:
    """J says that year, month and day are unknown; the digits are only there to fill the element."""
    report = read(with_text('"J">20180000', '"J">20180101'))
    assert report.persons[1].born is None
    assert report.unknown[0].text == "20180101"


def test_a_moment_in_the_hour_that_comes_twice_survives_the_round_trip() -> None:
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert read(write(Report(reference="x", incident="y", sent=second))).sent == second


def test_a_moment_that_never_was_is_kept_as_text() -> None:
    report = read(with_text("20261102081500", "20260329023000"))
    assert report.sent is None
    assert [each.text for each in report.unknown] == ["20260329023000"]


def test_missing_parts_are_problems_and_not_a_refusal() -> None:
    root = etree.fromstring(SAMPLE)
    for name in ("stuurgegevens", "identificatieVtMelding", "betreft", "isIngediendDoor"):
        for element in root.iter(f"{{*}}{name}"):
            element.getparent().remove(element)
    report = read(etree.tostring(root))
    assert report.incident is not None
    assert [each.where for each in report.problems] == ["/kenmerk"]


def test_unknown_elements_and_attributes_are_kept_with_their_place() -> None:
    report = read(
        with_text("<JZ:aanhouding>", '<JZ:hond soort="groot"><b>Rex</b></JZ:hond><JZ:aanhouding bron="BVH">')
    )
    zos = "JZ:vtMeldingDi01/JZ:object/JZ:betreft/JZ:gerelateerde"
    assert [(each.path, each.text) for each in report.unknown] == [
        (f"{zos}/JZ:hond", '<JZ:hond soort="groot"><b>Rex</b></JZ:hond>'),
        (f"{zos}/JZ:aanhouding/@bron", "BVH"),
    ]


def test_a_second_value_of_a_single_element_is_kept() -> None:
    report = read(with_text("<JZ:aanhouding>Nee", "<JZ:aanhouding>Ja</JZ:aanhouding><JZ:aanhouding>Nee"))
    assert report.arrest == Answer(True)
    assert [(each.text, each.path.split("/")[-1]) for each in report.unknown] == [("Nee", "JZ:aanhouding[2]")]


def test_an_answer_in_other_words_is_never_taken_for_yes_or_no() -> None:
    report = read(with_text("<JZ:aanhouding>Nee", "<JZ:aanhouding>Nee, wel ontboden"))
    assert report.arrest == Answer(None, "Nee, wel ontboden")


RELATION = """<BG:staatInRelatieTot StUF:entiteittype="NPSNPSSIR"><BG:gerelateerde StUF:entiteittype="NPS">
  {who}</BG:gerelateerde><BG:omschrijvingSocialeRelatie>kind</BG:omschrijvingSocialeRelatie></BG:staatInRelatieTot>"""


def test_a_relation_finds_its_person_by_number_or_names() -> None:
    born = '<BG:geboortedatum StUF:indOnvolledigeDatum="J">20180000</BG:geboortedatum>'
    for who in ("<BG:inp.bsn>999993653</BG:inp.bsn>", "<BG:voornamen>Test</BG:voornamen>"):
        report = read(with_text(born, born + RELATION.format(who=who)))
        assert report.relations == (Relation("2", "1", "kind"),)


@pytest.mark.parametrize(
    "who", ["<BG:geslachtsnaam>Voorbeeld</BG:geslachtsnaam>", "<BG:inp.bsn>999990342</BG:inp.bsn>"]
)
def test_a_relation_to_several_or_to_nobody_is_kept_as_text(who: str) -> None:
    born = '<BG:geboortedatum StUF:indOnvolledigeDatum="J">20180000</BG:geboortedatum>'
    report = read(with_text(born, born + RELATION.format(who=who)))
    assert report.relations == ()
    assert [each.code for each in report.problems] == ["relatie"]
    assert "omschrijvingSocialeRelatie" in report.unknown[0].text


def test_extra_elements_that_contradict_the_message_do_not_hide_it() -> None:
    extra = '<StUF:extraElementen><StUF:extraElement naam="bsn">999990342</StUF:extraElement></StUF:extraElementen>'
    report = read(
        with_text("</BG:formeelVerblijfadresBinnenland>", "</BG:formeelVerblijfadresBinnenland>" + extra)
    )
    assert report.persons[0].bsn == "999990342"
    assert [each.text for each in report.unknown] == ['"999993653"']
    assert [each.code for each in report.problems] == ["tegenstrijdig"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "xml"),
        (b"{}", "xml"),
        (SAMPLE.replace(b"vtMeldingDi01", b"vtoDi01"), "ander-bericht"),
        (b"<!DOCTYPE x><x/>", "dtd"),
        (SAMPLE.replace(b'"UTF-8"', b'"x-niets"'), "xml"),
    ],
)
def test_what_is_no_such_message_is_refused_with_a_reason(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(data)
    assert [each.code for each in refusal.value.problems] == [code]
    assert refusal.value.problems[0].kept == "Het hele bericht is bewaard zoals het binnenkwam."


def test_a_message_that_breaks_off_shows_what_stood_before() -> None:
    with pytest.raises(Unreadable) as refusal:
        read(SAMPLE[: SAMPLE.index(b"<JZ:isGeinformeerdAan")])
    partial = refusal.value.partial
    assert partial is not None
    assert [person.first_names for person in partial.persons] == ["Test", "Kind"]


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('kind = "stamp"', 'kind = "tijd"', "[melding] rij 9: kind 'tijd'"),
        ('record = "relatie"', 'record = "vriend"', "[betrokkene] rij 26: record 'vriend'"),
        ('"JZ:jeugzorgrol"', '"QQ:jeugzorgrol"', "[betrokkene] rij 27: prefix 'QQ'"),
        ('field = "gemeld", kind', 'veld = "gemeld", kind', "[melding] rij 12: onbekend of ontbrekend: veld"),
        ("JZ:overigeZorgMinderjarige", "JZ:jeugzorgrol", "[betrokkene]: een element staat er twee keer"),
    ],
)
def test_a_wrong_table_says_file_row_and_what(old: str, new: str, what: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(WrongTable) as wrong:
        load(text.replace(old, new, 1))
    assert "mapping.toml" in str(wrong.value)
    assert what in str(wrong.value)
