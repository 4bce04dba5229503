# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The variants that ship as examples, in `data/regions`. They are no part of the national rules or their version."""

from functools import cache
from importlib import resources

from samenspel.rules import datafiles
from samenspel.rules.variants.reading import read
from samenspel.rules.variants.values import Variant

FOLDER = "regions"


def shipped_names() -> tuple[str, ...]:
    """The names of the examples, in order."""
    folder = resources.files("samenspel.rules") / "data" / FOLDER
    return tuple(
        sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml"))
    )


def shipped_text(name: str) -> str:
    """The document of an example. LookupError when none has that name."""
    if name not in shipped_names():
        raise LookupError(f"er is geen variant {name!r}; er is: {', '.join(shipped_names())}")
    return datafiles.content(f"{FOLDER}/{name}.toml")


@cache
def shipped(name: str) -> Variant:
    """An example, read beside the national rules. LookupError when none has that name."""
    return read(f"{name}.toml", shipped_text(name))
