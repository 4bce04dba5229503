# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is to be said of a document: what is wrong with it, how it differs, and whether every proof holds."""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _

from samenspel.rules import variants
from samenspel.rules.datafiles import DataError, Problem
from samenspel.rules.ruleset import Ruleset, national
from samenspel.rules.variants import Difference, Variant


@dataclass(frozen=True, slots=True)
class Weighed:
    """A document as it stands. `variant`, `rules` and `differences` are there only when nothing is wrong with it."""

    text: str
    problems: tuple[Problem, ...] = ()
    variant: Variant | None = None
    rules: Ruleset | None = None
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class NotProved:
    """One proof that does not hold: its name, what shows it, and where (all Dutch)."""

    name: str
    counterexample: str
    table: str
    row: str


@dataclass(frozen=True, slots=True)
class Proved:
    """What the proofs say of a document. `possible` is False where nothing can be proved: then nothing was."""

    possible: bool
    held: bool
    proofs: int
    situations: int
    failed: tuple[NotProved, ...]


CANNOT = Proved(possible=False, held=False, proofs=0, situations=0, failed=())


@lru_cache(maxsize=32)
def weigh(text: str, region: str) -> Weighed:
    """Read a document for that region, with everything that is wrong with it."""
    try:
        found = variants.read("variant", text)
    except DataError as error:
        return Weighed(text, error.problems)
    except (ValueError, RecursionError):  # a number too long to read, or lists in lists without end
        return Weighed(text, (Problem("variant", "-", "-", _("dit document is niet te lezen")),))
    if found.region != region:
        wrong = Problem("variant", "[variant]", "region", f"dit is de routekaart van de regio {region}")
        return Weighed(text, (wrong,))
    return Weighed(text, (), found, variants.combine(found), variants.difference(found))


def prove(text: str, region: str) -> Proved:
    """Prove that what the document says is complete, and nowhere weaker than the national rules.

    The same rules are proved once in the life of a process, whose national rules do not change: their version names
    them. Raises ValueError for a document with something wrong in it.
    """
    rules = weigh(text, region).rules
    if rules is None:
        raise ValueError("only a document without problems can be proved")
    if rules.version not in _PROVED:
        if len(_PROVED) >= MOST:
            _PROVED.clear()
        _PROVED[rules.version] = _verified(rules)
    return _PROVED[rules.version]


MOST = 64
_PROVED: dict[str, Proved] = {}


def _verified(rules: Ruleset) -> Proved:
    try:
        from samenspel.rules.proofs import verify  # noqa: PLC0415  (the extra `proofs` may not be installed)
    except ImportError:
        return CANNOT
    report = verify(rules, national())
    failed = tuple(NotProved(one.name, one.counterexample, one.table, one.row) for one in report.failed)
    return Proved(True, report.held, len(report.proofs), report.situations, failed)
