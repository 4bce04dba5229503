# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dutch by itself, English on request, and no text that was forgotten in between."""

import gettext
import io
import re
from pathlib import Path

import pytest
from django.test import Client

from samenspel.rules.catalogue import functions
from tests.cast import member
from tests.sign_in import client_for
from tools import messages

FIELD = re.compile(r"%\(\w+\)s|\{\w*\}")


def test_every_marked_text_has_english_except_in_packages_that_wait() -> None:
    assert [text for text, places in messages.gaps().items() if not messages.is_pending(places)] == []


def test_a_package_waits_only_while_something_lacks() -> None:
    """A package that is done leaves the list, so that it stays done."""
    lacking = {place.split("/")[1] for places in messages.gaps().values() for place in places}
    lacking |= {path.split("/")[1] for path in messages.unmarked()}
    without_pages = {name for name in messages.PENDING if not list((messages.SOURCE / name).rglob("*.html"))}
    assert set(messages.PENDING) - lacking - without_pages == set()


def test_the_catalogue_holds_nothing_that_is_gone() -> None:
    assert {text for text, english in messages.read().items() if english} - messages.collect().keys() == set()


def test_the_compiled_catalogue_is_that_of_the_source() -> None:
    assert messages.CATALOGUE.with_suffix(".mo").read_bytes() == messages.compiled(messages.read())


def test_the_standard_library_reads_what_we_compile() -> None:
    known = {"Zoek": "Search", "één ding\0%(n)s dingen": "one thing\0%(n)s things", "leeg": ""}
    found = gettext.GNUTranslations(io.BytesIO(messages.compiled(known)))
    assert found.gettext("Zoek") == "Search"
    assert found.ngettext("één ding", "%(n)s dingen", 2) == "%(n)s things"
    assert found.gettext("leeg") == "leeg"


def test_what_is_filled_in_is_the_same_in_both_languages() -> None:
    for dutch, english in messages.read().items():
        if english:
            assert sorted(FIELD.findall(dutch)) == sorted(FIELD.findall(english)), dutch


def test_a_catalogue_is_read_as_it_was_written(tmp_path: Path) -> None:
    known = {'Zeg "ja"\n': "Say \\ yes", "een\0meer": "one\0more", "nog niet": ""}
    path = tmp_path / "django.po"
    path.write_text(messages.write({text: ["samenspel/x.py:1"] for text in known}, known))
    assert messages.read(path) == known
    path.write_text("msgid oeps")
    with pytest.raises(ValueError, match="oeps"):
        messages.read(path)


@pytest.mark.parametrize(
    ("name", "source", "found"),
    [
        ("a.py", "_('Zoek')", ["Zoek"]),
        ("a.py", "gettext('Een ' 'zin.')", ["Een zin."]),
        ("a.py", "ngettext('een', 'meer', n)", ["een\0meer"]),
        ("a.py", "translation.gettext('x'); other('y'); _(z)", ["x"]),
        ("a.html", "{% load i18n %}{% translate \"Zoek\" %} {% trans 'x' %}", ["Zoek", "x"]),
        ("a.html", '{% load i18n %}<b title="{% translate "Zeg" %}">', ["Zeg"]),
        ("a.html", "{% load i18n %}{% blocktranslate %}Dag {{ n }}.{% endblocktranslate %}", ["Dag %(n)s."]),
        (
            "a.html",
            "{% load i18n %}{% blocktranslate count n=n %}een{% plural %}{{ n }} meer{% endblocktranslate %}",
            ["een\0%(n)s meer"],
        ),
    ],
)
def test_marked_texts_are_found(tmp_path: Path, name: str, source: str, found: list[str]) -> None:
    path = tmp_path / name
    path.write_text(source)
    assert [text for text, _line in messages._marked(path)] == found


@pytest.mark.django_db
def test_somebody_chooses_english_and_keeps_it() -> None:
    client = client_for(member("vera"))
    assert '<html lang="nl"' in client.get("/hulp").text
    answer = client.post("/taal", {"language": "en", "next": "/hulp"})
    assert (answer.status_code, answer["Location"]) == (302, "/hulp")
    text = client.get("/hulp").text
    assert '<html lang="en"' in text
    assert "Whom can you call?" in text
    assert "front office worker, Veilig Thuis" in text
    client.post("/taal", {"language": "nl", "next": "/hulp"})
    assert "Wie kunt u bellen?" in client.get("/hulp").text


@pytest.mark.django_db
def test_what_a_browser_prefers_or_a_cookie_invents_is_no_choice() -> None:
    client = Client(headers={"Accept-Language": "en-US,en"})
    assert "<h1" in client.get("/aanmelden").text
    assert '<html lang="nl"' in client.get("/aanmelden").text
    client.cookies["django_language"] = "xx"
    assert '<html lang="nl"' in client.get("/aanmelden").text


@pytest.mark.django_db
def test_a_language_leads_to_our_own_pages_only() -> None:
    answer = Client().post("/taal", {"language": "en", "next": "https://evil.test/"})
    assert answer["Location"] == "/"


def test_every_function_has_an_english_name() -> None:
    known = messages.read()
    assert [one.code for one in functions().values() if not known.get(one.name)] == []
