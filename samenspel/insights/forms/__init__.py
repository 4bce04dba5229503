# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The editor of a variant: its document as tables of cells in which one chooses, and never writes an expression."""

from samenspel.insights.forms.document import Document, empty, parse
from samenspel.insights.forms.editor import Editor
from samenspel.insights.forms.steps import take

__all__ = ["Document", "Editor", "empty", "parse", "take"]
