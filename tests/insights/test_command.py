# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`samenspel replay` as people run it: its exit codes, its output, and nothing left behind."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from samenspel.site.postgres import server
from tests.insights.conftest import EXAMPLES

STORY = EXAMPLES / "stalking-door-ex-partner.toml"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    env = {
        name: value for name, value in os.environ.items() if not name.startswith(("SAMENSPEL_", "DJANGO_"))
    }
    command = [sys.executable, "-c", "import sys; from samenspel.site.command import main; sys.exit(main())"]
    return subprocess.run(
        [*command, "replay", *arguments], env=env, capture_output=True, text=True, check=False
    )


def test_it_writes_a_json_object_per_event_tells_people_the_same_and_leaves_nothing(tmp_path: Path) -> None:
    before = server(fast=True).databases()
    out = tmp_path / "uit.jsonl"
    done = run(str(STORY), "--json", str(out), "--until", "2022-09-19", "--region", "noord")
    assert done.returncode == 0, done.stderr
    answers = [json.loads(line) for line in out.read_text().splitlines()]
    assert [one["event"] for one in answers] == [1, 2, 3, 4]
    assert "Regio noord, 4 gebeurtenissen." in done.stdout
    assert max(len(line) for line in done.stdout.splitlines()) <= 90
    assert "── 4 ── maandag 19 september 2022, 15.00 uur ─" in done.stdout
    assert "P was eerder pleger; slachtoffer was E" in done.stdout
    assert "[no-case-owner; handboek 3.9]" in done.stdout
    left = {name for name in server(fast=True).databases() if name.startswith("replay_")} - set(before)
    assert not {name for name in left if not Path(f"/proc/{name.split('_')[1]}").exists()}


def test_json_to_the_standard_output_is_nothing_but_json() -> None:
    done = run(str(STORY), "--json", "-", "--until", "2020-12-31")
    assert done.returncode == 0 and json.loads(done.stdout)["event"] == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([str(STORY), "--variant", "elders"], "variant 'elders' bestaat niet; er is: national, "),
        (["bestaat-niet.toml"], "bestaat-niet.toml: dit bestand bestaat niet"),
        ([str(STORY), "--until", "morgen"], "'morgen' is geen datum"),
        ([str(STORY), "--json", "/bestaat/niet"], "/bestaat/niet is niet te schrijven"),
    ],
)
def test_wrong_input_is_refused_with_2(arguments: list[str], said: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2 and said in done.stderr and not done.stdout


def test_a_bad_file_is_refused_with_2_with_line_and_field_and_nothing_is_made(tmp_path: Path) -> None:
    bad = tmp_path / "fout.toml"
    bad.write_text('title = "x"\n[[events]]\nat = 2020-01-01\nby = "POLL"\nkind = "signal"\n')
    done = run(str(bad))
    assert done.returncode == 2 and f"{bad}, regel 4, gebeurtenis 1, veld by:" in done.stderr
    bad.write_bytes(b"\xff\xfe")
    assert "geen tekst in UTF-8" in run(str(bad)).stderr
