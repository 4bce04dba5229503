# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What law and agreement say: pure Python and tables. No Django, no database, no clock, no chance."""
