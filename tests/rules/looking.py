# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Looks at a short story with the safety rules."""

from typing import Any

from stories import COUPLE, at, last, picture

from samenspel.rules import safety
from samenspel.rules.safety import Safety
from samenspel.rules.safety.values import Alarm

Story = list[dict[str, Any]]
INCIDENT: dict[str, Any] = {"kind": "incident", "about": COUPLE}
CHILD: dict[str, Any] = {"persons": {"V": {}, "P": {}, "K": {"born": "2018"}}}


def look(story: Story, now: float | None = None, **given: Any) -> Safety:
    """What the safety rules say about the story, after its last event or on day `now`."""
    seen = picture(story, **given)
    return safety.assess(seen, last(seen) if now is None else at(now))


def alarms(code: str, story: Story, now: float | None = None, **given: Any) -> list[Alarm]:
    """The alarms of one kind, in their order."""
    return [one for one in look(story, now, **given).alarms if one.code == code]
