# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which rules hold in a region.

Rule 1: a version of a region holds from the moment that it takes effect until the next does, and only as long as every
proof held beside the national rules of this installation. After an upgrade it has to be proved again.
Rule 2: a version that cannot be used never stops an evaluation: the national rules hold, and everybody who looks after
the region or the installation is told (`troubles`).
"""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from samenspel.partners.models import RouteProof, RouteVariant
from samenspel.rules import variants
from samenspel.rules.ruleset import Ruleset, national


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds in a region: its rules, and which version these come from (None: the national rules).

    `trouble` says in Dutch why a version that should hold does not; "" when all is well.
    """

    rules: Ruleset
    variant: RouteVariant | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """What a version of rules is called. `number` is None for the national rules, also for older ones."""

    version: str
    region: str = ""
    number: int | None = None
    variant: uuid.UUID | None = None


UNPROVED = "nog niet bewezen naast de landelijke regels van nu"


def rules_of(region: str, now: datetime) -> Ruleset:
    """The rules that hold in this region now: its newest version in effect, else the national ones."""
    return standing_of(region, now).rules


def standing_of(region: str, now: datetime) -> Standing:
    """What holds in this region now, and what keeps a version of the region from holding."""
    found = RouteVariant.objects.in_effect(region, now).first()
    if found is None:
        return Standing(national())
    if not found.proofs.filter(national_version=national().version).exists():
        return Standing(national(), found, UNPROVED)
    rules = _combined(found.pk, national().version)
    return Standing(rules, found) if isinstance(rules, Ruleset) else Standing(national(), found, rules)


@lru_cache(maxsize=128)
def _combined(variant: uuid.UUID, national_version: str) -> Ruleset | str:
    """The rules of a published version, or why they cannot be made (Dutch). What was published never changes."""
    try:
        return combined(RouteVariant.objects.get(pk=variant))
    except (ValueError, LookupError, TypeError) as error:
        return f"niet meer te combineren met de landelijke regels: {error}"


def combined(variant: RouteVariant) -> Ruleset:
    """The national rules with this version worked in. Errors: `DataError` with every problem of its document."""
    return variants.combine(variants.read(str(variant), variant.text))


def troubles(now: datetime) -> Iterator[tuple[RouteVariant, str]]:
    """Each version that does not hold though it should, or will not when its day comes, and why (Dutch)."""
    unproved = RouteVariant.objects.to_prove(now, national().version, None)
    yield from ((variant, UNPROVED) for variant in unproved)
    for region in sorted(set(RouteProof.objects.values_list("variant__region", flat=True))):
        standing = standing_of(region, now)
        if standing.variant is not None and standing.trouble and standing.variant not in unproved:
            yield standing.variant, standing.trouble


def names(versions: Iterable[str]) -> dict[str, Named]:
    """Which rules an evaluation, a term or a line of the journal speaks of, for each of these versions.

    What no region proved are national rules: those of this installation, or of one before it.
    """
    wanted = set(versions)
    proofs = RouteProof.objects.filter(version__in=wanted).select_related("variant")
    found = {one.version: one.variant for one in proofs.defer("variant__text")}
    return {
        version: Named(version, found[version].region, found[version].number, found[version].pk)
        if version in found
        else Named(version)
        for version in wanted
    }
