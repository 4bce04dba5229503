# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Does a pooled connection ever show one organisation what is another's? (SR-06)

Many threads read for many organisations over one small pool, each read in its own transaction, and the transactions
end in every way that they end in practice. What each organisation may see is computed beforehand from the plain rows,
by a connection that row security does not hold back: nothing of the fences takes part in judging them.
"""
