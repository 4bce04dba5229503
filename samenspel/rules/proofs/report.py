# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the proofs answer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Proof:
    """One proof. One that does not hold is there once for each place where it does not.

    `name` says in Dutch what is proved, `counterexample` what shows that it does not hold ("" when it does), `table`
    and `row` where ("" when it holds, or when it is about no table or row in particular).
    """

    id: str
    name: str
    held: bool
    counterexample: str = ""
    table: str = ""
    row: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What was proved about one ruleset. `situations` counts those that were gone through one by one."""

    rules: str
    version: str
    tables: int
    rows: int
    situations: int
    proofs: tuple[Proof, ...]

    @property
    def held(self) -> bool:
        return all(proof.held for proof in self.proofs)

    @property
    def failed(self) -> tuple[Proof, ...]:
        return tuple(proof for proof in self.proofs if not proof.held)
