# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Hypothesis strategies for reports as the formats carry them: clean texts, existing keys, sensible times."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from samenspel.intake.formats import (
    Address,
    Answer,
    Contact,
    Informed,
    Moment,
    Number,
    Report,
    ReportedPerson,
    Reporter,
    Sex,
    Unknown,
)
from samenspel.intake.formats.clean import clean_text
from samenspel.rules.facts import Born, Relation

BSNS = ("999990342", "999993653", "999990019", "999991401", "999992235")


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def canonical(most: int) -> st.SearchStrategy[str]:
    wild = st.text(max_size=most)
    plain = st.sampled_from(
        (
            "Ja",
            "nee",
            "geen",
            "Onbekend",
            "5",
            "null",
            "[1]",
            '"x"',
            "Kenmerk: 7",
            "a\n    b",
            "a\n\nb",
            "1990-01-01",
        )
    )
    likely = st.text(alphabet="aé ß\n\t:;,-\"'{}[]<&>\u2028\u200f\U0001f600=0", max_size=most)
    return (wild | plain | likely).map(lambda text: clean_text(text)[0]).filter(bool)


short, long = canonical(60), canonical(300)
days = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))
borns = (
    st.builds(lambda day: Born(day.year, day.month, day.day), days)
    | st.builds(lambda day: Born(day.year, day.month), days)
    | st.builds(lambda day: Born(day.year), days)
)
stamps = st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2100, 1, 1)).map(
    lambda moment: moment.replace(tzinfo=UTC)
) | st.datetimes(min_value=datetime(2026, 10, 24), max_value=datetime(2026, 10, 26)).map(
    lambda moment: moment.replace(tzinfo=UTC, microsecond=0)
)
moments = st.builds(Moment, stamps | borns)
answers = st.builds(Answer, st.sampled_from((True, False, None)), maybe(long))
numbers = st.lists(st.builds(Number, short, short), max_size=3).map(tuple)
words = st.lists(short, max_size=3).map(tuple)


def said(value: Any) -> bool:
    return value != type(value)()


addresses = st.builds(Address, *[maybe(short)] * 9).filter(said)
reporters = st.builds(
    Reporter, maybe(st.sampled_from(("01", "15", "41"))), *[maybe(short)] * 4, maybe(st.booleans())
).filter(said)
contacts = st.builds(Contact, maybe(short), maybe(short), words, words).filter(said)
facts = st.fixed_dictionaries(
    {},
    optional={
        "threat_level": st.sampled_from(("dreigend_gevaar", "geen", "onbekend")),
        "weapons": st.sampled_from(("vuurwapen", "geen")),
        "strangulation": st.booleans(),
        "stalking_indicators": st.integers(0, 20),
        "perpetrator_age": st.integers(0, 100),
        "complaint": st.lists(st.sampled_from(("aangifte", "klacht")), min_size=1, max_size=2).map(tuple),
        "victim_wishes": short,
    },
)


@st.composite
def persons(draw: st.DrawFn, key: str) -> ReportedPerson:
    unborn = draw(st.booleans())
    return ReportedPerson(
        key=key,
        **{
            name: draw(maybe(short))
            for name in ("last_name", "infix", "first_names", "call_name", "initials")
        },
        **{
            name: draw(maybe(short)) for name in ("maiden_name", "maiden_infix", "birth_place", "nationality")
        },
        **{name: draw(words) for name in ("aliases", "languages", "phones", "emails", "roles")},
        born=None if unborn else draw(maybe(borns)),
        unborn=unborn,
        due=draw(maybe(days)) if unborn else None,
        deceased=draw(maybe(st.booleans())),
        sex=draw(maybe(st.sampled_from(Sex))),
        bsn=draw(maybe(st.sampled_from(BSNS))),
        alien_number=draw(maybe(short)),
        formal=draw(maybe(addresses)),
        actual=draw(maybe(addresses)),
        secret_address=draw(maybe(st.booleans())),
        numbers=draw(numbers),
        remarks=draw(maybe(long)),
        care_for_minor=draw(maybe(long)),
    )


@st.composite
def relations(draw: st.DrawFn, keys: list[str]) -> Relation:
    source = draw(st.sampled_from(keys))
    target = draw(st.sampled_from([key for key in keys if key != source]))
    return Relation(source, target, draw(short), draw(maybe(st.booleans())))


def told(keys: list[str]) -> st.SearchStrategy[Informed]:
    rest = (maybe(short), maybe(moments), maybe(st.booleans()), maybe(long))
    stranger = st.builds(Informed, st.none(), maybe(short), *rest).filter(said)
    known = st.builds(Informed, st.sampled_from(keys), st.none(), *rest) if keys else stranger
    return stranger | known


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """A report that all formats can carry, and that `check` finds nothing wrong with."""
    key = st.from_regex(r"[A-Za-z0-9_.-]{1,8}", fullmatch=True) | st.sampled_from("1234")
    keys = draw(st.lists(key, max_size=4, unique=True))
    occurred = draw(maybe(moments))
    later = [each for each in draw(st.lists(stamps, max_size=2)) if not occurred or each > occurred.latest()]
    established, received = [Moment(each) for each in sorted(later)] + [None] * (2 - len(later))
    last = max((each for each in (occurred, established, received) if each), key=Moment.latest, default=None)
    return Report(
        reference=draw(short),
        sender=draw(maybe(st.just("00000099000000001000"))),
        receiver=draw(maybe(st.just("00000099000000002000"))),
        **{f"sender_{name}": draw(maybe(short)) for name in ("application", "administration")},
        **{f"receiver_{name}": draw(maybe(short)) for name in ("application", "administration")},
        message=draw(maybe(short)),
        sent=last.latest() + timedelta(minutes=5) if last else draw(maybe(stamps)),
        occurred=occurred,
        established=established,
        received=received,
        reporter=draw(maybe(reporters)),
        contact=draw(maybe(contacts)),
        place=draw(maybe(addresses)),
        incident=draw(long),
        **{name: draw(maybe(long)) for name in ("situation", "additional")},
        facts=draw(facts),
        persons=tuple(draw(persons(each)) for each in keys),
        relations=tuple(draw(st.lists(relations(keys), max_size=4))) if len(keys) > 1 else (),
        informed=tuple(draw(st.lists(told(keys), max_size=3))),
        **{name: draw(maybe(answers)) for name in ("alignment_wanted", "existing_help", "home_ban")},
        **{name: draw(maybe(answers)) for name in ("arrest", "complaint", "honour")},
        registrations=draw(words),
        numbers=draw(numbers),
        origin=draw(st.dictionaries(st.sampled_from(("/kenmerk", "/betrokkenen/0/bsn")), short)),
        unknown=tuple(draw(st.lists(st.builds(Unknown, short, long), max_size=3))),
    )
