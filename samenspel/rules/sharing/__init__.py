# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""May A give B this about C for this purpose, and on what ground? (handbook 8, IS-01 to IS-42)"""

from samenspel.rules.sharing.deciding import decide, ground_for_invitation
from samenspel.rules.sharing.grounds import Ground, Grounds, Regime, grounds, read_grounds
from samenspel.rules.sharing.request import Action, Context, Label, Request, Resource, Subject

__all__ = [
    "Action",
    "Context",
    "Ground",
    "Grounds",
    "Label",
    "Regime",
    "Request",
    "Resource",
    "Subject",
    "decide",
    "ground_for_invitation",
    "grounds",
    "read_grounds",
]
