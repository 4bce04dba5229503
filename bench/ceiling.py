# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the same PostgreSQL can do at most: one plain row per transaction, from as many connections."""

import time
import uuid
from concurrent.futures import ThreadPoolExecutor

from bench.site import Site

TABLE = """
DROP TABLE IF EXISTS plafond;
CREATE TABLE plafond (id uuid PRIMARY KEY, organisation uuid NOT NULL, "case" uuid NOT NULL, at timestamptz NOT NULL,
                      value jsonb NOT NULL, content bytea NOT NULL);
CREATE INDEX ON plafond (organisation, at);
CREATE INDEX ON plafond ("case");
"""
INSERT = "INSERT INTO plafond VALUES (%s, %s, %s, now(), '{\"a\": 1}', %s)"


def measure(site: Site, *, connections: int, seconds: float) -> float:
    """Rows per second: each inserted and committed on its own, with the indexes that a table of ours has."""
    with site.all_seeing() as plain:
        plain.execute(TABLE)
    until = time.perf_counter() + seconds
    began = time.perf_counter()
    with ThreadPoolExecutor(connections) as pool:
        done = [pool.submit(_insert, site, until) for _ in range(connections)]
        count = sum(one.result() for one in done)
    rate = count / (time.perf_counter() - began)
    with site.all_seeing() as plain:
        plain.execute("DROP TABLE plafond")
    return rate


def _insert(site: Site, until: float) -> int:
    count = 0
    organisation, content = uuid.uuid4(), bytes(1024)
    with site.all_seeing() as plain:
        while time.perf_counter() < until:
            plain.execute(INSERT, [uuid.uuid4(), organisation, uuid.uuid4(), content], prepare=True)
            count += 1
    return count
