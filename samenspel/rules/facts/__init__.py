# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a rule may know about a situation: the picture, its vocabulary, and what follows from both."""

from samenspel.rules.facts.inforce import LOCAL, InForce, as_moment
from samenspel.rules.facts.parameters import NATIONAL, Parameters, Setting, Way, settings
from samenspel.rules.facts.picture import EMPTY, Born, Kind, Known, Person, Picture, Relation
from samenspel.rules.facts.situation import Finding, Said, Situation, Status
from samenspel.rules.facts.vocabulary import (
    NO,
    UNKNOWN,
    YES,
    FactProblem,
    FactsError,
    Keeps,
    Shape,
    Variable,
    read_facts,
    variables,
)

__all__ = [
    "EMPTY",
    "LOCAL",
    "NATIONAL",
    "NO",
    "UNKNOWN",
    "YES",
    "Born",
    "FactProblem",
    "FactsError",
    "Finding",
    "InForce",
    "Keeps",
    "Kind",
    "Known",
    "Parameters",
    "Person",
    "Picture",
    "Relation",
    "Said",
    "Setting",
    "Shape",
    "Situation",
    "Status",
    "Variable",
    "Way",
    "as_moment",
    "read_facts",
    "settings",
    "variables",
]
