# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A variant that cannot be understood is refused as a whole, with table, row, cell and reason of every slip."""

from datetime import date

import pytest

from samenspel.rules.datafiles import DataError, Problem
from samenspel.rules.law import Source
from samenspel.rules.variants import read
from tests.rules.variants.documents import HEAD, WHOLE

ROW = """
[[row]]
table = "DT-02"
id = "proefstreek.1"
text = "Reden."
when = { sash_concern = ["matig"] }
then = { moment = "zsm", strength = "propose" }
"""


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(DataError) as error:
        read("proef.toml", text)
    return error.value.problems


def test_a_whole_document_becomes_one_value() -> None:
    variant = read("proef.toml", WHOLE)
    assert (variant.id, variant.region, variant.name) == ("proef", "proefstreek", "Proefstreek")
    assert [(one.moment, one.partner) for one in variant.members] == [
        ("actieoverleg", "3RO"),
        ("actieoverleg", "SHN"),
    ]
    (own,) = variant.rows
    assert own.table == "DT-02"
    assert own.row.then["renewed_by"] == ()
    assert (own.row.validity.since, own.row.validity.until) == (date(2026, 1, 1), date(2027, 1, 1))
    assert own.row.source == variant.source == Source("Convenant Proefstreek", verify=True)
    assert variant.changes[0].source == Source("Werkafspraak OM en reclassering")
    assert variant.targets[0].within.days == 3


# What is changed in the whole document → table, row and cell of the problem, and a part of what it says.
CHANGED = {
    ("when = { threat_level", "when = { threatlevel"): (
        "DT-02",
        "proefstreek.1",
        "when.threatlevel",
        "threat_level?",
    ),
    ('threat_level = ["onbekend"]', 'threat_level = ["acuut"]'): (
        "DT-02",
        "proefstreek.1",
        "when.threat_level",
        "kies uit geen",
    ),
    ('weapons = ["vuurwapen"]', "weapons = []"): ("DT-02", "proefstreek.1", "any.weapons", "geen waarde"),
    ('moment = "actieoverleg", strength', 'moment = "borrel", strength'): (
        "DT-02",
        "proefstreek.1",
        "then.moment",
        "'borrel' is niet toegestaan",
    ),
    ('strength = "propose", ', ""): ("DT-02", "proefstreek.1", "then.strength", "ontbreekt"),
    ('strength = "propose"', 'sterkte = "propose"'): (
        "DT-02",
        "proefstreek.1",
        "then.sterkte",
        "onbekend veld",
    ),
    ('term = "DL-37", variant', 'term = "DL-99", variant'): (
        "DT-02",
        "proefstreek.1",
        "then.term",
        "bestaat niet",
    ),
    ('term = "DL-37", variant', 'term = "DL-39", variant'): (
        "DT-02",
        "proefstreek.1",
        "then.variant",
        "geen vorm",
    ),
    ('term = "DL-37", variant', "variant"): ("DT-02", "proefstreek.1", "then.variant", "zonder termijn"),
    ('variant = "spoed" }\nuntil', 'renewed_by = ["inbraak"] }\nuntil'): (
        "DT-02",
        "proefstreek.1",
        "then.renewed_by",
        "geen soort gebeurtenis",
    ),
    ('table = "DT-02"', 'table = "DT-99"'): ("DT-99", "proefstreek.1", "table", "'DT-99' is niet toegestaan"),
    ('id = "proefstreek.1"', 'id = "DT-02.14"'): ("DT-02", "DT-02.14", "id", "proefstreek.1"),
    ('id = "proefstreek.1"', 'id = "proefstreek"'): ("DT-02", "proefstreek", "id", "proefstreek.1"),
    ('id = "proefstreek.1"\n', ""): ("DT-02", "1", "id", "ontbreekt"),
    ("until = 2027-01-01", "until = 2025-01-01\nsince = 2024-01-01"): (
        "DT-02",
        "proefstreek.1",
        "until",
        "geldt niet meer",
    ),
    ("until = 2027-01-01", "otherwise = true"): ("DT-02", "proefstreek.1", "otherwise", "stel een vraag"),
    ("until = 2027-01-01", "minimum = true"): ("DT-02", "proefstreek.1", "minimum", "landelijk"),
    ('text = "Er zijn wapens', 'text = "\u202eEr zijn wapens'): (
        "DT-02",
        "proefstreek.1",
        "text",
        "niet te zien",
    ),
    ('row = "DT-02.9"', 'row = "DT-02.99"'): ("change", "DT-02.99", "row", "bestaat niet"),
    ('row = "DT-02.9"', 'row = "DT-02.13"\nwhen = { weapons = ["ander"] }'): (
        "DT-02",
        "DT-02.13",
        "when",
        "stelt geen vragen",
    ),
    ('then = { strength = "must" }', ""): ("DT-02", "DT-02.9", "then", "verandert niets"),
    ('then = { strength = "must" }', 'then = { strengt = "must" }'): (
        "DT-02",
        "DT-02.9",
        "then.strengt",
        "strength?",
    ),
    ('then = { strength = "must" }', 'then = { term = "" }'): ("DT-02", "DT-02.9", "then.term", "is leeg"),
    ('row = "DT-08.7"', 'row = "DT-02.13"'): ("DT-02", "DT-02.13", "row", "kan niet uit"),
    ('row = "DT-08.7"', 'row = "DT-02.9"'): ("DT-02", "DT-02.9", "row", "ook onder [[off]]"),
    ('reason = "In deze', 'reden = "In deze'): ("DT-08", "DT-08.7", "reason", "ontbreekt"),
    ('moment = "actieoverleg"\npartner = "SHN"', 'moment = "lunch"\npartner = "SHN"'): (
        "member",
        "1",
        "moment",
        "kies uit acuut",
    ),
    ('partner = "SHN"', 'partner = "SHM"'): ("member", "1", "partner", "SHN?"),
    ('partner = "SHN"', 'partner = "BURGER"'): ("member", "1", "partner", "niet toegestaan"),
    ('partner = "3RO"', 'partner = "SHN"'): ("member", "2", "partner", "twee keer"),
    ('term = "DL-37"\nwithin', 'term = "DL-77"\nwithin'): ("target", "1", "term", "niet toegestaan"),
    ('term = "DL-37"\nwithin', 'term = "DL-37"\nvariant = "snel"\nwithin'): (
        "target",
        "1",
        "variant",
        "kies uit spoed",
    ),
    ('term = "DL-37"\nwithin', 'term = "DL-18"\nwithin'): ("target", "1", "term", "grens"),
    ("within = { days = 3 }", "within = { days = 6 }"): ("target", "1", "within", "langer dan"),
    ("within = { days = 3 }", "within = { days = -1 }"): ("target", "1", "within", "nooit negatief"),
    ("within = { days = 3 }", "within = { }"): ("target", "1", "within", "ten minste één getal"),
    ("within = { days = 3 }", "within = { hours = 3 }"): (
        "target",
        "1",
        "within.hours",
        "telt bij deze termijn niet",
    ),
    ("within = { days = 3 }", 'within = { clock = "HOURS", hours = 3 }'): (
        "target",
        "1",
        "within.clock",
        "telt in WORKING_DAYS",
    ),
    ("within = { days = 3 }", 'within = { clock = "DAGEN", days = 3 }'): (
        "target",
        "1",
        "within.clock",
        "niet toegestaan",
    ),
    ('name = "repeat_count"', 'name = "repeat_cont"'): ("parameter", "1", "name", "repeat_count?"),
    ("value = 2", "value = 1"): ("parameter", "1", "value", "niet tussen 2 en 10"),
    ("value = 2", 'value = "2"'): ("parameter", "1", "value", "verwacht een geheel getal"),
    ('kind = "LT"', 'kind = "WIJK"'): ("partner", "1", "kind", "niet toegestaan"),
    ('row = "DT-02.3"', 'row = "DT-02.03"'): ("text", "DT-02.03", "row", "DT-02.3?"),
    ("[variant]\nid", "until = 2030-01-01\n[variant]\nid"): ("", "-", "until", "onbekend blok"),
    ("since = 2026-01-01", "since = 2026-01-01\nuntil = 2027-06-01"): (
        "",
        "[variant]",
        "until",
        "nieuwe ingaat",
    ),
    ('id = "proef"', 'id = "Proef streek"'): ("", "[variant]", "id", "geen code"),
    ('source = { text = "Convenant Proefstreek", verify = true }', ""): (
        "",
        "[variant]",
        "source",
        "ontbreekt",
    ),
    ("[[off]]", "[[uit]]"): ("", "-", "uit", "onbekend blok"),
}


@pytest.mark.parametrize(("change", "wanted"), CHANGED.items(), ids=[f"{one[1]}" for one in CHANGED])
def test_a_slip_is_told_with_table_row_cell_and_reason(
    change: tuple[str, str], wanted: tuple[str, str, str, str]
) -> None:
    assert change[0] in WHOLE
    found = problems(WHOLE.replace(*change, 1))
    assert any(wanted[3] in one.message for one in found if (one.table, one.row, one.field) == wanted[:3])


def test_every_slip_is_told_in_one_reading() -> None:
    text = WHOLE
    for change in (
        ("threat_level =", "threatlevel ="),
        ('row = "DT-02.9"', 'row = "DT-02.99"'),
        ('partner = "SHN"', 'partner = "SHM"'),
        ("days = 3", "days = 9"),
        ("value = 2", "value = 99"),
        ('kind = "LT"', 'kind = "XX"'),
    ):
        text = text.replace(*change, 1)
    assert len(problems(text)) == 6


def test_a_problem_reads_as_a_sentence() -> None:
    (one,) = problems(WHOLE.replace("value = 2", "value = 99"))
    assert str(one) == (
        "proef.toml, tabel parameter, rij 1, veld value: 99 ligt niet tussen 2 en 10 "
        "(Aantal meldingen of incidenten zonder overleg)"
    )


def test_versions_of_a_row_may_follow_each_other() -> None:
    later = ROW.replace("then =", "since = 2026-07-01\nthen =")
    variant = read("proef.toml", HEAD + ROW.replace("then =", "until = 2026-07-01\nthen =") + later)
    assert len(variant.rows) == 2


@pytest.mark.parametrize("until", ["", "until = 2026-07-02\n"])
def test_versions_of_a_row_may_not_overlap(until: str) -> None:
    first, later = (
        ROW.replace("then =", f"{until}then ="),
        ROW.replace("then =", "since = 2026-07-01\nthen ="),
    )
    (one,) = problems(HEAD + first + later)
    assert (one.table, one.row, one.field) == ("DT-02", "proefstreek.1", "since")


def test_an_id_is_of_one_table() -> None:
    other = '\n[[row]]\ntable = "RF"\nid = "proefstreek.1"\ntext = "R."\nsince = 2029-01-01\n' + (
        'when = { weapons = ["ander"] }\nthen = { flag = "mes", name = "Mes" }\n'
    )
    found = problems(HEAD + ROW.replace("then =", "until = 2027-01-01\nthen =") + other)
    assert [one.field for one in found] == ["id"]


def test_a_row_without_a_question_fits_only_where_a_national_row_has_none() -> None:
    (one,) = problems(HEAD + ROW.replace('when = { sash_concern = ["matig"] }\n', ""))
    assert (one.table, one.field) == ("DT-02", "when")
    seat = '\n[[row]]\ntable = "DT-03"\nid = "proefstreek.2"\ntext = "R."\n'
    read("proef.toml", HEAD + seat + 'then = { moment = "acuut", partner = "LT", grade = "must" }')


def test_an_outcome_says_what_every_outcome_of_its_table_says() -> None:
    seat = '\n[[row]]\ntable = "DT-03"\nid = "proefstreek.2"\ntext = "R."\nthen = { moment = "acuut", partner = "LT" }'
    (one,) = problems(HEAD + seat)
    assert (one.field, one.message) == ("then.grade", "ontbreekt")


def test_a_table_about_the_picture_asks_nothing_that_only_the_asker_can_tell() -> None:
    (one,) = problems(HEAD + ROW.replace('sash_concern = ["matig"]', 'report_source = ["kind"]'))
    assert (one.table, one.field) == ("DT-02", "when.report_source")
    assert one.message == "deze vraag kan DT-02 niet stellen"


@pytest.mark.parametrize(
    ("term", "within", "fits"),
    [
        ("DL-40", "months = 2", True),
        ("DL-40", "days = 80", True),
        ("DL-40", "days = 90", False),  # three months are 89 days from the last day of November on
        ("DL-05", "weeks = 10", True),
        ("DL-05", "days = 71", False),
        ("DL-14", "days = 3", True),
        ("DL-14", "hours = 90", True),
        ("DL-14", "hours = 91", False),
        ("DL-38", "hours = 2", True),
        ("DL-39", "days = 0", True),
        ("DL-28", "minutes = 0", False),
    ],
)
def test_a_target_is_nowhere_longer_than_its_term(term: str, within: str, fits: bool) -> None:
    text = f'{HEAD}\n[[target]]\nterm = "{term}"\nwithin = {{ {within} }}\n'
    if fits:
        assert read("proef.toml", text).targets
    else:
        assert [one.field for one in problems(text)] == ["within"]


@pytest.mark.parametrize(
    "text", ["[variant", "x = " + "[" * 5000, "x = " + "9" * 5000, "[variant]\nsince = 2026-02-30"]
)
def test_what_is_no_toml_is_refused_and_nothing_breaks(text: str) -> None:
    (one,) = problems(text)
    assert "geen geldige TOML" in one.message


@pytest.mark.parametrize(
    "text",
    [
        "",
        "variant = 3",
        "[[variant]]",
        HEAD + "row = 3",
        HEAD + "[row]",
        HEAD + "[[row]]",
        HEAD + "[[change]]\nrow = 1",
    ],
)
def test_a_document_of_another_shape_is_refused(text: str) -> None:
    assert problems(text)
