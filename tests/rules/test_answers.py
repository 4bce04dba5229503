# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rules answer the examples word for word as they did."""

import re
from difflib import unified_diff
from itertools import islice

import pytest

from tests.rules.answers import ANSWERS, FOLDER


def by_title(text: str) -> dict[str, str]:
    return {part.partition("\n")[0]: part for part in re.split(r"^== ", text, flags=re.M)[1:]}


@pytest.mark.parametrize("name", ANSWERS)
def test_the_answers_are_what_they_were(name: str) -> None:
    """An example that is new has no answer yet to compare with; it gets one when the files are written again."""
    kept, made = (by_title(text) for text in ((FOLDER / f"{name}.txt").read_text("utf-8"), ANSWERS[name]()))
    now = {title: made.get(title, f"{title}: this example is gone") for title in kept}
    lines = unified_diff(
        "".join(kept.values()).splitlines(), "".join(now.values()).splitlines(), lineterm="", n=2
    )
    said = "\n".join(islice(lines, 40))
    assert not said, f"after a change on purpose: python -m tests.rules.answers, and look at:\n{said}"
    assert len(kept) > 30


def test_every_file_of_answers_is_compared() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(ANSWERS)
