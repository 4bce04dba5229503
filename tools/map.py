# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`make map`: the packages in order, what each is for, how big it is, and what it imports from the others."""

import ast
import sys
import tomllib
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parents[1]


def packages() -> list[str]:
    """The packages from top to bottom, as the import contract in pyproject.toml orders them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    (layers,) = [
        one["layers"] for one in settings["tool"]["importlinter"]["contracts"] if one["type"] == "layers"
    ]
    names = [name.strip("() ") for layer in layers for name in layer.split("|")]
    return [name for name in names if (ROOT / "samenspel" / name / "__init__.py").exists()]


def purpose(package: str) -> str:
    """The first line of the package's docstring."""
    source = (ROOT / "samenspel" / package / "__init__.py").read_text()
    return (ast.get_docstring(ast.parse(source)) or "").partition("\n")[0]


def size(package: str) -> tuple[int, int]:
    """Files and lines of Python, without migrations."""
    found = [path for path in (ROOT / "samenspel" / package).rglob("*.py") if "migrations" not in path.parts]
    return len(found), sum(len(path.read_text().splitlines()) for path in found)


def main() -> int:
    graph = grimp.build_graph("samenspel", cache_dir=None)
    order = packages()
    for package in order:
        files, lines = size(package)
        below = [
            other
            for other in order
            if other != package
            and graph.direct_import_exists(
                importer=f"samenspel.{package}", imported=f"samenspel.{other}", as_packages=True
            )
        ]
        print(f"{package:<10}{files:>4} files{lines:>7} lines  {purpose(package)}")
        print(f"{'':<29}imports {', '.join(below) or 'nothing of ours'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
