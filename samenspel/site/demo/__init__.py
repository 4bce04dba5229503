# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The demonstration: a fictional region, a week of reports through the real intake API, and everything running.

It is the product itself, started for one person on one machine. Nothing here is used by it. `running` is where it
begins.
"""
