# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A proof that was stopped goes on where it was, on the same commit; and gives a figure only when nothing was wrong."""

from collections import Counter
from functools import partial
from pathlib import Path

import pytest

from bench import progress
from bench.progress import Progress
from bench.prove import PROOFS, main
from tools import figures


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(progress, "FOLDER", tmp_path)
    monkeypatch.setattr(progress, "commit", lambda: "abc")
    monkeypatch.setattr(progress, "record", partial(figures.record, file=tmp_path / "figures"))
    return tmp_path


def test_a_stopped_proof_goes_on(folder: Path) -> None:
    Progress.of("leak", 10, 1).add(4, Counter(rows=7), 2.5, [])
    known = Progress.of("leak", 10, 1)
    assert (known.done, known.counts["rows"], known.seconds) == (4, 7, 2.5)
    known.add(6, Counter(rows=1), 1.0, [])
    assert known.finish("goed") == 0
    figure = figures.read(folder / "figures")["leak"]
    assert (figure["size"], figure["rows"], figure["result"], figure["commit"]) == (10, 8, "goed", "abc")
    assert figures.missing(["leak"], {"leak": figure}) == []


@pytest.mark.parametrize("other", [("leak", 10, 2), ("leak", 11, 1)])
def test_another_size_or_seed_starts_anew(other: tuple[str, int, int]) -> None:
    Progress.of("leak", 10, 1).add(4, Counter(), 1.0, [])
    assert Progress.of(*other).done == 0


def test_another_commit_starts_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    Progress.of("leak", 10, 1).add(4, Counter(), 1.0, [])
    monkeypatch.setattr(progress, "commit", lambda: "def")
    assert Progress.of("leak", 10, 1).done == 0


def test_a_proof_that_is_whole_starts_anew() -> None:
    Progress.of("leak", 10, 1).add(10, Counter(), 1.0, [])
    assert Progress.of("leak", 10, 1).done == 0


def test_faults_give_no_figure_also_after_going_on(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Progress.of("leak", 10, 1).add(4, Counter(), 1.0, ["iets mis"])
    known = Progress.of("leak", 10, 1)
    known.add(6, Counter(), 1.0, [])
    assert known.finish("goed") == 1
    assert "FOUT iets mis" in capsys.readouterr().out
    assert not (folder / "figures").exists()


def test_what_is_no_proof_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["liek"]) == 2
    told = capsys.readouterr().err
    assert all(name in told for name in PROOFS)
