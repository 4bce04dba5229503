# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The files of the repository: what git tracks, and what is new and not ignored."""

import ast
import functools
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENDORED = "static/site/vendor/"  # other people's work, with their licences beside it


@functools.cache
def files() -> tuple[Path, ...]:
    """All files, relative to the root. Asks git as itself, so that a checkout of another user counts too."""
    command = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "-c", "-o", "--exclude-standard"]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return tuple(
        path for name in sorted(found.split("\0")) if name and (ROOT / (path := Path(name))).is_file()
    )


@functools.cache
def texts() -> dict[Path, str]:
    """The text files that we wrote: no lock file, licences, vendored or binary files."""
    found = {}
    for path in files():
        if path.name != "uv.lock" and path.parts[0] != "LICENSES" and VENDORED not in path.as_posix():
            try:
                found[path] = (ROOT / path).read_text()
            except UnicodeDecodeError:
                continue  # a picture, a font, a sample in another encoding
            except FileNotFoundError:
                continue  # removed since git was asked
    return found


def python() -> dict[Path, str]:
    """The Python files, without migrations: those are generated."""
    return {
        path: text
        for path, text in texts().items()
        if path.suffix == ".py" and "migrations" not in path.parts
    }


@dataclass(frozen=True)
class Function:
    """A function or method and its length in lines, decorators not counted."""

    path: Path
    name: str
    line: int
    lines: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.name} ({self.lines} lines)"


def functions(path: Path, text: str) -> Iterator[Function]:
    """Every function in a file, nested ones too."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            end = node.end_lineno or node.lineno
            yield Function(path, node.name, node.lineno, end - node.lineno + 1)
