# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of tests/site/look in a real browser, answered from here: nothing leaves this process."""

import mimetypes
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.template import Context
from django.template.base import Template
from django.template.loader import get_template
from playwright.sync_api import Page, Route, sync_playwright

from samenspel.site.middleware import POLICY
from tests.site.look import casusbeeld, forms, intake, judging, together, values

STATIC = Path(__file__).parents[3] / "samenspel/site/static"
PAGES = {**casusbeeld.PAGES, **intake.PAGES, **judging.PAGES, **forms.PAGES, **together.PAGES}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SITE = "http://samenspel.test"


def drawn(name: str) -> str:
    template, context, current = PAGES[name]
    around = {
        "now": values.now,
        "member": values.member,
        "organisation": values.organisation,
        "navigation": values.nav(current),
        "frame": values.frame,
    }
    # The bare template: what the site's own context processor adds is given here, so that a page needs no database.
    inner: Template = get_template(template).template  # type: ignore[attr-defined]
    return inner.render(Context({**around, **context}))


@contextmanager
def opened() -> Iterator[Page]:
    """A page of a Chromium, in which SITE/<name> is that page of PAGES."""
    program = (
        os.environ.get("SAMENSPEL_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    )
    assert program, "Chromium ontbreekt: zie tools/chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        page = browser.new_context().new_page()
        page.context.route("**/*", answer)
        yield page
        browser.close()


def answer(route: Route) -> None:
    """The page or the static file, from here; nothing leaves this process."""
    path = urlsplit(route.request.url).path
    if path.startswith("/static/"):
        file = STATIC / path.removeprefix("/static/")
        kind = mimetypes.guess_type(file.name)[0] or "font/woff2"
        return route.fulfill(body=file.read_bytes(), content_type=kind)
    if path[1:] in PAGES:
        headers = {"Content-Security-Policy": POLICY}
        return route.fulfill(body=drawn(path[1:]), content_type="text/html; charset=utf-8", headers=headers)
    return route.fulfill(status=404, body="")
