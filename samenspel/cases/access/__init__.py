# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may see what of a case, and on what ground."""

from samenspel.cases.access.caseload import Caseload, caseload_of, waiting_for
from samenspel.cases.access.files import File, Shown, open_file
from samenspel.cases.access.judging import Guest, Judging, open_invitation, open_proposal
from samenspel.cases.access.pictures import family_of, picture_of, root_of, roots_of
from samenspel.cases.access.roles import opposite_roles

__all__ = [
    "Caseload",
    "File",
    "Guest",
    "Judging",
    "Shown",
    "caseload_of",
    "family_of",
    "open_file",
    "open_invitation",
    "open_proposal",
    "opposite_roles",
    "picture_of",
    "root_of",
    "roots_of",
    "waiting_for",
]
