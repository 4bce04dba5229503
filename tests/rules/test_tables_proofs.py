# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What holds in every situation, by going through all of them.

The situations of a table are the answers that its own conditions tell apart: what every row treats alike is
one. Rows that share no question cannot influence each other, so each group of rows that do is enumerated
on its
own, with all other questions at an answer that makes no row apply.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from math import prod

import pytest
from stories import START, picture

from samenspel.rules import catalogue, conditions, tables
from samenspel.rules.facts import Finding
from samenspel.rules.facts.situation import Situation
from samenspel.rules.tables import Row, Table, TableTrace

DAY = START.date()
TABLES = tables.all_tables()
Answers = dict[str, str]


def kinds_of_answers(table: Table, question: str) -> list[str]:
    """One answer for each way in which the rows of the table treat an answer."""
    asked = conditions.question(question)
    assert asked is not None
    accepting = [
        one.accepted for row in table.rows for one in (*row.when, *row.any) if one.question == question
    ]
    kinds = {tuple(value in accepted for accepted in accepting): value for value in asked.values}
    return list(kinds.values())


def groups(table: Table) -> list[list[Row]]:
    """The rows, put together when they share a question."""
    found: list[tuple[set[str], list[Row]]] = []
    for row in table.rows:
        questions = {one.question for one in (*row.when, *row.any)}
        joined = [group for group in found if group[0] & questions]
        found = [group for group in found if not group[0] & questions]
        found.append(
            (questions.union(*(q for q, _ in joined)), [r for _, rows in joined for r in rows] + [row])
        )
    return [rows for _, rows in found]


def ask(table: Table, answers: Answers) -> TableTrace:
    return tables.evaluate(table, lambda name: Finding({answers[name]: ()}), DAY)


def quiet(table: Table) -> Answers:
    """For every question an answer that as few rows as possible accept."""
    answers = {}
    for question in table.questions():
        counts = {
            value: sum(
                value in one.accepted
                for row in table.rows
                for one in (*row.when, *row.any)
                if one.question == question
            )
            for value in kinds_of_answers(table, question)
        }
        answers[question] = min(counts, key=lambda value: counts[value])
    return answers


MANY = 3000


def situations(table: Table, rows: list[Row]) -> Iterator[Answers]:
    """All answers to the questions of these rows; where that is too much, each answer to the question that most of
    them ask, with all answers to what the rows ask that can still apply.
    """
    questions = sorted({one.question for row in rows for one in (*row.when, *row.any)})
    base = quiet(table)
    kinds = {question: kinds_of_answers(table, question) for question in questions}
    if prod(len(values) for values in kinds.values()) <= MANY:
        for chosen in product(*kinds.values()):
            yield base | dict(zip(questions, chosen, strict=True))
        return
    most = max(questions, key=lambda name: sum(one.question == name for row in rows for one in row.when))
    for answer in kinds[most]:
        open_rows = [
            row for row in rows if all(answer in one.accepted for one in row.when if one.question == most)
        ]
        for group in groups(replace(table, rows=tuple(_without(row, most) for row in open_rows))):
            for answers in situations(table, group):
                yield answers | {most: answer}


def _without(row: Row, question: str) -> Row:
    return replace(row, when=tuple(one for one in row.when if one.question != question))


def every_situation(table: Table) -> Iterator[Answers]:
    for rows in groups(table):
        yield from situations(table, rows)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_row_can_apply(table: Table) -> None:
    applied = {hit.row.id for answers in every_situation(table) for hit in ask(table, answers).hits()}
    assert applied == {row.id for row in table.rows}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_row_with_a_condition_can_fail(table: Table) -> None:
    failed = {
        trace.row.id
        for answers in every_situation(table)
        for trace in ask(table, answers).rows
        if not trace.applied
    }
    assert failed == {row.id for row in table.rows if row.when or row.any or row.otherwise}


def test_every_situation_has_an_outcome_or_is_recorded_as_not_indicated() -> None:
    table = TABLES["DT-02"]
    count = 0
    for answers in every_situation(table):
        hits = ask(table, answers).hits()
        assert hits
        assert (hits[0].row.id == "DT-02.13") == all(hit.row.otherwise for hit in hits)
        assert not (len(hits) > 1 and any(hit.row.otherwise for hit in hits))
        count += 1
    assert count > 50


@pytest.mark.parametrize("acute", ["ja", "vermoeden"])
def test_acute_unsafety_gives_moment_one_whatever_else_is_so(acute: str) -> None:
    table = TABLES["DT-02"]
    for answers in every_situation(table):
        hits = ask(table, answers | {"acute_unsafety": acute}).hits()
        assert ("acuut", "must") in {(hit.row.then["moment"], hit.row.then["strength"]) for hit in hits}


# These tables say what may not be done, or not yet: there a "no" may hold something back that "unknown" also does.
VERDICTS = ("DT-04", "DT-05", "DT-06", "DT-09", "DT-10", "DT-12", "DT-13", "DT-14")


def test_unknown_gives_at_least_what_no_gives() -> None:
    """For each question with the answers "nee" and "onbekend": no row holds for "nee" and not for "onbekend"."""
    lowered = {
        (table.id, row.id)
        for table in TABLES.values()
        if table.id not in VERDICTS
        for row in table.rows
        for one in (*row.when, *row.any)
        if "nee" in one.accepted
        and "onbekend" not in one.accepted
        and "onbekend" in (asked.values if (asked := conditions.question(one.question)) else ())
    }
    assert lowered == set()


FREE = {"DT-06": ("effect", "geen_bezwaar"), "DT-09": ("naming", "ja"), "DT-12": ("talk", "ja")}


@pytest.mark.parametrize("ident", FREE)
def test_what_nobody_knows_frees_nothing(ident: str) -> None:
    """Whatever the answers are: where one of them becomes unknown, nothing becomes free that was not."""
    output, word = FREE[ident]
    table = TABLES[ident]
    found: set[bool] = set()
    for answers in every_situation(table):
        free = _says(table, answers, output, word)
        found.add(free)
        for question in () if free else _deciding(table, answers, output, word):
            assert not _says(table, answers | {question: "onbekend"}, output, word), (question, answers)
    assert found == {True, False}


def _deciding(table: Table, answers: Answers, output: str, word: str) -> set[str]:
    """The questions whose answer can make it free: of rows that apply now, and of rows that would free it."""
    rows = [
        trace.row for trace in ask(table, answers).rows if trace.applied or trace.row.then[output] == word
    ]
    names = {one.question for row in rows for one in (*row.when, *row.any)} - {"measure_action"}
    return {name for name in names if (one := conditions.question(name)) and "onbekend" in one.values}


def _says(table: Table, answers: Answers, output: str, word: str) -> bool:
    return word in {hit.row.then[output] for hit in ask(table, answers).hits()}


CONTRADICTIONS = [
    ("DT-08", {"ja", "ja_jeugd"}, {"nee"}, "report"),
    ("DT-08", {"aanvulling"}, {"nee"}, "report"),
    ("DT-01", {"politieproces"}, {"doorsturen"}, "start"),
    ("DT-01", {"acuut"}, {"beoordeling"}, "start"),
    ("DT-11", {"sash_nu"}, {"nee", "ja", "spoed"}, "appraisal"),
]


@pytest.mark.parametrize(("ident", "one", "other", "output"), CONTRADICTIONS)
def test_rows_do_not_contradict_each_other(ident: str, one: set[str], other: set[str], output: str) -> None:
    table = TABLES[ident]
    for answers in every_situation(table):
        if impossible(answers):
            continue
        said = {hit.row.then[output] for hit in ask(table, answers).hits()}
        assert not (said & one and said & other), answers


def impossible(answers: Answers) -> bool:
    """Everything is reported and something is not; or the police know nothing and did not report it."""
    unreported, reported = answers.get("police_unreported"), answers.get("police_reported")
    both = unreported == "ja" == reported
    return both or (answers.get("police_knows") == "nee" and unreported == "ja")


def test_only_one_row_of_the_stalking_table_applies() -> None:
    table = TABLES["DT-11"]
    assert all(len(ask(table, answers).hits()) <= 1 for answers in every_situation(table))


def test_every_moment_has_participants_a_must_row_and_the_two_that_are_always_there() -> None:
    rows = TABLES["DT-03"].rows
    for moment in TABLES["DT-03"].outputs["moment"]:
        must = {
            row.then["partner"]
            for row in rows
            if row.then["moment"] == moment and row.then["grade"] == "must"
        }
        assert {"POL", "VT"} <= must
        assert any(row.then["moment"] == moment for row in TABLES["DT-02"].rows)


def test_every_must_row_rests_on_the_routekaart_itself() -> None:
    for row in TABLES["DT-02"].rows:
        if row.then["strength"] == "must" and row.id != "DT-02.12":
            assert "Routekaart" in row.source.text
            assert not row.source.verify


def test_every_title_of_the_catalogue_has_a_row_that_answers_its_breach() -> None:
    answered = TABLES["DT-07"].questions()["breach_title"]
    assert set(catalogue.TITLES) == answered
    assert {measure.title for measure in catalogue.measures().values()} - {None} <= answered


def test_every_status_of_the_catalogue_is_a_status_of_the_vocabulary() -> None:
    asked = conditions.question("suspect_status")
    assert asked is not None
    found = {measure.status for measure in catalogue.measures().values()} | {
        decision.status for decision in catalogue.decisions().values()
    }
    assert found - {None} <= set(asked.values)


def test_every_kind_in_a_row_exists() -> None:
    from_rows = {kind for row in TABLES["DT-02"].rows for kind in row.then["renewed_by"]}
    assert from_rows <= {"incident", "report", "breach", "signal"}


def test_every_named_condition_answers_within_its_own_values() -> None:
    empty = Situation(picture([{"kind": "signal"}]), START)
    for asked in conditions.NAMED.values():
        assert set(asked.read(empty).values) <= set(asked.values), asked.name


def test_every_named_condition_is_used_by_a_row() -> None:
    used = {question for table in TABLES.values() for question in table.questions()}
    spare = {name for name in conditions.NAMED if not name.startswith("task_")} - used
    # Asked by the stop order and by an alarm; a region may ask task_<partner> for any partner.
    assert spare == {"informing_risky", "police_case_owner"}
