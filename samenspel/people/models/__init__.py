# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who it is about: persons as each organisation knows them, what ties them, and the store of what may kill."""

from samenspel.people.models.links import Doubt, Link
from samenspel.people.models.persons import (
    Household,
    HouseholdMember,
    MatchKey,
    PersonNumber,
    PersonRecord,
    Relation,
)
from samenspel.people.models.secrets import Secret, SecretKind, keyed_hash, place_of

__all__ = [
    "Doubt",
    "Household",
    "HouseholdMember",
    "Link",
    "MatchKey",
    "PersonNumber",
    "PersonRecord",
    "Relation",
    "Secret",
    "SecretKind",
    "keyed_hash",
    "place_of",
]
