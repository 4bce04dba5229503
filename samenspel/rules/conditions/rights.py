# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""About which decision somebody asks (handbook 4.16)."""

from samenspel.rules.catalogue import RIGHTS
from samenspel.rules.conditions.registry import outside

outside("decision", "Om welk besluit gaat het?", RIGHTS)
