# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Is this installation healthy, and may it serve at all?

`look` is what `samenspel doctor` does. `refuse_unsafe` is the part of it that every serving process does first: in
production it does not start on a database or a machine that differs from what was reviewed (SR-58).
"""

from samenspel.site.doctor.checks import look
from samenspel.site.doctor.findings import Finding, Level
from samenspel.site.doctor.safety import refuse_unsafe, safety

__all__ = ["Finding", "Level", "look", "refuse_unsafe", "safety"]
