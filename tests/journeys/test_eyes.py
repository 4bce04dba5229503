# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The journeys look at every page. Here a page gets worse on purpose, and they have to see it."""

import pytest

from tests.journeys.conftest import Visit
from tests.journeys.test_keyboard import tab_to

WORSE = {
    "image-alt": "document.querySelector('h1').append(document.createElement('img'))",
    "te breed": "document.querySelector('h1').textContent = 'x'.repeat(400)",
    "Content Security Policy": "document.querySelector('h1').innerHTML = '<b style=\"color: navy\">x</b>'",
    "stuk": "setTimeout(() => { throw new Error('stuk') })",
    "titel of adres noemt": "document.title = 'Gezin Voorbeeld · samenspel'",
}


@pytest.mark.parametrize("told", WORSE)
def test_a_worse_page_is_seen(visit: Visit, told: str) -> None:
    visitor = visit()
    visitor.go("/aanmelden")
    visitor.page.evaluate(WORSE[told])
    with pytest.raises(AssertionError, match=told):
        visitor.look("Voorbeeld")


def test_a_focus_that_cannot_be_seen_is_seen(visit: Visit) -> None:
    visitor = visit()
    visitor.go("/aanmelden")
    first = visitor.page.locator("button[name=do]").first
    first.evaluate("one => { one.style.outline = 'none'; one.style.boxShadow = 'none' }")
    with pytest.raises(AssertionError, match="geen zichtbare focus"):
        tab_to(visitor, first)
