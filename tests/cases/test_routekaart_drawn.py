# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The routekaart laid out: no text on another, everything inside, every arrow arrives, whatever stands on the cards."""

import re
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenspel.cases.drawing import Board, Kind, Note, Route, Seat, Sign, State, Station, Words, narrow, wide
from samenspel.cases.drawing.cards import SIGN, SIGNS, Card
from samenspel.cases.drawing.roads import Tip, bent
from samenspel.cases.drawing.texts import measured, wrapped
from tests.site.look.route import routekaart, variant

Box = tuple[float, float, float, float]
MAPS = {"case": routekaart(), "quiet": routekaart(False), "region": variant()}
BOARDS = {f"{name} {board.name}": board for name, found in MAPS.items() for board in found.boards}
NEAR = 0.01


def around(one: Card) -> Box:
    return one.x, one.y, one.right, one.bottom


def apart(one: Box, other: Box) -> bool:
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def inside(one: Box, other: Box) -> bool:
    return other[0] <= one[0] and other[1] <= one[1] and one[2] <= other[2] and one[3] <= other[3]


def texts(board: Board) -> list[tuple[str, Box]]:
    found = [*board.texts, *(text for card in board.cards for text in card.texts)]
    return [(one.text, one.box()) for one in found]


def signs(board: Board) -> list[Box]:
    found = [*board.marks, *(mark for card in board.cards for mark in card.marks)]
    return [(one.x, one.y, one.x + SIGN, one.y + SIGN) for one in found]


def check(board: Board) -> None:
    """Everything that must hold of a map, whatever stands on it."""
    whole = (0.0, 0.0, float(board.width), float(board.height))
    for (said, one), (other_said, other) in combinations(texts(board), 2):
        assert apart(one, other), (said, other_said)
    assert [said for said, box in texts(board) if not inside(box, whole)] == []
    assert [said for said, box in texts(board) for sign in signs(board) if not apart(box, sign)] == []
    for one, other in combinations(board.cards, 2):
        assert apart(around(one), around(other)), (one.station.key, other.station.key)
    for card in board.cards:
        assert inside(around(card), whole)
        boxes = [text.box() for text in card.texts] + [
            (one.x, one.y, one.x + one.width, one.y + one.height) for one in card.chips
        ]
        assert all(inside(box, around(card)) for box in boxes), card.station.key
    free = [one.box() for one in board.texts]
    assert all(apart(box, around(card)) for box in free for card in board.cards)
    phases = [card for card in board.cards if card.station.kind is Kind.PHASE]
    plan = (board.plan.x, board.plan.y, board.plan.right, board.plan.bottom)
    assert all(inside(around(card), plan) for card in phases) and inside(plan, whole)
    for road in board.roads:
        assert all(inside((x, y, x, y), whole) for x, y in road.points)
        assert all(arrives(tip, board) for tip in road.tips), road


def arrives(tip: Tip, board: Board) -> bool:
    """At the side of a card or of the plan; or where the way back joins the road to the moments."""
    sides = [around(card) for card in board.cards]
    sides.append((board.plan.x, board.plan.y, board.plan.right, board.plan.bottom))
    if any(on_side(tip, box) for box in sides):
        return True
    corners = [point for road in board.roads if not road.back for point in road.points]
    return any(abs(x - tip.x) < NEAR and 0 <= tip.y - y <= 2 * SIGN for x, y in corners)


def on_side(tip: Tip, box: Box) -> bool:
    x, y, (left, top, right, bottom) = tip.x, tip.y, box
    upright = min(abs(x - left), abs(x - right)) < NEAR and top <= y <= bottom
    return upright or (min(abs(y - top), abs(y - bottom)) < NEAR and left <= x <= right)


@pytest.mark.parametrize("name", BOARDS)
def test_nothing_stands_on_something_else_and_every_arrow_arrives(name: str) -> None:
    check(BOARDS[name])


@pytest.mark.parametrize("name", BOARDS)
def test_both_maps_hold_the_same_stations(name: str) -> None:
    assert {card.station.key for card in BOARDS[name].cards} == {
        one.key for one in MAPS[name.split()[0]].route.stations()
    }


def test_a_fault_in_the_layout_is_seen() -> None:
    """The check can fail: two cards on each other, a road that ends nowhere, a text outside."""
    board = BOARDS["case wide"]
    first, second, *others = board.cards
    pushed = replace(board, cards=(first, replace(second, y=first.y), *others))
    lost = replace(board, roads=(replace(board.roads[0], tips=(Tip(600, 20, (600, 0)),)),))
    outside = replace(board, texts=(replace(board.texts[0], x=board.width - 5),))
    for wrong in (pushed, lost, outside):
        with pytest.raises(AssertionError):
            check(wrong)


WORD = st.text("abdeghiklmnoprstuvwz", min_size=1, max_size=16)
SAID = st.lists(WORD, max_size=14).map(" ".join)
STATE = st.sampled_from(State)


@st.composite
def stations(draw: st.DrawFn, key: str, kind: Kind) -> Station:
    notes = draw(
        st.lists(st.builds(Note, st.sampled_from(Sign), SAID.filter(bool), st.booleans()), max_size=3)
    )
    seats = draw(st.lists(st.builds(Seat, WORD, st.booleans()), max_size=7)) if kind is Kind.MOMENT else []
    name, lead, said = draw(SAID.filter(bool)), draw(SAID), draw(SAID)
    return Station(key, kind, name, lead, "1", draw(STATE), said, tuple(notes), tuple(seats))


@st.composite
def routes(draw: st.DrawFn) -> Route:
    def some(kind: Kind, *keys: str) -> tuple[Station, ...]:
        return tuple(draw(stations(key, kind)) for key in keys)

    between = draw(
        st.lists(st.builds(Note, st.sampled_from(Sign), SAID.filter(bool), st.booleans()), max_size=3)
    )
    return Route(
        some(Kind.START, "a", "b"),
        tuple(between),
        some(Kind.MOMENT, "1", "2", "3", "4"),
        some(Kind.STEP, "p", "o"),
        some(Kind.PHASE, "x", "y", "z"),
        some(Kind.BREACH, "s")[0],
        Words("Begin", "Momenten", "Onderzoek", "Plan", "Terug"),
    )


@settings(max_examples=20)
@given(routes())
def test_the_map_is_in_order_whatever_stands_on_it(route: Route) -> None:
    check(wide(route))
    check(narrow(route))


@given(SAID, st.integers(60, 400), st.booleans())
def test_a_broken_text_fits_and_says_when_something_is_left_out(text: str, room: int, strong: bool) -> None:
    found = wrapped(text, room, 13, strong, 2)
    assert all(measured(line, 13, strong) <= room for line in found)
    kept = " ".join(found)
    assert kept == " ".join(text.split()) or "…" in kept


def test_every_sign_and_every_state_has_a_form_of_its_own() -> None:
    assert set(SIGNS) == set(Sign)
    assert len(set(SIGNS.values())) == len(SIGNS)
    assert {state.value for state in State} <= {sign.value for sign in Sign}


def test_a_road_bends_round_and_keeps_its_ends() -> None:
    path = bent([(0, 0), (40, 0), (40, 60)])
    assert path == "M0 0L28 0Q40 0 40 12L40 60"
    assert bent([(0, 0), (9, 0), (9, 0)]).startswith("M0 0") and not re.search("nan|inf", path)
