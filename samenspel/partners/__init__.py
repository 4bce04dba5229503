# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The organisations at the table: members, duty posts, machine clients, and how each signs in."""
