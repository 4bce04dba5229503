# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`samenspel routekaart …`: what the rules say, and what was proved about them. Needs no database."""

import argparse
import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from samenspel.insights.explain import FactsFileError, as_data
from samenspel.insights.explain import explain as work_out
from samenspel.insights.explain import read as read_asked
from samenspel.insights.explain import tell as as_text
from samenspel.rules import proofs
from samenspel.rules.proofs import Report
from samenspel.rules.ruleset import national
from samenspel.rules.variants import combine
from samenspel.site.command.variant import NATIONAL, WrongVariantError, variant_of

WRONG_INPUT = 2


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("routekaart", help="leg de routekaart uit, of bewijs dat zij klopt")
    parts = parser.add_subparsers(dest="part", required=True, metavar="DEEL")
    _add_explain(parts)
    _add_verify(parts)


# explain


def _now() -> datetime:
    """The time of this computer: there is no database here whose time could differ."""
    return datetime.fromtimestamp(time.time(), UTC)


def _add_explain(parts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = parts.add_parser("explain", help="leg uit wat de routekaart zegt over deze feiten, en waarom")
    parser.add_argument(
        "file", type=Path, metavar="FEITEN", help="een JSON-bestand (docs/guide/routekaart.md)"
    )
    parser.add_argument("--json", action="store_true", help="schrijf hetzelfde als één JSON-object")
    parser.set_defaults(run=explain)


def explain(asked: argparse.Namespace) -> int:
    """Prints the outcome and the trace of every table. Returns 0, or 2 for a wrong file (told on stderr)."""
    try:
        facts = read_asked(asked.file.read_text(encoding="utf-8"), str(asked.file), _now())
    except FactsFileError as error:
        sys.stderr.write("\n".join(error.problems) + "\n")
        return WRONG_INPUT
    except (OSError, UnicodeDecodeError) as error:
        sys.stderr.write("\n".join(_wrong(asked.file, error)) + "\n")
        return WRONG_INPUT
    found = work_out(facts)
    told = json.dumps(as_data(found), ensure_ascii=False, indent=2) + "\n" if asked.json else as_text(found)
    sys.stdout.write(told)
    return 0


# verify


def _add_verify(parts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = parts.add_parser("verify", help="bewijs dat de routekaart in elke situatie klopt")
    parser.add_argument(
        "--variant",
        default=NATIONAL,
        metavar="NAAM|BESTAND",
        help="de routekaart van een regio; bewijs ook dat zij nergens zwakker is (national)",
    )
    parser.set_defaults(run=verify)


def verify(asked: argparse.Namespace) -> int:
    """Prints what was proved. Returns 0; 1 when a proof does not hold or nothing can be proved; 2 for a wrong file."""
    try:
        variant = variant_of(asked.variant)
    except WrongVariantError as error:
        sys.stderr.write(f"{error}\n")
        return WRONG_INPUT
    began = time.monotonic()
    try:
        report = proofs.verify(combine(variant), national()) if variant else proofs.verify(national())
    except proofs.CannotProveError as error:
        sys.stderr.write(f"samenspel: {error}\n")
        return 1
    sys.stdout.write(tell(report, time.monotonic() - began))
    return 0 if report.held else 1


def _wrong(file: Path, error: Exception) -> list[str]:
    if isinstance(error, UnicodeDecodeError):
        return [f"{file}: dit bestand is geen tekst in UTF-8"]
    if isinstance(error, FileNotFoundError):
        return [f"{file}: dit bestand bestaat niet"]
    return [f"{file}: niet te lezen ({error})"]


def tell(report: Report, seconds: float) -> str:
    """The report as text: one line per proof, each that failed with what shows it."""
    lines = [f"Routekaart: {report.rules} ({report.version[:12]})"]
    lines += [
        f"Tabellen: {report.tables}",
        f"Rijen: {report.rows}",
        f"Situaties één voor één nagelopen: {report.situations} (de rest met z3)",
        "",
    ]
    names = {proof.id: proof.name for proof in report.proofs}
    failed = {proof.id for proof in report.failed}
    for ident, name in names.items():
        lines.append(f"{'houdt niet' if ident in failed else 'bewezen   '} {name}")
        lines += [
            f"             {_where(one.table, one.row)}{one.counterexample}"
            for one in report.failed
            if one.id == ident
        ]
    lines += ["", f"Bewezen: {len(names) - len(failed)} van {len(names)}", f"Tijd: {seconds:.1f} s", ""]
    return "\n".join(lines)


def _where(table: str, row: str) -> str:
    return f"{row or table}: " if row or table else ""
