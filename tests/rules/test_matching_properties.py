# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What holds for every two records: order, agreement and absence behave, and no rule can be outvoted."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from samenspel.rules.facts import Born
from samenspel.rules.matching import NATIONAL, Features, Likeness, Sex, blocking_keys, weigh

RANK = [Likeness.DIFFERENT, Likeness.DOUBT, Likeness.CERTAIN]
# Few values, so that generated records often agree in part: that is where the rungs are.
GIVEN = [
    "",
    "Jan",
    "Johannes",
    "Hans",
    "Jan Willem",
    "Maria Anna",
    "Maria Els",
    "Mohamed",
    "Muhammad",
    "Hasan",
    "Husayn",
]
SURNAMES = [
    "",
    "de Jong",
    "Dejong",
    "Bakker-de Jong",
    "Bakker-Smit",
    "Ouali",
    "El Wali",
    "Haile Tesfay",
    "Jan",
    "Zoetelief",
]
HASHES = st.frozensets(st.sampled_from(["x", "y", "z"]), max_size=2)
BORN = st.one_of(
    st.none(),
    st.builds(Born, st.sampled_from([1965, 1995])),
    st.builds(Born, st.sampled_from([1965, 1995]), st.sampled_from([1, 4])),
    st.builds(
        Born, st.sampled_from([1965, 1995, 1996]), st.sampled_from([1, 4, 8]), st.sampled_from([1, 4, 8, 30])
    ),
)
RECORDS = st.builds(
    Features,
    first_names=st.sampled_from(GIVEN),
    initials=st.sampled_from(["", "J.", "M.A.", "H"]),
    call_name=st.sampled_from(["", "Jan", "Hans", "Anna", "Mo"]),
    prefix=st.sampled_from(["", "van", "de"]),
    surname=st.sampled_from(SURNAMES),
    birth_surname=st.sampled_from(SURNAMES),
    partner_surname=st.sampled_from(SURNAMES),
    born=BORN,
    sex=st.sampled_from([None, *Sex]),
    addresses=HASHES,
    former_addresses=HASHES,
    phones=HASHES,
    bsn=st.sampled_from([None, "b1", "b2"]),
    unborn=st.booleans(),
    due=st.sampled_from([None, date(1995, 4, 1), date(1995, 5, 1), date(1996, 8, 1)]),
    mother=st.sampled_from([None, "m1", "m2"]),
)
EMPTY = Features()
GROUPS = {
    "given": ("first_names", "initials", "call_name"),
    "surname": ("prefix", "surname", "birth_surname", "partner_surname"),
    "born": ("born",),
    "sex": ("sex",),
    "address": ("addresses", "former_addresses"),
    "phone": ("phones",),
    "bsn": ("bsn",),
    "pregnancy": ("mother", "due", "unborn"),
}
MORE = settings(max_examples=400, deadline=None)


def emptied(record: Features, names: tuple[str, ...]) -> Features:
    return replace(record, **{name: getattr(EMPTY, name) for name in names})


@MORE
@given(RECORDS, RECORDS)
def test_the_order_makes_no_difference(a: Features, b: Features) -> None:
    assert weigh(a, b) == weigh(b, a)


@given(st.text(max_size=12), st.text(max_size=12), st.text(max_size=12))
@settings(deadline=None)
def test_any_text_is_a_name(first: str, last: str, initials: str) -> None:
    one = Features(first_names=first, surname=last, initials=initials)
    other = Features(first_names=last, surname=first)
    assert weigh(one, other) == weigh(other, one)
    assert blocking_keys(one) == blocking_keys(replace(one))
    assert weigh(one, one).verdict is not Likeness.CERTAIN, "names alone are never certain"


@MORE
@given(
    RECORDS,
    RECORDS,
    RECORDS,
    st.sampled_from([each.name for each in fields(Features) if each.name != "unborn"]),
)
def test_more_agreement_never_lowers(a: Features, b: Features, value: Features, name: str) -> None:
    """A field that both lacked, now equal on both sides."""
    added = getattr(value, name)
    assume(added != getattr(EMPTY, name))
    a, b = emptied(a, (name,)), emptied(b, (name,))
    assume(name != "prefix" or (a.surname and b.surname))
    # A date of birth and an expected date are not one field: between a child and an unborn child they differ.
    assume(name not in {"born", "due"} or a.unborn == b.unborn)
    before, after = weigh(a, b), weigh(replace(a, **{name: added}), replace(b, **{name: added}))
    assert after.score >= before.score, (before, after)
    # More to compare can show a contradiction that was not to be seen; then it says so, and a person looks.
    lower = RANK.index(after.verdict) < RANK.index(before.verdict)
    assert not lower or (after.verdict is Likeness.DOUBT and after.reasons), (before, after)


@MORE
@given(RECORDS, RECORDS, st.sampled_from(sorted(GROUPS)))
def test_what_is_missing_weighs_nothing(a: Features, b: Features, comparison: str) -> None:
    """Emptied on one side, a comparison weighs 0, and all others weigh what they weighed."""
    before, after = weigh(a, b), weigh(emptied(a, GROUPS[comparison]), b)
    assume(comparison != "pregnancy" or not b.unborn)
    assert after.level(comparison) == "unknown"
    for old, new in zip(before.ladder, after.ladder, strict=True):
        assert new.weight == (0 if new.comparison == comparison else old.weight) or _depends(
            old.comparison, comparison
        )


def _depends(comparison: str, emptied_one: str) -> bool:
    """Swapped names are seen in both name ladders; a birth date also dates a pregnancy."""
    return {comparison, emptied_one} in ({"given", "surname"}, {"born", "pregnancy"})


@MORE
@given(RECORDS, RECORDS)
def test_no_score_outvotes_a_veto_or_the_lack_of_a_ground(a: Features, b: Features) -> None:
    weighing = weigh(a, b)
    levels = {rung.comparison: rung.level for rung in weighing.ladder}
    held = {
        effect: [r for r in NATIONAL.rules if r.effect == effect and r.holds(levels)]
        for effect in ("ground", "veto")
    }
    if weighing.verdict is Likeness.CERTAIN:
        assert held["ground"] and not held["veto"] and weighing.score >= NATIONAL.certain
    if a.bsn and b.bsn and a.bsn != b.bsn:
        assert weighing.verdict is not Likeness.CERTAIN
    if a.bsn and a.bsn == b.bsn:
        assert weighing.verdict is not Likeness.DIFFERENT


@MORE
@given(RECORDS)
def test_a_record_finds_and_never_contradicts_itself(a: Features) -> None:
    weighing = weigh(a, replace(a))
    assert all(rung.weight >= 0 for rung in weighing.ladder), weighing
    keys: Any = blocking_keys(a)
    assert keys == blocking_keys(replace(a))
    assert all(key[1] == ":" and key.isprintable() for key in keys)
