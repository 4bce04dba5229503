# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rules answer the examples word for word as they did."""

from difflib import unified_diff
from itertools import islice

import pytest

from tests.rules.answers import ANSWERS, FOLDER


@pytest.mark.parametrize("name", ANSWERS)
def test_the_answers_are_what_they_were(name: str) -> None:
    kept, made = (FOLDER / f"{name}.txt").read_text("utf-8"), ANSWERS[name]()
    lines = unified_diff(kept.splitlines(), made.splitlines(), "kept", "now", lineterm="", n=2)
    said = "\n".join(islice(lines, 40))
    assert not said, f"after a change on purpose: python -m tests.rules.answers, and look at:\n{said}"


def test_every_file_of_answers_is_compared() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(ANSWERS)
