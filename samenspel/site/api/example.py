# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The melding that the OpenAPI document shows. Invented people; the tests send it."""

from typing import Any

EXAMPLE: dict[str, Any] = {
    "kenmerk": "2026-TEST-000123",
    "berichtnummer": "2026-TEST-000123-1",
    "verzondenOp": "2026-11-01T22:10:00Z",
    "voorgevallen": {"tijdstip": "2026-11-01T20:40:00Z"},
    "vastgesteld": {"tijdstip": "2026-11-01T21:15:00Z"},
    "melder": {"hoedanigheid": "01", "organisatie": "Politie-eenheid Voorbeeld", "functie": "wijkagent"},
    "contactpersoon": {"naam": "Dienst Huiselijk Geweld", "emailadressen": ["hg@politie.test"]},
    "omschrijvingIncident": "Buren belden over geschreeuw. Ter plaatse trof de eenheid een moeder en een kind aan.",
    "overlegGewenst": {"antwoord": True},
    "aanhouding": {"antwoord": False},
    "betrokkenen": [
        {
            "sleutel": "1",
            "achternaam": "Voorbeeld",
            "voornamen": "Tessa",
            "geboorte": {"datum": "1990-03-14"},
            "geslacht": "V",
            "rollen": ["slachtoffer"],
        },
        {
            "sleutel": "2",
            "achternaam": "Anders",
            "voornamen": "Piet",
            "geboorte": {"jaar": 1988},
            "geslacht": "M",
            "rollen": ["pleger"],
        },
        {
            "sleutel": "3",
            "achternaam": "Anders",
            "voornamen": "Noor",
            "geboorte": {"datum": "2018-02-02"},
            "rollen": ["minderjarige"],
        },
    ],
    "relaties": [
        {"van": "2", "tot": "1", "soort": "ex_partner"},
        {"van": "1", "tot": "3", "soort": "ouder", "gezag": True},
    ],
}
