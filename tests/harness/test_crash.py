# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A few kills under load on a server that flushes; and a web that acknowledges too early, which has to be caught."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.crash.rounds import WRONG, build, run
from bench.crash.sender import Held, Receipt
from bench.crash.verdict import faults, wait_until_settled
from bench.site import Site

SEED = 20261102


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """Under /var/tmp, with a mode that lets the server's account pass: pytest's own folders are 0700."""
    home = Path(tempfile.mkdtemp(prefix="samenspel-", dir="/var/tmp")).resolve()
    home.chmod(0o711)
    made = Site(home, "crash", without=frozenset({"handler-2", "worker", "watcher"}))
    try:
        build(made)
        yield made
    finally:
        made.close()
        shutil.rmtree(home)


def test_sr37_sr38_sr39_what_was_acknowledged_is_there_once_and_handled_once(site: Site) -> None:
    held = Held(site.home / "receipts.jsonl")
    every = {"web": 1, "handler-1": 1, "postgres": 1, "everything": 1}
    for number, part in enumerate(every):
        run(site, held, kills=1, seed=SEED + number, senders=2, pause=0.2, between=0.5, shares={part: 1})
    wait_until_settled(site)
    receipts = held.receipts()
    assert len(receipts) >= 4
    untrue = Receipt("never-sent", receipts[0].id, receipts[0].sha256)
    found = faults(site, [*receipts, untrue]) + held.faults
    assert found == ["never-sent: acknowledged, and stored 0 times"]


def test_the_harness_catches_a_web_that_acknowledges_before_it_commits(site: Site) -> None:
    site.kill("web")
    site.web = WRONG
    held = Held(site.home / "wrong.jsonl")
    run(site, held, kills=2, seed=SEED, senders=2, pause=0.05, between=1.0, shares={"web": 1})
    assert any("stored 0 times" in one for one in faults(site, held.receipts()))
