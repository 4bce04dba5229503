# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What another set of rules would have said about what happened before. Pure: pictures in, differences out.

`comparing` compares two sets of rules over the same pictures, `chronicle` makes such pictures of a chronology, and
`counting` makes of many differences what somebody may read who may see none of the cases.
"""

from samenspel.insights.backtest.chronicle import pictures
from samenspel.insights.backtest.comparing import Change, Heard, Kind, Open, compare, heard
from samenspel.insights.backtest.counting import Cell, Counted, count

__all__ = [
    "Cell",
    "Change",
    "Counted",
    "Heard",
    "Kind",
    "Open",
    "compare",
    "count",
    "heard",
    "pictures",
]
