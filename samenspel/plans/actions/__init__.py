# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can happen to a safety plan."""

from samenspel.plans.actions.checking import PreconditionNotMet
from samenspel.plans.actions.placing import (
    NOTHING,
    Beside,
    MeasureDraft,
    Recorded,
    UnknownMeasure,
    agree,
    place_measure,
    record_breach,
    record_contact,
)
from samenspel.plans.actions.telling import GroundNotStated, Told, ground_for, may_state, tell_of_home_ban

__all__ = [
    "NOTHING",
    "Beside",
    "GroundNotStated",
    "MeasureDraft",
    "PreconditionNotMet",
    "Recorded",
    "Told",
    "UnknownMeasure",
    "agree",
    "ground_for",
    "may_state",
    "place_measure",
    "record_breach",
    "record_contact",
    "tell_of_home_ban",
]
