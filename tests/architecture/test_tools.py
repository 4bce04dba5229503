# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tools behind `make`: a required figure that nobody measured stops the checks, setup says what lacks."""

import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.architecture.source import ROOT
from tools import figures

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def test_a_figure_is_kept_with_when_and_where(tmp_path: Path) -> None:
    file = tmp_path / "figures.json"
    figures.record("crash", {"kills": 200, "lost": 0}, now=NOW, file=file)
    figures.record("leak", {"reads": 100_000}, now=NOW, file=file)
    figures.record("crash", {"kills": 201, "lost": 0}, now=NOW, file=file)
    known = figures.read(file)
    assert known["crash"]["kills"] == 201
    assert known["crash"]["measured_at"] == "2026-03-02T09:00:00+00:00"
    assert figures.missing(["crash", "leak"], known) == []


def test_a_required_figure_that_was_never_measured_is_told() -> None:
    (fault,) = figures.missing(["crash"], {})
    assert "never measured" in fault


@pytest.mark.parametrize("values", [{}, {"lost": 0}, {"measured_at": "x", "measured_on": "y"}])
def test_a_figure_that_says_nothing_does_not_count(values: dict[str, int | float | str]) -> None:
    assert len(figures.missing(["crash"], {"crash": values})) == 1


def run_setup(folder: Path, programs: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Runs tools/setup in an empty checkout on a machine that has only these programs."""
    _checkout(folder, programs)
    return _setup(folder)


def _setup(folder: Path, *what: str) -> subprocess.CompletedProcess[str]:
    command = [folder / "bin/bash", folder / "tools/setup", *what]
    return subprocess.run(command, env={"PATH": str(folder / "bin")}, capture_output=True, text=True)


def _checkout(folder: Path, programs: dict[str, str]) -> None:
    (folder / "tools").mkdir(parents=True)
    (folder / "bin").mkdir()
    for name in ("setup", "uv.txt"):
        (folder / "tools" / name).write_bytes((ROOT / "tools" / name).read_bytes())
    for name in ("uv.lock", "pyproject.toml"):
        (folder / name).touch()
    for name in ("bash", "cat", "cksum", "dirname", "grep", "cut"):
        (folder / "bin" / name).symlink_to(subprocess.check_output(["which", name], text=True).strip())
    for name, body in programs.items():
        (folder / "bin" / name).write_text(f"#!/bin/sh\n{body}\n")
        (folder / "bin" / name).chmod(0o755)


@pytest.mark.parametrize(
    ("programs", "told"),
    [
        ({}, "apt install python3 python3-pip"),
        (
            {"python3": 'case "$1" in --version) echo Python 3.9.2;; *) exit 1;; esac'},
            "hier staat Python 3.9.2",
        ),
        ({"python3": '[ "$1" = -c ]'}, "apt install python3-pip"),
    ],
)
def test_setup_says_what_the_machine_lacks(tmp_path: Path, programs: dict[str, str], told: str) -> None:
    ran = run_setup(tmp_path, programs)
    assert (ran.returncode, told in ran.stderr) == (1, True), ran.stderr


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout whose uv installs nothing and writes down what it was asked."""
    _checkout(tmp_path, {"python3": "exit 0"})
    version = re.findall(r"^uv==(\S+)", (ROOT / "tools/uv.txt").read_text(), re.M)[0]
    for name, body in {
        ".tools/bin/uv": f'[ "$1" = sync ] || echo "uv {version}"',
        ".venv/bin/python": "",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(f"#!/bin/sh\n{body}\n[ $1 = sync ] && echo $@ >>asked\nexit 0\n")
        (tmp_path / name).chmod(0o755)
    return tmp_path


@pytest.mark.parametrize(
    ("one_by_one", "options"),
    [
        (["run"], ["--no-dev --extra proofs"]),
        (["demo"], ["--no-dev --extra demo"]),
        ([""], [""]),
        (["demo", "demo", "run"], ["--no-dev --extra demo"]),
        (["run", "demo", "", "demo", "run"], ["--no-dev --extra proofs", "--no-dev --extra demo", ""]),
    ],
)
def test_setup_installs_what_is_asked_once_and_takes_nothing_away(
    checkout: Path, one_by_one: list[str], options: list[str]
) -> None:
    for what in one_by_one:
        ran = _setup(checkout, *what.split())
        assert ran.returncode == 0, ran.stderr
    asked = (checkout / "asked").read_text().splitlines()
    found = [line.split("--quiet")[1].split("--python")[0].strip() for line in asked]
    assert found == options


def test_setup_keeps_what_was_installed_for_more_when_the_lock_changes(checkout: Path) -> None:
    _setup(checkout)
    (checkout / "uv.lock").write_text("anders")
    _setup(checkout, "demo")
    assert "--no-dev" not in (checkout / "asked").read_text()


def test_setup_refuses_what_it_does_not_know(checkout: Path) -> None:
    ran = _setup(checkout, "dmeo")
    assert (ran.returncode, "kent 'dmeo' niet" in ran.stderr) == (1, True)
