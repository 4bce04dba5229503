# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`samenspel replay --variant`: the same story, by the routekaart of a region."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError

from samenspel.insights.replay.regional import hold
from samenspel.rules import variants
from samenspel.site.command.variant import WrongVariantError, variant_of, variant_to_try
from tests import cast
from tests.insights.test_command import STORY, run

HEAD = '[variant]\nid = "x"\nregion = "x"\nname = "X"\nsince = 2026-01-01\nsource = { text = "X" }\n'
WEAKER = '[[change]]\nrow = "DT-02.8"\nthen = { strength = "propose" }\n'


def proposals(*arguments: str) -> list[dict[str, Any]]:
    done = run(str(STORY), "--json", "-", "--until", "2022-09-19", *arguments)
    assert done.returncode == 0, done.stderr
    last = json.loads(done.stdout.splitlines()[-1])
    return [one for one in last["proposals"] if one["moment"] == "actieoverleg"]


def test_a_replay_by_a_region_follows_its_rows_members_and_targets() -> None:
    assert proposals() == []
    police, _ = proposals("--variant", "voorbeeld")
    assert police["rules"] == ["DT-02.6", "voorbeeld.1"]
    assert police["invite"]["must"] == ["POL", "VT", "OM", "RVDK"]


def test_only_a_database_for_replays_takes_a_version_from_one_hand(db: None) -> None:
    with pytest.raises(DatabaseError, match="row-level security"):
        hold(variants.shipped("voorbeeld"), "voorbeeld", cast.NOW)


def test_a_name_a_file_or_nothing(tmp_path: Path) -> None:
    file = tmp_path / "regio.toml"
    file.write_text(HEAD)
    assert variant_of("national") is None
    assert variant_of("voorbeeld") == variants.shipped("voorbeeld")
    found = variant_of(str(file))
    assert found and found.id == "x"


def test_what_is_tried_held_all_along_and_is_nowhere_weaker() -> None:
    tried = variant_to_try("voorbeeld")
    assert tried == variants.all_along(variants.shipped("voorbeeld"))


def test_a_weaker_variant_is_refused_with_what_shows_it(tmp_path: Path) -> None:
    file = tmp_path / "zwakker.toml"
    file.write_text(HEAD + WEAKER)
    with pytest.raises(WrongVariantError, match=r"landelijke rij DT-02\.8"):
        variant_to_try(str(file))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD.replace("name", "naam"), "rij [variant], veld name: ontbreekt"),
        (HEAD + WEAKER.replace("DT-02.8", "DT-02.88"), "tabel change, rij DT-02.88, veld row"),
        (None, "bestaat niet; er is: national, midden-brabant, voorbeeld, of een bestand"),
    ],
)
def test_what_cannot_be_read_is_told(text: str | None, said: str, tmp_path: Path) -> None:
    file = tmp_path / "regio.toml"
    if text is not None:
        file.write_text(text)
    with pytest.raises(WrongVariantError) as refused:
        variant_of(str(file))
    assert any(said in line for line in refused.value.lines)
