# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A region may do more, earlier and with more people; wherever it does less, that is found and shown."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest
from altered import add, asks, drop, edit, row, term, with_rows, with_term

from samenspel.rules import proofs, variants
from samenspel.rules.clocks.register import Clock, Count
from samenspel.rules.law import Validity
from samenspel.rules.proofs import Report, proof_stricter
from samenspel.rules.proofs.book import Book
from samenspel.rules.proofs.proof_moments import is_minimum
from samenspel.rules.ruleset import Ruleset, national
from samenspel.rules.tables import Hit

STALKING = asks(sash_concern="matig")
SSK = {"moment": "ssk", "strength": "propose", "term": "DL-39"}
TWO_DAYS = Count(Clock.CALENDAR_DAYS, days=2)


def verify(rules: Ruleset) -> Report:
    return proofs.verify(rules, national())


def parameters(**numbers: int) -> Ruleset:
    return replace(national(), parameters=replace(national().parameters, **numbers))


def targets(found: Mapping[tuple[str, str | None], Count]) -> Ruleset:
    return replace(national(), terms=replace(national().terms, targets=MappingProxyType(dict(found))))


def standing(moment: str, *partners: str) -> Ruleset:
    members = MappingProxyType({moment: partners})
    return replace(national(), parameters=replace(national().parameters, standing=members))


def moved(ident: str, to: str) -> Ruleset:
    """The table counts only its first row, and this row goes before it."""
    rules = national()
    table = rules.tables[to]
    changed = replace(table, hit=Hit.FIRST)
    return with_rows(replace(rules, tables=MappingProxyType({**rules.tables, to: changed})), to, table.rows)


@pytest.mark.parametrize("name", variants.shipped_names())
def test_the_variants_that_are_shipped_hold(name: str) -> None:
    found = verify(variants.combine(variants.shipped(name)))
    assert [proof.counterexample for proof in found.failed] == []


def test_the_national_rules_are_not_weaker_than_themselves() -> None:
    assert verify(national()).held


MORE: Mapping[str, Ruleset] = {
    "an own row": add("DT-02", row("X", "DT-02", SSK, when=STALKING)),
    "an answer more": edit("DT-02.7.matig", when=asks(sash_concern=("laag", "matig"))),
    "a must for a proposal": edit("DT-02.9", then={"strength": "must"}),
    "urgent": edit("DT-02.3", then={"variant": "spoed"}),
    "no proposal": drop("DT-02.6"),
    "a regular member": standing("acuut", "LT"),
    "a must seat": edit("DT-03.SHN.acuut", then={"grade": "must"}),
    "somebody more who is told": edit("DT-07.9", then={"tell": ("OM", "VT")}),
    "more reports count": parameters(repeat_count=2, repeat_months=24, unseen_days=1),
    "an own target": targets({("DL-37", None): TWO_DAYS, ("DL-03", None): Count(Clock.WORKING_DAYS, days=4)}),
    "a duty that is shorter": with_term("DL-05", count=replace(term("DL-05").count, weeks=8)),
    "a seat that is always taken": replace(
        drop("DT-03.RVDK.zsm"), parameters=standing("zsm", "RVDK").parameters
    ),
}  # fmt: skip


@pytest.mark.parametrize("rules", MORE.values(), ids=MORE)
def test_more_is_allowed(rules: Ruleset) -> None:
    assert [proof.counterexample for proof in verify(rules).failed] == []


LESS: Mapping[str, tuple[Ruleset, str, str]] = {
    "a must row is gone": (
        drop("DT-02.3"),
        "minimum",
        "Als dreiging risico op gevaar is, en verder niets bekend is, dan zegt de landelijke rij DT-02.3",
    ),
    "a minimum row is gone": (drop("DT-07.5"), "minimum", "DT-07.5"),
    "one answer less": (
        edit("DT-02.3", when=asks(threat_level="dreigend_gevaar", suspect_held="nee")),
        "minimum",
        "Als dreiging risico op gevaar is, en verder niets bekend is",
    ),
    "one question more": (
        edit("DT-02.8", when=asks(suspect_status=("ontboden", "gehoord", "aangehouden", "ivs"), child_victim="ja")),
        "minimum",
        "Als status van de verdachte ontboden is, en verder niets bekend is, dan zegt de landelijke rij DT-02.8",
    ),
    "a must becomes a proposal": (edit("DT-02.10", then={"strength": "propose"}), "minimum", "DT-02.10"),
    "another moment": (edit("DT-02.12", then={"moment": "zsm", "term": "DL-38"}), "minimum", "DT-02.12"),
    "a later term": (edit("DT-02.1", then={"term": "DL-02"}), "op_tijd", "wie begint op"),
    "a must seat is gone": (drop("DT-03.RVDK.zsm"), "minimum", "DT-03.RVDK.zsm"),
    "a must seat with a condition": (
        edit("DT-03.OM.ssk", when=asks(minors_involved="ja")),
        "minimum",
        "Als er niets bekend is",
    ),
    "somebody less who is told": (edit("DT-07.2", then={"tell": ("VT",)}), "minimum", "DT-07.2"),
    "no duty to tell": (edit("DT-07.2", then={"duty": False}), "minimum", "DT-07.2"),
    "what reopens no longer does": (edit("DT-07.2", then={"reopens": False}), "minimum", "DT-07.2"),
    "a row from a later day": (edit("DT-02.3", validity=Validity(date(2030, 1, 1))), "minimum", "DT-02.3"),
    "a row until a day": (edit("DT-02.3", validity=Validity(date(2000, 1, 1), date(2030, 1, 1))), "minimum", "DT-02.3"),
    "only the first row": (moved("DT-02.1", "DT-02"), "minimum", "Als"),
    "more reports are needed": (parameters(repeat_count=4), "instellingen", "4 vraagt minder dan het landelijke"),
    "a shorter look back": (parameters(repeat_months=6), "instellingen", "6 vraagt minder"),
    "a national term is gone": (
        replace(national(), terms=replace(national().terms, rules=national().terms.rules[1:])),
        "termijnen",
        "De landelijke termijn DL-01",
    ),
    "a longer duty": (with_term("DL-05", count=replace(term("DL-05").count, weeks=11)), "termijnen", "eindigt later"),
    "working days for days": (
        with_term("DL-06", count=Count(Clock.WORKING_DAYS, days=20)),
        "termijnen",
        "eindigt later dan landelijk als zij begint op",
    ),
    "a shorter limit of the law": (
        with_term("DL-18", count=replace(term("DL-18").count, days=9)),
        "termijnen",
        "grens van de wet",
    ),
    "an owner less": (with_term("DL-39", owners=("VT",)), "termijnen", "verliest als eigenaar OM en POL"),
    "another start": (
        with_term("DL-01", events=replace(term("DL-01").events, starts=term("DL-01").events.met)),
        "termijnen",
        "begint of eindigt door iets anders",
    ),
    "a target that is never first": (targets({("DL-01", None): TWO_DAYS}), "termijnen", "nooit eerder"),
    "a target for nothing": (targets({("DL-99", None): TWO_DAYS}), "termijnen", "die termijn bestaat niet"),
}  # fmt: skip


@pytest.mark.parametrize(("rules", "ident", "words"), LESS.values(), ids=LESS)
def test_less_is_found_and_shown(rules: Ruleset, ident: str, words: str) -> None:
    shown = [proof.counterexample for proof in verify(rules).failed if proof.id == ident]
    assert any(words in text for text in shown), [
        (proof.id, proof.counterexample) for proof in verify(rules).failed
    ]


def test_every_row_of_the_national_minimum_is_missed() -> None:
    """Whichever is taken away: some situation shows it."""
    tables = national().tables
    rows = [one for table in tables.values() for one in table.rows if is_minimum(one)]
    assert len(rows) > 60
    unseen = {one.id for one in rows if one.id not in _missed(drop(one.id))}
    # Who called must still report: the rows for children and adults say so too, in every situation.
    assert unseen == {"DT-08.7"}


def _missed(rules: Ruleset) -> set[str]:
    book = Book(rules, national())
    return {failure.row for prove in (proof_stricter.rows, proof_stricter.in_time) for failure in prove(book)}
