# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""You can tell from a name where a thing lives, so names are few and mean one thing."""

import re
from pathlib import Path

import pytest

from tests.architecture.source import files, python

FORBIDDEN = {"utils", "helpers", "common", "services", "managers", "constants", "types"}

# The six names and their companions, for every package but `rules` and `site`. `apps` is Django's.
MODULES = {"__init__", "apps", "pages", "api", "work", "actions", "access", "models", "forms"}
FOLDERS = {"formats", "channels", "templates", "static", "sql", "migrations"}
FREE = {"rules", "site"}

# What stands outside them all the same, and why.
EXCEPTIONS = {
    "cases/drawing": "turns facts of a case into coordinates of an SVG; neither a page nor a query",
    "insights/backtest": "compares two sets of rules over the same pictures; pure, neither a page nor a query",
    "insights/explain": "says what the rules make of given facts, and why; pure, neither a page nor a query",
    "partners/routekaart": "which rules hold in a region: what whoever evaluates asks; neither an action nor access",
    "insights/replay": "reads a chronology and plays it through the real system; it acts on a database of its own",
}


def stray(path: Path) -> str | None:
    """What is wrong with the place of a file under samenspel/, or None."""
    if path.parts[0] != "samenspel" or len(path.parts) < 3 or path.parts[1] in FREE:
        return None
    package, name = path.parts[1], path.parts[2].removesuffix(".py")
    if name in MODULES | FOLDERS or f"{package}/{name}" in EXCEPTIONS:
        return None
    return f"{path}: a package holds only {sorted(MODULES | FOLDERS)}"


def test_every_package_holds_only_the_names_that_mean_something() -> None:
    assert [fault for path in files() if (fault := stray(path))] == []


def test_every_exception_is_still_one() -> None:
    present = {
        f"{path.parts[1]}/{path.parts[2].removesuffix('.py')}" for path in files() if len(path.parts) > 2
    }
    assert set(EXCEPTIONS) <= present


@pytest.mark.parametrize("name", ["cases/views.py", "people/queries/names.py", "plans/signals.py"])
def test_another_name_is_seen(name: str) -> None:
    assert stray(Path("samenspel") / name)


def test_no_module_has_a_name_that_says_nothing() -> None:
    named = [path for path in files() if FORBIDDEN & {part.removesuffix(".py") for part in path.parts}]
    assert named == []


def test_templates_and_static_files_lie_under_the_name_of_their_package() -> None:
    """Kinds of items share `templates/items/`; `site` overrides templates of libraries under their names."""
    allowed = {
        ("site", "django"),
        ("site", "allauth"),
        ("site", "account"),
        ("site", "mfa"),
        ("site", "socialaccount"),
    }
    wrong = []
    for path in files():
        if len(path.parts) > 4 and path.parts[0] == "samenspel" and path.parts[2] in ("templates", "static"):
            package, under = path.parts[1], path.parts[3]
            if under not in (package, "items") and (package, under) not in allowed:
                wrong.append(path)
    assert wrong == []


def test_pages_and_endpoints_do_not_query() -> None:
    """Queries are named methods in models; a page or endpoint asks for them by name."""
    edges = [
        (path, text)
        for path, text in python().items()
        if path.parts[0] == "samenspel"
        and {"pages", "api"} & {part.removesuffix(".py") for part in path.parts}
    ]
    found = [
        f"{path}:{number}: {line.strip()}"
        for path, text in edges
        for number, line in enumerate(text.splitlines(), 1)
        if re.search(r"\.objects\b|\.raw\(|connection\.cursor\(", line)
    ]
    assert found == []
