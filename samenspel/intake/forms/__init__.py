# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The web form of a melding: made from the shapes of the JSON, so that it carries the same content."""

from samenspel.intake.forms.filled import Filled, fill
from samenspel.intake.forms.form import ReportForm, Row

__all__ = ["Filled", "ReportForm", "Row", "fill"]
