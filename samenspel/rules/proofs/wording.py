# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A situation, an outcome and a list in plain Dutch."""

from collections.abc import Collection
from typing import Any

from samenspel.rules import conditions
from samenspel.rules.conditions.dependencies import quiet
from samenspel.rules.proofs.logic import Answers

MOMENTS = {
    "acuut": "moment 1 (Samen op in Acuut)",
    "actieoverleg": "moment 2 (Actieoverleg)",
    "zsm": "moment 3 (VT-ZSM)",
    "ssk": "moment 4 (SSK)",
}


def say_situation(answers: Answers, asked: Collection[str]) -> str:
    """ "Als acute onveiligheid vermoeden is en verder niets bekend is": only what differs from knowing nothing."""
    said = [say_answer(name, answers[name]) for name in sorted(asked) if answers[name] != quiet(name)]
    if not said:
        return "Als er niets bekend is"
    return f"Als {', en '.join(said)}, en verder niets bekend is"


def say_answer(name: str, values: Collection[str]) -> str:
    """ "acute onveiligheid vermoeden is"; for a question: "op ‘Zit er een verdachte vast?’ het antwoord ja is"."""
    asked = conditions.question(name)
    assert asked is not None, name
    words = say_list(value.replace("_", " ") for value in asked.values if value in values)
    if name in conditions.NAMED:
        return f"op ‘{asked.text}’ het antwoord {words} is"
    return f"{asked.text} {words} is"


def say_moment(moment: str) -> str:
    return MOMENTS.get(moment, moment)


def say_list(words: Any, last: str = "en") -> str:
    """ "a, b en c"."""
    found = list(words)
    return f" {last} ".join((", ".join(found[:-1]), found[-1])) if len(found) > 1 else "".join(found)
