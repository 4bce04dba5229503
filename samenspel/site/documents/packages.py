# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`pakketten.md`: the packages from top to bottom, and which imports which, read from the source."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from samenspel.site.documents import markdown

SOURCE = Path(__file__).resolve().parents[2]
# Highest first, as the import contract in pyproject.toml has it.
ORDER = (
    "site",
    "insights",
    "intake",
    "meetings",
    "plans",
    "cases",
    "people",
    "notify",
    "partners",
    "journal",
    "rules",
)
INTRODUCTION = (
    "Imports go down this list and never up: every mark stands to the right of the diagonal. `import-linter` "
    "decides it in `make check`; this page shows it."
)


def page() -> str:
    """The document. Reads Python files; runs nothing."""
    uses = {package: imported(package) for package in ORDER}
    about = [(f"`{package}`", purpose(package)) for package in ORDER]
    matrix = [(f"`{package}`", *_row(package, uses)) for package in ORDER]
    return markdown.page(
        "The packages",
        "the imports in `samenspel/`",
        markdown.table(("Package", "What it is for"), about),
        f"## Who imports whom\n\n{INTRODUCTION}",
        markdown.table(("", *(f"`{package}`" for package in ORDER)), matrix),
        note=markdown.ENGLISH,
    )


def purpose(package: str) -> str:
    """The first line of the package's docstring."""
    tree = ast.parse((SOURCE / package / "__init__.py").read_text())
    return (ast.get_docstring(tree) or "").partition("\n")[0]


def imported(package: str) -> set[str]:
    """Which other packages of ours it imports."""
    files = (path for path in (SOURCE / package).rglob("*.py") if "migrations" not in path.parts)
    return {name for path in files for name in _imports(path.read_text())} - {package}


def _imports(text: str) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom):
            names.update(f"{node.module}.{one.name}" for one in node.names)
        elif isinstance(node, ast.Import):
            names.update(one.name for one in node.names)
    return {
        match[1] for name in names if (match := re.match(r"samenspel\.(\w+)", name)) and match[1] in ORDER
    }


def _row(package: str, uses: Mapping[str, set[str]]) -> Iterator[str]:
    for other in ORDER:
        yield "·" if other == package else "●" if other in uses[package] else ""
