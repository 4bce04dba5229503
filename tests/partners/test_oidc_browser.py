# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Signing in at a provider on another site, in a real browser: the Strict cookie and form-action must let it pass."""

import json
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import sync_playwright
from pytest_django import Settings

from samenspel.site.providers import LEVELS, read_providers
from tests.cast import member, organisation
from tests.partners.provider import User, run_server_in_thread
from tests.site.look.browser import FLAGS

pytestmark = pytest.mark.filterwarnings("ignore:get_jwt_config:DeprecationWarning")


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def served() -> Iterator[str]:
    """Our site, on a port of its own; gives its origin."""
    with make_server(
        "localhost", 0, get_wsgi_application(), server_class=Server, handler_class=Quiet
    ) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()


@pytest.mark.usefixtures("own_database")
def test_sr24_a_strict_cookie_survives_the_way_back_from_another_site(settings: Settings) -> None:
    person = User(sub="pim-7f3a", claims={"acr": LEVELS[0]})
    with run_server_in_thread(require_nonce=True, user_claims=[person]) as provider, served() as site:
        issuer = f"http://127.0.0.1:{provider.server_port}"  # for a browser another site than localhost
        one = {
            "provider_id": "politie",
            "name": "Politie",
            "server_url": issuer,
            "client_id": "c",
            "client_secret": "s",
        }
        settings.OIDC = read_providers(json.dumps({organisation("POL").oin: one}), safe=False)
        settings.ORIGIN = site
        SocialAccount.objects.create(user=member("pim"), provider=issuer, uid=person.sub)
        assert settings.SESSION_COOKIE_SAMESITE == "Strict"
        with sync_playwright() as playwright:
            program = os.environ.get("SAMENSPEL_CHROMIUM") or shutil.which("chromium")
            browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
            page = browser.new_page()
            page.goto(f"{site}/mijn-aanmelding")
            page.get_by_role("button", name="Politie").click()
            page.wait_for_url(f"{issuer}/**")
            page.get_by_role("button", name=person.sub).first.click()
            page.wait_for_url(f"{site}/mijn-aanmelding")
            assert "Pim Post" in page.inner_text("header")
            (cookie,) = [one for one in page.context.cookies(site) if one["name"] == "samenspel"]
            assert (cookie["sameSite"], cookie["httpOnly"]) == ("Strict", True)
            page.get_by_role("button", name="Uitloggen").click()
            page.wait_for_url(f"{site}/aanmelden")
            assert page.context.cookies(site) == [] or "samenspel" not in {
                one["name"] for one in page.context.cookies(site)
            }
            browser.close()
