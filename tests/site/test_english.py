# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The main pages in English: what stays Dutch is what people wrote, names, terms of the field, and the law."""

import html
import json
import re
import tomllib

import pytest
from django.test import Client
from django.utils import translation

from samenspel.cases.models import Case
from samenspel.cases.pages import wording
from samenspel.intake.formats import Unreadable
from samenspel.intake.formats.melding.read import read as read_melding
from samenspel.intake.formats.melding.write import write
from samenspel.intake.forms.form import in_words
from tests import cast
from tests.cases.test_pages import as_, proposal_of
from tests.intake.test_pages import receive
from tests.intake.test_register import a_report, put
from tests.sign_in import at
from tools import messages

SAID = (
    "aan als alleen bekend bij dan dat deze die dit een en geen gezin heeft hier hij iemand iets ja kan maar moet"
    " naar nee niemand niet nog onbekend ook personen persoon sinds slachtoffer uit uur uw van veilig verdachte"
    " voor waar waarom wanneer wat wie worden wordt zaak ze zij zijn zonder melding politie"
)
DUTCH = frozenset(SAID.split())
TERMS = ("Veilig Thuis", "Zorg- en Veiligheidshuis", "Raad voor de Kinderbescherming", "politie: PL0600-1")
NAMES = ("Vera van Veen", "Politie Voorbeeld")


@pytest.fixture
def case(db: None) -> Case:
    """A case of which every main page shows something."""
    at(cast.NOW)
    return put(a_report())


def english(name: str) -> Client:
    client = as_(name)
    client.post("/taal", {"language": "en", "next": "/"})
    return client


def words(page: str) -> list[str]:
    """The words of a page that the software says: not those of sources, terms and names, nor a term in brackets."""
    text = re.sub(r"<(script|style|code).*?</\1>", " ", page, flags=re.S)
    said = re.findall(r'(?:aria-label|placeholder|title)="([^"]*)"', text)
    text = html.unescape(" ".join([re.sub(r"<[^>]+>", " ", text), *said]))
    text = re.sub(r"\s+", " ", text)
    for known in (*sources(), *TERMS, *NAMES):
        text = text.replace(known, " ")
    return re.findall(r"[^\W\d_]+", re.sub(r"\([^()]*\)", " ", text))


def sources() -> list[str]:
    """The law and handbooks as rules name them, the longest first."""
    paths = (messages.SOURCE / "rules" / "data").glob("*.toml")
    tables = [rows for path in paths for rows in tomllib.loads(path.read_text()).values()]
    rows = [row for rows in tables if isinstance(rows, list) for row in rows]
    return sorted({row["source"]["text"] for row in rows if "source" in row}, key=len, reverse=True)


@pytest.mark.parametrize(
    "where",
    [
        "/",
        "/binnengekomen",
        "/personen",
        "/berichten",
        "/berichten/niet-aangekomen",
        "/verantwoording",
        "/melding/nieuw",
        "/onze-meldingen",
        "/zoeken",
        "/mijn-aanmelding",
        "/hulp",
        "/zaak/{case}",
        "/zaak/{case}/voorstel/{proposal}",
        "/melding/{message}",
    ],
)
def test_a_main_page_has_no_dutch_words(where: str, case: Case) -> None:
    message = receive(write(a_report())) if "message" in where else None
    page = english("vera").get(where.format(case=case.pk, proposal=proposal_of(case).pk, message=message))
    assert page.status_code == 200
    found = words(page.text)
    assert len(found) > 50
    assert [" ".join(found[at - 3 : at + 4]) for at, word in enumerate(found) if word.lower() in DUTCH] == []


def test_the_same_page_in_dutch_does_have_them(case: Case) -> None:
    """That the test above can fail."""
    assert DUTCH & set(map(str.lower, words(as_("vera").get(f"/zaak/{case.pk}").text)))


WRONG = {
    "kenmerk": "BVH-9",
    "omschrijvingIncident": "!",
    "verzondenOp": "1066-10-14T09:00:00Z",
    "betrokkenen": [{"achternaam": "V" * 201, "geboorte": {"datum": "2026-02-30"}, "geslacht": "X"}],
    "feiten": {"threat_level": "flink"},
}


def test_what_is_wrong_with_a_message_is_said_in_english_with_its_values(case: Case) -> None:
    received = [receive(text, key) for key, text in (("1", json.dumps(WRONG).encode()), ("2", b"{oeps"))]
    pages = [english("vera").get(f"/melding/{message}").text for message in received]
    for said in (
        "The year must lie between 1850 and 2200.",
        "This text is too long: at most 200 characters.",
        "This is no existing moment or date. Write 2026-11-01.",
        "Choose one of these values: V, M, O.",
        "The whole message is kept as it came in.",
    ):
        assert said in html.unescape(pages[0])
    assert "it goes wrong at line 1, character 2." in pages[1]
    inbox = html.unescape(english("vera").get("/binnengekomen").text)
    assert "The year must lie between" in inbox and "line 1, character 2" in inbox
    assert [page for page in (*pages, inbox) if "%(" in page or DUTCH & set(words(page))] == []


def test_what_is_wrong_in_the_form_is_said_in_english_with_its_values(case: Case) -> None:
    paste = "Achternaam: Half\nFeit threat_level: flink\nOmschrijving incident: a\x00b"
    answer = english("vera").post("/melding/nieuw", {"do": "paste", "paste": paste})
    page = html.unescape(answer.text)
    assert "This text has 1 character(s) that cannot be kept." in page
    assert "This value does not belong to this fact. Choose from: " in page
    assert "%(" not in page


def test_the_api_says_it_in_dutch_whoever_reads_our_pages_in_english() -> None:
    with translation.override("en"), pytest.raises(Unreadable) as refusal:
        read_melding(json.dumps(WRONG).encode())
    assert "Het jaar moet tussen 1850 en 2200 liggen." in {one.text for one in refusal.value.problems}
    assert "Kies een van deze waarden: V, M, O." in {one.text for one in refusal.value.problems}


BOTH = "Er is een vuurwapen, of een vergunning daarvoor. Het slachtoffer is zelf bang."


@pytest.mark.parametrize(
    ("dutch", "english"),
    [
        ("", ""),
        (BOTH, "There is a firearm, or a permit for one. The victim is afraid."),
        (
            "Een kind is niet gezien of gesproken. Onze eigen zin.",
            "A child was not seen or spoken to. Onze eigen zin.",
        ),
        ("De bron is beschermd.  Twee spaties", "The source is protected.  Twee spaties"),
        ("Niet beschermd: school.", "Not protected: school."),
        (
            "Er is geen grond waarop VT dit aan POL mag geven voor zsm.",
            "There is no ground on which VT may give this to POL for zsm.",
        ),
    ],
)
def test_what_rules_say_is_looked_up_when_it_is_shown(dutch: str, english: str) -> None:
    assert wording.told(dutch) == dutch
    with translation.override("en"):
        assert wording.told(dutch) == english


@pytest.mark.parametrize(
    ("dutch", "english"),
    [
        ("", ""),
        ("Melder: Naam", "Reporter: Name"),
        ("Registratie 1, houder", "Registration 1, holder"),
        ("scheiding, kort geleden of op komst", "separation, recent or coming"),
        ("Iets anders: Naam", "Iets anders: Name"),
    ],
)
def test_labels_are_translated_part_by_part(dutch: str, english: str) -> None:
    assert in_words(dutch) == dutch
    with translation.override("en"):
        assert in_words(dutch) == english
