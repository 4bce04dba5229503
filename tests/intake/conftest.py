# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Systems of partners that report to us."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from tests import cast, machine

ELSEWHERE = "politie-elders"


@pytest.fixture
def spool(settings: Settings, tmp_path: Path) -> Path:
    """A spool of this test alone."""
    settings.SPOOL = tmp_path / "spool"
    settings.SPOOL.mkdir()
    return tmp_path / "spool"


@pytest.fixture
def police(spool: Path, db: None) -> Client:
    """The system of the police of our region, signed in."""
    return Client(headers=machine.bearer(machine.register()), raise_request_exception=False)


@pytest.fixture
def police_elsewhere(spool: Path, db: None) -> Client:
    """That of another region."""
    machine.register(ELSEWHERE, region=cast.ELSEWHERE)
    return Client(headers=machine.bearer(ELSEWHERE))
