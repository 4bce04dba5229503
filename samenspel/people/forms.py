# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What pages take from a form: words as somebody typed them, and errors that lead back to a field."""

from dataclasses import dataclass

MOST = 20_000


@dataclass(frozen=True, slots=True)
class Error:
    """One thing that is wrong with a form, for `site/parts/errors.html`. `field_id` "" is about the form as a whole."""

    field_id: str
    label: str
    text: str


def typed(text: str, most: int = MOST) -> str:
    """The words without space around them, on one kind of line end, without what PostgreSQL cannot keep.

    A character that cannot be kept becomes U+FFFD, so that a reader sees that something stood there.
    """
    kept = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")
    return kept.encode(errors="replace").decode().strip()[:most]
