# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Mijn werk, Binnengekomen, a melding."""

from datetime import timedelta
from types import SimpleNamespace as N

from tests.site.look.casusbeeld import clocks
from tests.site.look.values import POL, H, clock, now


def task(kt, title, ref, fam, due, late=False, text="", owner="u", source="", started=None):
    return N(
        url="/t",
        kind_text=kt,
        title=title,
        reference=ref,
        family=fam,
        due=due,
        late=late,
        text=text,
        owner=owner,
        source=source,
        started=started or now - H(24),
    )


filters = [
    N(
        name="soort",
        label="Soort",
        options=[
            N(value="", label="alles", selected=True),
            N(value="termijn", label="termijnen", selected=False),
            N(value="voorstel", label="voorstellen", selected=False),
        ],
    ),
    N(
        name="van",
        label="Van",
        options=[
            N(value="", label="mij en mijn diensten", selected=True),
            N(value="mij", label="mij", selected=False),
        ],
    ),
]
work = {
    "filters": filters,
    "filtered": False,
    "groups": [
        N(
            title="Te laat",
            tasks=[
                task(
                    "termijn",
                    "Veiligheidsbeoordeling af",
                    "2026-000098",
                    "Gezin El Idrissi",
                    now - H(50),
                    True,
                    source="Uitvoeringsbesluit Wmo 2015, artikel 4.1.7",
                )
            ],
        ),
        N(
            title="Vandaag",
            tasks=[
                task(
                    "voorstel",
                    "Beoordeel: moment 3, VT-ZSM",
                    "2026-000123",
                    "Gezin De Vries",
                    now + H(3),
                    text="De verdachte is aangehouden op 5 februari 2026.",
                    source="DT-02, rij 8",
                ),
                task(
                    "termijn",
                    "Eerste inschatting van de melding",
                    "2026-000131",
                    "",
                    now + H(7),
                    owner="dienst frontoffice",
                    source="Handelingsprotocol Veilig Thuis",
                ),
                task("twijfel over persoon", "Is dit dezelfde persoon?", "2026-000131", "", now + H(9)),
            ],
        ),
        N(
            title="Later",
            tasks=[
                task(
                    "termijn",
                    "Gezin vertellen dat er gegevens zijn",
                    "2026-000123",
                    "Gezin De Vries",
                    now + timedelta(days=20),
                    source="Wmo 2015, artikel 5.3.1",
                )
            ],
        ),
        N(
            title="Zo snel mogelijk",
            tasks=[
                task("termijn", "Melder laten weten wat er gebeurde", "2026-000098", "Gezin El Idrissi", None)
            ],
        ),
    ],
}


def report(ref, urg, text, summ, flags, cl, owner, **k):
    return N(
        url="/m",
        reference=ref,
        received=k.get("received", now - H(2)),
        sender=k.get("sender", POL),
        via=k.get("via", "StUF-bericht"),
        urgency=urg,
        urgency_text=text,
        summary=summ,
        red_flags=flags,
        clocks=cl,
        owner=owner,
        taken=taken(owner, owner == "Noor Bakker"),
        case_url=k.get("case_url", ""),
        case_reference="2026-000123",
    )


def taken(name="", own=False):
    return N(url="/n", name=name, holder=name, own=own, open=True, reference="9f2c77a1")


inbox = {
    "filters": filters[:1],
    "new_url": "/nieuw",
    "stream_url": "/stroom/binnen",
    "unreadable": [
        N(
            url="/m/9",
            received=now - H(5),
            sender="Politie Eenheid Voorbeeld",
            form="StUF-bericht",
            why="Het bericht houdt midden in een zin op, bij teken 20.481.",
            owner="",
            taken=taken(),
        )
    ],
    "reports": [
        report(
            "M-2026-00412",
            "acute",
            "acuut: nu handelen",
            "3 personen, onder wie 1 kind van 6 jaar. Melding van mishandeling in de woning.",
            ["Wurging genoemd", "Kind jonger dan 7", "Eerdere meldingen: 2"],
            [
                clock("Eerste inschatting", now + H(1), "Veilig Thuis", "", url=""),
                clock("Veiligheidsbeoordeling af", now + timedelta(days=5), "Veilig Thuis", "", url=""),
            ],
            "",
            case_url="/z",
        ),
        report(
            "M-2026-00411",
            "unknown",
            "nog niet ingeschat",
            "2 personen. Melding door een school.",
            [],
            [clock("Eerste inschatting", now - H(1), "Veilig Thuis", "", late=True, url="")],
            "Noor Bakker",
            sender="Basisschool De Regenboog",
            via="webformulier",
            received=now - H(9),
        ),
        report(
            "M-2026-00409",
            "normal",
            "geen spoed",
            "2 personen. Verbaal geweld tussen buren.",
            [],
            [],
            "Noor Bakker",
            received=now - H(26),
        ),
    ],
}


def row(label, value, unknown=False):
    return N(label=label, value=value, unknown=unknown)


rep = {
    "report": N(
        reference="M-2026-00412",
        received=now - H(2),
        sender=POL,
        via="StUF-bericht vtMeldingDi01",
        receipt="9f2c-77a1-04be",
        owner="",
        urgency="acute",
        urgency_text="acuut: nu handelen",
        case_url="/z",
        case_reference="2026-000123",
        ground="gemeld aan Veilig Thuis (IS-01)",
        raw_url="/raw",
        text_url="/t",
        json_url="/j",
        readable=True,
        why="",
    ),
    "red_flags": [
        N(text="Wurging genoemd", source="handboek 5.7"),
        N(text="Kind jonger dan 7", source="handboek 5.7"),
    ],
    "clocks": clocks[:2],
    "taken": taken("Wout Wind"),
    "sections": [
        N(
            title="Melder",
            rows=[row("Organisatie", POL), row("Naam", "Y. El Amrani"), row("Telefoon", "088 000 00 01")],
        ),
        N(
            title="Voorval",
            rows=[
                row("Wanneer", "woensdag 4 februari 2026 om 20.50 uur"),
                row("Waar", "in de woning"),
                row(
                    "Wat gebeurde er",
                    "Buren hoorden geschreeuw en belden 112.\nTer plaatse had Sanne een wond aan het hoofd.",
                ),
                row("Wapens", "onbekend", True),
            ],
        ),
    ],
    "persons": [
        N(
            name="Sanne Jansen",
            role="slachtoffer",
            rows=[row("Geboren", "22 juni 1990"), row("Adres", "onbekend", True)],
            match="linked",
            match_text="herkend",
            match_url="/p",
        ),
        N(
            name="M. de Vries",
            role="pleger",
            rows=[row("Geboren", "1987")],
            match="doubt",
            match_text="twijfel: kijk na",
            match_url="/d",
        ),
        N(
            name="Daan",
            role="getuige",
            rows=[row("Geboren", "1 mei 2019")],
            match="new",
            match_text="nieuw",
            match_url="",
        ),
    ],
    "unknown": [N(path="zorg/extra/lokaleCode", value="ZKH-7")],
    "history": [
        N(at=now - H(2), text="Ontvangen en bewaard", by="systeem"),
        N(at=now - H(2) + timedelta(minutes=1), text="Persoon herkend", by="systeem"),
    ],
}
bad = dict(
    rep,
    report=N(
        **{**rep["report"].__dict__, "readable": False, "why": "Het bericht houdt op bij teken 20.481."}
    ),
    sections=[],
    persons=[],
    unknown=[],
    taken=taken(),
)
PAGES = {
    "work": ("cases/my_work.html", work, "Mijn werk"),
    "work-empty": ("cases/my_work.html", dict(work, groups=[]), "Mijn werk"),
    "inbox": ("intake/inbox.html", inbox, "Binnengekomen"),
    "inbox-empty": ("intake/inbox.html", dict(inbox, reports=[], unreadable=[]), "Binnengekomen"),
    "report": ("intake/report.html", rep, "Binnengekomen"),
    "report-bad": ("intake/report.html", bad, "Binnengekomen"),
}
