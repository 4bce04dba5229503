# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything that the rules answer to the examples of `spec/`, word for word: `spec/answers/*.txt`.

An example says what matters; this says the rest: every reason, every step, every source. A change of a rule or of a
sentence shows there as a difference. `python -m tests.rules.answers` writes the files again; look at what changed.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any

from samenspel.rules.clocks import due, extended, read_register, register
from samenspel.rules.clocks.counting import following
from samenspel.rules.datafiles import DataError, content
from samenspel.rules.facts import Picture
from samenspel.rules.law import Reason, Source
from samenspel.rules.routekaart import evaluate
from samenspel.rules.safety import assess
from samenspel.rules.sharing import (
    Action,
    Context,
    Request,
    Resource,
    Subject,
    decide,
    ground_for_invitation,
    read_grounds,
)
from samenspel.rules.stories import at as day
from samenspel.rules.stories import last, picture
from samenspel.rules.workdays import AMSTERDAM, local_day
from tests.rules import mistakes
from tests.rules.requests_to_share import NOW, request_of
from tests.rules.timelines import at, terms_of

# Words this short stand beside each other; a sentence has a line of its own.
SHORT = 40
SPEC = Path(__file__).parent / "spec"
FOLDER = SPEC / "answers"


def spec(name: str) -> dict[str, Any]:
    return tomllib.loads((SPEC / f"{name}.toml").read_text("utf-8"))


def say(value: Any, name: str = "", depth: int = 0) -> Iterator[str]:
    """A value of the rules as lines, one field a line, in a fixed order; what is empty is left out."""
    indent = "  " * depth
    if value in (None, "", (), frozenset()) or value == {}:
        return
    if isinstance(value, datetime):
        yield f"{indent}{name}: {value.astimezone(AMSTERDAM).isoformat(timespec='minutes')}"
    elif isinstance(value, Source):
        yield f"{indent}{name}: {_source(value)}"
    elif isinstance(value, Reason):
        yield f"{indent}{name}: {value.rule} | {value.text} | {_source(value.source)}"
    elif isinstance(value, tuple | frozenset) and all(
        type(part) is str and len(part) < SHORT for part in value
    ):
        yield f"{indent}{name}: {', '.join(sorted(value) if isinstance(value, frozenset) else value)}"
    elif isinstance(value, str | int | float | date | Enum):
        yield f"{indent}{name}: {value.value if isinstance(value, Enum) else value}"
    else:
        yield f"{indent}{name}:"
        for key, part in _parts(value):
            yield from say(part, key, depth + 1)


def _source(value: Source) -> str:
    doubt = ["nog te bevestigen"] if value.verify else []
    return " | ".join([value.text, *([value.jci] if value.jci else []), *doubt])


def _parts(value: Any) -> list[tuple[str, Any]]:
    if is_dataclass(value):
        return [(field.name, getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, Mapping):
        return [(str(key), value[key]) for key in value]
    if isinstance(value, set | frozenset):
        return [("-", part) for part in sorted(value)]
    assert isinstance(value, Sequence), f"no words for {type(value)}"
    return [("-", part) for part in value]


def _page(parts: Mapping[str, Any]) -> str:
    return "\n".join(
        "\n".join([f"== {title}", *say(answer, "antwoord"), ""]) for title, answer in parts.items()
    )


def clocks() -> str:
    """When the examples fall due, with every step; and the terms of every case."""
    table = spec("clocks")
    parts: dict[str, Any] = {}
    for row in table["due"]:
        title = f"{row['rule']} {row.get('variant', '')} {row['start']}: {row['why']}"
        parts[title] = due(row["rule"], at(row["start"]), variant=row.get("variant"))
    return _page(
        parts | _extensions() | _decided() | {case["title"]: terms_of(case) for case in table["case"]}
    )


def _extensions() -> dict[str, Any]:
    """Every term that can be extended, as often as the law allows; a postponement; and a pause."""
    start, away = at("2026-02-03 10:00"), (at("2026-02-05 08:00"), at("2026-02-07 20:00"))
    parts: dict[str, Any] = {}
    for row in register().rules:
        if row.extension:
            found = due(row, start, variant=row.extension.variant)
            for turn in range(1, min(row.extension.most, 3) + 1):
                found = extended(row, start, found, None)
                parts[f"{row.id} {turn} keer verlengd"] = found
            parts[f"{row.id} korter verlengd"] = extended(row, start, due(row, start), at("2026-05-20 12:00"))
            parts[f"{row.id} verlengd tot ervoor"] = extended(row, start, due(row, start), start)
        if row.pause:
            parts[f"{row.id} met een pauze"] = due(row, start, pauses=[away])
    postponed = register().rule("DL-07", local_day(start))
    return parts | {"DL-06 uitgesteld": following(postponed, due("DL-06", start))}


def _decided() -> dict[str, Any]:
    """An end that somebody decided: earlier, later, before the start, and a limit in another term."""
    start = at("2026-02-06 23:15")
    ends = (
        "2026-02-10 12:00",
        "2026-02-16 23:15",
        "2026-02-20 12:00",
        "2026-02-06 23:15",
        "2026-02-01 12:00",
    )
    parts: dict[str, Any] = {f"DL-18 tot {end}": due("DL-18", start, until=at(end)) for end in ends}
    return parts | {"DL-04 na het laatste besluit": due("DL-04", at("2029-12-20 12:00"))}


def sharing() -> str:
    """The whole verdict on every example, and on a question of which nothing is known."""
    table = spec("sharing")
    parts: dict[str, Any] = {
        row["title"]: decide(request_of(row), row.get("on", ())) for row in table["case"]
    }
    for row in table["invitation"]:
        answer = ground_for_invitation(
            row["from"], row["to"], row["moment"], NOW, row.get("facts"), row.get("on", ())
        )
        parts[f"Uitnodiging: {row['title']}"] = answer
    nothing = Request(
        Subject("POLITIE", None),
        Action("VTH", "verkopen"),
        Resource("POLITIE", frozenset({"roddel", "achterklap"}), "GEEN", frozenset({"geel"})),
        Context("nieuwsgierigheid", datetime(2026, 2, 6)),
    )
    unseen = Request(
        Subject("POL", "agent"),
        Action("VT"),
        Resource("OM", frozenset(), "WPG", None),
        Context("melding", NOW),
    )
    everything = ("location_secret", "source_protected", "recording", "child_statement", "health")
    special = Resource(
        "POL", frozenset({"melding"}), "WPG", frozenset({*everything, "investigation_interest"})
    )
    forbidden = Request(Subject("POL", "agent"), Action("SHN"), special, Context("melding", NOW))
    return _page(
        parts
        | {"Alles onbekend": decide(nothing), "Niemand heeft gekeken": decide(unseen)}
        | {"Alles wat bijzonder is": decide(forbidden)}
    )


# What differs at every change of any table, or is told elsewhere: the trace is in docs/generated.
UNTOLD = {"version", "trace"}


def examples() -> Iterator[tuple[str, Picture, datetime]]:
    """Every example of the tables, with its picture and its moment."""
    for path in sorted(SPEC.glob("*.toml")):
        for row in tomllib.loads(path.read_text("utf-8")).get("example", ()):
            if "events" in row:
                seen = picture(
                    row["events"], row.get("persons"), row.get("relations", ()), row.get("viewer", "VT")
                )
                yield f"{path.stem} {row['id']}", seen, day(row["now"]) if "now" in row else last(seen)


def routekaart() -> str:
    """What the routekaart says about every example."""
    return _page({title: _told(evaluate(seen, now)) for title, seen, now in examples()})


def safety() -> str:
    """What the safety rules say about every example."""
    return _page({title: _told(assess(seen, now)) for title, seen, now in examples()})


def _told(answer: Any) -> dict[str, Any]:
    return {name: part for name, part in _parts(answer) if name not in UNTOLD}


def mistaken() -> str:
    """What is said of every mistake in a table."""
    tables: tuple[tuple[str, Mapping[str, tuple[str, str, str]], Callable[[str], object]], ...] = (
        ("clocks.toml", mistakes.CLOCKS, read_register),
        ("grounds.toml", mistakes.SHARING, read_grounds),
    )
    parts = {}
    for file, wrong, reader in tables:
        for name, (old, new, _) in wrong.items():
            try:
                reader(content(file).replace(old, new, 1))
            except DataError as error:
                parts[f"{file}: {name}"] = str(error).splitlines()
    return _page(parts)


ANSWERS: Mapping[str, Callable[[], str]] = {
    "clocks": clocks,
    "mistakes": mistaken,
    "routekaart": routekaart,
    "safety": safety,
    "sharing": sharing,
}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, make in ANSWERS.items():
        (FOLDER / f"{name}.txt").write_text(make(), "utf-8")


if __name__ == "__main__":
    main()
