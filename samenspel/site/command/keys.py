# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`samenspel keys new FILE`: make a file with keys."""

import argparse
import sys
from pathlib import Path

from samenspel.site.keys import new_keys


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("keys", help="maak een bestand met sleutels")
    parser.add_argument("what", choices=["new"])
    parser.add_argument("file", type=Path)
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Write fresh keys to a new file. Refuses to replace one: what it encrypted could never be read again."""
    try:
        new_keys(asked.file)
    except FileExistsError:
        sys.stderr.write(f"samenspel: {asked.file} bestaat al en is niet aangeraakt.\n")
        return 1
    sys.stdout.write(f"Sleutels geschreven naar {asked.file}. Bewaar een kopie op een andere plaats.\n")
    return 0
