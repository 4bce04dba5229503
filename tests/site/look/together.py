# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two cases with the same person in them: before somebody joined them, and after."""

from types import SimpleNamespace as N

from tests.site.look.values import POL, VT, H, at, now

PAGES = {}
SANNE, DAAN = "Sanne Jansen (22-06-1990)", "Daan de Vries (01-05-2019)"
joined = N(
    reference="7c1d02aa",
    since=now - H(20),
    by="Noor Bakker",
    reason="Zij is verhuisd.",
    persons=[SANNE],
    url="/s",
)
others = N(
    elsewhere=[N(reference="3b9f11e0", names="Sanne Jansen", count=1, url="/s")],
    joined=[joined, N(reference="90aa1c55", since=now - H(90), by="", persons=[], url="/s")],
)
sides = [
    N(
        reference="3b9f11e0",
        url="/z",
        opened=at(2025, 11, 4, 22, 0),
        number="VT-25-00412",
        seats=f"{VT}, {POL}",
        persons=[SANNE, DAAN],
        items=1,
        last=at(2025, 11, 4, 21, 0),
    ),
    N(
        reference="5e20cc1f",
        url="/z",
        opened=at(2026, 2, 4, 22, 0),
        number="",
        seats=VT,
        persons=[SANNE],
        items=12,
        last=now - H(3),
    ),
]
asked = {"case_url": "/z", "reference": "5e20cc1f", "persons": [SANNE], "errors": [], "reason": ""}
PAGES["together"] = (
    "cases/together.html",
    asked
    | {"sides": sides, "joined": None, "follows": ["Er wordt niets verplaatst.", "U kunt het terugdraaien."]},
    "Mijn werk",
)
PAGES["together-error"] = (
    "cases/together.html",
    asked
    | {
        "sides": sides,
        "joined": None,
        "follows": [],
        "errors": [N(field_id="id_reason", label="Waarom?", text="schrijf op waar u dat op baseert")],
    },
    "Mijn werk",
)
PAGES["together-done"] = (
    "cases/together.html",
    asked | {"sides": [], "joined": joined, "persons": [], "follows": ["Het worden weer twee zaken."]},
    "Mijn werk",
)
