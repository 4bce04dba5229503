# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A question to the sharing matrix, in the shape of AuthZEN: subject, action, resource, context."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

GIVE = "verstrekken"


class Label(StrEnum):
    """What may be special about a part (architecture: parts carry their own labels)."""

    SOURCE_PROTECTED = "source_protected"
    LOCATION_SECRET = "location_secret"  # noqa: S105 a label, no password
    INVESTIGATION_INTEREST = "investigation_interest"
    CHILD_STATEMENT = "child_statement"
    HEALTH = "health"
    RECORDING = "recording"


@dataclass(frozen=True, slots=True)
class Subject:
    """Who gives: a kind of organisation, and the function that acts for it."""

    organisation: str
    function: str | None


@dataclass(frozen=True, slots=True)
class Action:
    """What is done, and who receives it (a kind of organisation)."""

    recipient: str
    name: str = GIVE


@dataclass(frozen=True, slots=True)
class Resource:
    """What is given: whose it is, which kinds of data, under which regime, with which labels.

    `labels` is None when nobody looked: that is a refusal. An empty set says that there are none.
    """

    owner: str
    categories: frozenset[str]
    regime: str
    labels: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Context:
    """What it is for, when (aware), and the facts on which conditions rest; missing is not fulfilled."""

    purpose: str
    moment: datetime
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Request:
    """May this subject give this resource, in this context?"""

    subject: Subject
    action: Action
    resource: Resource
    context: Context
