# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""May A give B this, for this purpose, and on what ground? (handbook 8)

Rule 1: default deny. A ground must name giver, receiver, every kind of data, purpose and regime.
Rule 2: refusal wins: a label that forbids is not outweighed by any ground.
Rule 3: unknown or missing input is a refusal that says what is missing.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

from samenspel.rules.law import Reason, Source, Verdict
from samenspel.rules.sharing.grounds import NEEDS, Ground, Grounds, Regime, grounds
from samenspel.rules.sharing.request import GIVE, Action, Context, Label, Request, Resource, Subject
from samenspel.rules.workdays import local_day

INVITATION = "uitnodiging"
_NONE: Collection[str] = frozenset()
_FIRST_ASK = Source("Vijf vragen vóór elke verstrekking: doel, grond, noodzaak, toestemming, vastleggen")
_SOURCE = Source(
    "Uitvoeringsbesluit Wmo 2015, artikel 4.1.8 lid 3", "jci1.3:c:BWBR0035733&artikel=4.1.8&lid=3"
)
_SAFETY = Source("Een geheim adres gaat nooit mee in berichten, brieven of uitdraaien")
_EVIDENCE = Source("Opnamen zijn bewijs en worden niet gekopieerd in berichten")
_CHILD = Source("Verklaringen van kinderen zijn beperkt toegankelijk")
_HEALTH = Source("AVG, artikel 9; Wmo 2015, artikel 5.1.6", "jci1.3:c:BWBR0035362&artikel=5.1.6")
_INQUIRY = Source("Wet politiegegevens, artikel 7", "jci1.3:c:BWBR0022463&artikel=7")
_HEARS_CHILD = frozenset({"POL", "OM", "VT", "RVDK", "GI", "RECHT"})
_HEARS_HEALTH = frozenset({"VT", "INSPECTIE"})
_INVESTIGATES = frozenset({"POL", "OM"})
_REGIMES: Mapping[str, Regime] = {
    "POL": Regime.WPG,
    "OM": Regime.WJSG,
    "VT": Regime.AVG_WMO,
    "GI": Regime.AVG_JEUGDWET,
}


def decide(request: Request, on: Collection[str] = _NONE, known: Grounds | None = None) -> Verdict:
    """Whether the disclosure is allowed: the ground's id, its conditions, and every reason (Dutch).

    `on` are ids of rows that somebody switched on although they are off. Source: handbook 8.1 and 8.2.
    """
    table = known or grounds()
    refusals = (*_unknown(request, table), *_forbidden(request))
    if refusals:
        return Verdict(False, reasons=refusals)
    day = local_day(request.context.moment)
    rows = [row for row in table.rows if _names(row, request) and row.validity.holds_on(day)]
    against: list[Reason] = []
    for row in rows:
        reasons = [*_not_fulfilled(row, request, on)]
        if not reasons:
            conditions = (*row.conditions, f"Hoort het gezin het? {row.family}")
            return Verdict(True, row.id, conditions, (Reason(row.id, f"{row.name}.", row.source),))
        against += reasons
    return Verdict(False, reasons=tuple(against) or (_no_ground(request),))


def ground_for_invitation(
    from_kind: str,
    to_kind: str,
    moment: str,
    at: datetime,
    facts: Mapping[str, Any] | None = None,
    on: Collection[str] = _NONE,
) -> Verdict:
    """Whether one kind of organisation may invite another to a moment, with names and the question only.

    `moment` is "acuut", "actieoverleg", "zsm" or "ssk"; `at` is when (aware); `facts` as in Context.
    """
    return decide(
        Request(
            Subject(from_kind, "uitnodigen"),
            Action(to_kind),
            Resource(from_kind, frozenset({INVITATION}), _REGIMES.get(from_kind, Regime.AVG), frozenset()),
            Context(moment, at, facts or {}),
        ),
        on,
    )


def _names(row: Ground, request: Request) -> bool:
    resource, context = request.resource, request.context
    return (
        request.subject.organisation in row.givers
        and request.action.recipient in row.receivers
        and resource.categories <= row.data
        and context.purpose in row.purposes
        and resource.regime in row.regimes
    )


def _not_fulfilled(row: Ground, request: Request, on: Collection[str]) -> Iterator[Reason]:
    if row.off and row.id not in on:
        yield Reason(row.id, f"{row.name}: deze grond staat uit. {row.off}", row.source)
    for need in row.needs:
        why = NEEDS[need](request)
        if why is not None:
            yield Reason(row.id, f"{row.name}: {why}", row.source)


def _no_ground(request: Request) -> Reason:
    giver, receiver = request.subject.organisation, request.action.recipient
    text = f"Er is geen grond waarop {giver} dit aan {receiver} mag geven voor {request.context.purpose}."
    return Reason("geen-grond", text, _FIRST_ASK)


def _unknown(request: Request, table: Grounds) -> tuple[Reason, ...]:
    subject, resource, context = request.subject, request.resource, request.context
    texts = [
        _strange("de organisatie die geeft", subject.organisation, table.kinds),
        _strange("de ontvanger", request.action.recipient, table.kinds),
        _strange("de handeling", request.action.name, (GIVE,)),
        _strange("het doel", context.purpose, table.purposes),
        _strange("het regime", resource.regime, tuple(Regime)),
        *(_strange("de soort gegevens", word, table.data) for word in sorted(resource.categories)),
        *(_strange("het label", word, tuple(Label)) for word in sorted(resource.labels or ())),
        None if subject.function else "Niet bekend is welke functie dit doet.",
        None if resource.categories else "Niet bekend is om welke gegevens het gaat.",
        None if resource.labels is not None else "Niemand heeft gekeken of er iets bijzonders in staat.",
        None if context.moment.tzinfo else "Het moment heeft geen tijdzone.",
    ]
    return tuple(Reason("onbekend", text, _FIRST_ASK) for text in texts if text)


def _strange(what: str, word: str, accepted: Collection[str]) -> str | None:
    return None if word in accepted else f"Onbekend: {what} ({word!r})."


def _forbidden(request: Request) -> tuple[Reason, ...]:
    """What no ground can make right."""
    labels, recipient = request.resource.labels or frozenset(), request.action.recipient
    consent = request.context.facts.get("toestemming_officier") is True
    found = [
        (
            request.resource.owner != request.subject.organisation,
            Reason("niet-eigen", "Alleen de organisatie van wie de gegevens zijn, mag ze geven.", _FIRST_ASK),
        ),
        (
            Label.LOCATION_SECRET in labels,
            Reason("geheime-plaats", "Er staat een geheime plaats in.", _SAFETY),
        ),
        (
            Label.SOURCE_PROTECTED in labels,
            Reason("beschermde-bron", "De bron is beschermd.", _SOURCE),
        ),
        (
            Label.RECORDING in labels,
            Reason("opname", "Een opname of foto van bewijs gaat niet mee.", _EVIDENCE),
        ),
        (
            Label.CHILD_STATEMENT in labels and recipient not in _HEARS_CHILD,
            Reason("kind", "Er staat een verklaring van een kind in.", _CHILD),
        ),
        (
            Label.HEALTH in labels and recipient not in _HEARS_HEALTH,
            Reason("gezondheid", "Er staan gezondheidsgegevens in; geef alleen wat dat betekent.", _HEALTH),
        ),
        (
            Label.INVESTIGATION_INTEREST in labels and recipient not in _INVESTIGATES and not consent,
            Reason("onderzoek", "Het belang van het onderzoek; de officier heeft niet ingestemd.", _INQUIRY),
        ),
    ]
    return tuple(reason for applies, reason in found if applies)
