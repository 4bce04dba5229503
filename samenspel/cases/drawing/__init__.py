# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where things stand in a picture: values in, places out. The templates draw them.

Rule 1: a picture says nothing that the text beside it does not say.
Rule 2: no page, no query, no language: words come in, coordinates go out.
"""

from samenspel.cases.drawing.boards import Board, wide
from samenspel.cases.drawing.family import HIGH, WIDE, FamilyPicture, Member, Tie, family
from samenspel.cases.drawing.narrow import narrow
from samenspel.cases.drawing.route import Kind, Note, Route, Seat, Sign, State, Station, Words
from samenspel.cases.drawing.texts import lines, measured, wrapped

__all__ = [
    "HIGH",
    "WIDE",
    "Board",
    "FamilyPicture",
    "Kind",
    "Member",
    "Note",
    "Route",
    "Seat",
    "Sign",
    "State",
    "Station",
    "Tie",
    "Words",
    "family",
    "lines",
    "measured",
    "narrow",
    "wide",
    "wrapped",
]
