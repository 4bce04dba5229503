# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rules answer the examples word for word as they did."""

import pytest

from tests.rules.answers import ANSWERS, FOLDER


@pytest.mark.parametrize("name", ANSWERS)
def test_the_answers_are_what_they_were(name: str) -> None:
    """After a change on purpose: `python -m tests.rules.answers`, and look at the difference."""
    kept = (FOLDER / f"{name}.txt").read_text("utf-8")
    assert ANSWERS[name]().splitlines() == kept.splitlines()


def test_every_file_of_answers_is_compared() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(ANSWERS)
