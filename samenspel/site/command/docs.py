# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`samenspel docs`: write the generated documents; with `--check`, say which of them are out of date."""

import argparse
import sys
from pathlib import Path

from samenspel.site import environment

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "generated"


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("docs", help="schrijf de documenten die uit de broncode volgen")
    parser.add_argument("--check", action="store_true", help="vergelijk alleen; 1 als er iets verschilt")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="map van de documenten (docs/generated)")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Write or compare. Returns 0; 1 when there is no such folder, or with --check when a document differs."""
    if not asked.folder.is_dir():
        sys.stderr.write(f"samenspel: de map {asked.folder} is er niet; dit werkt alleen in de broncode.\n")
        return 1
    environment.look()
    from samenspel.site import documents  # noqa: PLC0415  (Django starts in `look`)

    if not asked.check:
        sys.stdout.writelines(f"geschreven: {name}\n" for name in documents.write(asked.folder))
        return 0
    found = documents.differences(asked.folder)
    for name, lines in found.items():
        sys.stdout.write(f"{name} is niet meer wat de broncode zegt; doe: samenspel docs\n{lines}\n")
    return 1 if found else 0
