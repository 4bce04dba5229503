# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every way of reporting comes down to: one `Report`, a plain value.

Rule 1: a format turns bytes into a `Report` or raises `Unreadable`, never anything else. It decides nothing.
Rule 2: None means "not said". It never means "no".
Rule 3: nothing is dropped. What has no field here stands in `unknown`; what had to be changed or could not be
understood stands in `problems`. The bytes themselves stay with the caller.
Rule 4: a text is never empty, has no white space around it, has `\\n` as its only line end, and holds only
characters that XML and PostgreSQL can keep.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from samenspel.rules.facts import Born, Relation

LOCAL = ZoneInfo("Europe/Amsterdam")

Fact = str | int | bool | tuple["Fact", ...] | Mapping[str, "Fact"]


class Sex(StrEnum):
    """Sex as CBS counts it (handbook 10.2); O is unknown or otherwise."""

    V = "V"
    M = "M"
    O = "O"  # noqa: E741 — the code of the list


class Precision(StrEnum):
    """How exactly something is dated."""

    YEAR = "jaar"
    MONTH = "maand"
    DAY = "dag"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class Moment:
    """When something was, exactly as the source says: an aware datetime, or a day, month or year (local)."""

    at: datetime | Born

    def __post_init__(self) -> None:
        if isinstance(self.at, datetime) and self.at.tzinfo is None:
            raise ValueError("a moment needs an offset")

    @property
    def precision(self) -> Precision:
        if isinstance(self.at, datetime):
            return Precision.MOMENT
        if self.at.month is None:
            return Precision.YEAR
        return Precision.MONTH if self.at.day is None else Precision.DAY

    def earliest(self) -> datetime:
        """The first moment that this can mean, in UTC: a term that starts here never ends too late."""
        if isinstance(self.at, datetime):
            return self.at.astimezone(UTC)
        return datetime.combine(self.at.earliest(), time.min, LOCAL).astimezone(UTC)

    def latest(self) -> datetime:
        """The last moment that this can mean, in UTC."""
        if isinstance(self.at, datetime):
            return self.at.astimezone(UTC)
        following = self.at.latest() + timedelta(days=1)
        return datetime.combine(following, time.min, LOCAL).astimezone(UTC) - timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a yes-no question that the source may give in its own words.

    `said` is None when it says "onbekend", or says something that only a person can weigh. `text` holds its
    words when they are more than ja, nee or onbekend.
    """

    said: bool | None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """An address in parts; `description` is what the source wrote where it gave no parts.

    `bag` is the nummeraanduiding of the BAG (16 digits).
    """

    street: str | None = None
    number: str | None = None
    letter: str | None = None
    suffix: str | None = None
    postcode: str | None = None
    city: str | None = None
    country: str | None = None
    description: str | None = None
    bag: str | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """A registration number and who gave it ("politie", "VT"); handbook 12."""

    holder: str
    value: str


@dataclass(frozen=True, slots=True)
class ReportedPerson:
    """One person as this report knows it. `key` means something only inside this report.

    `roles` are roles in this incident (slachtoffer, pleger, getuige, ouder, minderjarige …), never fixed.
    `due` is the expected birth date of an unborn child. `secret_address`: the address must stay hidden.
    """

    key: str
    last_name: str | None = None
    infix: str | None = None
    first_names: str | None = None
    call_name: str | None = None
    initials: str | None = None
    maiden_name: str | None = None
    maiden_infix: str | None = None
    aliases: tuple[str, ...] = ()
    born: Born | None = None
    birth_place: str | None = None
    unborn: bool = False
    due: date | None = None
    deceased: bool | None = None
    died: Born | None = None
    sex: Sex | None = None
    bsn: str | None = None
    alien_number: str | None = None
    nationality: str | None = None
    languages: tuple[str, ...] = ()
    formal: Address | None = None
    actual: Address | None = None
    secret_address: bool | None = None
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    numbers: tuple[Number, ...] = ()
    remarks: str | None = None
    care_for_minor: str | None = None


@dataclass(frozen=True, slots=True)
class Informed:
    """Who was told: a person of the report (`person` is its key) or somebody else (`name`)."""

    person: str | None = None
    name: str | None = None
    how: str | None = None
    on: Moment | None = None
    reacted: bool | None = None
    reaction: str | None = None


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who reports. `category` is the CBS code of handbook 10.2 ("01" is the police).

    `branch` is the code of the office that sends it. `anonymous`: wishes to stay unknown to the family
    (DT-09).
    """

    category: str | None = None
    name: str | None = None
    function: str | None = None
    organisation: str | None = None
    branch: str | None = None
    anonymous: bool | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask for more."""

    name: str | None = None
    department: str | None = None
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unknown:
    """What the source said in a place that we do not know, kept as it was."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that a person must look at: where, what (Dutch), a stable code, and what was kept (Dutch).

    `what` is the same text every time, so that it can be translated: `values` stand where it says %(name)s.
    A tuple is a list of words that can be chosen.
    """

    where: str
    what: str
    code: str
    kept: str = ""
    values: Mapping[str, str | int | tuple[str, ...]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """What it is, in Dutch, with its values filled in."""
        return self.filled(self.what)

    def filled(self, what: str, say: Callable[[str], str] = str) -> str:
        """These words with the values filled in; `say` gives the words for one that can be chosen."""
        said = {
            name: ", ".join(map(say, value)) if isinstance(value, tuple) else value
            for name, value in self.values.items()
        }
        return what % said if said else what

    def as_json(self) -> dict[str, Any]:
        """What is kept with a message."""
        kept: dict[str, Any] = {"waar": self.where, "wat": self.what, "code": self.code, "bewaard": self.kept}
        return kept | ({"waarden": dict(self.values)} if self.values else {})

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Problem":
        values = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in kept.get("waarden", {}).items()
        }
        return cls(kept["waar"], kept["wat"], kept["code"], kept.get("bewaard", ""), values)


@dataclass(frozen=True, slots=True)
class Report:
    """A melding, as told. `message` is the sender's number of this message, `reference` its own case number.

    `received` is when the sender received or made the report, `occurred` when the incident was, `established`
    when the suspicion of violence or abuse was established (start of the 24 hours of the police, DL-01).
    `facts` maps variables of handbook 4.2 (snake_case, values in lower case) to values, as told;
    `rules.facts` validates them. `origin` (path -> text) says where a field comes from, if not here.
    """

    sender: str | None = None
    sender_application: str | None = None
    sender_administration: str | None = None
    receiver: str | None = None
    receiver_application: str | None = None
    receiver_administration: str | None = None
    message: str | None = None
    reference: str | None = None
    sent: datetime | None = None
    received: Moment | None = None
    occurred: Moment | None = None
    established: Moment | None = None
    reporter: Reporter | None = None
    contact: Contact | None = None
    place: Address | None = None
    incident: str | None = None
    situation: str | None = None
    additional: str | None = None
    facts: Mapping[str, Fact] = field(default_factory=dict)
    persons: tuple[ReportedPerson, ...] = ()
    relations: tuple[Relation, ...] = ()
    informed: tuple[Informed, ...] = ()
    alignment_wanted: Answer | None = None
    existing_help: Answer | None = None
    home_ban: Answer | None = None
    arrest: Answer | None = None
    complaint: Answer | None = None
    honour: Answer | None = None
    registrations: tuple[str, ...] = ()
    numbers: tuple[Number, ...] = ()
    origin: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[Unknown, ...] = ()
    problems: tuple[Problem, ...] = field(default=(), compare=False)

    def origin_of(self, path: str) -> str:
        """Where the field at that path comes from, in Dutch: "politie, bericht TEST-2026-000001"."""
        return self.origin.get(path) or self.source()

    def source(self) -> str:
        """What to write beside a field of this report: who said it, and in which message."""
        told = self.reporter.organisation if self.reporter else None
        who = told or self.sender_application or self.sender or "onbekende afzender"
        which = self.message or self.reference
        return f"{who}, bericht {which}" if which else who


class Unreadable(Exception):
    """What came in cannot be read as a report.

    `problems` holds everything that is wrong, at once; `partial` what could be read nevertheless.
    """

    def __init__(self, problems: tuple[Problem, ...], partial: Report | None = None) -> None:
        super().__init__("; ".join(problem.code for problem in problems))
        self.problems = problems
        self.partial = partial
