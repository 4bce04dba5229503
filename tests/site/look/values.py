# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who and when: shared by all pages. Everybody is invented."""

from datetime import datetime, timedelta
from types import SimpleNamespace as N
from zoneinfo import ZoneInfo

TZ = ZoneInfo("Europe/Amsterdam")
now = datetime(2026, 2, 5, 10, 15, tzinfo=TZ)


def at(*a):
    return datetime(*a, tzinfo=TZ)


def H(hours):
    return timedelta(hours=hours)


member = N(name="Noor Bakker", role="medewerker Veilig Thuis")
organisation = N(name="Veilig Thuis Voorbeeldregio")


def nav(current):
    rows = [
        ("Mijn werk", "/werk", "w", 7),
        ("Binnengekomen", "/binnen", "b", 3),
        ("Personen in twijfel", "/twijfel", "t", 2),
        ("Nieuwe melding", "/melding/nieuw", "n", None),
        ("Verantwoording", "/verantwoording", "v", None),
    ]
    return [
        N(label=label, url=address, shortcut=key, count=count, current=label == current)
        for label, address, key, count in rows
    ]


frame = N(
    home_url="/",
    search_url="/zoeken",
    exit_url="/weg",
    sign_out_url="/uit",
    lock_url="/slot",
    help_url="/hulp",
    lock_after=900,
    note="Demonstratie: alle personen en gegevens zijn verzonnen.",
    theme="",
)
VT, POL, OM = "Veilig Thuis Voorbeeldregio", "Politie Eenheid Voorbeeld", "Openbaar Ministerie Voorbeeld"
own = "het is van uw eigen organisatie"
is01 = "de politie meldde dit aan Veilig Thuis (IS-01)"


def clock(name, due, owner, source, late=False, started=None, url="/klok"):
    return N(
        name=name, due=due, owner=owner, source=source, late=late, started=started or now - H(20), url=url
    )


clocks = [
    clock(
        "Antwoord van de politie op de uitnodiging", now - H(2), "Politie", "afspraak in de regio", late=True
    ),
    clock(
        "Veiligheidsbeoordeling af",
        at(2026, 2, 11, 23, 59),
        "Veilig Thuis",
        "Uitvoeringsbesluit Wmo 2015, artikel 4.1.7",
    ),
    clock("Inbreng Veilig Thuis bij ZSM", now + H(3), "Veilig Thuis", "routekaart, moment 3"),
    clock(
        "Gezin vertellen dat er gegevens zijn",
        None,
        "Veilig Thuis",
        "Wmo 2015, artikel 5.3.1",
        started=now - H(30),
    ),
]
