# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every term calculated twice: by the rules, and by the slow calculation of the tests."""
