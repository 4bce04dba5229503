# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`Report` → JSON, as POST /api/melden/v1/meldingen takes it."""

import json

from samenspel.intake.formats import Report
from samenspel.intake.formats.melding.tree import to_tree


def write(report: Report) -> bytes:
    """The report as UTF-8 JSON with the public Dutch names; reading it again gives the same report."""
    return json.dumps(to_tree(report), ensure_ascii=False, indent=2).encode()
