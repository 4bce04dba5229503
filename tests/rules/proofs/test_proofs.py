# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The national routekaart holds, and each proof can fail: one thing wrong, and it is found, with what shows it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from types import MappingProxyType

import pytest
from altered import add, asks, drop, edit, row, term, with_rows, with_term

from samenspel.rules import catalogue, conditions, proofs
from samenspel.rules.clocks import Nature
from samenspel.rules.law import Source, Validity
from samenspel.rules.proofs import Report, verifying
from samenspel.rules.proofs.book import Book
from samenspel.rules.proofs.expected import EXPECTED
from samenspel.rules.proofs.logic import Not
from samenspel.rules.ruleset import Ruleset, national
from samenspel.rules.tables import Hit

MOMENT_TWO = {"moment": "actieoverleg", "strength": "propose", "term": "DL-37"}


@cache
def report() -> Report:
    return proofs.verify(national())


def test_the_national_routekaart_holds_in_every_situation() -> None:
    assert [proof for proof in report().proofs if not proof.held] == []
    assert report().held
    assert {proof.id for proof in report().proofs} == set(verifying.PROOFS)
    assert report().tables == len(national().tables) == 16
    assert report().rows == sum(len(table.rows) for table in national().tables.values())
    assert report().situations > 10_000


def test_every_row_with_a_condition_can_also_not_apply() -> None:
    for page in Book(national()).pages:
        for one in page.rows:
            assert page.possible(Not(page.applies(one))) == bool(one.when or one.any or one.otherwise)


def test_what_a_table_is_held_to_speaks_of_cells_that_it_has() -> None:
    for ident, wanted in EXPECTED.items():
        outputs = national().tables[ident].outputs
        named = [name for clash in wanted.clashes for name in (clash.output, *clash.within)]
        named += [wanted.free[0]] if wanted.free else []
        assert set(named) <= set(outputs), ident
        for name, words in [(clash.output, clash.words) for clash in wanted.clashes]:
            assert words is None or words[0] | words[1] <= set(outputs[name]), ident
        assert wanted.given is not None or wanted.why
    assert set(EXPECTED) == set(national().tables)


GONE = replace(term("DL-13").events.met[0], values=MappingProxyType({"status": frozenset({"vertrokken"})}))

# One thing wrong: the rules, the proof that finds it, and words of the counter-example.
WRONG: Mapping[str, tuple[Ruleset, str, str]] = {
    "a question that does not exist": (edit("DT-02.1", when=asks(acuut="ja")), "vragen", "die vraag bestaat niet"),
    "an answer that does not exist": (
        edit("DT-02.1", when=asks(acute_unsafety=("ja", "misschien"))),
        "vragen",
        "'misschien', en dat antwoord bestaat niet",
    ),
    "no answer at all": (edit("DT-02.1", when=asks(acute_unsafety=())), "vragen", "met geen enkel antwoord"),
    "no row for what is left": (
        drop("DT-02.13"),
        "uitkomst",
        "Als er niets bekend is, dan geldt geen enkele rij van DT-02.",
    ),
    "no row for an entry": (
        drop("DT-01.7"),
        "uitkomst",
        "Als op ‘Is er een signaal van een andere partner?’ het antwoord ja is, en verder niets bekend is",
    ),
    "a gap between two answers": (
        edit("DT-08.5", any=asks(domestic="ja")),
        "uitkomst",
        "‘Komt het voorval uit stalking door een ex-partner?’ het antwoord ja",
    ),
    "a table that starts later than its situations": (
        edit("DT-04.1", validity=Validity(date(2020, 1, 1))),
        "uitkomst",
        "(vanaf 2015-01-01)",
    ),
    "two rows that say yes and no": (
        edit("DT-08.6", when=asks(police_knows="ja")),
        "tegenspraak",
        "die spreken elkaar tegen",
    ),
    "two owners of one case": (
        add("DT-11", row("X", "DT-11", {"owner": "pol_of_vt", "appraisal": "nee"}, when=asks(sash_concern="hoog"))),
        "tegenspraak",
        "Als zorg volgens SASH hoog is, en verder niets bekend is, dan gelden DT-11.4 en X samen",
    ),
    "one title with two powers": (
        add("DT-07", row("X", "DT-07", {"tell": ("OM",), "power": "boete"}, when=asks(breach_title="ots"))),
        "tegenspraak",
        "DT-07.12 en X samen",
    ),
    "a row that asks what never goes together": (
        edit("DT-08.5", when=asks(police_reported="ja", police_knows="nee")),
        "bereikbaar",
        "gaan in geen enkele situatie samen",
    ),
    "a row that is over before it began": (
        edit("RF.loss", validity=Validity(date(2020, 1, 1), date(2020, 1, 1))),
        "bereikbaar",
        "geldt op geen enkele dag",
    ),
    "two versions of one row": (add("RF", next(iter(national().tables["RF"].rows))), "geldigheid", "twee versies"),
    "two versions of one term": (
        replace(national(), terms=replace(national().terms, rules=(*national().terms.rules, term("DL-05")))),
        "geldigheid",
        "Termijn DL-05 heeft",
    ),
    "a no that unknown does not share": (drop("DT-06.1.meerderjarig.onbekend"), "onbekend", "DT-06"),
    "not knowing who told it frees naming the source": (
        edit("DT-09.3", when=asks(report_source="niet_professional", source_consents="nee")),
        "onbekend",
        "DT-09",
    ),
    "a suspicion is not enough": (
        edit("DT-02.1", when=asks(acute_unsafety="ja")),
        "acuut",
        "Als acute onveiligheid vermoeden is, en verder niets bekend is, dan moet moment 1",
    ),
    "moment 1 is only proposed": (
        edit("DT-02.1", then={"strength": "propose"}),
        "acuut",
        "Als acute onveiligheid vermoeden is",
    ),
    "moment 1 became moment 2": (edit("DT-02.1", then={"moment": "zsm", "term": "DL-38"}), "acuut", "Als acute"),
    "nobody calls": (drop("DT-01.3"), "acuut", "zegt DT-01 niet: bel nu de politie"),
    "a must without a source": (edit("DT-02.10", source=Source("?")), "bron", "DT-02.10 moet altijd, en zegt niet"),
    "a signal without a source": (edit("RF.loss", source=Source("?")), "bron", "RF.loss zegt niet waar dat staat"),
    "a moment that nothing asks for": (drop("DT-02.8", "DT-02.9"), "moment", "Geen enkele rij vraagt moment 3"),
    "an empty seat": (drop("DT-03.VT.zsm"), "deelnemers", "zit VT niet altijd aan tafel bij moment 3"),
    "a seat with a condition": (
        edit("DT-03.POL.ssk", when=asks(minors_involved="ja")),
        "deelnemers",
        "Als er niets bekend is, dan zit POL niet altijd aan tafel bij moment 4",
    ),
    "a moment without a term": (edit("DT-02.3", then={"term": ""}), "moment", "zonder termijn"),
    "a term that does not exist": (edit("DT-02.3", then={"term": "DL-99"}), "moment", "DL-99, en die bestaat niet"),
    "the term of another moment": (
        edit("DT-02.3", then={"term": "DL-38"}),
        "moment",
        "is gehaald door moment 3 (VT-ZSM), niet daardoor",
    ),
    "a form that the term does not have": (edit("DT-02.8", then={"variant": "spoed"}), "moment", "in de vorm 'spoed'"),
    "a moment without strength": (edit("DT-02.3", then={"strength": ""}), "moment", "niet hoe sterk"),
    "strength without a moment": (edit("DT-02.5", then={"moment": ""}), "moment", "vraagt geen moment"),
    "a term that ends before its row": (
        with_term("DL-37", validity=Validity(date(2015, 1, 1), date(2030, 1, 1))),
        "moment",
        "houdt eerder op",
    ),
    "a term without an owner": (with_term("DL-05", owners=()), "termijn", "DL-05 heeft geen eigenaar"),
    "a term of nobody": (with_term("DL-05", owners=("NIEMAND",)), "termijn", "die niet bestaat: NIEMAND"),
    "weeks of working days": (
        with_term("DL-03", count=replace(term("DL-03").count, weeks=1)),
        "termijn",
        "telt op klok WORKING_DAYS, en die kent geen weeks",
    ),
    "no hours at all": (with_term("DL-01", count=replace(term("DL-01").count, hours=0)), "termijn", "geen lengte"),
    "a term that nothing starts": (
        with_term("DL-05", events=replace(term("DL-05").events, starts=())),
        "termijn",
        "zegt niet dat hij alleen te berekenen is",
    ),
    "a term that starts and is only calculated": (with_term("DL-05", calculated=True), "termijn", "begint vanzelf"),
    "a term that never ends": (
        with_term("DL-05", events=replace(term("DL-05").events, met=())),
        "einde",
        "niets kan hem halen",
    ),
    "a status that nobody can have": (
        with_term("DL-13", events=replace(term("DL-13").events, met=(GONE,))),
        "woorden",
        "status 'vertrokken', en dat bestaat niet",
    ),
    "a phase that nothing leads back from": (
        edit("DT-04.4", then={"phase": "risicogestuurd", "allowed": ("acuut", "risicogestuurd")}),
        "fase",
        "dan is de fase niet acuut",
    ),
    "recovery in the acute phase": (
        edit("DT-04.1", then={"allowed": ("acuut", "herstelgericht")}),
        "fase",
        "al maatregelen toe van herstelgericht",
    ),
    "a breach that nobody hears of": (drop("DT-07.9"), "schending", "maatregel 38v is, en verder niets bekend is, dan"),
    "a breach after which nobody is told": (edit("DT-07.9", then={"tell": ()}), "schending", "hoort niemand het"),
    "a decision that nobody takes": (edit("DT-14.4", then={"decides": ()}), "beslisser", "dan beslist niemand"),
    "somebody decides what he never may": (
        edit("DT-14.2", then={"decides": ("POL", "OM", "VT")}),
        "beslisser",
        "VT beslist en mag daar nooit over beslissen",
    ),
    "what is missing is for nobody": (edit("MI.sash", then={"who": ()}), "aan_zet", "MI.sash"),
}  # fmt: skip


@pytest.mark.parametrize(("rules", "ident", "words"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_found_and_shown(rules: Ruleset, ident: str, words: str) -> None:
    found = proofs.verify(rules)
    assert not found.held
    shown = [proof.counterexample for proof in found.failed if proof.id == ident]
    assert any(words in text for text in shown), [(proof.id, proof.counterexample) for proof in found.failed]


def test_of_a_first_table_a_row_may_not_stand_in_the_shadow_of_another() -> None:
    rules = national()
    ours = rules.tables["DT-01"]
    first = replace(ours, hit=Hit.FIRST, rows=(row("X", "DT-01", {"start": "koppelen"}), *ours.rows))
    found = proofs.verify(replace(rules, tables=MappingProxyType({**rules.tables, "DT-01": first})))
    shadowed = [proof for proof in found.failed if proof.id == "bereikbaar"]
    assert {proof.row for proof in shadowed} == {one.id for one in ours.rows}
    assert all("geldt altijd al een eerdere rij" in proof.counterexample for proof in shadowed)


def test_a_table_that_nobody_described_is_held_to_the_strictest() -> None:
    rules = national()
    new = replace(rules.tables["RF"], id="DT-99")
    found = proofs.verify(replace(rules, tables=MappingProxyType({**rules.tables, "DT-99": new})))
    assert {proof.id for proof in found.failed if proof.table == "DT-99"} == {"uitkomst", "tegenspraak"}


def test_a_row_of_a_later_year_is_proved_in_that_year() -> None:
    """A table may change on a day; both before and after it, every situation has an outcome."""
    rules = national()
    old = next(one for one in rules.tables["DT-01"].rows if one.id == "DT-01.7")
    until, since = (
        replace(old, validity=Validity(old.validity.since, date(2027, 1, 1))),
        Validity(date(2027, 2, 1)),
    )
    rows = tuple(one for one in rules.tables["DT-01"].rows if one is not old)
    assert proofs.verify(
        with_rows(rules, "DT-01", (*rows, until, replace(old, validity=Validity(date(2027, 1, 1)))))
    ).held
    gap = proofs.verify(with_rows(rules, "DT-01", (*rows, until, replace(old, validity=since))))
    assert [(proof.id, proof.table) for proof in gap.failed] == [("uitkomst", "DT-01")]
    assert gap.failed[0].counterexample.endswith("(vanaf 2027-01-01).")


def test_a_measure_without_a_decider_and_a_moment_without_decisions(monkeypatch: pytest.MonkeyPatch) -> None:
    measures = {**catalogue.measures(), "B01": replace(catalogue.measures()["B01"], decider=" ")}
    decisions = {code: replace(one, moments=()) for code, one in catalogue.decisions().items()}
    monkeypatch.setattr(catalogue, "measures", lambda: measures)
    monkeypatch.setattr(catalogue, "decisions", lambda: decisions)
    found = {proof.id: proof.counterexample for proof in proofs.verify(national()).failed}
    assert set(found) == {"beslisser", "vervolg"}
    assert "B01" in found["beslisser"]
    assert "kan in geen enkel besluit eindigen" in found["vervolg"]


def test_a_limit_of_the_law_needs_nobody_to_meet_it() -> None:
    limit = term("DL-18")
    assert limit.nature is Nature.LIMIT
    rules = with_term("DL-18", events=replace(limit.events, met=(), ends=()))
    assert proofs.verify(rules).held


def test_without_the_prover_nothing_is_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proofs, "find_spec", lambda name: None)
    assert not proofs.available()
    with pytest.raises(proofs.CannotProveError, match="kan niets worden bewezen"):
        proofs.verify(national())


def test_every_named_condition_is_used_by_a_row() -> None:
    used = {question for table in national().tables.values() for question in table.questions()}
    spare = {name for name in conditions.NAMED if not name.startswith("task_")} - used
    # Asked by the stop order and by an alarm; a region may ask task_<partner> for any partner.
    assert spare == {"informing_risky", "police_case_owner"}


def test_every_must_row_rests_on_the_routekaart_itself() -> None:
    for one in national().tables["DT-02"].rows:
        if one.then["strength"] == "must" and one.id != "DT-02.12":
            assert "Routekaart" in one.source.text
            assert not one.source.verify


# These tables say what may not be done, or not yet: there a "no" may hold something back that "unknown" also does.
VERDICTS = ("DT-04", "DT-05", "DT-06", "DT-09", "DT-10", "DT-12", "DT-13", "DT-14")


def test_elsewhere_no_row_holds_for_no_and_not_for_unknown() -> None:
    lowered = [
        one.id
        for table in national().tables.values()
        for one in table.rows
        for condition in (*one.when, *one.any)
        if table.id not in VERDICTS and "nee" in condition.accepted and "onbekend" not in condition.accepted
        if (asked := conditions.question(condition.question)) and "onbekend" in asked.values
    ]
    assert lowered == []
