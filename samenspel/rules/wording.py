# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The cells of a table in plain Dutch: what a key and a code of an outcome are called, and what a row asks."""

from collections.abc import Iterable, Mapping
from typing import Any

from samenspel.rules import catalogue, conditions
from samenspel.rules.tables import Condition

# What the keys and the codes of an outcome are called. A code that is a Dutch word stands for itself.
KEYS = {
    "start": "begin",
    "moment": "moment",
    "strength": "sterkte",
    "term": "termijn",
    "variant": "vorm van de termijn",
    "renewed_by": "opnieuw bij",
    "partner": "wie",
    "grade": "aan tafel",
    "tell": "meld het aan",
    "power": "bevoegdheid",
    "decision": "besluit",
    "reopens": "opent de afdoening opnieuw",
    "duty": "melden is een plicht",
    "report": "melden",
    "owner": "casushouder",
    "appraisal": "specialist",
    "meeting": "overleg",
    "measures": "te overwegen",
    "flag": "signaal",
    "name": "naam",
    "what": "gegeven",
    "who": "wie zorgt ervoor",
    "phase": "fase",
    "allowed": "mag",
    "prepare": "mag worden voorbereid",
    "against": "waarschuwing bij maatregel",
    "warn": "waarschuwing bij",
    "question": "vraag",
    "direction": "wijst naar",
    "decides": "beslist",
    "functions": "functie die beslist",
    "outcomes": "kan besluiten tot",
    "effect": "gevolg",
    "needs": "moet vaststaan",
    "naming": "bron noemen",
    "inform": "informeren",
    "to": "aan wie",
    "talk": "Veilig Thuis praat met het kind",
    "route": "weg",
    "step": "eerste stap",
    "within": "wanneer",
    "advise": "mag adviseren",
    "never": "beslist nooit",
    "bodies": "beslist ook nooit",
}
WORDS = {
    "must": "moet",
    "propose": "voorstel",
    "conditional": "als de voorwaarde opgaat",
    "optional": "mogelijk",
    "incident": "nieuw incident",
    "report": "nieuwe melding",
    "breach": "schending",
    "signal": "signaal",
    "suspect": "andere status van een verdachte",
    "assessment": "nieuwe beoordeling",
}
CODES = frozenset({"flag", "what"})  # names for the software; their Dutch name stands beside them


def say_key(key: str) -> str:
    """What a cell of an outcome is called."""
    return KEYS.get(key, key.replace("_", " "))


def say_cells(outcome: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """The cells of an outcome that say something, each with its key in Dutch."""
    return (
        (say_key(key), say_cell(key, value)) for key, value in outcome.items() if value not in ("", (), False)
    )


def say_cell(key: str, value: Any) -> str:
    """One cell of an outcome in Dutch; "" for one that says nothing."""
    if isinstance(value, bool):
        return "ja" if value else ""
    if isinstance(value, tuple | list):
        return ", ".join(_word(key, one) for one in value)
    return _word(key, str(value))


def _word(key: str, code: str) -> str:
    if key in CODES:
        return f"`{code}`"
    if key in ("measures", "against"):
        return f"{code} {catalogue.measures()[code].name}"
    if key == "functions":
        return catalogue.functions()[code].name
    if key == "outcomes":
        return catalogue.decisions()[code].name
    if key in ("tell", "who", "partner", "decides", "never"):
        return catalogue.organisations()[code].name if code in catalogue.organisations() else code
    return WORDS.get(code, code.replace("_", " "))


def say_asked(one: Condition) -> str:
    """A question with the answers that a row accepts."""
    return f"{say_question(one.question)} {say_answers(one.accepted)}"


def say_question(name: str) -> str:
    """The question itself, ending so that an answer can follow."""
    asked = conditions.question(name)
    text = asked.text if asked else name
    return text if text.endswith("?") else f"{text}:"


def say_answers(words: Iterable[str]) -> str:
    """ "a, b of c"."""
    found = [word.replace("_", " ") for word in words]
    return " of ".join((", ".join(found[:-1]), found[-1])) if len(found) > 1 else "".join(found)
