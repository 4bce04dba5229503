# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a region works the routekaart out: a document that adds to the national rules (seed 003).

Rule 1: a document is read as a whole. Everything wrong with it is told at once, with table, row and cell, and then
        nothing of it takes effect: only a whole `Variant` can be combined.
Rule 2: reading refuses what cannot be understood. Whether a variant is weaker somewhere is for `rules.proofs` to prove.
Rule 3: the national text stays: what a region writes comes after it.

The document is TOML, in the style of `rules/data`. Blocks may stand in any order; all but the first may be left out.

    [variant]                       # what this is
    id = "midden-brabant"           # code: small letters, digits, hyphens
    region = "midden-brabant"       # code of the region; ids of own rows start with it and a point
    name = "Midden-Brabant"         # what people see
    since = 2026-01-01
    source = { text = "Regionaal convenant 2026", jci = "…"?, verify = true? }   # what all of it rests on
    note = "…"                      # may be left out

    [[row]]                         # an own row of a national table; it comes after the national rows
    table = "DT-02"
    id = "midden-brabant.1"         # may come back when the periods do not overlap
    text = "Reden die de lezer ziet."
    when = { sash_concern = ["matig"] }                # all of these; question = answers, as in rules/data
    any = { weapons = ["vuurwapen"] }                  # and one of these
    then = { moment = "actieoverleg", strength = "propose", term = "DL-37" }     # the outputs of that table
    source = { text = "…" }         # left out: that of the variant
    since = 2026-01-01              # left out: that of the variant
    until = 2027-01-01              # may be left out

    [[change]]                      # cells of a national row; what is not named stays, and no text is made empty
    row = "DT-02.6"
    when = { repeated_undiscussed = ["ja", "onbekend"] }   # the answers to this question, in place of the national ones
    any = { }
    then = { strength = "must", variant = "spoed" }
    source = { text = "…" }         # stands after the national source; left out: that of the variant

    [[off]]                         # a national row that does not hold here
    row = "DT-08.7"
    reason = "Waarom niet."

    [[member]]                      # always at the table of this moment
    moment = "actieoverleg"
    partner = "SHN"

    [[target]]                      # an own target, within a term that is a duty; the term itself stays
    term = "DL-37"
    variant = "spoed"               # left out: the term itself
    within = { days = 3 }           # counted by the clock of the term, which may be named: clock = "WORKING_DAYS"

    [[parameter]]                   # a number of data/parameters.toml, within its range
    name = "repeat_count"
    value = 2

    [[partner]]                     # what a kind of organisation is called here
    kind = "LT"
    name = "Wijkteam"

    [[text]]                        # an own text, after that of a national row
    row = "DT-02.3"
    text = "Bel eerst het secretariaat van het overleg."

Problems are `datafiles.Problem`s: `table` is the table of the row (else the name of the block), `row` the id of the row
(else the number of the block among its kind), `field` the cell: `when.sash_concern`, `then.moment`, `within.days`.
"""

from samenspel.rules.variants.backdating import all_along
from samenspel.rules.variants.combining import combine
from samenspel.rules.variants.differing import Difference, difference
from samenspel.rules.variants.reading import read
from samenspel.rules.variants.shipped import shipped, shipped_names, shipped_text
from samenspel.rules.variants.values import (
    Change,
    Local,
    Member,
    Number,
    Off,
    OwnRow,
    OwnText,
    Target,
    Variant,
)
from samenspel.rules.variants.writing import write

__all__ = [
    "Change",
    "Difference",
    "Local",
    "Member",
    "Number",
    "Off",
    "OwnRow",
    "OwnText",
    "Target",
    "Variant",
    "all_along",
    "combine",
    "difference",
    "read",
    "shipped",
    "shipped_names",
    "shipped_text",
    "write",
]
