# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Would one mistake in the routekaart be found? (issue: two hundred seeded faults)

A fault is one change of one row, term or number of the national rules, chosen by chance. It counts only where it can be
seen: in some situation, or from some start, the rules answer otherwise than before. Then the proofs look at it, and
after them the specification; neither is told what was changed, nor shown the rules as they were.
"""
