# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The database wrapper as its users meet it: from processes of their own, which are killed at any moment."""
