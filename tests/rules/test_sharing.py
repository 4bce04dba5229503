# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The spec table of sharing, one row one test; and what must hold for every ground and every refusal."""

import itertools
import tomllib
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from samenspel.rules.catalogue import organisations
from samenspel.rules.datafiles import DataError, content
from samenspel.rules.law import Source, Validity
from samenspel.rules.sharing import (
    Action,
    Context,
    Ground,
    Label,
    Request,
    Resource,
    Subject,
    decide,
    ground_for_invitation,
    grounds,
    read_grounds,
)
from tests.rules import mistakes
from tests.rules.requests_to_share import NOW, request_of

SPEC = tomllib.loads((Path(__file__).parent / "spec" / "sharing.toml").read_text("utf-8"))
OFF = {"IS-02", "IS-17", "IS-18", "IS-24"}
ALL_FACTS = {
    "toestemming_officier": True,
    "zwaarwegend_belang": True,
    "verdachte_minderjarig": True,
    "jeugdmaatregel_loopt": True,
    "besluit_samenwerkingsverband": True,
    "convenant": True,
    "melder_heeft_rol": True,
    "kind_betrokken": True,
    "toestemming": True,
    "kanaal": "corv",
}


@pytest.mark.parametrize("row", SPEC["case"], ids=lambda row: row["title"])
def test_the_answer_is_what_the_spec_says(row: dict[str, Any]) -> None:
    verdict = decide(request_of(row), row.get("on", ()))
    assert verdict.ground == row.get("ground")
    assert bool(verdict) is ("ground" in row)
    assert verdict.reasons
    assert row.get("why", "") in " ".join(reason.text for reason in verdict.reasons)


@pytest.mark.parametrize("row", SPEC["invitation"], ids=lambda row: row["title"])
def test_an_invitation_has_the_ground_that_the_spec_says(row: dict[str, Any]) -> None:
    verdict = ground_for_invitation(
        row["from"], row["to"], row["moment"], NOW, row.get("facts"), row.get("on", ())
    )
    assert verdict.ground == row.get("ground")
    assert row.get("why", "") in " ".join(reason.text for reason in verdict.reasons)


def _fitting(ground: Ground, labels: frozenset[str] | None = frozenset()) -> Request:
    """A request that the ground fits in every way."""
    giver, receiver = sorted(ground.givers)[0], sorted(ground.receivers)[0]
    return Request(
        Subject(giver, "medewerker"),
        Action(receiver),
        Resource(giver, frozenset({sorted(ground.data)[0]}), sorted(ground.regimes)[0], labels),
        Context(sorted(ground.purposes)[0], NOW, ALL_FACTS),
    )


GROUNDS = grounds().rows
EACH = pytest.mark.parametrize("ground", GROUNDS, ids=lambda ground: ground.id)


def test_all_forty_two_grounds_are_there_and_the_doubtful_ones_are_off() -> None:
    assert [ground.id for ground in GROUNDS] == [f"IS-{n:02}" for n in range(1, 43)]
    assert {ground.id for ground in GROUNDS if ground.off} == OFF
    assert {ground.id for ground in GROUNDS if ground.source.verify} <= OFF


@EACH
def test_every_ground_can_be_used_and_tells_the_family_line(ground: Ground) -> None:
    only = replace(grounds(), rows=(ground,))
    verdict = decide(_fitting(ground), OFF, only)
    assert verdict.ground == ground.id
    assert any("Hoort het gezin het?" in condition for condition in verdict.conditions)


@EACH
def test_a_ground_that_is_off_refuses_and_says_so(ground: Ground) -> None:
    only = replace(grounds(), rows=(ground,))
    verdict = decide(_fitting(ground), (), only)
    assert bool(verdict) is (ground.id not in OFF)
    assert verdict or "staat uit" in verdict.reasons[0].text


@EACH
@pytest.mark.parametrize("label", [Label.LOCATION_SECRET, Label.SOURCE_PROTECTED, Label.RECORDING])
def test_what_may_never_go_out_goes_out_on_no_ground(ground: Ground, label: Label) -> None:
    verdict = decide(_fitting(ground, frozenset({label})), OFF)
    assert not verdict
    assert verdict.ground is None


@pytest.mark.parametrize("ground", [one for one in GROUNDS if one.needs], ids=lambda ground: ground.id)
def test_no_condition_is_fulfilled_by_silence_or_by_no(ground: Ground) -> None:
    only = replace(grounds(), rows=(replace(ground, off=""),))
    asked = _fitting(ground)
    needy = [
        replace(
            asked, resource=replace(asked.resource, categories=frozenset({data})), action=Action(receiver)
        )
        for data, receiver in itertools.product(sorted(ground.data), sorted(ground.receivers))
    ]
    for facts in (
        {},
        dict.fromkeys(ALL_FACTS, False),
        dict.fromkeys(ALL_FACTS, None),
        dict.fromkeys(ALL_FACTS, "ja"),
    ):
        answers = [decide(replace(one, context=replace(one.context, facts=facts)), (), only) for one in needy]
        assert not all(answers)


@EACH
def test_a_piece_more_or_another_purpose_is_refused(ground: Ground) -> None:
    only = replace(grounds(), rows=(ground,))
    asked = _fitting(ground)
    for extra in sorted(grounds().data - ground.data):
        more = replace(asked.resource, categories=asked.resource.categories | {extra})
        assert not decide(replace(asked, resource=more), OFF, only)
    for purpose in sorted(grounds().purposes - ground.purposes):
        assert not decide(replace(asked, context=replace(asked.context, purpose=purpose)), OFF, only)
    for kind in sorted(grounds().kinds - ground.receivers):
        assert not decide(replace(asked, action=Action(kind)), OFF, only)


def test_what_is_missing_or_unknown_is_named_all_at_once() -> None:
    verdict = decide(
        Request(
            Subject("POLITIE", None),
            Action("VT", "verkopen"),
            Resource("POLITIE", frozenset({"roddel"}), "GEEN", frozenset({"geel"})),
            Context("nieuwsgierigheid", datetime(2026, 2, 6)),
        )
    )
    said = " ".join(reason.text for reason in verdict.reasons)
    assert not verdict
    for part in (
        "'POLITIE'",
        "verkopen",
        "roddel",
        "GEEN",
        "geel",
        "nieuwsgierigheid",
        "functie",
        "tijdzone",
    ):
        assert part in said


TABLE = tomllib.loads(content("grounds.toml"))
GROUPS = {row["id"]: row["members"] for row in TABLE["group"]}


def members(names: list[str]) -> frozenset[str]:
    return frozenset(code for name in names for code in GROUPS.get(name, [name]))


@pytest.mark.parametrize("row", TABLE["ground"], ids=lambda row: row["id"])
def test_every_field_of_the_table_arrives(row: dict[str, Any]) -> None:
    ground = next(one for one in read_grounds(content("grounds.toml")).rows if one.id == row["id"])
    source = row["source"]
    doubt = source.get("verify", False)
    waiting = "Deze grond moet nog worden bevestigd." if doubt else ""
    assert ground == Ground(
        row["id"],
        row["name"],
        members(row["from"]),
        members(row["to"]),
        frozenset(row["data"]),
        frozenset(row["purposes"]),
        frozenset(row["regimes"]),
        tuple(row.get("needs", ())),
        Source(source["text"], source.get("jci"), doubt),
        tuple(row.get("conditions", ())),
        row["family"],
        row.get("off", waiting),
        Validity(row["since"], row.get("until")),
    )


def test_the_words_of_the_matrix_are_those_of_its_rows() -> None:
    table = read_grounds(content("grounds.toml"))
    assert table.data == {word for row in TABLE["ground"] for word in row["data"]}
    assert table.purposes == {word for row in TABLE["ground"] for word in row["purposes"]}
    others = {"PROC_DIR", "MELDER", "SLACHTOFFER", "VERDACHTE", "CBS", "INSPECTIE", "VIR"}
    assert table.kinds == {*organisations(), *others}
    assert len(table.rows) == len(TABLE["ground"])


def test_nobody_can_be_invited_by_everybody_without_a_covenant_or_own_ground() -> None:
    """The whole invitation matrix, as it stands without any extra facts: a change must be seen."""
    table = ("POL", "VT", "OM", "RVDK", "3RO", "SHN", "HALT", "GI", "GEM", "ZVH", "LT")
    allowed = {
        (giver, receiver, moment, ground_for_invitation(giver, receiver, moment, NOW).ground)
        for giver, receiver in itertools.permutations(table, 2)
        for moment in ("acuut", "actieoverleg", "zsm", "ssk")
        if ground_for_invitation(giver, receiver, moment, NOW)
    }
    four = ("acuut", "actieoverleg", "zsm", "ssk")
    wanted = {("POL", "VT", m, "IS-01") for m in four} | {("POL", "OM", m, "IS-03") for m in four}
    wanted |= {("VT", "POL", m, "IS-12") for m in four} | {("POL", "RVDK", m, "IS-08") for m in four}
    wanted |= {("POL", "SHN", m, "IS-05") for m in four[1:]} | {("POL", "3RO", m, "IS-06") for m in four[1:]}
    wanted |= {("VT", "RVDK", m, "IS-13") for m in ("acuut", "ssk")} | {("POL", "GEM", "acuut", "IS-04")}
    assert allowed == wanted


@pytest.mark.parametrize("name", mistakes.SHARING)
def test_a_wrong_matrix_is_refused_with_file_and_row(name: str) -> None:
    old, new, row = mistakes.SHARING[name]
    text = content("grounds.toml")
    assert old in text
    with pytest.raises(DataError) as error:
        read_grounds(text.replace(old, new, 1))
    assert "grounds.toml" in str(error.value)
    assert row in str(error.value)
