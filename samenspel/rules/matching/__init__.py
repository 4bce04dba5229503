# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Are these two records one person, how sure, and why? Pure: no database, no clock, no identities pooled."""

from samenspel.rules.matching.features import Features, Sex
from samenspel.rules.matching.keys import blocking_keys
from samenspel.rules.matching.model import NATIONAL, Comparison, Effect, Model, Rule, Rung, read
from samenspel.rules.matching.names import fold, given_words, initial_letters, surname_words
from samenspel.rules.matching.numbers import address, bsn, phone, postcode
from samenspel.rules.matching.weighing import Likeness, Weighing, weigh

__all__ = [
    "NATIONAL",
    "Comparison",
    "Effect",
    "Features",
    "Likeness",
    "Model",
    "Rule",
    "Rung",
    "Sex",
    "Weighing",
    "address",
    "blocking_keys",
    "bsn",
    "fold",
    "given_words",
    "initial_letters",
    "phone",
    "postcode",
    "read",
    "surname_words",
    "weigh",
]
