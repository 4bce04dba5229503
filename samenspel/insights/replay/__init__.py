# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Replaying a chronology through the real system (docs/guide/chronologie.md).

`reading` makes values of a file and needs nothing but the rules; `play` feeds them to a database of their own;
`answer` says after each event what the system now says, and `telling` tells it to a reader.
"""
