# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which routekaart a command is asked to use: the national one, an example that ships, or a file."""

from pathlib import Path

from samenspel.rules import proofs
from samenspel.rules.datafiles import DataError
from samenspel.rules.ruleset import national
from samenspel.rules.variants import Variant, all_along, combine, read, shipped, shipped_names

NATIONAL = "national"


class WrongVariantError(Exception):
    """It cannot be used; `lines` say everything that is wrong (Dutch)."""

    def __init__(self, *lines: str) -> None:
        self.lines = lines
        super().__init__("\n".join(lines))


def variant_of(word: str) -> Variant | None:
    """The variant of that name, or in that file; None for the national rules. Raises WrongVariantError."""
    if word == NATIONAL:
        return None
    if word in shipped_names():
        return shipped(word)
    try:
        return read(word, Path(word).read_text(encoding="utf-8"))
    except DataError as error:
        raise WrongVariantError(*map(str, error.problems)) from error
    except UnicodeDecodeError as error:
        raise WrongVariantError(f"{word}: dit bestand is geen tekst in UTF-8") from error
    except FileNotFoundError as error:
        known = ", ".join((NATIONAL, *shipped_names()))
        raise WrongVariantError(f"variant {word!r} bestaat niet; er is: {known}, of een bestand") from error
    except OSError as error:
        raise WrongVariantError(f"{word}: niet te lezen ({error.strerror})") from error


def variant_to_try(word: str) -> Variant | None:
    """The same, as if it had held all along, and proved to be nowhere weaker than the national rules."""
    found = variant_of(word)
    if found is None:
        return None
    variant = all_along(found)
    try:
        report = proofs.verify(combine(variant), national())
    except proofs.CannotProveError as error:
        raise WrongVariantError(str(error)) from error
    if not report.held:
        raise WrongVariantError(*(f"{word}: {one.name}: {one.counterexample}" for one in report.failed))
    return variant
