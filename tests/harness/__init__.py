# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The harnesses of `bench`, run small; and each shown to fail on what is wrong on purpose."""
