# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The Casusbeeld: a family in danger, and a case of which nothing is known yet."""

from types import SimpleNamespace as N

from samenspel.cases import drawing
from tests.site.look import together
from tests.site.look.route import routekaart, variant
from tests.site.look.values import OM, POL, VT, H, at, clocks, is01, now, own


def item(kind, kt, title, when, lane, owner, ground, **k):
    base = {
        "nature": "feit",
        "source": "",
        "version": 1,
        "text": "",
        "persons": [],
        "facts": [],
        "until": None,
        "danger": False,
        "text_url": "/t",
        "json_url": "/j",
        "recorded": when,
    }
    return N(
        kind=kind, kind_text=kt, title=title, at=when, lane=lane, owner=owner, ground=ground, **{**base, **k}
    )


def f(label, value, unknown=False):
    return N(label=label, value=value, unknown=unknown)


def p(n, r):
    return N(name=n, role=r)


items = [
    item(
        "breach",
        "Schending",
        "Contactverbod geschonden: 14 berichten aan Sanne",
        at(2026, 2, 5, 8, 40),
        1,
        POL,
        is01,
        danger=True,
        persons=[p("Mark de Vries", "schender"), p("Sanne Jansen", "slachtoffer")],
        text="Sanne liet de berichten zien aan de wijkagent.",
    ),
    item(
        "suspect",
        "Verdachte",
        "Aangehouden",
        at(2026, 2, 5, 9, 5),
        1,
        POL,
        is01,
        persons=[p("Mark de Vries", "verdachte")],
    ),
    item(
        "measure",
        "Maatregel",
        "Contactverbod als voorwaarde bij schorsing",
        at(2026, 2, 4, 16, 0),
        3,
        OM,
        "OM deelde dit met de tafel van moment 1 (IS-06)",
        until=at(2026, 3, 4, 23, 59),
        persons=[p("Mark de Vries", "geldt voor"), p("Sanne Jansen", "beschermt")],
    ),
    item(
        "moment",
        "Afstemming",
        "Moment 1: Samen op in Acuut gehouden",
        at(2026, 2, 4, 23, 10),
        2,
        VT,
        own,
        text="Politie en Veilig Thuis spraken elkaar ter plaatse. Sanne en Daan slapen bij oma.",
    ),
    item(
        "assessment",
        "Beoordeling",
        "Eerste inschatting: acute onveiligheid",
        at(2026, 2, 4, 22, 15),
        2,
        VT,
        own,
        nature="mening",
        danger=True,
        version=2,
        source="triage-instrument",
        facts=[f("Acute onveiligheid", "vermoeden"), f("Wurging", "onbekend", True)],
    ),
    item(
        "incident",
        "Voorval",
        "Mishandeling in de woning",
        at(2026, 2, 4, 20, 50),
        1,
        POL,
        is01,
        danger=True,
        persons=[
            p("Sanne Jansen", "slachtoffer"),
            p("Mark de Vries", "pleger"),
            p("Daan de Vries", "getuige"),
        ],
        text="Buren belden 112. Sanne had een wond aan het hoofd. Daan was in de kamer.",
        facts=[
            f("Wapens", "onbekend", True),
            f("Wurging", "onbekend", True),
            f("Kind aanwezig", "ja, getuige"),
        ],
    ),
]
members = [
    drawing.Member("P", "Mark de Vries", "geboren in 1987", ("pleger",), "Dorpsstraat, Voorbeeldstad"),
    drawing.Member("V", "Sanne Jansen", "22 juni 1990", ("slachtoffer",), "Geheim adres"),
    drawing.Member("K", "Daan de Vries", "1 mei 2019, 6 jaar", ("getuige",), "Geheim adres"),
    drawing.Member("B", "Ongeboren kind", "verwacht in juni 2026", (), "Geheim adres"),
    drawing.Member("O", "Anneke Jansen", "1961", (), "Kerkweg, Voorbeelddorp"),
]
ties = [
    drawing.Tie("P", "V", "ex_partner", "ex-partner"),
    drawing.Tie("P", "K", "ouder", "vader van"),
    drawing.Tie("V", "K", "ouder", "moeder van", True),
    drawing.Tie("V", "B", "ouder", "moeder van", True),
    drawing.Tie("O", "V", "ouder", "moeder van"),
]


def person(name, born, house, rel, roles, owner=POL, ground=is01, secret=False):
    return N(
        name=name,
        born=born,
        household=house,
        relations=rel,
        roles=roles,
        owner=owner,
        ground=ground,
        secret=secret,
    )


family = N(
    summary="Vijf personen in drie huishoudens. Mark en Sanne zijn ex-partners. Daan is hun kind; Sanne is zwanger.",
    picture=drawing.family(members, ties),
    persons=[
        person(
            "Sanne Jansen",
            "22 juni 1990",
            "",
            ["ex-partner van Mark", "moeder van Daan (gezag)"],
            ["4 februari: slachtoffer", "5 februari: slachtoffer"],
            secret=True,
        ),
        person(
            "Mark de Vries",
            "1987",
            "Dorpsstraat, Voorbeeldstad",
            ["ex-partner van Sanne", "vader van Daan (gezag onbekend)"],
            ["4 februari: pleger, later verdachte"],
        ),
        person(
            "Daan de Vries",
            "1 mei 2019 (6 jaar)",
            "",
            ["kind van Mark en Sanne"],
            ["4 februari: getuige"],
            secret=True,
        ),
    ],
)


def agreement(title, kt, pers, prot, until, basis, state, text, owner, ground):
    return N(
        title=title,
        kind_text=kt,
        person=pers,
        protects=prot,
        until=until,
        basis=basis,
        state=state,
        state_text=text,
        owner=owner,
        ground=ground,
        url="",
    )


case = {
    "case": N(
        reference="2026-000123",
        name="Gezin De Vries",
        region="Voorbeeldregio",
        opened=at(2026, 2, 4, 22, 0),
        own_number="VT-26-00871",
        text_url="/z.txt",
        json_url="/z.json",
    ),
    "safety": N(
        level="unsafe",
        headline="Nee, niet iedereen is nu veilig",
        why="Het contactverbod is geschonden. Mark is aangehouden; zijn voorgeleiding is morgen.",
        phase="Fase 1: directe veiligheid",
        since=at(2026, 2, 4, 22, 15),
        alarms=[
            N(
                title="Contactverbod geschonden",
                text="Sanne kreeg 14 berichten van Mark. De officier van justitie en Veilig Thuis moeten dit nu weten.",
                at=at(2026, 2, 5, 8, 40),
                owner=POL,
                ground=is01,
                url="/alarm",
            )
        ],
        missing=["Zijn er wapens in huis?", "Is er sprake geweest van wurging?"],
    ),
    "oversight": N(
        organisation=VT, person="Noor Bakker", since=at(2026, 2, 4, 22, 0), reach="088 000 00 00", ground=own
    ),
    "clocks": clocks,
    "routekaart": routekaart(),
    "others": together.others,
    "proposals": [
        N(
            title="Moment 3: VT-ZSM",
            strength="moet",
            reason="De verdachte is aangehouden.",
            due=now - H(3),
            late=True,
            aim=True,
            url="/voorstel/1",
        )
    ],
    "seats": [
        N(
            organisation=VT,
            person="Noor Bakker",
            role="medewerker",
            number="VT-26-00871",
            since=at(2026, 2, 4, 22, 0),
            state="present",
            state_text="aan tafel",
            ground="Wmo 2015, artikel 4.1.1",
        ),
        N(
            organisation=POL,
            person="Youssef El Amrani",
            role="coördinator huiselijk geweld",
            number="PL-0099-26",
            since=at(2026, 2, 4, 22, 0),
            state="present",
            state_text="aan tafel",
            ground="routekaart, moment 1",
        ),
        N(
            organisation=OM,
            person="piketofficier",
            role="",
            number="",
            since=None,
            state="invited",
            state_text="uitgenodigd",
            ground="routekaart, moment 3",
        ),
        N(
            organisation="Raad voor de Kinderbescherming",
            person="ZSM-dienst",
            role="",
            number="",
            since=None,
            state="silent",
            state_text="nog geen antwoord",
            ground="routekaart, moment 3",
        ),
    ],
    "agreements": [
        agreement(
            "Contactverbod",
            "maatregel",
            "Mark de Vries",
            "Sanne en Daan",
            at(2026, 3, 4, 23, 59),
            "Wetboek van Strafvordering, artikel 80",
            "broken",
            "geschonden",
            OM,
            "OM deelde dit met de tafel (IS-06)",
        ),
        agreement(
            "Sanne en Daan slapen bij oma",
            "afspraak",
            "Sanne Jansen",
            "",
            at(2026, 2, 6, 12, 0),
            "",
            "ending",
            "loopt morgen af",
            VT,
            own,
        ),
        agreement(
            "Wijkagent belt elke dag", "afspraak", "Politie", "Sanne", None, "", "runs", "loopt", POL, is01
        ),
    ],
    "timeline": N(lanes=[POL, VT, OM], items=items),
    "family": family,
    "hidden": 2,
    "stream_url": "/stroom/zaak/1",
}
empty_case = dict(
    case,
    safety=N(
        level="unknown",
        headline="Dat weten we nog niet",
        why="Er is nog geen beoordeling.",
        phase="Fase 1: directe veiligheid",
        since=None,
        alarms=[],
        missing=["Is er acute onveiligheid?"],
    ),
    oversight=None,
    clocks=[],
    proposals=[],
    seats=[],
    agreements=[],
    timeline=N(lanes=[VT], items=[]),
    hidden=0,
    routekaart=routekaart(False),
)
route = {
    "now": now,
    "case": N(reference="2026-000123", region="Voorbeeldregio", url="/z"),
    "routekaart": routekaart(),
}
PAGES = {
    "case": ("cases/case.html", case, "Mijn werk"),
    "case-empty": ("cases/case.html", empty_case, "Mijn werk"),
    "case-route": ("cases/route.html", route, "Mijn werk"),
    "case-route-region": ("cases/route.html", dict(route, routekaart=variant()), "Mijn werk"),
}
