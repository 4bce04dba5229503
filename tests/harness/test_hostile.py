# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A sample of the hostile input; and faults of every kind, which have to be seen."""

from collections.abc import Callable
from typing import Any

import pytest

from bench.hostile import documents, forms, messages
from bench.hostile.found import is_dutch
from samenspel.intake import api
from samenspel.intake.actions.handle import READERS
from samenspel.intake.formats import Problem, Report, Unreadable

SEED = 20261102


def test_sr44_sr47_mutated_messages_are_kept_whole_and_handled_or_wait(committed: str) -> None:
    found = messages.run(60, SEED)
    assert found.faults == []
    assert found.counts["messages"] == 60
    assert found.counts["verwerkt"] >= 10
    assert found.counts["wacht"] >= 10


def test_sr47_nasty_strings_in_the_form(committed: str) -> None:
    found = forms.run(slice(0, None, 400))
    assert found.faults == []
    assert found.counts["form_answered_302"] and found.counts["form_answered_422"]


def raising(*_: object, **__: object) -> Any:
    raise KeyError("x")


def refusing_in_english(data: bytes) -> Report:
    raise Unreadable((Problem("", "Invalid element: expected Dutch", "x", ""),))


def cutting(store: Callable[..., Any]) -> Callable[..., Any]:
    return lambda caller, kind, content, *rest: store(caller, kind, content[:-1], *rest)


def test_the_harness_sees_an_answer_that_is_a_fault_of_ours(
    committed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api, "_key", raising)
    assert any("answered 500" in one for one in messages.run(2, SEED + 1).faults)


def test_the_harness_sees_a_broken_reader(committed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(READERS, "vtmelding", raising)
    assert any("the handler failed 5 times" in one for one in messages.run(2, SEED + 2).faults)


def test_the_harness_sees_a_reader_that_does_not_speak_dutch(
    committed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(READERS, "vtmelding", refusing_in_english)
    assert any("not in Dutch" in one for one in messages.run(2, SEED + 3).faults)


def test_the_harness_sees_that_bytes_are_lost(committed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "_store", cutting(api._store))
    assert any("not stored as it came" in one for one in messages.run(2, SEED + 4).faults)


def test_the_harness_sees_a_form_that_breaks(committed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samenspel.intake.pages.filling.ReportForm", raising)
    assert any("answered 500" in one for one in forms.run(slice(0, 1)).faults)


def test_the_harness_sees_an_answer_that_the_document_does_not_know(
    committed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api, "_kind", raising)
    assert any("500" in one for one in documents.run(2).faults)


@pytest.mark.parametrize(
    ("text", "dutch"),
    [
        ("Dit bericht is niet te lezen.", True),
        ("KeyError: 'x'", False),
        ("", False),
        ("Invalid value", False),
    ],
)
def test_the_harness_knows_dutch_from_what_machines_say(text: str, dutch: bool) -> None:
    assert is_dutch(text) is dutch
