# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What of a melding shows on no page and in no copy: where somebody is of whom nobody may know that (SR-13, SR-14).

Rule 1: it hides whoever the report protects, and whoever the receiver knows as protected, or doubts about.
Rule 2: whoever may live with them shares the secret: everybody but those who are only accused, and where it happened.
Rule 3: what a place is never counts (SR-16): comparing it with the secret would tell the secret.
Rule 4: the words of a melding itself stay as they are. All of it stands in the message, and opening that is journalled.
"""

from dataclasses import replace

from samenspel.intake.access import Opened
from samenspel.intake.actions.content import ACCUSED, HIDDEN
from samenspel.intake.formats import Report, ReportedPerson, Unknown
from samenspel.people.models import PersonRecord


def without_secret_places(told: Report, found: Opened) -> Report:
    """The same report without the places that have to stay hidden; what has no field may be one of these."""
    if not somebody_hides(told, found):
        return told
    return replace(
        told,
        place=None,
        persons=tuple(_without_places(one) if hides(one, found) else one for one in told.persons),
        unknown=tuple(Unknown(one.path, HIDDEN) for one in told.unknown),
    )


def somebody_hides(told: Report, found: Opened) -> bool:
    return bool(found.hidden) or any(person.secret_address for person in told.persons)


def hides(person: ReportedPerson, found: Opened) -> bool:
    """Whether this one's places are hidden too, when somebody's are."""
    only_accused = bool(person.roles) and set(person.roles) <= ACCUSED
    record = record_of(person, found)
    protected = record.pk in found.hidden if record else bool(found.hidden)
    return not only_accused or bool(person.secret_address) or protected


def record_of(person: ReportedPerson, found: Opened) -> PersonRecord | None:
    """The record that was made of this person; None when two of the same name came in one message."""
    said = (person.first_names or "", person.last_name or "", person.call_name or "", person.born)
    same = [one for one in found.records if (one.first_names, one.surname, one.call_name, one.born) == said]
    return same[0] if len(same) == 1 else None


def _without_places(person: ReportedPerson) -> ReportedPerson:
    return replace(person, formal=None, actual=None, phones=(), emails=())
