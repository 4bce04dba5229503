# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Nothing real, and nothing of the machine where it was made, is in the repository."""

import re

import pytest

from tests.architecture.source import texts

NINE_DIGITS = re.compile(r"(?<![\w.])\d{9}(?!\w|\.\d)")
WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
MAIL = re.compile(r"[\w.%+-]+@((?:[\w-]+\.)+[A-Za-z]{2,})\b")
MAIL_DOMAINS = re.compile(r"(^|\.)(test|example|invalid|example\.(org|com|net))$", re.IGNORECASE)
MACHINE_PATH = re.compile(r"""(?:^|["'`( =])/(?:work|farm|root|home|Users)/\w""", re.MULTILINE)


def real_numbers(text: str) -> list[str]:
    """Numbers that may be somebody's BSN or RSIN: they pass the eleven test, outside the test range 9999."""
    return [
        number
        for number in NINE_DIGITS.findall(text)
        if sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=True)) % 11 == 0
        and not number.startswith("9999")
        and number != "000000000"
    ]


def real_addresses(text: str) -> list[str]:
    """Mail domains that may exist. Reserved for use like ours: RFC 2606 and RFC 6761."""
    return [domain for domain in MAIL.findall(text) if not MAIL_DOMAINS.search(domain)]


def test_every_bsn_is_from_the_test_range() -> None:
    assert {str(path): found for path, text in texts().items() if (found := real_numbers(text))} == {}


def test_every_mail_address_is_in_a_reserved_domain() -> None:
    assert {str(path): found for path, text in texts().items() if (found := real_addresses(text))} == {}


def test_no_path_of_a_machine_is_written_down() -> None:
    assert {str(path): found for path, text in texts().items() if (found := MACHINE_PATH.findall(text))} == {}


@pytest.mark.parametrize("text", ["bsn = {}", "<bsn>{}</bsn>", '"{}"', "nummer {}."])
def test_a_real_number_would_be_seen(text: str) -> None:
    made = "1234" + "56782"  # the textbook example; passes the eleven test
    assert real_numbers(text.format(made)) == [made]
    assert real_numbers(text.format("999990019")) == []


def test_a_real_address_or_path_would_be_seen() -> None:
    assert real_addresses("jan@" + "politie.nl, jan@politie.test, jan@mail.example.org") == ["politie.nl"]
    assert MACHINE_PATH.search('open("/home' + '/jan/bestand")')
    assert not MACHINE_PATH.search("https://example.org/home/jan")
