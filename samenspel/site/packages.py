# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the packages bring along for the site: addresses, and what waits behind them.

A package that has pages has a `pages.py` with `urlpatterns` at its foot, and where something can wait there
`badges`: name of a page to a function that counts for the one who asks. The same for `api.py` and its addresses.
"""

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver

ORDER = (
    "partners",
    "people",
    "notify",
    "cases",
    "plans",
    "meetings",
    "intake",
    "handover",
    "insights",
    "site",
)
KINDS = ("pages", "api")

Badge = Callable[[HttpRequest], int]


@cache
def modules() -> tuple[ModuleType, ...]:
    """The modules with addresses of all packages, lowest package first."""
    present = [package for package in ORDER if find_spec(f"samenspel.{package}")]
    names = [f"samenspel.{package}.{kind}" for package in present for kind in KINDS]
    return tuple(import_module(name) for name in names if name != "samenspel.site.pages" and find_spec(name))


def addresses() -> list[URLPattern | URLResolver]:
    """Every address of every package."""
    return [one for module in modules() for one in getattr(module, "urlpatterns", [])]


@cache
def badges() -> Mapping[str, Badge]:
    """What counts how much waits, by name of the page."""
    found: dict[str, Badge] = {}
    for module in modules():
        found |= getattr(module, "badges", {})
    return found
