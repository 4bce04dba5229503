# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The editor over HTTP: cells and mistakes, two people, looking back; and a 404 for everybody else."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from samenspel.insights import actions
from samenspel.insights.forms import empty, parse
from samenspel.insights.pages.version import shape
from samenspel.partners import routekaart
from samenspel.partners.models import RouteState, RouteVariant
from samenspel.rules import variants
from samenspel.rules.ruleset import national
from tests import cast
from tests.insights.routes import TODAY, WEAKER, at_desk, drafted, proposed, published, read, text
from tests.sign_in import at, client_for

pytestmark = pytest.mark.django_db
LIST = "/routekaart/versies"
ANSWERS_EARLIER = '\n[[change]]\nrow = "DT-02.3"\nthen = { variant = "spoed" }\n'


@pytest.fixture(autouse=True)
def now() -> datetime:
    return at(cast.NOW)


def as_(name: str) -> Client:
    return client_for(cast.member(name))


def page_of(variant: RouteVariant, part: str = "") -> str:
    return f"{LIST}/{variant.pk}{part}"


def words(answer: Any) -> str:
    return unescape(answer.content.decode())


def fields(page: str) -> dict[str, list[str]]:
    """What a browser would send from the editor as it stands, without a button."""
    form = page.split('class="route-editor"')[1].split("</form>")[0]
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        value = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if value.get("type") not in ("checkbox", "radio") or " checked" in tag:
            found.setdefault(unescape(value["name"]), []).append(
                unescape(value.get("value", "on" if value.get("type") in ("checkbox", "radio") else ""))
            )
    for name, area in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', form, re.S):
        found.setdefault(unescape(name), []).append(unescape(area).removeprefix("\n"))
    for name, options in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.findall(r'<option value="([^"]*)" selected', options)
        found.setdefault(unescape(name), []).extend(map(unescape, chosen or [""]))
    return found


def edit(client: Client, variant: RouteVariant, do: str, **changed: Any) -> Any:
    """Send the form as the browser would, with some fields changed."""
    sent: dict[str, Any] = dict(fields(client.get(page_of(variant)).content.decode()))
    sent |= {name.replace("__", "."): value for name, value in changed.items()}
    return client.post(page_of(variant), {**sent, "do": do})


# Who gets in


@pytest.mark.parametrize("name", ["wout", "pim", "otto", "edo"])
@pytest.mark.parametrize("part", ["", "/tekst", "/bewijs", "/terugkijken"])
def test_sr20_whoever_is_no_administrator_of_the_region_reads_404(name: str, part: str) -> None:
    variant = published()
    client = as_(name)
    nowhere = f"{LIST}/{cast.ident('nergens')}{part}"
    there, absent = client.get(page_of(variant, part)), client.get(nowhere)
    assert there.status_code == absent.status_code == 404
    assert there.content == absent.content
    if part != "/bewijs":
        assert client.post(page_of(variant, part), {"do": "withdraw", "reason": "x"}).status_code == 404
    assert read(variant).state == RouteState.PUBLISHED


def test_only_an_administrator_has_it_in_the_menu() -> None:
    assert LIST in as_("rosa").get("/").content.decode()
    assert LIST not in as_("wout").get("/").content.decode()


# Writing


def test_a_draft_begins_with_the_national_routekaart_and_changes_nothing() -> None:
    client = as_("rosa")
    answer = client.post(LIST, {"do": "start"}, follow=True)
    page = words(answer)
    assert "Versie 1" in page
    assert "zegt hetzelfde als de landelijke routekaart" in page
    with at_desk("rosa"):
        assert RouteVariant.objects.get().text == empty(cast.REGION, TODAY)


def test_the_editor_sends_back_what_it_shows() -> None:
    """Saving without a change keeps every value, of every kind of block."""
    whole = variants.write(variants.shipped("voorbeeld"))
    draft = drafted(whole)
    edit(as_("rosa"), draft, "save")
    assert variants.read("x", read(draft).text) == variants.shipped("voorbeeld")


def test_a_row_is_made_by_choosing() -> None:
    client, draft = as_("rosa"), drafted(empty(cast.REGION, TODAY))
    assert edit(client, draft, "add:row")["Location"].endswith("#blok-row-0")
    edit(client, draft, "ask:row:0:when", **{"row-0.?": "sash_concern"})
    page = words(client.get(page_of(draft)))
    assert "er staat geen waarde" in page
    answer = edit(
        client,
        draft,
        "save",
        **{
            "row-0.text": "Bij matige zorg overleggen wij altijd.",
            "row-0.when.sash_concern": ["matig"],
            "row-0.then.moment": "actieoverleg",
            "row-0.then.strength": "must",
            "row-0.then.term": "DL-37",
        },
    )
    assert answer.status_code == 302
    found = variants.read("x", read(draft).text).rows[0]
    assert (found.table, found.row.id) == ("DT-02", f"{cast.REGION}.1")
    assert [(one.question, one.accepted) for one in found.row.when] == [("sash_concern", ("matig",))]
    assert found.row.then["strength"] == "must"
    assert "een eigen rij" in words(client.get(page_of(draft)))


def test_what_is_wrong_stands_at_its_cell_and_above_and_is_kept() -> None:
    client, draft = as_("rosa"), drafted(text(extra='\n[[parameter]]\nname = "repeat_count"\nvalue = 2\n'))
    answer = edit(client, draft, "save", **{"parameter-0.value": "veel", "variant.since": "gisteren"})
    page = words(answer)
    assert answer.status_code == 422
    assert 'href="#id_parameter-0.value"' in page
    assert 'id="id_parameter-0.value_error"' in page
    assert 'href="#id_variant.since"' in page
    assert 'value="veel"' in page
    assert 'value = "veel"' in read(draft).text


@pytest.mark.parametrize(
    ("extra", "cell"),
    [
        (
            '[[row]]\ntable = "DT-02"\nid = "voorbeeld.1"\ntext = "x"\nwhen = { weapons = ["zwaard"] }\n',
            "row-0.when.weapons",
        ),
        ('[[row]]\ntable = "DT-02"\nid = "anders.1"\ntext = "x"\n', "row-0.id"),
        ('[[change]]\nrow = "DT-02.6"\nthen = { moment = "borrel" }\n', "change-0.then.moment"),
        ('[[off]]\nrow = "DT-99.1"\nreason = "x"\n', "off-0.row"),
        ('[[member]]\nmoment = "actieoverleg"\npartner = "XYZ"\n', "member-1.partner"),
        ('[[target]]\nterm = "DL-99"\nwithin = { days = 1 }\n', "target-0.term"),
        ('[[parameter]]\nname = "iets"\nvalue = 2\n', "parameter-0.name"),
        ('[[text]]\nrow = "DT-02.999"\ntext = "x"\n', "text-1.row"),
    ],
)
def test_an_unknown_fact_value_moment_partner_or_term_is_shown_where_it_stands(extra: str, cell: str) -> None:
    draft = drafted(text(extra=extra))
    page = words(as_("rosa").get(page_of(draft)))
    assert f'id="id_{cell}_error"' in page
    assert edit(as_("rosa"), draft, "propose").status_code == 422
    assert read(draft).state == RouteState.DRAFT


def test_blocks_and_questions_can_be_taken_away() -> None:
    row = f'\n[[row]]\ntable = "DT-02"\nid = "{cast.REGION}.1"\ntext = "x"\nwhen = {{ weapons = ["geen"] }}\n'
    client, draft = as_("rosa"), drafted(text(extra=row))
    edit(client, draft, "drop:row:0:when:weapons")
    assert "weapons" not in read(draft).text
    edit(client, draft, "remove:row:0")
    edit(client, draft, "remove:member:0")
    found = parse(read(draft).text)
    assert found is not None
    assert (found.blocks["row"], found.blocks["member"], len(found.blocks["text"])) == ([], [], 1)


@pytest.mark.parametrize(
    "do", ["remove:row:7", "remove:x:0", "ask:row", "drop:row:0:x:y", "add:", "remove:row:-1", "zomaar"]
)
def test_a_step_that_does_not_exist_changes_nothing(do: str) -> None:
    draft = drafted()
    assert edit(as_("rosa"), draft, do).status_code == 302
    assert variants.read("x", read(draft).text) == variants.read("x", text())


def test_a_form_from_before_another_change_is_not_taken() -> None:
    client, draft = as_("rosa"), drafted()
    stale = fields(client.get(page_of(draft)).content.decode())
    edit(client, draft, "add:off")
    answer = client.post(page_of(draft), {**stale, "do": "remove:member:0"})
    assert answer.status_code == 422
    assert "ander venster" in words(answer)
    assert "[[member]]" in read(draft).text


def test_a_document_can_be_pasted_uploaded_and_taken_along() -> None:
    client, draft = as_("rosa"), drafted()
    pasted = text(extra="# geplakt\n")
    assert client.post(page_of(draft, "/tekst"), {"text": pasted}).status_code == 302
    assert read(draft).text == pasted
    file = SimpleUploadedFile("routekaart.toml", text(extra="# bestand é\r\n").encode())
    client.post(page_of(draft, "/tekst"), {"text": pasted, "file": file})
    answer = client.get(page_of(draft, "/tekst"))
    assert answer.content.decode() == text(extra="# bestand é\n") == read(draft).text
    assert answer["Content-Disposition"] == f'attachment; filename="routekaart-{cast.REGION}-1.toml"'


@pytest.mark.parametrize(
    "broken",
    [
        "x = " + "[" * 5000,
        "[variant]\nid = " + "{ a = " * 5000,
        "[[parameter]]\nvalue = " + "9" * 5000,
        "[[parameter]]\nvalue = nan\nname = 2026-01-01T00:00:00Z",
        "[variant]\nname = '\x01'",
        "[[row]]\nthen = { a = { b = [{ c = [[1]] }] } }",
        "geen toml [",
        "variant = 3",
        "[[row]]\nwhen = 3\n",
        "row = 3",
        "[variant]\nid = 1\n\n[zomaar]\nx = 1\n",
    ],
)
def test_a_document_that_is_broken_is_kept_and_shown(broken: str) -> None:
    client, draft = as_("rosa"), drafted()
    client.post(page_of(draft, "/tekst"), {"text": broken})
    page = words(client.get(page_of(draft)))
    assert read(draft).text.strip() == broken.strip()
    assert "niet goed" in page
    assert broken.splitlines()[0] in page
    assert {client.get(page_of(draft, part)).status_code for part in ("/bewijs", "/terugkijken")} == {200}
    if 'class="route-editor"' in page:
        assert edit(client, draft, "save").status_code == 422
        assert client.get(page_of(draft)).status_code == 200


def test_what_the_database_cannot_keep_is_seen_to_have_been_there() -> None:
    client, draft = as_("rosa"), drafted()
    client.post(page_of(draft, "/tekst"), {"text": "# a\x00b\n" + text()})
    assert read(draft).text.startswith("# a\ufffdb")
    edit(client, draft, "save", **{"variant.name": "Streek\x00"})
    assert "Streek\ufffd" in read(draft).text


def test_a_file_that_is_no_text_or_too_large_is_refused() -> None:
    client, draft = as_("rosa"), drafted()
    for content in (b"\xff\xfe\x00", b"#" * 900_000):
        file = SimpleUploadedFile("x.toml", content)
        client.post(page_of(draft, "/tekst"), {"file": file})
        assert read(draft).text == text()


def test_what_somebody_types_is_text_on_every_page() -> None:
    nasty = "<script>alert(1)</script>{{ now }}\"'"
    client, draft = as_("rosa"), drafted()
    edit(client, draft, "save", **{"variant.note": nasty, "text-0.text": nasty, "variant.name": nasty})
    for part in ("", "/bewijs", "/terugkijken"):
        assert "<script>alert" not in client.get(page_of(draft, part)).content.decode()
    assert variants.read("x", read(draft).text).note == nasty


def test_a_colleague_reads_a_draft_and_does_not_change_it() -> None:
    draft = drafted()
    page = words(as_("bas").get(page_of(draft)))
    assert 'class="route-editor"' not in page
    assert "zitten altijd aan tafel" in page or "zit altijd aan tafel" in page
    found = parse(text())
    assert found is not None
    answer = as_("bas").post(page_of(draft), {"do": "save", "shape": shape(found), "variant.name": "Anders"})
    assert answer.status_code == 422
    assert as_("bas").post(page_of(draft, "/tekst"), {"text": "anders"}).status_code == 302
    assert read(draft).text == text()


def test_after_an_upgrade_the_page_says_what_does_not_hold_and_can_prove_it_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    published()
    upgraded = replace(national(), version="0" * 64)
    for module in (routekaart, actions):
        monkeypatch.setattr(module, "national", lambda: upgraded)
    client = as_("bas")
    assert "Versie 1 geldt nu niet" in words(client.get(LIST))
    assert "is bewezen en geldt weer" in words(client.post(LIST, {"do": "prove"}, follow=True))
    assert "geldt nu niet" not in words(client.get(LIST))


# Deciding


def test_a_version_goes_from_one_to_the_other_and_holds() -> None:
    rosa, bas, draft = as_("rosa"), as_("bas"), drafted()
    page = words(edit(rosa, draft, "propose"))
    assert read(draft).state == RouteState.PROPOSED, page
    assert 'value="publish"' not in words(rosa.get(page_of(draft)))
    assert rosa.post(page_of(draft), {"do": "publish"}).status_code == 422
    answer = bas.post(page_of(draft), {"do": "publish"}, follow=True)
    assert "Deze versie geldt nu" in words(answer)
    assert "geldt nu" in words(bas.get(LIST))
    assert "Rosa Regio" in words(bas.get(LIST))


def test_a_proof_that_does_not_hold_is_shown_and_stops_the_proposal() -> None:
    client, draft = as_("rosa"), drafted(WEAKER)
    page = words(client.get(page_of(draft, "/bewijs")))
    assert "houdt niet" in page
    assert "DT-02.8" in page
    part = client.get(page_of(draft, "/bewijs"), headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    answer = edit(client, draft, "propose")
    assert answer.status_code == 422
    assert "bewijzen houden niet" in words(answer)
    assert read(draft).state == RouteState.DRAFT


def test_a_colleague_sends_it_back_and_the_author_reads_why() -> None:
    variant = proposed()
    bas = as_("bas")
    assert bas.post(page_of(variant), {"do": "send_back"}).status_code == 422
    bas.post(page_of(variant), {"do": "send_back", "reason": "Noem ook de reclassering."})
    assert "Noem ook de reclassering." in words(as_("rosa").get(page_of(variant)))


def test_an_earlier_version_comes_back_for_a_reason() -> None:
    first = published()
    at(cast.NOW + timedelta(hours=1))
    published(text(extra="# tweede\n"), now=cast.NOW + timedelta(hours=1))
    bas = as_("bas")
    assert bas.post(page_of(first), {"do": "again"}).status_code == 422
    answer = bas.post(page_of(first), {"do": "again", "reason": "de tweede werkt niet"}, follow=True)
    assert "de tweede werkt niet" in words(answer)
    assert "Geschreven door Bas Beheer" in words(answer)
