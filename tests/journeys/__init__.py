# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people come to do, from beginning to end: real processes, a real database, a real browser."""
