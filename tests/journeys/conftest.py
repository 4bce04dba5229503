# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""One running site for all journeys of this folder, and people who visit it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser
from pytest_django import DjangoDbBlocker

from tests.journeys.browser import Visitor, chromium, visiting
from tests.journeys.place import Site, running

Visit = Callable[..., Visitor]


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Iterator[Site]:
    """The site; until the last journey of this folder."""
    with django_db_blocker.unblock(), running(tmp_path_factory.mktemp("site")) as found:
        yield found


@pytest.fixture(scope="module")
def browser(site: Site) -> Iterator[Browser]:
    """After the site: while a browser is driven, this thread may not ask the database anything."""
    with chromium() as found:
        yield found


@pytest.fixture
def visit(site: Site, browser: Browser) -> Iterator[Visit]:
    """Gives a new person at a browser of their own, each time it is called."""
    with ExitStack() as stack:
        yield lambda **how: stack.enter_context(visiting(browser, site.origin, site.stream, **how))
