# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Short stories as pictures, as the tests of this folder name them."""

from samenspel.rules.stories import COUPLE, START, at, known, last, person, picture

__all__ = ["COUPLE", "START", "at", "known", "last", "person", "picture"]
