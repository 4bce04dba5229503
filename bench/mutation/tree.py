# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A copy of the source to change, and mutmut beside it. Both are kept, so that a run that was stopped goes on.

What is copied again is tested again: a function that changed, and, when a test or a table changed, every mutant that
had survived. A mutant that some test killed stays killed: tests only grow stronger, and a new run (RESET=1) proves it.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.progress import FOLDER, tell
from tools.figures import ROOT

HOME = FOLDER / "mutation"
TREE, MUTMUT = HOME / "tree", HOME / "mutmut"
REQUIREMENTS = Path(__file__).parent / "requirements.txt"
COPIED = ("samenspel", "tests/rules", "tests/__init__.py", "bench", "tools", "docs/generated", "examples")
TESTS = (
    "answers",
    "clocks*",
    "facts",
    "routekaart*",
    "safety*",
    "sharing*",
    "spec",
    "tables",
    "targets",
    "workdays",
)
KILLED = (1, 3, 36, 24, -24, 152, 255)


def prepare(folders: tuple[str, ...]) -> None:
    """Install mutmut and copy the source, unless they are there; forget verdicts that may not hold any more."""
    _install()
    if os.environ.get("RESET") == "1":
        shutil.rmtree(TREE, ignore_errors=True)
    files = [*_files()]
    _copy(files)
    (TREE / "pyproject.toml").write_text(_settings(folders))
    mark, stamp = TREE / ".tests", _hash(files)
    if not mark.exists() or mark.read_text() != stamp:
        _forget()
        mark.write_text(stamp)


def run(folder: str, processes: int) -> bool:
    """Test all mutants of one folder of the rules that have no verdict yet. Returns whether mutmut came to an end."""
    wanted = f"samenspel.rules.{folder}*"
    command = ["nice", "-n", "10", *_inside("run", "--max-children", str(processes), wanted)]
    with (HOME / f"{folder}.log").open("w") as log:
        ran = subprocess.run(command, cwd=TREE, stdout=log, stderr=subprocess.STDOUT, env=_environment())
    return ran.returncode == 0


def report() -> list[dict[str, Any]]:
    """Every mutant with its verdict; of one that was not killed, the lines before and after."""
    ran = subprocess.run(
        _inside("report"), cwd=TREE, capture_output=True, text=True, check=True, env=_environment()
    )
    return [json.loads(line) for line in ran.stdout.splitlines()]


def _inside(*arguments: str) -> list[str]:
    return [sys.executable, str(TREE / "bench/mutation/inside.py"), str(MUTMUT), *arguments]


def _environment() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "DJANGO"))}


def _install() -> None:
    stamp = HOME / "mutmut.installed"
    if stamp.exists() and stamp.read_text() == REQUIREMENTS.read_text():
        return
    tell("mutation: mutmut wordt geïnstalleerd, los van de andere onderdelen")
    HOME.mkdir(parents=True, exist_ok=True)
    arguments = [
        "pip",
        "install",
        "--quiet",
        "--require-hashes",
        "--target",
        str(MUTMUT),
        "-r",
        str(REQUIREMENTS),
    ]
    subprocess.run(
        [str(ROOT / ".tools/bin/uv"), *arguments, "--python", sys.executable], check=True, cwd=ROOT
    )
    stamp.write_text(REQUIREMENTS.read_text())


def _files() -> Iterator[Path]:
    command = [
        "git",
        "-c",
        f"safe.directory={ROOT}",
        "ls-files",
        "-co",
        "--exclude-standard",
        "-z",
        "--",
        *COPIED,
    ]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            yield Path(name)


def _copy(files: list[Path]) -> None:
    """Only what differs: mutmut looks at the time of a file."""
    for name in files:
        there = TREE / name
        content = (ROOT / name).read_bytes()
        if not there.exists() or there.read_bytes() != content:
            there.parent.mkdir(parents=True, exist_ok=True)
            there.write_bytes(content)
    kept = {TREE / name for name in files}
    for old in [path for top in COPIED for path in (TREE / top).rglob("*") if path.is_file()]:
        if old not in kept and "__pycache__" not in old.parts:
            old.unlink()
            (TREE / "mutants" / old.relative_to(TREE)).unlink(missing_ok=True)


def _hash(files: list[Path]) -> str:
    """Over everything that a verdict rests on, but for the functions that mutmut watches itself."""
    digest = hashlib.sha256()
    for name in files:
        if name.parts[0] == "tests" or name.suffix == ".toml" or name.parts[:2] == ("bench", "mutation"):
            digest.update(str(name).encode() + b"\0" + (ROOT / name).read_bytes())
    return digest.hexdigest()


def _settings(folders: tuple[str, ...]) -> str:
    found = [path for name in TESTS for path in sorted((ROOT / "tests/rules").glob(f"test_{name}.py"))]
    tests = [str(path.relative_to(ROOT)) for path in found]
    plugins = ["-p", "no:django", "-p", "no:cacheprovider", "-p", "bench.mutation.profile", "--noconftest"]
    return "\n".join(
        [
            "[tool.mutmut]",
            'source_paths = ["samenspel"]',
            f"only_mutate = {json.dumps([f'samenspel/rules/{folder}/*.py' for folder in folders])}",
            'also_copy = ["bench", "tools", "docs", "examples"]',
            f"pytest_add_cli_args = {json.dumps(plugins)}",
            f"pytest_add_cli_args_test_selection = {json.dumps(tests)}",
            "track_dependencies = false",
            "use_git_change_detection = false",
            "[tool.pytest.ini_options]",
            "# mutmut names tests by their id, also those with letters like ë in it",
            "disable_test_id_escaping_and_forfeit_all_rights_to_community_support = true",
            'filterwarnings = ["ignore"]',
            "",
        ]
    )


def _forget() -> None:
    """Another test or table: find out again which test uses what, and try again what had survived."""
    (TREE / "mutants/mutmut-stats.json").unlink(missing_ok=True)
    for meta in (TREE / "mutants").rglob("*.meta"):
        known = json.loads(meta.read_text())
        codes = known["exit_code_by_key"]
        known["exit_code_by_key"] = {name: code if code in KILLED else None for name, code in codes.items()}
        meta.write_text(json.dumps(known))
