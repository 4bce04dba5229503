# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Explaining the routekaart (docs/guide/routekaart.md): what it says about some facts, and why each row applied or not.

`reading` makes values of a file, `working_out` asks the rules, `data` and `telling` show what came out. No database.
"""

from samenspel.insights.explain.data import as_data
from samenspel.insights.explain.reading import Asked, FactsFileError, picture_of, read
from samenspel.insights.explain.telling import tell
from samenspel.insights.explain.working_out import Explanation, explain

__all__ = ["Asked", "Explanation", "FactsFileError", "as_data", "explain", "picture_of", "read", "tell"]
