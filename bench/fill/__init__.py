# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A database as full as that of a region: many persons, many cases, most of them closed.

Some tens of reports go the real way, through the real code. Each then is the model of hundreds of copies: the same rows
with other ids, other people, other addresses, other keys to recognise them by and other secrets. So the rows are what
the code of today makes, and they fit together.

The copies are loaded with COPY past the fences: row security and the guard of the journal do not see them, and they
have no entries in the journal.
"""
