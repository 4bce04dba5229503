# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dates, kinds and moments in plain Dutch."""

from datetime import datetime, timedelta

from samenspel.rules.facts import LOCAL

DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
KINDS = {
    "incident": "incident",
    "report": "melding",
    "signal": "signaal",
    "assessment": "taxatie",
    "suspect": "verdachte",
    "measure": "maatregel",
    "agreement": "afspraak",
    "breach": "schending",
    "contact": "contact",
    "moment": "overleg",
    "decision": "besluit",
    "owner": "verantwoordelijkheid",
    "move": "verhuizing",
    "tick": "er gaat tijd voorbij",
}
MOMENTS = {
    "acuut": "Samen op in acuut",
    "actieoverleg": "Actieoverleg",
    "zsm": "VT-ZSM",
    "ssk": "Strafbare kindermishandeling",
}


def day(moment: datetime) -> str:
    """3 februari 2018"""
    local = moment.astimezone(LOCAL)
    return f"{local.day} {MONTHS[local.month - 1]} {local.year}"


def last_day(moment: datetime) -> str:
    """The day of an end: midnight belongs to the day before."""
    return day(moment - timedelta(microseconds=1))


def until(moment: datetime) -> str:
    """The same for an end: midnight belongs to the day before (vrijdag 9 februari 2018, 24.00 uur)."""
    local = moment.astimezone(LOCAL)
    if (local.hour, local.minute) != (0, 0):
        return day_and_time(moment)
    before = local - timedelta(minutes=1)
    return f"{DAYS[before.weekday()]} {day(before)}, 24.00 uur"


def day_and_time(moment: datetime) -> str:
    """zaterdag 3 februari 2018, 21.40 uur"""
    local = moment.astimezone(LOCAL)
    return f"{DAYS[local.weekday()]} {day(moment)}, {local:%H.%M} uur"
