# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Verdicts: what the tables say about one measure, source, person, child or decision that somebody asks about.

Rule 1: every answer comes from a table, through the one evaluator, and carries its reasons and the whole trace.
Rule 2: what the picture cannot know is told by who asks; what nobody told is unknown, and unknown is never "no".
Rule 3: nothing here decides. A verdict says what stands in the way, or who it is that decides.
"""

from samenspel.rules.verdicts.asking import NOTHING, Ruling, Told, ask
from samenspel.rules.verdicts.informing import Informing, informing
from samenspel.rules.verdicts.overview import asked_of
from samenspel.rules.verdicts.preconditions import may_start, preconditions
from samenspel.rules.verdicts.prosecution import Weighed, Weighing, weighing_prosecution
from samenspel.rules.verdicts.rights import Rights, may_decide, who_decides
from samenspel.rules.verdicts.source import may_name_source
from samenspel.rules.verdicts.talking import ChildTalk, FirstStep, child_talk, first_steps

__all__ = [
    "NOTHING",
    "ChildTalk",
    "FirstStep",
    "Informing",
    "Rights",
    "Ruling",
    "Told",
    "Weighed",
    "Weighing",
    "ask",
    "asked_of",
    "child_talk",
    "first_steps",
    "informing",
    "may_decide",
    "may_name_source",
    "may_start",
    "preconditions",
    "weighing_prosecution",
    "who_decides",
]
