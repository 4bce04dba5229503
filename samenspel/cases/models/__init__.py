# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The case: who sits there, what is known and by whom, what is shown to whom, which terms run, what is proposed."""

from samenspel.cases.models.cases import Assignment, Case, CaseNumber, Holder, HolderKind, Joined, Party, Seat
from samenspel.cases.models.items import DisclosedPart, DisclosedPerson, Disclosure, Item, Part, Subject
from samenspel.cases.models.routes import Block, Deadline, Evaluation, Invitation, Proposal, ProposalState

__all__ = [
    "Assignment",
    "Block",
    "Case",
    "CaseNumber",
    "Deadline",
    "DisclosedPart",
    "DisclosedPerson",
    "Disclosure",
    "Evaluation",
    "Holder",
    "HolderKind",
    "Invitation",
    "Item",
    "Joined",
    "Part",
    "Party",
    "Proposal",
    "ProposalState",
    "Seat",
    "Subject",
]
