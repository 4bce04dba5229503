# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The family picture: parents above children, nobody on top of another, and no data that breaks it."""

from hypothesis import given
from hypothesis import strategies as st

from samenspel.cases.drawing import HIGH, WIDE, FamilyPicture, Member, Tie, family, lines

KINDS = ["partner", "ex_partner", "ouder", "kind", "broer_zus", "pleegouder", "mantelzorger", "overig"]

MOTHER = Member("V", "Sanne Jansen", "1990", ("slachtoffer",), "Kerkweg")
FATHER = Member("P", "Mark de Vries", "1987", ("pleger",), "Dorpsstraat")
CHILD = Member("K", "Daan", "2019", ("getuige",), "Kerkweg")
GRANDMOTHER = Member("O", "Anneke Jansen", "1961", (), "Kerkweg")
PARENTS = (Tie("V", "K", "ouder", "moeder van", True), Tie("P", "K", "ouder", "vader van"))


def height(picture: FamilyPicture, key: str) -> int:
    return next(card.y for card in picture.cards if card.member.key == key)


def test_a_parent_stands_above_the_child_and_partners_stand_side_by_side() -> None:
    picture = family([MOTHER, FATHER, CHILD], [*PARENTS, Tie("P", "V", "ex_partner", "ex-partner")])
    assert height(picture, "V") == height(picture, "P") < height(picture, "K")


def test_a_child_said_from_its_own_side_stands_below_as_well() -> None:
    picture = family([CHILD, MOTHER], [Tie("K", "V", "kind", "kind van")])
    assert height(picture, "V") < height(picture, "K")


def test_a_grandmother_pushes_her_daughters_former_partner_down_too() -> None:
    ties = [Tie("O", "V", "ouder", "moeder van"), Tie("P", "V", "ex_partner", "ex-partner"), *PARENTS]
    picture = family([MOTHER, FATHER, CHILD, GRANDMOTHER], ties)
    assert height(picture, "O") < height(picture, "V") == height(picture, "P") < height(picture, "K")


def test_a_line_is_drawn_through_only_when_custody_is_known() -> None:
    picture = family([MOTHER, FATHER, CHILD], PARENTS)
    assert {line.text: line.dashed for line in picture.lines} == {"moeder van": False, "vader van": True}


def test_each_household_has_one_frame_around_its_own_people() -> None:
    picture = family([MOTHER, FATHER, CHILD], PARENTS)
    frames = {home.name: home for home in picture.homes}
    assert set(frames) == {"Kerkweg", "Dorpsstraat"}
    for card in picture.cards:
        home = frames[card.member.household]
        assert home.x <= card.x and card.x + WIDE <= home.x + home.width
        assert home.y <= card.y and card.y + HIGH <= home.y + home.height


def test_a_tie_to_somebody_the_reader_may_not_see_is_left_out() -> None:
    assert family([MOTHER], PARENTS).lines == ()


def test_an_empty_family_is_an_empty_picture() -> None:
    picture = family([], [])
    assert (picture.cards, picture.homes, picture.lines) == ((), (), ())
    assert picture.width > 0 and picture.height > 0


def test_a_long_text_is_broken_and_what_does_not_fit_is_marked() -> None:
    assert lines("Samenwerken bij strafbare kindermishandeling", 25) == (
        "Samenwerken bij strafbare",
        "kindermishandeling",
    )
    assert lines("een twee drie vier vijf", 9)[-1].endswith("…")
    assert lines("", 9) == ("",)


@st.composite
def families(draw: st.DrawFn) -> tuple[list[Member], list[Tie]]:
    keys = [f"p{number}" for number in range(draw(st.integers(0, 7)))]
    members = [Member(k, draw(st.text(max_size=40)), "", (), draw(st.sampled_from("ABC"))) for k in keys]
    one = st.sampled_from(keys) if keys else st.nothing()
    ties = draw(st.lists(st.builds(Tie, one, one, st.sampled_from(KINDS), st.just("x")), max_size=12))
    return members, ties


@given(families())
def test_nobody_stands_on_top_of_another_whatever_the_data_say(found: tuple[list[Member], list[Tie]]) -> None:
    picture = family(*found)
    places = [(card.x, card.y) for card in picture.cards]
    for number, (x, y) in enumerate(places):
        assert 0 <= x <= picture.width - WIDE and 0 <= y <= picture.height - HIGH
        for x2, y2 in places[number + 1 :]:
            assert abs(x - x2) >= WIDE or abs(y - y2) >= HIGH
