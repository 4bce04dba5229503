# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with a melding, in the language of the reader."""

from django.utils.translation import gettext as _

from samenspel.cases.pages import wording
from samenspel.intake.formats import Problem


def worded(problem: Problem) -> str:
    """What is wrong, for the reader: the text is looked up, and so is every word that can be chosen."""
    return problem.filled(wording.told(problem.what), lambda word: _(word.replace("_", " ")))
