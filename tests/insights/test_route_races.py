# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two people at the same moment, and the owner of the database after an upgrade: with transactions that commit."""

import threading
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection, transaction

import samenspel
from samenspel.insights import actions
from samenspel.insights.actions import Refused, propose, prove_again, publish, start
from samenspel.partners import routekaart
from samenspel.partners.actions import administrator
from samenspel.partners.models import RouteProof, RouteState, RouteVariant
from samenspel.partners.routekaart import rules_of
from samenspel.rules.ruleset import national
from samenspel.rules.workdays import local_day
from samenspel.site.postgres import Role
from tests import cast
from tests.insights.routes import at_desk, text
from tests.roles import in_role


def proposed() -> RouteVariant:
    now = samenspel.now()
    with at_desk("rosa") as desk:
        made = start(desk, text(local_day(now)), now=now)
        propose(desk, made, now=now)
    with at_desk("bas"):
        return RouteVariant.objects.get(pk=made.pk)


def at_once(*jobs: Any) -> list[str]:
    """Run all at the same moment, each on a connection of its own; returns what each was told."""
    told: list[str] = []
    ready = threading.Barrier(len(jobs))

    def run(job: Any) -> None:
        try:
            ready.wait(30)
            told.append(job())
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[job], daemon=True) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
        assert not thread.is_alive()
    return sorted(told)


def publishing(variant: RouteVariant, now: Any) -> Any:
    def job() -> str:
        try:
            with at_desk("bas") as desk:
                publish(desk, variant, now=now)
        except Refused:
            return "geweigerd"
        return "vastgesteld"

    return job


def test_of_two_who_publish_the_same_version_one_does(own_database: str) -> None:
    made = proposed()
    now = samenspel.now()
    assert at_once(publishing(made, now), publishing(made, now)) == ["geweigerd", "vastgesteld"]
    assert RouteProof.objects.filter(variant=made).count() == 1


def test_of_two_versions_that_are_published_at_the_same_moment_one_is(own_database: str) -> None:
    one, other = proposed(), proposed()
    now = samenspel.now()
    assert at_once(publishing(one, now), publishing(other, now)) == ["geweigerd", "vastgesteld"]
    assert RouteVariant.objects.filter(state=RouteState.PUBLISHED).count() == 1


def test_two_drafts_at_the_same_moment_get_two_numbers(own_database: str) -> None:
    def begin(name: str) -> Any:
        def job() -> str:
            with at_desk(name) as desk:
                return str(start(desk, text(), now=samenspel.now()).number)

        return job

    assert at_once(begin("rosa"), begin("bas")) == ["1", "2"]


def test_the_owner_proves_again_after_an_upgrade(own_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made = proposed()
    now = samenspel.now()
    publishing(made, now)()
    upgraded = replace(national(), version="0" * 64)
    for module in (routekaart, actions):
        monkeypatch.setattr(module, "national", lambda: upgraded)
    assert rules_of(cast.REGION, now) is upgraded
    with in_role(Role.OWNER), transaction.atomic():
        assert [(one.pk, held) for one, held in prove_again(administrator(), now)] == [(made.pk, True)]
    assert rules_of(cast.REGION, now).parameters.standing["acuut"] == ("LT",)
