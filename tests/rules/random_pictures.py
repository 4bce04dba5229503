# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Random pictures for hypothesis: every kind of event, about a family with children, with facts of the vocabulary."""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from stories import picture

from samenspel.rules import catalogue
from samenspel.rules.facts import Kind, Picture, Shape, variables

FAMILY = {
    "V": {"born": "1990"},
    "P": {"born": "1985"},
    "T": {"born": "2008"},
    "K": {"born": "2017"},
    "B": {"born": "2023-12"},
    "U": {"unborn": True},
}
RELATIONS = [
    ("V", "K", "ouder"),
    ("P", "K", "ouder"),
    ("P", "V", "ex_partner"),
    ("P", "T", "partner"),
    ("V", "B", "ouder"),
]
WHO = ("POL", "POL", "POL", "VT", "VT", "OM", "LT", "GI", "ZVH", "RN", "BURGER")
STATUSES = variables()["suspect_status"].values
SAID = {
    "stalking_indicators": st.integers(0, 3),
    "perpetrator_age": st.sampled_from((15, 30)),
    "prior_reports": st.just([{"date": "2024-01", "region": "voorbeeld"}]),
    "breach": st.fixed_dictionaries({"of": st.just("x"), "danger": st.booleans()}).map(lambda one: [one]),
    "running_measures": st.sampled_from(("B01", "S07", "S20", "C03")).map(lambda code: [{"code": code}]),
}


def _value(name: str) -> SearchStrategy[Any]:
    variable = variables()[name]
    match variable.shape:
        case Shape.ANSWER:
            return st.booleans()
        case Shape.CHOICE:
            return st.sampled_from(variable.values)
        case _:
            return st.lists(st.sampled_from(variable.values), min_size=1, max_size=2, unique=True)


SAYABLE = {**{name: _value(name) for name, one in variables().items() if one.accepted()}, **SAID}
EACH = [value.map(lambda said, name=name: {name: said}) for name, value in SAYABLE.items()]
# What is only interesting together is said together, and often.
OFTEN = ("care_running", "criminal_running", "offence_suspicion", "sash_concern", "acute_unsafety", "weapons")
TOGETHER = st.fixed_dictionaries({}, optional={name: SAYABLE[name] for name in OFTEN})
FACTS = st.lists(st.one_of(*EACH, TOGETHER), max_size=3).flatmap(
    lambda said: TOGETHER.map(
        lambda more: {key: value for one in (more, *said) for key, value in one.items()}
    )
)
ABOUT = st.sampled_from(
    (
        {},
        {"slachtoffer": ["V"], "pleger": ["P"]},
        {"slachtoffer": ["V", "K"], "pleger": ["P"]},
        {"slachtoffer": ["T"], "pleger": ["P"], "getuige": ["K"]},
        {"slachtoffer": ["B"], "verdachte": ["T"]},
    )
)
PERSON = st.sampled_from(("P", "T", "K", "V"))
CODES = st.sampled_from(("S01", "S03", "S07", "S20", "B01", "B02", "B06", "C03", "C04", "C05", "I14"))
PRESENT = st.lists(st.sampled_from(WHO[2:-1]), max_size=3, unique=True)
DETAILS: Mapping[Kind, Mapping[str, SearchStrategy[Any]]] = {
    Kind.INCIDENT: {"offence": st.sampled_from(("mishandeling", "bedreiging", "belaging"))},
    Kind.REPORT: {"incident": st.sampled_from((None, None, "1", "2", "9"))},
    Kind.ASSESSMENT: {
        "instrument": st.sampled_from(("SASH", "B-SAFER", "individuele beoordeling", "forensisch-medisch")),
        "outcome": st.sampled_from(("laag", "matig", "hoog", "")),
        "decided_by": st.sampled_from(((), ("A", "B"))),
    },
    Kind.SUSPECT: {"person": PERSON, "status": st.sampled_from(STATUSES)},
    Kind.MEASURE: {
        "code": CODES,
        "person": PERSON,
        "action": st.sampled_from(("opgelegd", "verlengd", "beeindigd")),
        "supervisor": st.sampled_from((None, "3RO", "RN", "SVG", "LDH", "GI", "ZVH")),
    },
    Kind.AGREEMENT: {
        "id": st.just("a1"),
        "person": PERSON,
        "title": st.sampled_from((*catalogue.TITLES, "S13", "afspraak")),
        "carries_prosecution_decision": st.booleans(),
    },
    Kind.BREACH: {
        "of": st.sampled_from(("a1", "S07", "B01", "x")),
        "danger": st.sampled_from((True, False, None)),
    },
    Kind.CONTACT: {"person": PERSON, "alone": st.booleans()},
    Kind.MOMENT: {
        "moment": st.sampled_from(catalogue.MOMENTS),
        "present": PRESENT,
        "decisions": st.lists(st.sampled_from(sorted(catalogue.decisions())), max_size=2),
    },
    Kind.DECISION: {"what": st.sampled_from(sorted(catalogue.decisions()))},
    Kind.OWNER: {
        "what": st.sampled_from(("case_owner", "plan", "oversight")),
        "organisation": st.sampled_from(("POL", "VT", "3RO", "RN", "SVG", "LDH", "GI", "ZVH", "LT", "GGZ")),
    },
    Kind.MOVE: {"person": PERSON, "region": st.sampled_from(("voorbeeld", "elders"))},
}


def _events(kind: Kind) -> SearchStrategy[dict[str, Any]]:
    head = {"kind": st.just(kind), "by": st.sampled_from(WHO), "about": ABOUT, "facts": FACTS}
    told = st.fixed_dictionaries({**head, **DETAILS.get(kind, {})})
    return told.map(lambda event: {key: value for key, value in event.items() if value is not None})


EVENTS = st.lists(st.one_of([_events(kind) for kind in Kind]), max_size=5)


MEMBERS = st.lists(st.sampled_from(tuple(FAMILY)), unique=True)


@st.composite
def pictures(draw: st.DrawFn) -> Picture:
    """Up to five events about some of the family, as somebody sees them."""
    members = draw(MEMBERS)
    kept = [one for one in RELATIONS if {one[0], one[1]} <= {*members, "V", "P"}]
    return picture(
        draw(EVENTS), {key: FAMILY[key] for key in members}, kept, draw(st.sampled_from(("VT", "POL")))
    )
