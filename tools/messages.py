# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The catalogue of translations, without the programs of gettext: a bare machine has none.

    tools/messages.py gap       what is not in English yet, and which templates mark nothing at all
    tools/messages.py update    add what is new to locale/en/LC_MESSAGES/django.po, take away what is gone
    tools/messages.py compile   write django.mo beside it; both are kept in git

A msgid is the Dutch text as it stands in the source. Names in rules/data are looked up in the same catalogue.
"""

import ast
import re
import struct
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "samenspel"
CATALOGUE = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
CALLS = {"_", "gettext", "gettext_lazy", "gettext_noop", "pgettext", "ngettext", "ngettext_lazy"}

# Which fields of rules/data readers see; sources and law stay as they were published.
ROW = ("text", "then.name")
DATA: dict[str, tuple[str, ...]] = {
    "functions.toml": ("name", "question"),
    "organisations.toml": ("name",),
    "measures.toml": ("name",),
    "clocks.toml": ("name", "note"),
    "decisions.toml": ("name",),
    "grounds.toml": ("name",),
    "alarms.toml": ("text",),
    "facts.toml": ("name", "values"),
    "parameters.toml": ("name",),
    "matching.toml": ("level.label",),
    **{
        f"{table}.toml": ROW
        for table in (
            "breaches",
            "child_talk",
            "decision_rights",
            "entry",
            "harm",
            "informing",
            "invitations",
            "missing",
            "moments",
            "phases",
            "preconditions",
            "prosecution",
            "red_flags",
            "report_duty",
            "source_naming",
            "stalking",
        )
    },
}
# Calls in these packages whose argument at that place readers see, looked up when it is shown.
TOLD = {
    "rules": {"Reason": 1, "condition": 0, "outside": 1},
    "intake/formats/melding": {"_field": 1, "_many": 1, "Field": -1},
}
# Modules that say whole sentences without knowing languages: what is wrong with a message, why two people decide.
SENTENCES = ("intake/formats/", "intake/actions/", "cases/access/roles.py", "people/actions/linking.py")
# Words for codes, by the module that lists them.
WORDS = {
    "intake/forms/specs.py": ("ROLES", "RELATIONS", "CATEGORIES"),
    "rules/conditions/phases.py": ("STATES",),
    "rules/conditions/talking.py": ("HARMS",),
}

# Packages whose pages are Dutch only, for now. A package leaves this list with its last gap.
PENDING: tuple[str, ...] = ()

HEADER = """\
# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
#
# Dutch to English. Written by `tools/messages.py update`; the right-hand sides by people.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: en\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""

Texts = dict[str, list[str]]  # Dutch text (plural forms joined by NUL, as in a .mo file) to where it stands


def collect() -> Texts:
    """Every text that is marked for translation, with the places where it stands."""
    found: Texts = {}
    for path in sorted(SOURCE.rglob("*")):
        if path.suffix in (".py", ".html") and "migrations" not in path.parts:
            for text, line in _marked(path):
                found.setdefault(text, []).append(f"{path.relative_to(ROOT)}:{line}")
    for name, fields in DATA.items():
        for text, ident in _of_data(tomllib.loads((SOURCE / "rules" / "data" / name).read_text()), fields):
            found.setdefault(text, []).append(f"samenspel/rules/data/{name}:{ident}")
    return found


def _of_data(tables: Mapping[str, Any], fields: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The texts in these fields of the rows of a file, with the id of the row. A code is shown with spaces."""
    for rows in tables.values():
        for row in rows if isinstance(rows, list) else []:
            for field in fields:
                for text in _at(row, field.split(".")):
                    yield text.replace("_", " "), row["id"]


def _at(value: Any, steps: list[str]) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _at(one, steps)
    elif not steps:
        yield value
    elif steps[0] in value:
        yield from _at(value[steps[0]], steps[1:])


def _marked(path: Path) -> Iterator[tuple[str, int]]:
    source = path.read_text()
    if path.suffix == ".py":
        tree = ast.parse(source)
        yield from _calls(tree)
        yield from _told(tree, path)
        return
    for number, line in enumerate(templatize(source).splitlines(), 1):
        for call in re.finditer(
            r"\b(n?gettext|_)\((?:\s*u?('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")\s*,?)+", line
        ):
            strings = re.findall(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"", call[0])
            yield "\0".join(ast.literal_eval(string) for string in strings), number


def _calls(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in CALLS:
            given = [text for text in map(_text, node.args) if text]
            if given:
                yield "\0".join(given[:2]) if _name(node.func)[0] == "n" else given[0], node.lineno


def _told(tree: ast.AST, path: Path) -> Iterator[tuple[str, int]]:
    """What is not marked where it stands, because its package knows no languages."""
    inside = path.relative_to(SOURCE).as_posix() if path.is_relative_to(SOURCE) else ""
    calls = next((calls for start, calls in TOLD.items() if inside.startswith(start + "/")), {})
    names = WORDS.get(inside, ())
    if inside.startswith(SENTENCES):
        yield from _sentences(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in calls:
            titles = [one.value for one in node.keywords if one.arg == "title"]
            place = calls[_name(node.func)]
            for one in titles or node.args[place : place + 1]:
                if text := _text(one):
                    yield text, node.lineno
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value:
            target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
            if _name(target) in names:
                yield from ((text, node.lineno) for text in _words(node.value))


def _sentences(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Whole sentences that somebody reads: no descriptions of code, and nothing that is still to be filled in."""
    apart = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    apart |= {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if id(node) not in apart and re.fullmatch(r"[A-Z][^{}]+ [^{}]+\.", _text(node)):
            yield _text(node), getattr(node, "lineno", 0)


def _words(value: ast.expr) -> Iterator[str]:
    listed = value.values if isinstance(value, ast.Dict) else getattr(value, "elts", [])
    for text in map(_text, listed):
        yield from dict.fromkeys((text.replace("_", " "), text.replace("_", "-")))


def _text(node: ast.AST) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Name):
        return function.id
    return function.attr if isinstance(function, ast.Attribute) else "?"


def unmarked() -> list[str]:
    """Templates that show text and mark none of it."""
    return [
        str(path.relative_to(ROOT))
        for path in sorted(SOURCE.rglob("templates/**/*.html"))
        if "load i18n" not in path.read_text() and re.search(r">[^<>{}]*[a-z]{3,}[^<>{}]*<", path.read_text())
    ]


def read(path: Path = CATALOGUE) -> dict[str, str]:
    """The catalogue: Dutch to English, "" where English lacks. Raises ValueError at a line it does not know."""
    found: dict[str, str] = {}
    entry: dict[str, str] = {}
    field = ""
    for line in [*path.read_text().splitlines(), ""]:
        if match := re.fullmatch(r'(msgid_plural|msgid|msgstr(?:\[\d\])?) (".*")', line):
            field = match[1]
            entry[field] = ast.literal_eval(match[2])
        elif line.startswith('"'):
            entry[field] += ast.literal_eval(line)
        elif not line.strip():
            found |= _entry(entry)
            entry = {}
        elif not line.startswith("#"):
            raise ValueError(f"{path}: {line}")
    return {dutch: english for dutch, english in found.items() if dutch}


def _entry(entry: Mapping[str, str]) -> dict[str, str]:
    if "msgid_plural" in entry:
        return {
            f"{entry['msgid']}\0{entry['msgid_plural']}": f"{entry['msgstr[0]']}\0{entry['msgstr[1]']}".strip(
                "\0"
            )
        }
    return {entry["msgid"]: entry["msgstr"]} if "msgid" in entry else {}


def write(texts: Texts, known: Mapping[str, str]) -> str:
    """The text of the catalogue, with what is known; the same for the same input."""
    parts = [HEADER]
    for dutch in sorted(texts):
        places = "".join(f"#: {place}\n" for place in sorted({one.rsplit(":", 1)[0] for one in texts[dutch]}))
        english = known.get(dutch, "")
        if "\0" in dutch:
            one, many = dutch.split("\0")
            first, second = english.split("\0") if english else ("", "")
            body = f"msgid {_quoted(one)}\nmsgid_plural {_quoted(many)}\n"
            body += f"msgstr[0] {_quoted(first)}\nmsgstr[1] {_quoted(second)}\n"
        else:
            body = f"msgid {_quoted(dutch)}\nmsgstr {_quoted(english)}\n"
        parts.append(places + body)
    return "\n".join(parts)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def compiled(known: Mapping[str, str]) -> bytes:
    """The binary catalogue (GNU MO, little-endian, sorted, without a hash table)."""
    header = "".join(ast.literal_eval(line) for line in HEADER.splitlines() if line.startswith('"'))
    pairs = [(b"", header.encode())]
    pairs += sorted((dutch.encode(), english.encode()) for dutch, english in known.items() if english)
    start = 28 + 16 * len(pairs)
    ids, strings = b"", b""
    id_table, string_table = [], []
    for dutch, _english in pairs:
        id_table += [len(dutch), start + len(ids)]
        ids += dutch + b"\0"
    for _, english in pairs:
        string_table += [len(english), start + len(ids) + len(strings)]
        strings += english + b"\0"
    count = len(pairs)
    head = struct.pack("<7I", 0x950412DE, 0, count, 28, 28 + 8 * count, 0, 28 + 16 * count)
    return head + struct.pack(f"<{4 * count}I", *id_table, *string_table) + ids + strings


def gaps() -> Texts:
    """What is marked and has no English yet, with its places."""
    known = read()
    return {text: places for text, places in collect().items() if not known.get(text)}


def is_pending(places: list[str]) -> bool:
    """Whether a text stands only in packages that are Dutch for now."""
    return all(place.split("/")[1] in PENDING for place in places)


def main(arguments: list[str]) -> int:
    match arguments:
        case ["gap"]:
            missing = gaps()
            for text, places in missing.items():
                print(f"{places[0]}: {text.split(chr(0))[0]!r}")
            print(*(f"{path}: nothing is marked" for path in unmarked()), sep="\n")
            return 1 if missing else 0
        case ["update"]:
            CATALOGUE.write_text(write(collect(), read() if CATALOGUE.exists() else {}))
            CATALOGUE.with_suffix(".mo").write_bytes(compiled(read()))
        case ["compile"]:
            CATALOGUE.with_suffix(".mo").write_bytes(compiled(read()))
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
