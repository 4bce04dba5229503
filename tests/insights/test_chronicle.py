# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pictures of a chronology without a database, held against the real system that replays it."""

import pytest

from samenspel.insights.backtest import pictures
from samenspel.insights.replay.reading import read
from samenspel.rules.routekaart import evaluate
from tests.insights.conftest import EXAMPLES, Play
from tests.insights.test_examples import NAMES, example

Seen = set[tuple[str, str, str, tuple[str, ...]]]


def seen_here(name: str) -> list[Seen]:
    """Per event: who sees which proposal, how strongly, by which rules."""
    chronology = read((EXAMPLES / f"{name}.toml").read_text(), name)
    found = []
    for event, known in pictures(chronology):
        said = [(code, evaluate(picture, event.at)) for code, picture in known.items()]
        found.append(
            {
                (code, one.moment.value, one.strength.value, one.rules)
                for code, e in said
                for one in e.proposals
            }
        )
    return found


@pytest.mark.parametrize("name", NAMES)
def test_it_proposes_what_the_real_system_proposes(name: str, play: Play) -> None:
    real = [
        {
            (code, one["moment"], one["strength"], tuple(one["rules"]))
            for one in answer["proposals"]
            for code in one["sees"]
        }
        for answer in example(name, play)
    ]
    assert sum(map(len, real)) > 5
    assert seen_here(name) == real
