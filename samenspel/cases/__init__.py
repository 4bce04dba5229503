# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The case: who sits there, what is known and shown to whom, which terms run, what is proposed."""
