# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who works out the routekaart of a region, what they see of it, and what it would have meant for earlier cases."""

from samenspel.insights.access.checking import CANNOT, NotProved, Proved, Weighed, prove, weigh
from samenspel.insights.access.desk import Desk, Version, desk_of, open_desk, open_version, versions_of
from samenspel.insights.access.looking_back import (
    Line,
    Looked,
    Told,
    all_along,
    beside,
    examples,
    look_back,
    look_back_on,
)

__all__ = [
    "CANNOT",
    "Desk",
    "Line",
    "Looked",
    "NotProved",
    "Proved",
    "Told",
    "Version",
    "Weighed",
    "all_along",
    "beside",
    "desk_of",
    "examples",
    "look_back",
    "look_back_on",
    "open_desk",
    "open_version",
    "prove",
    "versions_of",
    "weigh",
]
