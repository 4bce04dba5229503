# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names, postcodes, phone numbers and BSNs in one form."""

import doctest

import pytest

from samenspel.rules.matching import (
    Features,
    address,
    blocking_keys,
    bsn,
    fold,
    given_words,
    initial_letters,
    names,
    numbers,
    phone,
    postcode,
    surname_words,
)
from samenspel.rules.matching.lexicon import LEXICON
from samenspel.rules.matching.names import given, surname

SAME_KEY = [
    ("van den Berg", "Vandenberg", "Berg, v.d.", "v/d Berg", "BERG VAN DEN", "Berg"),
    ("ter Horst", "Terhorst", "Horst, ter"),
    ("de Boer", "Deboer", "den Boer", "Boer"),
    ("El Ouali", "Ouali", "Wali", "Al-Wali", "Elouali"),
    ("Ben Ali", "Benali", "Ben-Ali"),
    ("Meijer", "Meyer", "Meier"),
    ("Schouten", "Souten"),
    ("Bosch", "Bos"),
    ("Dijkstra", "Dykstra", "Dijksstra"),
    ("Yıldız", "Yildiz", "YILDIZ"),
    ("Wójcik", "Wojcik"),
    ("Öztürk", "Ozturk"),
    ("Janssen", "Jansen", "Janse"),
    ("Hackmann", "Hakman"),
    ("Thijssen", "Tijssen"),
    ("Gebremedhin", "Ghebremedhin", "Gebre Medhin"),
    ("O'Hara", "OHara"),
]


@pytest.mark.parametrize("group", SAME_KEY, ids=lambda group: group[0])
def test_ways_to_write_one_surname_have_one_key(group: tuple[str, ...]) -> None:
    assert len({tuple(surname(word).key for word in surname_words(name)) for name in group}) == 1


WHOLE_NAMES = ["Dekker", "Terpstra", "Vos", "Alberts", "Derksen", "Tennissen", "Vanessa"]


@pytest.mark.parametrize("name", WHOLE_NAMES)
def test_a_name_that_begins_like_a_prefix_stays_whole_as_written(name: str) -> None:
    assert surname_words(name) == (name.lower(),)


@pytest.mark.parametrize("name", ["Dekker", "Terpstra", "Derksen", "Tennissen"])
def test_no_prefix_is_cut_off_where_the_rest_is_no_name(name: str) -> None:
    assert surname(name.lower()).key[0] == name[0]


DIFFERENT_KEY = [("Bakker", "Brouwer"), ("Visser", "Smit"), ("Dijkstra", "Hoekstra"), ("Kaya", "Demir")]


@pytest.mark.parametrize("pair", DIFFERENT_KEY, ids=lambda pair: pair[0])
def test_other_surnames_have_other_keys(pair: tuple[str, str]) -> None:
    one, other = (surname(fold(name)).key for name in pair)
    assert one != other


@pytest.mark.parametrize(
    "group",
    [
        ("mohamed", "mohammed", "muhammad"),
        ("youssef", "yusuf", "joesoef"),
        ("hussein", "husain", "hoessein"),
        ("lukasz", "lukas"),
        ("khadija", "ghadija", "khadidja"),
        ("ouiam", "wiam"),
        ("soeshila", "sushila"),
        ("erika", "erica"),
    ],
    ids=lambda group: group[0],
)
def test_ways_to_write_one_given_name_sound_alike(group: tuple[str, ...]) -> None:
    assert len({given(name).sound for name in group}) == 1


@pytest.mark.parametrize(
    "pair", [("hasan", "husayn"), ("jan", "joris"), ("fatima", "fatma"), ("daniel", "danielle")]
)
def test_other_given_names_sound_different(pair: tuple[str, str]) -> None:
    assert given(pair[0]).sound != given(pair[1]).sound


def test_words_of_names() -> None:
    assert surname_words("Gebremedhin Haile") == ("gebremedhin", "haile")
    assert surname_words("Bakker - de Vries") == ("bakker", "vries")
    assert surname_words("De") == ("de",), "a surname may look like a prefix"
    assert surname_words("Onbekend") == surname_words("") == surname_words("?") == ()
    assert given_words("Anne-Marie J. Th.") == ("anne", "marie")
    assert given_words("Abd el Karim") == given_words("Abdelkarim") == ("abdelkarim",)
    assert fold("Ægir Łøß") == "aegir loss"
    assert fold("محمد") == "محمد", "other scripts are kept, they can still be equal"


@pytest.mark.parametrize(
    ("written", "first_names", "letters"),
    [
        ("J.P.", "", "jp"),
        ("JP", "", "jp"),
        ("Th.J.", "", "tj"),
        ("ThJ", "", "tj"),
        ("jp", "", "jp"),
        ("", "Jan Willem", "jw"),
        ("", "J.W.", "jw"),
        ("A", "Jan", "a"),
        ("", "", ""),
    ],
)
def test_initials(written: str, first_names: str, letters: str) -> None:
    assert initial_letters(written, first_names) == letters


@pytest.mark.parametrize("text", ["1234AB", "1234 ab", " 1234  Ab", "1234-AB", "1234.a.b"])
def test_a_postcode_has_one_form(text: str) -> None:
    assert postcode(text) == "1234AB"


@pytest.mark.parametrize(
    "text", ["", "0123AB", "1234", "1234ABC", "12345", "B-1000", "1234SS", "1234SD", "1234SA"]
)
def test_what_is_no_postcode_is_none(text: str) -> None:
    assert postcode(text) is None


def test_an_address_is_postcode_and_number_without_addition() -> None:
    assert {address("1234 ab", number) for number in ("12", "12-III", " 012 hs", "12 A")} == {"1234AB 12"}
    assert address("1234AB", "") is address("", "12") is address("1234AB", "hoek") is None


@pytest.mark.parametrize(
    "text",
    [
        "0612345678",
        "06-12 34 56 78",
        "+31612345678",
        "0031 6 12345678",
        "+31 (0)6 12345678",
        "+310612345678",
        "612345678",
    ],
)
def test_a_dutch_phone_number_has_one_form(text: str) -> None:
    assert phone(text) == "+31612345678"


def test_foreign_numbers_are_kept_and_shared_or_broken_ones_are_not() -> None:
    assert phone("+212 600-000001") == "+212600000001"
    assert phone("0048600000001") == "+48600000001"
    for text in ("", "112", "0800-2000", "0900 1234567", "088-1234567", "06-1234", "onbekend", "+31", "1400"):
        assert phone(text) is None, text


def test_the_eleven_test() -> None:
    assert bsn("999990019") == bsn("9999.90.019") == bsn(" 999990019 ") == "999990019"
    accepted = [number for number in range(999990000, 999991000) if bsn(str(number))]
    assert len(accepted) in {90, 91, 92}, "about one in eleven passes"
    for text in ("", "0", "000000000", "999999999", "999990018", "9999900191", "99999001a", "²²²²²²²²²"):
        assert bsn(text) is None, text


def test_any_swap_of_neighbours_or_single_slip_breaks_a_bsn() -> None:
    number = "999990019"
    for place in range(9):
        for digit in "0123456789":
            if digit != number[place]:
                assert bsn(number[:place] + digit + number[place + 1 :]) is None


def test_keys_of_records_with_little_in_them() -> None:
    assert blocking_keys(Features()) == frozenset()
    assert blocking_keys(Features(surname="Onbekend", first_names="NN")) == frozenset()
    assert blocking_keys(Features(phones=frozenset({"h"}))) == {"p:h"}
    assert blocking_keys(Features(unborn=True, mother="m")) == {"u:m"}


@pytest.mark.parametrize("module", [names, numbers], ids=lambda module: module.__name__)
def test_the_examples_in_the_documentation_hold(module: object) -> None:
    result = doctest.testmod(module)  # type: ignore[arg-type]
    assert result.attempted and not result.failed


def test_the_lists_of_names_are_written_folded() -> None:
    """An entry with an accent or a capital would never be met."""
    words = {*LEXICON.spellings, *LEXICON.formals, *LEXICON.common_given, *LEXICON.common_surnames}
    words |= {*LEXICON.prefixes, *LEXICON.glued, *LEXICON.joined, *LEXICON.placeholders}
    assert {word for word in words if fold(word) != word} == set()
