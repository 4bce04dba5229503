# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Does all of it hold in *every* situation? Small tables are gone through one by one, large ones are given to z3.

z3 is an extra of this package (`proofs`); no other rule needs it. Without it nothing is proved, and so no variant can
be published: `available` says which it is.
"""

from importlib.util import find_spec

from samenspel.rules.proofs.report import Proof, Report
from samenspel.rules.ruleset import Ruleset

__all__ = ["CannotProveError", "Proof", "Report", "available", "verify"]


class CannotProveError(RuntimeError):
    """The prover is not installed. The message is Dutch, for who asked."""


def available() -> bool:
    """Whether anything can be proved here."""
    return find_spec("z3") is not None


def verify(rules: Ruleset, base: Ruleset | None = None) -> Report:
    """What was proved about these rules, and with `base` also that they are nowhere weaker than those.

    Takes a few seconds. Errors: `CannotProveError` where the extra is not installed.
    """
    if not available():
        raise CannotProveError(
            "Hier kan niets worden bewezen: installeer samenspel met het onderdeel 'proofs'."
        )
    from samenspel.rules.proofs import verifying  # noqa: PLC0415  (needs z3, which may not be there)

    return verifying.verify(rules, base)
