# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Judging a proposal, settling a doubt, and the smaller pages."""

from types import SimpleNamespace as N

from tests.site.look.values import OM, POL, VT, H, at, is01, now, own

PAGES = {}
prop = {
    "proposal": N(
        title="Moment 3: VT-ZSM",
        text="Veilig Thuis brengt bij ZSM in wat nodig is voor de veiligheid, voordat de officier besluit.",
        strength="moet",
        made_at=now - H(1),
        due=now + H(3),
        late=False,
        aim=True,
        about_aim="De regel noemt geen getal: de streeftijd is een eigen keuze.",
        rules="Beoordeeld met versie 3 van de regio (3f9a12c0b7de), eerder met de landelijke regels (81cc04e2a91f).",
        case_reference="2026-000123",
        case_url="/z",
        state="open",
        state_text="wacht op een oordeel",
        decided_by="",
        decided_reason="",
        decided_at=None,
    ),
    "reasons": [
        N(
            rule="DT-02, rij 8",
            text="De verdachte is aangehouden en er is een vermoeden van huiselijk geweld.",
            source="Routekaart zorg-straf",
            verify=False,
        ),
        N(
            rule="DL-38",
            text="De inbreng moet er zijn voordat de officier besluit.",
            source="Routekaart; standaard 4 uur",
            verify=True,
        ),
    ],
    "facts": [
        N(
            label="Status van de verdachte",
            value="aangehouden",
            unknown=False,
            owner=POL,
            ground=is01,
            at=at(2026, 2, 5, 9, 5),
        ),
        N(label="Wurging", value="onbekend", unknown=True, owner=VT, ground=own, at=at(2026, 2, 4, 22, 15)),
    ],
    "trace": [
        N(rule="DT-02, rij 1", text="Er is (een vermoeden van) acute onveiligheid", outcome="ja"),
        N(rule="DT-02, rij 3", text="Er is dreigend gevaar en niemand is aangehouden", outcome="nee"),
        N(rule="DT-02, rij 8", text="Een verdachte is ontboden, gehoord of aangehouden", outcome="ja"),
        N(rule="DT-02, rij 11", text="Een baby met letsel", outcome="onbekend"),
    ],
    "follows": [
        "Vijf organisaties krijgen een uitnodiging.",
        "De klok “Inbreng Veilig Thuis bij ZSM” loopt tot 13.15 uur.",
    ],
    "invitations": [
        N(
            code="OM",
            organisation="Openbaar Ministerie",
            need="M",
            need_text="hoort erbij",
            ground="routekaart, moment 3 (DT-03)",
            carries=["namen", "de vraag", "de grond"],
            checked=True,
        ),
        N(
            code="RVDK",
            organisation="Raad voor de Kinderbescherming",
            need="M",
            need_text="hoort erbij",
            ground="routekaart, moment 3 (DT-03)",
            carries=["namen", "de vraag", "de grond"],
            checked=True,
        ),
        N(
            code="GI",
            organisation="Gecertificeerde instelling",
            need="C",
            need_text="alleen als er een maatregel loopt",
            ground="DT-03",
            carries=["namen", "de vraag"],
            checked=False,
        ),
    ],
    "positions": [
        N(
            organisation=POL,
            position="eens",
            reason="Hij is vanochtend aangehouden.",
            by="Youssef El Amrani",
            at=now - H(1),
        ),
        N(organisation=OM, position="oneens", reason="Eerst horen.", by="Eva Smit", at=now),
    ],
    "given": N(decision="", reason="", due="2026-02-05T13:15"),
    "errors": [],
}
PAGES["proposal"] = ("cases/proposal.html", prop, "Mijn werk")
PAGES["proposal-error"] = (
    "cases/proposal.html",
    dict(
        prop,
        given=N(decision="reject", reason="", due=""),
        errors=[N(field_id="id_reason", label="Waarom?", text="schrijf op waarom u niet akkoord bent")],
    ),
    "Mijn werk",
)
PAGES["proposal-done"] = (
    "cases/proposal.html",
    dict(
        prop,
        proposal=N(
            **{
                **prop["proposal"].__dict__,
                "state": "changed",
                "state_text": "aanvaard met een wijziging",
                "decided_by": "Noor Bakker",
                "decided_at": now,
                "decided_reason": "De GI hoeft er niet bij.",
            }
        ),
    ),
    "Mijn werk",
)


def lv(label, left, right, kind, level, weight):
    return N(label=label, left=left, right=right, kind=kind, level=level, weight=weight)


doubt = N(
    sides=[
        N(name="Mark de Vries", organisation=VT, number="VT-26-00871", since=now, ground=own),
        N(name="M. de Vries", organisation=POL, number="PL-0099-26", since=now, ground=is01),
    ],
    rows=[
        lv("Achternaam", "de Vries", "de Vries", "same", "gelijk", "spreekt voor"),
        lv("Voornaam", "Mark", "M.", "near", "zelfde voorletter", "zegt weinig"),
        lv(
            "Geboortedatum",
            "12 maart 1987",
            "21 maart 1987",
            "near",
            "twee cijfers verwisseld",
            "spreekt licht voor",
        ),
        lv("Adres", "Dorpsstraat 4", "Kerkweg 9", "different", "verschillend", "spreekt licht tegen"),
        lv("BSN", "", "", "unknown", "niet bekend", "zegt niets"),
    ],
    verdict="misschien dezelfde",
    why="De geboortedag lijkt verwisseld. Zo'n 7 van de 10 keer is dit dezelfde persoon.",
    case_reference="2026-000123",
    case_url="/z",
    state="open",
    state_text="",
    decided_by="",
    decided_at=None,
)
PAGES["doubt"] = (
    "people/doubt.html",
    {
        "doubt": doubt,
        "follows": ["De meldingen komen in dezelfde zaak.", "De regels worden opnieuw nagelopen."],
        "errors": [],
        "reason": "",
    },
    "Personen in twijfel",
)
PAGES["doubt-done"] = (
    "people/doubt.html",
    {
        "doubt": N(
            **{
                **doubt.__dict__,
                "state": "same",
                "state_text": "dezelfde persoon",
                "decided_by": "Noor Bakker",
                "decided_at": now,
            }
        ),
        "follows": [],
        "errors": [],
        "reason": "",
    },
    "Personen in twijfel",
)
PAGES["doubts"] = (
    "people/doubts.html",
    {
        "doubts": [
            N(
                url="/d",
                left="Mark de Vries, 12 maart 1987",
                right="M. de Vries, 21 maart 1987",
                verdict="misschien dezelfde",
                why="De geboortedag lijkt verwisseld.",
                since=now - H(5),
                case_reference="2026-000123",
                owner="dienst frontoffice",
            )
        ]
    },
    "Personen in twijfel",
)
PAGES["doubts-empty"] = ("people/doubts.html", {"doubts": []}, "Personen in twijfel")
PAGES["dead"] = (
    "notify/dead_letters.html",
    {
        "letters": [
            N(
                id=3,
                text="Uitnodiging voor moment 3",
                post="piketdienst RvdK",
                channel="e-mail",
                reference="2026-000123",
                first_at=now - H(8),
                last_at=now - H(1),
                tries=9,
                error="de mailserver gaf geen antwoord",
                url="/z",
            )
        ]
    },
    "",
)
PAGES["dead-empty"] = ("notify/dead_letters.html", {"letters": []}, "")
res = [
    N(
        url="/z",
        title="Gezin De Vries",
        detail="Sanne Jansen, 22 juni 1990",
        reference="2026-000123",
        ground="u bent aangewezen voor deze zaak",
    )
]
PAGES["search"] = (
    "cases/search.html",
    {
        "query": "jansen",
        "asked": True,
        "results": res,
        "errors": [],
        "outside": N(
            asked=False,
            results=[],
            purpose="",
            purposes=[
                ("melding", "een nieuwe melding"),
                ("dienst", "acute dienst"),
                ("vraag", "vraag van een betrokkene"),
            ],
        ),
    },
    "",
)
PAGES["search-start"] = (
    "cases/search.html",
    {
        "query": "",
        "asked": False,
        "results": [],
        "errors": [],
        "outside": N(asked=False, results=[], purpose="", purposes=[]),
    },
    "",
)
PAGES["account-log"] = (
    "cases/accountability.html",
    {
        "filters": [],
        "export_url": "/e",
        "log": N(state="ok", text="Alle 4.812 regels sluiten op elkaar aan.", checked_at=now),
        "accesses": [
            N(
                at=now,
                text="Casusbeeld geopend",
                reference="2026-000123",
                url="/z",
                ground="aangewezen voor deze zaak",
                purpose="veiligheid beoordelen",
                sealed=False,
            ),
            N(
                at=now - H(2),
                text="Gezocht in de hele organisatie",
                reference="",
                url="",
                ground="",
                purpose="acute dienst",
                sealed=True,
            ),
        ],
    },
    "Verantwoording",
)
PAGES["account"] = (
    "partners/account.html",
    {
        "posts": [N(name="dienst frontoffice", organisation=VT)],
        "passkeys": [N(id=1, name="Werktelefoon", created=now, used=now)],
        "add_url": "/add",
    },
    "",
)
PAGES["add-passkey"] = ("partners/add_passkey.html", {"options": '{"publicKey":{}}', "errors": []}, "")
PAGES["help"] = (
    "site/help.html",
    {
        "contacts": [N(name="Helpdesk Voorbeeldregio", reach="088 000 00 00", when="dag en nacht")],
        "words": [
            N(word="ZSM", meaning="tafel waar politie, OM en partners snel over een verdachte besluiten")
        ],
    },
    "",
)
