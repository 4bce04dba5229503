# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small by default: one function fits on a screen, one file in a head."""

from pathlib import Path

from tests.architecture.source import functions, python

LONGEST_FILE = 400
LONGEST_FUNCTION = 50
ORDINARY_FUNCTION = 30
ORDINARY_SHARE = 0.9


def test_no_file_is_longer_than_400_lines() -> None:
    """A file that outgrows it becomes a folder of the same name, whose __init__ exports the same names."""
    too_long = {str(path): len(text.splitlines()) for path, text in python().items()}
    assert {path: lines for path, lines in too_long.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_longer_than_50_lines() -> None:
    found = [one for path, text in python().items() for one in functions(path, text)]
    assert [str(one) for one in found if one.lines > LONGEST_FUNCTION] == []


def test_nine_functions_in_ten_are_at_most_30_lines() -> None:
    found = [
        one
        for path, text in python().items()
        if path.parts[0] == "samenspel"
        for one in functions(path, text)
    ]
    ordinary = sum(one.lines <= ORDINARY_FUNCTION for one in found)
    assert found
    assert ordinary / len(found) >= ORDINARY_SHARE


def test_the_ruler_counts_lines_of_nested_functions_too() -> None:
    text = "def outer():\n    @cached\n    def inner():\n        return 1\n    return inner\n"
    assert [(one.name, one.lines) for one in functions(Path("x.py"), text)] == [("outer", 5), ("inner", 2)]
