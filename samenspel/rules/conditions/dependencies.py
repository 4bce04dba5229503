# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which answers can go together: what the proofs may assume about a situation, and nothing more.

Rule 1: everything here follows from the conditions themselves; `tests/rules/test_dependencies.py` tries each
        sentence on random pictures. A sentence that is not true would hide a counter-example.
Rule 2: what is left out only makes more situations possible. A proof then asks for more than it needs.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from samenspel.rules.conditions.breaches import BANS
from samenspel.rules.conditions.moments import (
    CASE_STATUSES,
    CUSTODY_STATUSES,
    HELD_STATUSES,
    RELEASED_STATUSES,
    ZSM_STATUSES,
)
from samenspel.rules.conditions.registry import NAMED, Question, question
from samenspel.rules.facts import NO, UNKNOWN, YES, Finding, Keeps, Picture, Situation, variables

Find = Callable[[str], Finding]
# Conditions of which several answers can count at once: one for each breach, one for each injury.
SEVERAL = frozenset({"breach_title", "breach_with_danger", "harm_kind"})
BY_PERSON = "suspect_status"
_NOBODY = Situation(Picture("VT"), datetime(2024, 3, 1, tzinfo=UTC))


@dataclass(frozen=True, slots=True)
class Answer:
    """One of these values is found; with `found` false: none of them is."""

    question: str
    values: frozenset[str]
    found: bool = True

    def holds(self, values: Collection[str]) -> bool:
        return bool(self.values & set(values)) is self.found


@dataclass(frozen=True, slots=True)
class Dependency:
    """Where every answer of `given` holds, at least one of `then` does. `text` is Dutch."""

    text: str
    given: tuple[Answer, ...]
    then: tuple[Answer, ...]

    def questions(self) -> frozenset[str]:
        return frozenset(one.question for one in (*self.given, *self.then))

    def applies(self, find: Find) -> bool:
        return all(one.holds(find(one.question).values) for one in self.given)

    def holds(self, find: Find) -> bool:
        return not self.applies(find) or any(one.holds(find(one.question).values) for one in self.then)


def several(asked: Question) -> bool:
    """Whether more than one answer to this question can count at once. What is told from outside is about one thing."""
    if asked.name in NAMED:
        return asked.name in SEVERAL
    return asked.name == BY_PERSON or variables()[asked.name].keeps is Keeps.ALL


@cache
def quiet(name: str) -> frozenset[str]:
    """What the answer is when nothing at all is known."""
    asked = question(name)
    assert asked is not None, name
    return frozenset(asked.read(_NOBODY).values)


def _yes(name: str) -> Answer:
    return Answer(name, frozenset({YES}))


def _says(name: str, *values: str) -> Answer:
    return Answer(name, frozenset(values))


def _follows(text: str, *answers: Answer) -> Dependency:
    """The last answer follows from the ones before it."""
    return Dependency(text, answers[:-1], answers[-1:])


def _same(text: str, one: Answer, other: Answer) -> Iterator[Dependency]:
    yield _follows(text, one, other)
    yield _follows(text, other, one)


def _suspects() -> Iterator[Dependency]:
    status = "suspect_status"
    custody, zsm = _says(status, *CUSTODY_STATUSES), _says(status, *ZSM_STATUSES)
    yield from _same("Vast zit wie die status heeft.", _yes("suspect_in_custody"), custody)
    yield from _same("Bij ZSM ligt wie die status heeft.", _yes("suspect_at_zsm"), zsm)
    held = _says(status, *HELD_STATUSES)
    yield from _same("Gehoord of vast is wie die status heeft.", _yes("suspect_held"), held)
    released = _says(status, *RELEASED_STATUSES)
    yield _follows(
        "Alleen wie vrijkwam, kan zonder voorwaarden vrij zijn.", _yes("released_unaligned"), released
    )
    case = _says(status, *CASE_STATUSES, *ZSM_STATUSES, *RELEASED_STATUSES)
    both = "Met een verdachte loopt er een strafzaak."
    yield _follows(both, case, _yes("care_running"), _yes("care_and_case"))


def _together() -> Iterator[Dependency]:
    offence = _says("offence_suspicion", YES, "mogelijk")
    care, both = _yes("care_running"), _yes("care_and_offence")
    yield _follows("Samenloop met zorg vraagt zorg.", _yes("care_and_case"), care)
    yield _follows("Samenloop met zorg vraagt zorg.", both, care)
    yield _follows("Samenloop met een feit vraagt een feit.", both, offence)
    yield _follows("Zorg en een feit samen zijn samenloop.", care, offence, both)
    running = _yes("criminal_running")
    yield _follows("Zorg en een strafzaak samen zijn samenloop.", care, running, _yes("care_and_case"))
    reported = _yes("case_and_report")
    yield _follows("Zorg en een strafzaak samen zijn samenloop.", care, reported, _yes("care_and_case"))
    yield _follows("Een strafzaak met een melding heeft een melding.", reported, _yes("entry_vt"))
    yield _follows("Een melding is een voorval.", reported, _yes("something_happened"))


def _reports() -> Iterator[Dependency]:
    knows, unreported, done = _yes("police_knows"), _yes("police_unreported"), _yes("police_reported")
    yield _follows("Wat niet is gemeld, is wel bekend.", unreported, knows)
    yield _follows("Wat is gemeld, is ook bekend.", done, knows)
    yield _follows("Alles gemeld: dan is er niets niet gemeld.", unreported, _says("police_reported", NO))
    yield Dependency("Wat bekend is, is gemeld of niet.", (knows,), (unreported, done))
    yield _follows("Waar de politie van weet, begint bij de politie.", knows, _yes("entry_police"))
    yield _follows("Een voorval is gebeurd.", knows, _yes("something_happened"))


def _children() -> Iterator[Dependency]:
    some = _yes("minors_involved")
    named = ("child_victim", "child_under_four", "child_unseen", "child_unseen_alone")
    for name in (*named, "child_harm_unknown", "medical_needed"):
        yield _follows("Dan is er een kind bij betrokken.", _yes(name), some)


def _stalking() -> Iterator[Dependency]:
    pattern, sign = _yes("stalking_pattern"), _yes("stalking_sign")
    done = _says("sash_concern", "laag", "matig", "hoog")
    yield _follows("Een patroon bestaat uit voorvallen.", pattern, _yes("former_partner_events"))
    yield _follows("Een patroon is een aanwijzing.", pattern, sign)
    yield _follows("Zorg volgens de SASH is een aanwijzing.", done, sign)
    yield _follows("Een SASH die is afgenomen, heeft een uitkomst.", _yes("sash_current"), done)
    asked = _yes("earlier_partners_asked")
    yield _follows("Wie het weet, heeft ernaar gevraagd.", _yes("earlier_victims"), asked)
    needs, worry = _yes("victim_needs_support"), _says("sash_concern", "matig", "hoog")
    yield _follows("Bij deze zorg is er bescherming nodig.", worry, needs)
    danger = _says("threat_level", "dreigend_gevaar")
    yield _follows("Bij dreigend gevaar is er bescherming nodig.", danger, needs)


def _recorded() -> Iterator[Dependency]:
    """What is said once, and asked under two names."""
    unknown = _says("weapons", UNKNOWN)
    yield from _same("Niet nagegaan is niet bekend.", _says("weapons_checked", NO), unknown)
    complaint = _says("complaint", "klacht")
    yield from _same("Een klacht is een klacht.", _yes("complaint_recorded"), complaint)
    risk = _says("informing_risk", "onderzoek", "veiligheid")
    yield from _same("Informeren is een risico of niet.", _yes("informing_risky"), risk)
    judged, silent = _yes("safety_judged"), Answer("acute_unsafety", frozenset({UNKNOWN}), found=False)
    yield _follows("Een oordeel over acute onveiligheid is er een.", judged, silent)
    ban = _says("breach_title", *BANS)
    yield from _same("Een verbod is geschonden onder zijn titel.", _yes("breach_of_ban"), ban)


def _parts() -> Iterator[Dependency]:
    """Who has a task is involved."""
    for code in ("3ro", "rn", "svg", "ldh"):
        yield _follows("Wie een taak heeft, is betrokken.", _yes(f"task_{code}"), _yes("probation_involved"))
    yield _follows("Wie een taak heeft, is betrokken.", _yes("task_gi"), _yes("youth_protection"))
    yield _follows("Wie een taak heeft, is betrokken.", _yes("task_zvh"), _yes("known_at_zvh"))


def _nothing_said() -> Iterator[Dependency]:
    """The word for nothing stands alone: it is the answer only where nobody gave another."""
    alone = {name: UNKNOWN for name, one in variables().items() if one.keeps is Keeps.ALL and one.accepted()}
    for name, nothing in {**alone, "breach_title": "geen"}.items():
        asked = question(name)
        assert asked is not None
        others = Answer(name, frozenset(asked.values) - {nothing}, found=False)
        yield _follows("Niets gezegd staat alleen.", _says(name, nothing), others)


@cache
def dependencies() -> tuple[Dependency, ...]:
    """Everything that holds between the answers to questions, in every situation."""
    parts = (_suspects, _together, _reports, _children, _stalking, _recorded, _parts, _nothing_said)
    return tuple(one for part in parts for one in part())
