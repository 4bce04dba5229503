# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody typed into the form, and the tree of the melding that it stands for, both ways.

Nothing is refused here: what cannot be read becomes a problem of its field, and the words stay as they are.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from samenspel.intake.formats.tekst import spelling
from samenspel.intake.forms.specs import LISTS, Look, Spec, row_specs, sections

Values = dict[str, list[str]]
COUNT = "aantal-"
YES_NO = {"ja": True, "nee": False}


@dataclass(slots=True)
class Filled:
    """Field name → what was typed; how many rows each list has; and `base`, the tree of what has no field.

    `message`: the message that this corrects, if any. `pasted`: fields that a paste filled, for a person to confirm.
    """

    values: Values = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=lambda: {"betrokkenen": 1, "relaties": 0, "geinformeerd": 0})
    base: dict[str, Any] = field(default_factory=dict)
    message: str = ""
    pasted: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {
            "velden": self.values,
            "rijen": self.rows,
            "rest": self.base,
            "bericht": self.message,
            "geplakt": self.pasted,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Filled":
        return cls(
            dict(kept.get("velden", {})),
            {name: int(kept.get("rijen", {}).get(name, 0)) for name in LISTS},
            dict(kept.get("rest", {})),
            str(kept.get("bericht", "")),
            list(kept.get("geplakt", [])),
        )

    def take(self, posted: Mapping[str, list[str]]) -> None:
        """Take over what the browser sent; what has no field of ours in it is left where it is."""
        for name, (_shape, most) in LISTS.items():
            count = (posted.get(COUNT + name) or [""])[0]
            if count.isascii() and count.isdecimal() and len(count) < 4:
                self.rows[name] = min(int(count), most)
        self.values = {name: posted[name] for name, _ in self.fields() if name in posted}
        for name, spec in self.fields():
            if spec.look is Look.ANSWER and words_of(name) in posted:
                self.values[words_of(name)] = posted[words_of(name)]
        self.give_keys()

    def fields(self) -> Iterator[tuple[str, Spec]]:
        """Every field of the form as it is now, with the name that the browser sends."""
        for section in sections():
            yield from ((spec.name, spec) for spec in section.specs)
        for name, count in self.rows.items():
            for index in range(count):
                yield from ((f"{name}-{index}.{spec.name}", spec) for spec in row_specs(name))

    def add(self, name: str) -> bool:
        """One more row in this list; False when it is full."""
        if self.rows[name] >= LISTS[name][1]:
            return False
        self.rows[name] += 1
        return True

    def remove(self, name: str, index: int) -> None:
        """Take one row out; those after it move up."""
        if not 0 <= index < self.rows[name]:
            return
        moved: Values = {}
        for key, said in self.values.items():
            start, dot, rest = key.partition(".")
            listed, dash, number = start.rpartition("-")
            if dash and dot and listed == name:
                if int(number) == index:
                    continue
                key = f"{name}-{int(number) - (int(number) > index)}.{rest}"
            moved[key] = said
        self.values, self.rows[name] = moved, self.rows[name] - 1

    def said(self, name: str) -> list[str]:
        return [one.strip() for one in self.values.get(name, []) if one.strip()]

    def tree(self) -> tuple[dict[str, Any], dict[str, str]]:
        """The melding that this says as plain JSON values, and per field that could not be read why (Dutch)."""
        tree, wrong = deepcopy(self.base), dict[str, str]()
        for name in LISTS:
            rest = tree.pop(name, [])
            rows = [self._row(name, index, wrong) for index in range(self.rows[name])]
            if kept := [row for row in (*rows, *rest) if set(row) - {"sleutel"}]:
                tree[name] = kept
        for section in sections():
            for spec in section.specs:
                self._put(tree, spec, spec.name, wrong)
        return tree, wrong

    def _row(self, name: str, index: int, wrong: dict[str, str]) -> dict[str, Any]:
        row: dict[str, Any] = {}
        for spec in row_specs(name):
            self._put(row, spec, f"{name}-{index}.{spec.name}", wrong)
        return row

    def _put(self, tree: dict[str, Any], spec: Spec, name: str, wrong: dict[str, str]) -> None:
        try:
            value = _value(spec, self.said(name), self.said(words_of(name)))
        except (ValueError, OverflowError):
            wrong[name] = _hint(spec)
            return
        if value is not None:
            here = tree
            for step in spec.path[:-1]:
                here = here.setdefault(step, {})
            here[spec.path[-1]] = value

    def position(self, name: str, index: int) -> int | None:
        """Which row of the form became the one at that place in the tree; empty rows are left out of the tree."""
        wrong: dict[str, str] = {}
        rows = [i for i in range(self.rows[name]) if set(self._row(name, i, wrong)) - {"sleutel"}]
        return rows[index] if index < len(rows) else None

    def give_keys(self) -> None:
        """Give each person of the form that lacks one a key that no other has: relations refer to it."""
        used = {key for index in range(self.rows["betrokkenen"]) for key in self.said(key_of(index))}
        free = (str(number) for number in range(1, 1000) if str(number) not in used)
        for index in range(self.rows["betrokkenen"]):
            if not self.said(key_of(index)):
                self.values[key_of(index)] = [next(free)]


def key_of(index: int) -> str:
    """The field with the key of a person."""
    return f"betrokkenen-{index}.sleutel"


def fill(filled: Filled, tree: dict[str, Any]) -> list[str]:
    """Write a tree into the empty fields. Returns the names of the fields that it filled; what finds no field, or a
    field that says something else already, stays in `base`."""
    rest, done = deepcopy(tree), list[str]()
    for name, (_shape, most) in LISTS.items():
        rows = rest.pop(name, [])
        start = sum(1 for index in range(filled.rows[name]) if _says_something(filled, name, index))
        fits = rows[: max(most - start, 0)]
        filled.rows[name] = max(filled.rows[name], start + len(fits))
        for index, row in enumerate(fits, start=start):
            for spec in row_specs(name):
                done += _write(filled, spec, f"{name}-{index}.{spec.name}", row)
        if rows[len(fits) :]:
            rest[name] = rows[len(fits) :]
    for section in sections():
        for spec in section.specs:
            done += _write(filled, spec, spec.name, rest)
    filled.base = _merged(filled.base, _without_empty(rest))
    filled.give_keys()
    return [name for name in done if not name.endswith(".sleutel")]


def _says_something(filled: Filled, name: str, index: int) -> bool:
    return any(
        filled.said(f"{name}-{index}.{spec.name}") for spec in row_specs(name) if spec.path != ("sleutel",)
    )


def _write(filled: Filled, spec: Spec, name: str, tree: dict[str, Any]) -> list[str]:
    """Move one value out of the tree into its field, if the field is empty and can say it."""
    here: Any = tree
    for step in spec.path[:-1]:
        here = here.get(step) if isinstance(here, dict) else None
    if not isinstance(here, dict) or spec.path[-1] not in here or filled.said(name):
        return []
    said = _said(spec, here[spec.path[-1]])
    if said is None:
        return []
    del here[spec.path[-1]]
    filled.values[name] = said[:1] if spec.look is Look.ANSWER else said
    if spec.look is Look.ANSWER and len(said) > 1:
        filled.values[words_of(name)] = said[1:]
    return [name]


def words_of(name: str) -> str:
    """The field for the words beside an answer."""
    return f"{name}.toelichting"


def _value(spec: Spec, said: list[str], words: list[str]) -> Any:
    """What a field says, as a plain JSON value; None for nothing. Raises ValueError when it cannot be read."""
    if spec.look is Look.ANSWER:
        if not said and not words:
            return None
        answer: dict[str, Any] = {"antwoord": YES_NO[said[0]]} if said and said[0] in YES_NO else {}
        return answer | ({"toelichting": words[0]} if words else {})
    if not said:
        return None
    if spec.look is Look.CHOICES:
        return said if spec.path[0] == "rollen" else [one for one in said if one != "onbekend"] or None
    if spec.look is Look.LINES:
        return [line.strip() for line in said[0].splitlines() if line.strip()]
    if spec.look is Look.NUMBERS:
        return [_number(line) for line in said[0].splitlines() if line.strip()]
    if spec.look is Look.YES_NO:
        return YES_NO.get(said[0])
    if spec.path[0] == "feiten" and spec.look is Look.CHOICE:
        return None if said[0] == "onbekend" else said[0]
    if spec.path[0] == "feiten":
        return int(said[0]) if said[0].isascii() and said[0].isdecimal() and len(said[0]) < 9 else said[0]
    return spelling.read(spec.kind, said[0])


def _number(line: str) -> dict[str, str]:
    holder, colon, number = line.partition(":")
    if not (colon and holder.strip() and number.strip()):
        raise ValueError(line)
    return {"houder": holder.strip(), "nummer": number.strip()}


def _said(spec: Spec, value: Any) -> list[str] | None:
    """How a field says a value; None when it has no way to say it, or would say it differently."""
    if spec.look is Look.ANSWER:
        word = {True: "ja", False: "nee", None: "onbekend"}[value.get("antwoord")]
        return [word, *([value["toelichting"]] if "toelichting" in value else [])]
    if spec.look is Look.NUMBERS:
        said = ["\n".join(f"{one['houder']}: {one['nummer']}" for one in value)]
    elif spec.look is Look.LINES:
        said = ["\n".join(value)]
    elif spec.look is Look.CHOICES:
        said = list(value) if isinstance(value, list) else [str(value)]
    elif isinstance(value, bool):
        said = ["ja" if value else "nee"]
    else:
        said = [spelling.write(spec.kind, value)]
    try:
        return said if _value(spec, said, []) == value else None
    except ValueError:
        return None


def _hint(spec: Spec) -> str:
    if spec.look is Look.NUMBERS:
        return _("Schrijf elk nummer op een eigen regel, met ervoor wie het gaf: politie: PL0600-1.")
    if spec.look is Look.LINE:
        return _(
            "Dit is voor ons geen datum of tijd. Schrijf 1-11-2026 20:40, of alleen 1-11-2026, 11-2026 of 2026."
        )
    return _("Dit begrijpen wij niet. Kies een van de mogelijkheden.")


def _without_empty(tree: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in tree.items() if value not in ({}, [], None)}


def _merged(base: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """Both, where lists follow each other and what stood there first stays."""
    merged = dict(base)
    for name, value in more.items():
        if isinstance(value, list) and isinstance(merged.get(name), list):
            merged[name] = merged[name] + value
        elif isinstance(value, dict) and isinstance(merged.get(name), dict):
            merged[name] = _merged(merged[name], value)
        else:
            merged.setdefault(name, value)
    return merged
