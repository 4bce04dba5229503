# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands around every page, and the pages of no package: errors, health, files, language."""

import gzip
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path
from pytest_django import Settings

import samenspel
from samenspel.site import packages, urls
from tests.cast import member
from tests.sign_in import client_for

FAULTS: dict[str, Exception] = {
    "unknown": Http404("zaak 7"),
    "forbidden": PermissionDenied("zaak 7 is niet van u"),
    "strange": SuspiciousOperation("geheim"),
    "broken": RuntimeError("geheim"),
    "away": OperationalError("geheim: host=db"),
}


def _raise(request: HttpRequest, name: str) -> HttpResponse:
    raise FAULTS[name]


class WithFaults:
    """The site, with a page for each fault."""

    urlpatterns = [path("fout/<name>", _raise, name="sign-in"), *urls.urlpatterns]
    handler400, handler403, handler404 = urls.handler400, urls.handler403, urls.handler404
    handler500 = urls.handler500


@pytest.fixture
def faulty() -> Iterator[Client]:
    with override_settings(ROOT_URLCONF=WithFaults):
        client = client_for(member("vera"))
        client.raise_request_exception = False
        yield client


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "status", "told"),
    [
        ("unknown", 404, "Deze pagina is er niet"),
        ("forbidden", 404, "Deze pagina is er niet"),
        ("strange", 400, "Dit verzoek klopt niet"),
        ("broken", 500, "Er ging iets mis"),
        ("away", 503, "Even niet bereikbaar"),
    ],
)
def test_an_error_page_is_dutch_and_tells_nothing(faulty: Client, name: str, status: int, told: str) -> None:
    answer = faulty.get(f"/fout/{name}")
    assert answer.status_code == status
    assert told in answer.text
    assert answer["Cache-Control"] == "no-store"
    for leak in ("geheim", "zaak 7", "Traceback", "RuntimeError", "Vera", "Django"):
        assert leak not in answer.text


@pytest.mark.django_db
def test_sr20_unknown_forbidden_and_another_reader_are_the_same_bytes(faulty: Client) -> None:
    other = client_for(member("otto"))
    pages = [
        faulty.get("/fout/unknown"),
        faulty.get("/fout/forbidden"),
        faulty.get("/bestaat-niet"),
        other.get("/fout/forbidden"),
        Client().get("/bestaat-niet"),
    ]
    assert len({page.content for page in pages}) == 1
    assert len({tuple(sorted(page.headers.items())) for page in pages}) == 1


@pytest.mark.django_db
def test_a_failure_has_a_number_that_is_in_the_log_and_changes_nothing(
    faulty: Client, caplog: pytest.LogCaptureFixture
) -> None:
    number = re.search(r"<code>(\w{8})</code>", faulty.get("/fout/broken").text)
    assert number
    (line,) = [one for one in caplog.records if one.name == "samenspel.site"]
    assert (vars(line)["code"], vars(line)["page"]) == (number[1], "sign-in")
    assert "geheim" not in line.getMessage()


@pytest.mark.django_db
def test_an_old_form_is_told_so() -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies = client_for(member("vera")).cookies
    answer = client.post("/mijn-aanmelding", {"do": "remove:1"})
    assert answer.status_code == 403
    assert "Deze pagina was te oud" in answer.text


@pytest.mark.django_db
def test_another_name_of_the_host_is_refused() -> None:
    assert Client().get("/aanmelden", headers={"host": "evil.test"}).status_code == 400


@pytest.mark.django_db
def test_the_frame_names_the_reader_and_has_the_ways_out() -> None:
    text = client_for(member("vera")).get("/hulp").text
    for part in ("Vera van Veen", "medewerker frontoffice", "Veilig Thuis Voorbeeld", 'action="/snel-weg"'):
        assert part in text
    for part in ('action="/afmelden"', 'action="/op-slot"', 'data-lock-after="900"', "0800 2000"):
        assert part in text
    assert "Demonstratie" not in text


@pytest.mark.django_db
def test_the_demonstration_says_that_it_is_one(settings: Settings) -> None:
    settings.DEMO_SIGN_IN = True
    assert "Demonstratie: alle gegevens zijn verzonnen" in Client().get("/aanmelden").text


@pytest.mark.django_db
def test_the_menu_counts_what_waits_and_marks_where_one_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "samenspel.site.base.places", lambda: (("help", "Hulp", "h", ()), ("weg", "Weg", "w", ()))
    )
    monkeypatch.setattr("samenspel.site.base.badges", lambda: {"help": lambda request: 3})
    text = client_for(member("vera")).get("/hulp").text
    assert re.search(
        r'<a href="/hulp" aria-current="page" data-go="h">Hulp <span class="frame-count">3', text
    )
    assert "Weg" not in text


@pytest.mark.django_db
def test_the_menu_is_for_the_kind_of_organisation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samenspel.site.base.places", lambda: (("account", "Alleen VT", "", ("VT",)),))
    assert "Alleen VT" in client_for(member("vera")).get("/hulp").text
    assert "Alleen VT" not in client_for(member("pim")).get("/hulp").text


def test_packages_without_pages_bring_nothing() -> None:
    assert {module.__name__ for module in packages.modules()} >= {"samenspel.partners.pages"}
    assert "samenspel.site.pages" not in {module.__name__ for module in packages.modules()}


# Health and security.txt


@pytest.mark.django_db
def test_health_tells_alive_and_ready_and_nothing_more() -> None:
    assert Client().get("/gezondheid/levend").json() == {"status": "levend"}
    answer = Client().get("/gezondheid/gereed")
    assert (answer.status_code, answer.json()) == (200, {"status": "gereed"})


@pytest.mark.django_db
def test_a_wrong_role_or_a_database_that_is_away_is_not_ready(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> str:
        raise OperationalError("host=db password=geheim")

    with monkeypatch.context() as patched:
        patched.setattr(settings, "WEB_ROLE", "iemand anders")
        assert Client().get("/gezondheid/gereed").status_code == 503
    with monkeypatch.context() as patched:
        patched.setattr("samenspel.site.pages.serving_role", away)
        answer = Client().get("/gezondheid/gereed")
        assert (answer.status_code, answer.json()) == (503, {"status": "niet gereed"})
        assert Client().get("/gezondheid/levend").status_code == 200


@pytest.mark.django_db
def test_security_txt_is_valid_for_less_than_a_year() -> None:
    answer = Client().get("/.well-known/security.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in answer.text.splitlines())
    assert fields["Contact"] == "mailto:veiligheid@samenspel.test"
    until = datetime.fromisoformat(fields["Expires"]) - samenspel.now().astimezone(UTC)
    assert timedelta(days=30) < until < timedelta(days=365)


# Files


@pytest.mark.django_db
def test_a_file_is_kept_for_good_under_its_own_version() -> None:
    page = Client().get("/aanmelden").text
    (address,) = re.findall(r'href="(/static/site/theme\.css\?v=\w+)"', page)
    answer = Client().get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/css")
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    packed = Client().get(address, headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == answer.content


@pytest.mark.django_db
def test_a_file_under_no_or_an_old_version_is_asked_after() -> None:
    for address in ("/static/site/theme.css", "/static/site/theme.css?v=oud"):
        answer = Client().get(address)
        assert answer["Cache-Control"] == "public, no-cache"
        same = Client().get(address, headers={"If-None-Match": answer["ETag"]})
        assert (same.status_code, same.content) == (304, b"")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name",
    [
        "site",
        "site/",
        "../settings.py",
        "..%2f..%2fsettings.py",
        "/etc/passwd",
        "site/%00",
        "weg.css",
        "a\\b",
    ],
)
def test_nothing_else_is_served(name: str) -> None:
    assert Client().get(f"/static/{name}").status_code == 404
