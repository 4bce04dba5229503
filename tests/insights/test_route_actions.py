# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a draft to what holds: two people, what was proved and nothing else, and never before its date."""

import sys
from dataclasses import replace
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from samenspel.insights import actions
from samenspel.insights.access import CANNOT, checking
from samenspel.insights.actions import (
    Refused,
    again,
    propose,
    prove_again,
    publish,
    save,
    send_back,
    withdraw,
)
from samenspel.journal.models import Entry
from samenspel.partners import routekaart
from samenspel.partners.models import RouteProof, RouteState
from samenspel.partners.routekaart import names, rules_of, standing_of, troubles
from samenspel.rules.ruleset import national
from samenspel.site.doctor import Level
from samenspel.site.doctor.checks import _routes
from tests import cast
from tests.insights.routes import TODAY, WEAKER, at_desk, drafted, proposed, published, read, text
from tests.sign_in import at

pytestmark = pytest.mark.django_db
TOMORROW = cast.NOW + timedelta(days=1)


@pytest.fixture(autouse=True)
def now() -> datetime:
    return at(cast.NOW)


def entries(name: str) -> list[str]:
    with at_desk(name):
        return list(Entry.objects.filter(name__startswith="insights.").values_list("name", flat=True))


def test_a_region_without_a_version_has_the_national_rules() -> None:
    assert rules_of(cast.REGION, cast.NOW) is national()
    assert list(troubles(cast.NOW)) == []


def test_a_version_that_two_people_stand_for_holds_at_once_when_it_begins_today() -> None:
    made = published()
    rules = rules_of(cast.REGION, cast.NOW)
    assert rules.parameters.standing["acuut"] == ("LT",)
    assert rules.version != national().version
    told = names((rules.version, national().version))
    assert (told[rules.version].region, told[rules.version].number) == (cast.REGION, made.number)
    assert told[national().version].number is None
    assert rules_of(cast.ELSEWHERE, cast.NOW) is national()
    assert rules_of(cast.REGION, cast.NOW) is rules
    assert entries("rosa") == ["insights.start_route", "insights.propose_route"]
    assert entries("bas") == ["insights.publish_route"]


def test_nothing_takes_effect_before_its_date() -> None:
    made = published(text(TODAY + timedelta(days=3)))
    assert made.effective_at is not None
    assert made.effective_at.isoformat() == "2026-11-04T23:00:00+00:00"
    assert rules_of(cast.REGION, made.effective_at - timedelta(seconds=1)) is national()
    assert rules_of(cast.REGION, made.effective_at) is not national()


@pytest.mark.parametrize("state", ["draft", "proposed"])
def test_what_was_not_decided_has_no_effect(state: str) -> None:
    drafted() if state == "draft" else proposed()
    assert rules_of(cast.REGION, cast.NOW + timedelta(days=30)) is national()


def test_nobody_approves_their_own() -> None:
    made = proposed()
    with at_desk("rosa") as desk, pytest.raises(Refused, match="niet zelf"):
        publish(desk, made, now=cast.NOW)


def test_a_draft_that_was_read_and_then_changed_is_not_proposed() -> None:
    made = drafted()
    with at_desk("rosa") as desk:
        save(desk, made, WEAKER, now=cast.NOW)
        with pytest.raises(Refused, match="ander venster"):
            propose(desk, made, now=cast.NOW)
        with pytest.raises(Refused, match="bewijzen houden niet"):
            propose(desk, read(made), now=cast.NOW)


def test_only_the_author_saves_and_nobody_saves_over_what_they_did_not_read() -> None:
    made = drafted()
    with at_desk("bas") as desk, pytest.raises(Refused):
        save(desk, made, "anders", now=cast.NOW)
    with at_desk("rosa") as desk:
        save(desk, made, "eerste", now=cast.NOW)
        with pytest.raises(Refused):
            save(desk, made, "tweede", now=cast.NOW)
        assert read(made).text == "eerste"


def test_what_was_taken_back_and_changed_is_not_published_on_what_was_read_before() -> None:
    seen = proposed()
    with at_desk("rosa") as desk:
        send_back(desk, seen, "", now=cast.NOW)
        save(desk, read(seen), text(extra="# anders\n"), now=cast.NOW)
        propose(desk, read(seen), now=cast.NOW)
    with at_desk("bas") as desk, pytest.raises(Refused, match="u voor"):
        publish(desk, seen, now=cast.NOW)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (CANNOT, "z3 ontbreekt"),
        (SimpleNamespace(possible=True, held=False, failed=(1,)), "bewijzen houden niet"),
    ],
)
def test_it_is_proved_again_when_it_is_published(
    monkeypatch: pytest.MonkeyPatch, said: Any, why: str
) -> None:
    made = proposed()
    monkeypatch.setattr(actions, "prove", lambda *_: said)
    with at_desk("bas") as desk, pytest.raises(Refused, match=why):
        publish(desk, made, now=cast.NOW)
    assert read(made).state == RouteState.PROPOSED


def test_without_the_solver_nothing_is_proved_and_nothing_is_said_to_be(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(checking, "_PROVED", {})
    monkeypatch.setitem(sys.modules, "samenspel.rules.proofs", None)
    assert checking.prove(text(), cast.REGION) is CANNOT


@pytest.mark.parametrize(
    "document", ["geen toml [", "[variant]\n", text().replace(cast.REGION, cast.ELSEWHERE)]
)
def test_a_document_with_something_wrong_is_kept_but_not_proposed(document: str) -> None:
    made = drafted(document)
    assert read(made).text == document
    with at_desk("rosa") as desk, pytest.raises(Refused, match="niet goed"):
        propose(desk, made, now=cast.NOW)


def test_a_date_that_passed_is_refused_also_when_it_passed_while_waiting() -> None:
    with at_desk("rosa") as desk, pytest.raises(Refused, match="voorbij"):
        propose(desk, drafted(text(TODAY - timedelta(days=1))), now=cast.NOW)
    made = proposed()
    with at_desk("bas") as desk, pytest.raises(Refused, match="voorbij"):
        publish(desk, made, now=at(TOMORROW))


def test_versions_take_effect_in_the_order_in_which_they_were_decided() -> None:
    later = published(text(TODAY + timedelta(days=9)))
    sooner = proposed(text(TODAY + timedelta(days=2)))
    with at_desk("bas") as desk:
        with pytest.raises(Refused, match=f"versie {later.number}"):
            publish(desk, sooner, now=cast.NOW)
        withdraw(desk, later, "toch niet", now=cast.NOW)
        publish(desk, sooner, now=cast.NOW)
    assert rules_of(cast.REGION, cast.NOW + timedelta(days=30)).version == _version(sooner)


def _version(variant: Any) -> str:
    return RouteProof.objects.get(variant=variant).version


def test_a_version_that_took_effect_is_not_withdrawn_but_followed_by_another() -> None:
    made = published()
    at(cast.NOW + timedelta(minutes=1))
    with at_desk("rosa") as desk, pytest.raises(Refused):
        withdraw(desk, made, "weg", now=cast.NOW + timedelta(minutes=1))


def test_a_draft_of_a_colleague_is_not_withdrawn_and_nothing_without_a_reason() -> None:
    made = drafted()
    with at_desk("bas") as desk, pytest.raises(Refused, match="wie dit schreef"):
        withdraw(desk, made, "weg", now=cast.NOW)
    with at_desk("rosa") as desk:
        with pytest.raises(Refused, match="waarom"):
            withdraw(desk, made, "", now=cast.NOW)
        withdraw(desk, made, "vergissing", now=cast.NOW)
        with pytest.raises(Refused):
            save(desk, read(made), "toch", now=cast.NOW)


def test_rolling_back_is_an_earlier_version_published_anew_by_two_people_for_a_reason() -> None:
    first, second = published(), published(text(extra="# tweede\n"), now=at(cast.NOW + timedelta(hours=1)))
    assert rules_of(cast.REGION, cast.NOW + timedelta(hours=2)).version == _version(second)
    then = at(TOMORROW)
    with at_desk("bas") as desk:
        with pytest.raises(Refused, match="waarom"):
            again(desk, first, "", now=then)
        made = again(desk, first, "de tweede was een vergissing", now=then)
        propose(desk, made, now=then)
    with at_desk("rosa") as desk:
        publish(desk, read(made), now=then)
        assert read(made).source == first
    assert standing_of(cast.REGION, then).variant == made


# An upgrade of the national rules


def test_after_an_upgrade_a_version_waits_for_its_proof_and_everybody_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = published()
    upgraded = _upgrade(monkeypatch)
    assert rules_of(cast.REGION, cast.NOW) is upgraded
    assert [(one.pk, why) for one, why in troubles(cast.NOW)] == [(made.pk, routekaart.UNPROVED)]
    assert (found := _routes(cast.NOW)).level is Level.WRONG
    assert f"{cast.REGION}, versie {made.number}" in found.told
    with at_desk("rosa") as desk:
        assert prove_again(desk.by, cast.NOW, desk.region) == [(made, True)]
    assert rules_of(cast.REGION, cast.NOW).parameters.standing["acuut"] == ("LT",)
    assert _routes(cast.NOW).level is Level.OK


def test_a_version_that_cannot_be_combined_any_more_never_stops_an_evaluation(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = published()

    def broken(*_: Any) -> Any:
        raise ValueError("de landelijke rij 'DT-02.1' bestaat niet")

    routekaart._combined.cache_clear()
    monkeypatch.setattr(routekaart, "combined", broken)
    try:
        standing = standing_of(cast.REGION, cast.NOW)
        assert standing.rules is national()
        assert "bestaat niet" in standing.trouble
        assert [one.pk for one, _ in troubles(cast.NOW)] == [made.pk]
    finally:
        routekaart._combined.cache_clear()


def _upgrade(monkeypatch: pytest.MonkeyPatch) -> Any:
    upgraded = replace(national(), version="0" * 64)
    for module in (routekaart, actions):
        monkeypatch.setattr(module, "national", lambda: upgraded)
    return upgraded
