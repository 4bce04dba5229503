# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who it is about: person records, links between them, doubts, and the one encrypted store."""
