# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Days, moments and lengths of time in plain Dutch, in local time."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from samenspel.rules.clocks.register import Clock
from samenspel.rules.workdays import AMSTERDAM, DAY

_DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_MONTHS = (
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

# How each clock counts, for a reader who does not know it.
CLOCKS: Mapping[Clock, str] = {
    Clock.HOURS: "uren, dag en nacht door; ook over weekend en zomertijd heen",
    Clock.CALENDAR_DAYS: "alle dagen; nooit opgeschoven voor een weekend of feestdag, ook waar dat zou mogen",
    Clock.WORKING_DAYS: "werkdagen: geen weekend en geen erkende feestdagen",
    Clock.ATW_DAYS: "dagen volgens de Algemene termijnenwet: een einde op een vrije dag schuift op",
    Clock.PENAL: "strafrecht: een dag is 24 uur, een maand 30 dagen",
    Clock.HELD_FOR_INQUIRY: "uren, zonder de tijd tussen 00.00 en 09.00 uur",
    Clock.IMMEDIATE: "de wet zegt “onmiddellijk”; het getal is een eigen streeftijd",
    Clock.ASAP: "de wet zegt “zo snel mogelijk”; het getal is een eigen streeftijd",
}


def say_day(day: date) -> str:
    """As in "zaterdag 3 februari 2018"."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def say_moment(moment: datetime) -> str:
    """Local time, as in "zaterdag 3 februari 2018, 21.40 uur".

    In the hour that comes twice in autumn it adds "zomertijd" or "wintertijd".
    """
    local = moment.astimezone(AMSTERDAM)
    twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    suffix = f" ({'winter' if local.fold else 'zomer'}tijd)" if twice else ""
    return f"{say_day(local.date())}, {local:%H.%M} uur{suffix}"


def say_end(moment: datetime) -> str:
    """Like say_moment, but midnight is 24.00 of the day before: that is how a term ends."""
    local = moment.astimezone(AMSTERDAM)
    if local.time() == time(0):
        return f"{say_day(local.date() - DAY)}, 24.00 uur"
    return say_moment(moment)


def say_length(length: timedelta) -> str:
    """As in "2 dagen en 3 uur" or "45 minuten"; whole minutes, rounded down."""
    minutes = int(length.total_seconds()) // 60
    days, rest = divmod(minutes, 24 * 60)
    hours, minutes = divmod(rest, 60)
    parts = [
        f"{days} {'dag' if days == 1 else 'dagen'}" if days else "",
        f"{hours} uur" if hours else "",
        f"{minutes} {'minuut' if minutes == 1 else 'minuten'}" if minutes and not days else "",
    ]
    return " en ".join(part for part in parts if part) or "0 minuten"


def say_count(number: int, one: str, many: str) -> str:
    """As in "1 dag" or "2 dagen"."""
    return f"{number} {one if number == 1 else many}"
