# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may see what of a case, and on what ground."""

from samenspel.cases.access.caseload import Caseload, caseload_of, waiting_for
from samenspel.cases.access.files import File, Shown, Where, open_file
from samenspel.cases.access.judging import Guest, Judging, open_invitation, open_proposal
from samenspel.cases.access.looking_back import Checked, check_lines_of, lines_of
from samenspel.cases.access.pairs import Pair, open_pair
from samenspel.cases.access.pictures import family_of, picture_of, root_of, roots_of
from samenspel.cases.access.roles import opposite_roles
from samenspel.cases.access.rules import JudgedBy, RestsOn, judged_by, rests_on
from samenspel.cases.access.searching import Found, Question, question_of, search_outside, search_own
from samenspel.cases.access.together import Elsewhere, Together

__all__ = [
    "Caseload",
    "Checked",
    "Elsewhere",
    "File",
    "Found",
    "Guest",
    "JudgedBy",
    "Judging",
    "Pair",
    "Question",
    "RestsOn",
    "Shown",
    "Together",
    "Where",
    "caseload_of",
    "check_lines_of",
    "family_of",
    "judged_by",
    "lines_of",
    "open_file",
    "open_invitation",
    "open_pair",
    "open_proposal",
    "opposite_roles",
    "picture_of",
    "question_of",
    "rests_on",
    "root_of",
    "roots_of",
    "search_outside",
    "search_own",
    "waiting_for",
]
