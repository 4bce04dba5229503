# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a variant makes of the national rules, and how that is told."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from samenspel.rules import conditions, datafiles, routekaart, tables, variants
from samenspel.rules.clocks import due, term_for_moment
from samenspel.rules.facts import NATIONAL, Parameters, settings
from samenspel.rules.routekaart import Evaluation, Strength
from samenspel.rules.ruleset import Ruleset, national
from samenspel.rules.tables import Row
from samenspel.rules.variants import all_along, combine, difference, read
from samenspel.rules.workdays import AMSTERDAM
from tests.rules.stories import last, picture
from tests.rules.variants.documents import HEAD, WHOLE

WIDER = """
[[change]]
row = "DT-02.3"
when = { threat_level = ["dreigend_gevaar", "onbekend"], domestic = ["ja"] }
"""


def rules(text: str) -> Ruleset:
    return combine(read("proef.toml", text))


def said(text: str) -> list[str]:
    return [one.text for one in difference(read("proef.toml", text))]


def row(of: Ruleset, table: str, ident: str) -> Row:
    return next(one for one in of.tables[table].rows if one.id == ident)


def say(of: Ruleset, *events: dict[str, Any]) -> Evaluation:
    pic = picture(events)
    return routekaart.evaluate(pic, last(pic), of)


DANGER = {"kind": "incident", "day": 700, "facts": {"threat_level": "dreigend_gevaar"}}


# Combining


def test_nothing_but_a_name_is_the_national_rules_under_that_name() -> None:
    found = rules(HEAD)
    assert found.name == "Proefstreek"
    assert found.version != national().version
    assert all(found.tables[ident] is table for ident, table in national().tables.items())
    assert (found.terms, found.parameters) == (national().terms, national().parameters)


def test_an_own_row_comes_after_the_national_ones_and_before_what_catches_the_rest() -> None:
    ids = [one.id for one in rules(WHOLE).tables["DT-02"].rows]
    assert ids[-3:] == ["DT-02.12", "proefstreek.1", "DT-02.13"]


def test_an_own_row_proposes_and_gives_its_reason_with_its_source() -> None:
    event = {"kind": "incident", "day": 700, "facts": {"weapons": "vuurwapen", "acute_unsafety": "nee"}}
    proposal = say(rules(WHOLE), event).proposal("actieoverleg")
    assert proposal
    assert (proposal.strength, proposal.rules) == (Strength.PROPOSE, ("proefstreek.1",))
    assert proposal.reasons[0].source.text == "Convenant Proefstreek"
    assert say(national(), event).proposal("actieoverleg") is None


def test_an_own_row_does_not_hold_after_its_period() -> None:
    event = {"kind": "incident", "day": 1200, "facts": {"weapons": "vuurwapen", "acute_unsafety": "nee"}}
    assert say(rules(WHOLE), event).proposal("actieoverleg") is None


def test_a_change_replaces_its_cells_and_keeps_the_others() -> None:
    own, before = row(rules(WHOLE), "DT-02", "DT-02.9"), row(national(), "DT-02", "DT-02.9")
    assert own.then == {**before.then, "strength": "must"}
    assert (own.when, own.text, own.validity, own.minimum) == (
        before.when,
        before.text,
        before.validity,
        before.minimum,
    )
    assert own.source.text == f"{before.source.text}; Werkafspraak OM en reclassering"
    assert own.source.verify


def test_a_change_of_a_question_replaces_its_answers_and_keeps_the_other_questions() -> None:
    found = {one.question: one.accepted for one in row(rules(HEAD + WIDER), "DT-02", "DT-02.3").when}
    assert found == {
        "threat_level": ("dreigend_gevaar", "onbekend"),
        "suspect_held": ("nee",),
        "domestic": ("ja",),
    }


def test_a_row_that_is_off_is_gone() -> None:
    assert "DT-08.7" not in {one.id for one in rules(WHOLE).tables["DT-08"].rows}


def test_standing_members_are_at_the_table_beside_the_national_ones() -> None:
    proposal = say(rules(WHOLE), DANGER).proposal("actieoverleg")
    before = say(national(), DANGER).proposal("actieoverleg")
    assert proposal and before
    assert set(proposal.invite.must) == set(before.invite.must) | {"SHN", "3RO"}


def test_a_standing_member_is_one_organisation_as_soon_as_it_is_known_which() -> None:
    proposal = say(rules(WHOLE), {"kind": "signal", "by": "RN", "day": 699}, DANGER).proposal("actieoverleg")
    assert proposal
    assert "RN" in proposal.invite.must
    assert "3RO" not in proposal.invite.must


def test_a_target_is_what_a_moment_aims_at_and_the_term_stays() -> None:
    start, terms = datetime(2026, 2, 3, 10, tzinfo=AMSTERDAM), rules(WHOLE).terms
    before = term_for_moment("actieoverleg", start)
    assert term_for_moment("actieoverleg", start, known=terms).due == before.due - timedelta(days=4)
    assert term_for_moment("actieoverleg", start, urgent=True, known=terms) == term_for_moment(
        "actieoverleg", start, urgent=True
    )
    assert due("DL-37", start, known=terms) == before


def test_a_number_counts() -> None:
    events = ({"kind": "incident", "day": 700}, {"kind": "incident", "day": 710})
    assert say(national(), *events).proposal("actieoverleg") is None
    assert say(rules(WHOLE), *events).proposal("actieoverleg")


def test_an_own_text_comes_after_the_national_one() -> None:
    proposal = say(rules(WHOLE), DANGER).proposal("actieoverleg")
    assert proposal
    assert proposal.reasons[0].text == (
        f"{row(national(), 'DT-02', 'DT-02.3').text} Bel eerst het secretariaat."
    )


def test_a_kind_of_organisation_is_called_as_the_region_calls_it() -> None:
    assert rules(WHOLE).organisation("LT") == "Wijkteam"
    assert rules(WHOLE).organisation("VT") == national().organisation("VT") == "Veilig Thuis"
    assert national().organisation("LT") == "Lokaal team"


def test_the_version_names_the_rules_and_not_their_spelling() -> None:
    blocks = WHOLE.split("\n\n")
    turned = "\n\n".join([blocks[0], *reversed(blocks[1:])])
    assert turned != WHOLE
    assert rules(turned).version == rules(WHOLE).version
    assert rules("# Opmerking\n" + WHOLE).version == rules(WHOLE).version
    assert rules(WHOLE.replace("value = 2", "value = 4")).version != rules(WHOLE).version


def test_to_look_back_a_variant_holds_all_along_and_each_row_until_its_next_version() -> None:
    first = WHOLE.replace("until = 2027-01-01", "until = 2026-09-01")
    later = first[first.index("[[row]]") : first.index("[[change]]")]
    later = later.replace("until = 2026-09-01", "since = 2026-09-01\nuntil = 2027-01-01")
    found = all_along(read("proef.toml", first + "\n" + later))
    spans = [(one.row.validity.since.year, one.row.validity.until) for one in found.rows]
    assert found.since.year == 2000
    assert spans == [(2000, date(2026, 9, 1)), (2026, date(2027, 1, 1))]
    event = {"kind": "incident", "facts": {"weapons": "vuurwapen", "acute_unsafety": "nee"}}
    assert say(rules(WHOLE), event).proposal("actieoverleg") is None
    assert say(combine(all_along(read("proef.toml", WHOLE))), event).proposal("actieoverleg")


# Telling


def test_every_difference_is_a_sentence() -> None:
    assert said(WHOLE) == [
        "DT-02 krijgt een eigen rij proefstreek.1. Voorwaarde: dreiging: onbekend; en ten minste één van: wapens: "
        "vuurwapen. Uitkomst: moment: actieoverleg; sterkte: voorstel; termijn: DL-37; vorm van de termijn: spoed. "
        "Reden: Er zijn wapens in huis en niemand heeft het gevaar beoordeeld. Tot 2027-01-01.",
        "DT-02.9: sterkte wordt moet (landelijk: voorstel).",
        "DT-08.7 geldt hier niet. Reden: In deze regio gaat het formulier altijd mee.",
        "Het Actieoverleg: Reclassering en Slachtofferhulp Nederland zitten altijd aan tafel.",
        "DL-37 (Actieoverleg gehouden): eigen streeftijd 3 werkdagen in plaats van 5 werkdagen; de landelijke termijn "
        "blijft gelden.",
        "DT-02.6: na 2 meldingen in 12 maanden in plaats van 3.",
        "Lokaal team heet hier Wijkteam.",
        "DT-02.3 krijgt er een eigen tekst bij: “Bel eerst het secretariaat.”",
    ]


def test_answers_that_count_now_and_no_longer_are_told() -> None:
    asked = conditions.question("domestic")
    assert asked
    assert said(HEAD + WIDER) == [
        "DT-02.3: geldt bij “dreiging” ook voor onbekend.",
        "DT-02.3: geldt bij “dreiging” niet meer voor risico op gevaar.",
        f"DT-02.3: vraagt nu ook “{asked.text} ja”.",
    ]


def test_numbers_that_are_said_together_are_one_sentence() -> None:
    text = "".join(f'\n[[parameter]]\nname = "{name}"\nvalue = {value}\n' for name, value in NUMBERS)
    assert said(HEAD + text) == [
        "DT-02.6: na 2 meldingen in 24 maanden in plaats van na 3 meldingen in 12 maanden."
    ]


NUMBERS = (("repeat_count", 2), ("repeat_months", 24), ("unseen_days", 5))


@pytest.mark.parametrize(
    "text",
    [
        '\n[[parameter]]\nname = "unseen_days"\nvalue = 5\n',
        '\n[[target]]\nterm = "DL-37"\nwithin = { days = 5 }\n',
        '\n[[partner]]\nkind = "LT"\nname = "Lokaal team"\n',
        '\n[[change]]\nrow = "DT-02.9"\nthen = { strength = "propose" }\n',
    ],
)
def test_what_is_as_it_is_nationally_is_no_difference(text: str) -> None:
    assert said(HEAD + text) == []


# What ships


def test_the_national_rules_do_not_depend_on_the_examples() -> None:
    assert variants.shipped_names() == ("midden-brabant", "voorbeeld")
    assert not any(
        "region" in name or name.removesuffix(".toml") in variants.shipped_names()
        for name in datafiles.names()
    )
    assert national().version == tables.version()


def test_midden_brabant_has_victim_support_and_probation_at_the_table() -> None:
    found = variants.shipped("midden-brabant")
    assert [one.text for one in difference(found)] == [
        "Het Actieoverleg: Raad voor de Kinderbescherming, Reclassering en Slachtofferhulp Nederland zitten altijd aan "
        "tafel."
    ]
    assert found.source.verify
    proposal = say(combine(found), DANGER).proposal("actieoverleg")
    assert proposal
    assert {"SHN", "3RO", "RVDK"} <= set(proposal.invite.must)


def test_the_example_shows_one_of_nearly_everything() -> None:
    found = variants.shipped("voorbeeld")
    blocks = {one.block for one in difference(found)}
    assert blocks == {"row", "change", "member", "target", "parameter", "partner", "text"}


def test_an_example_that_does_not_exist_is_told_with_those_that_do() -> None:
    with pytest.raises(LookupError, match="midden-brabant, voorbeeld"):
        variants.shipped("utrecht")


def test_every_number_of_the_rules_has_a_row_with_its_national_value() -> None:
    assert {name: one.value for name, one in settings().items()} == {
        name: getattr(NATIONAL, name) for name in Parameters.__slots__ if name != "standing"
    }
