# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`make bench`: how fast, on a full database, beside what the same PostgreSQL can do at most.

`--write` keeps the figures in docs/generated/figures.json. `--cases` measures on a smaller database.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from datetime import UTC, datetime

from bench import ceiling, evaluation, reports
from bench.full import prepared
from bench.progress import commit, tell
from bench.site import Site, end_properly
from tools.figures import Values, machine, record

CASES, FEW = 20_000, 40
HANDLERS = 2
SENDERS = 4
NEEDED = frozenset({"web", "handler-1", "handler-2"})


def main() -> int:
    end_properly()
    asked = _arguments()
    full = prepared(asked.cases)
    try:
        persons = _count(
            full, "SELECT count(DISTINCT identity) FROM people_personrecord GROUP BY organisation_id"
        )
        cases = _count(full, "SELECT count(*) FROM cases_case")
        tell(f"meten op {cases} zaken en {persons} personen per organisatie")
        pages = _pages(full, asked.times)
        few = prepared(FEW)
        small = _pages(few, 10)
        most = ceiling.measure(full, connections=HANDLERS, seconds=asked.seconds)
        full.without = frozenset(full.parts()) - NEEDED
        full.start_again()
        speed = reports.measure(full, alone=asked.reports, together=2 * asked.reports, senders=SENDERS)
    finally:
        full.close()
    grown = [name for name in pages if pages[name]["statements"] != small[name]["statements"]]
    _print(asked, persons, cases, pages, small, most, speed)
    judged = evaluation.measure()
    print(f"\n{evaluation.line(judged)}")
    if asked.write:
        record("evaluation", evaluation.values(judged), now=datetime.now(UTC))
        record("bench", _values(persons, cases, pages, most, speed), now=datetime.now(UTC))
    for name in grown:
        tell(f"bench: FOUT {name} vraagt meer naarmate er meer is")
    return 1 if grown else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("--cases", type=int, default=CASES)
    parser.add_argument(
        "--reports", type=int, default=100, help="zoveel na elkaar, en tweemaal zoveel tegelijk"
    )
    parser.add_argument("--times", type=int, default=100, help="zo vaak wordt elke pagina opgevraagd")
    parser.add_argument("--seconds", type=float, default=5.0, help="zo lang wordt het plafond gemeten")
    parser.add_argument("--write", action="store_true", help="bewaar de cijfers")
    return parser.parse_args()


def _pages(site: Site, times: int) -> Mapping[str, Mapping[str, float]]:
    told = site.do(sys.executable, "-m", "bench.pages", site.database, str(times))
    found: Mapping[str, Mapping[str, float]] = json.loads(told.splitlines()[-1])
    return found


def _count(site: Site, question: str) -> int:
    with site.all_seeing() as plain:
        return max(int(row[0]) for row in plain.execute(question))


def _values(
    persons: int, cases: int, pages: Mapping[str, Mapping[str, float]], most: float, speed: reports.Speed
) -> Values:
    casusbeeld = pages["Casusbeeld"]
    return {
        "command": "make bench",
        "commit": commit(),
        "persons": persons,
        "cases": cases,
        "reports_per_second": round(speed.per_second, 1),
        "stored_p50_ms": round(speed.stored_p50),
        "stored_p95_ms": round(speed.stored_p95),
        "handled_p50_ms": round(speed.handled_p50),
        "handled_p95_ms": round(speed.handled_p95),
        "rows_per_report": round(speed.rows),
        "plain_inserts_per_second": round(most),
        "rows_to_plain_inserts": round(speed.per_second * speed.rows / most, 2),
        "casusbeeld_p50_ms": round(casusbeeld["p50"]),
        "casusbeeld_p95_ms": round(casusbeeld["p95"]),
        "casusbeeld_statements": int(casusbeeld["statements"]),
    }


def _print(
    asked: argparse.Namespace,
    persons: int,
    cases: int,
    pages: Mapping[str, Mapping[str, float]],
    small: Mapping[str, Mapping[str, float]],
    most: float,
    speed: reports.Speed,
) -> None:
    print(f"\n{machine()}, commit {commit()}; python -m bench {' '.join(sys.argv[1:])}")
    print(f"{cases} zaken; {persons} personen bij elke organisatie\n")
    print(
        f"meldingen per seconde, verwerkt     {speed.per_second:8.1f}   ({HANDLERS} verwerkers, {SENDERS} afzenders)"
    )
    print(f"  tot het ontvangstbewijs       p50 {speed.stored_p50:8.0f} ms   p95 {speed.stored_p95:6.0f} ms")
    print(
        f"  tot en met de verwerking      p50 {speed.handled_p50:8.0f} ms   p95 {speed.handled_p95:6.0f} ms"
    )
    print(f"  rijen per melding                 {speed.rows:8.0f}")
    print(
        f"losse rijen per seconde, hoogstens  {most:8.0f}   ({HANDLERS} verbindingen, één rij per transactie)"
    )
    print(f"  meldingen : losse rijen           {speed.per_second / most:8.4f}")
    print(f"  rijen van meldingen : losse rijen {speed.per_second * speed.rows / most:8.2f}\n")
    print(f"{'pagina':20}{'p50 ms':>9}{'p95 ms':>9}{'vragen':>9}{f'bij {FEW} zaken':>16}")
    for name, page in pages.items():
        print(
            f"{name:20}{page['p50']:9.0f}{page['p95']:9.0f}{page['statements']:9.0f}"
            f"{small[name]['statements']:16.0f}"
        )


if __name__ == "__main__":
    sys.exit(main())
