# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The guide shows a document that can be read, and numbers that are so."""

import re
from pathlib import Path

from samenspel.rules.facts import settings
from samenspel.rules.variants import difference, read
from samenspel.rules.variants.reading import KINDS

GUIDE = (Path(__file__).parents[3] / "docs" / "guide" / "regio.md").read_text(encoding="utf-8")


def test_the_document_of_the_guide_has_every_block_and_can_be_read() -> None:
    (document,) = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
    assert set(re.findall(r"^\[\[(\w+)\]\]", document, re.MULTILINE)) == set(KINDS)
    assert {one.block for one in difference(read("regio.toml", document))} == set(KINDS)


def test_the_numbers_of_the_guide_are_those_of_the_rules() -> None:
    rows = re.findall(r"^\| `(\w+)`: .*? \| (\d+) \| (\d+) \| (\d+) \| (\w+) is \|$", GUIDE, re.MULTILINE)
    assert rows == [
        (one.id, str(one.value), str(one.least), str(one.most), one.stronger.value)
        for one in settings().values()
    ]
