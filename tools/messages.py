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

from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "samenspel"
CATALOGUE = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
CALLS = {"_", "gettext", "gettext_lazy", "pgettext", "ngettext", "ngettext_lazy"}
DATA = {"functions.toml": ("name", "question")}  # which fields of rules/data readers see

# Packages whose pages are Dutch only, for now. A package leaves this list with its last gap.
PENDING = ("cases", "intake", "people", "notify", "plans", "meetings", "insights")

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
        rows = tomllib.loads((SOURCE / "rules" / "data" / name).read_text())
        for row in next(iter(rows.values())):
            for text in filter(None, (row.get(field) for field in fields)):
                found.setdefault(text, []).append(f"samenspel/rules/data/{name}:{row['id']}")
    return found


def _marked(path: Path) -> Iterator[tuple[str, int]]:
    source = path.read_text()
    if path.suffix == ".py":
        yield from _calls(source)
        return
    for number, line in enumerate(templatize(source).splitlines(), 1):
        for call in re.finditer(
            r"\b(n?gettext)\((?:\s*u?('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")\s*,?)+", line
        ):
            strings = re.findall(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"", call[0])
            yield "\0".join(ast.literal_eval(string) for string in strings), number


def _calls(source: str) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _name(node.func) in CALLS:
            given = [
                one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)
            ]
            if given:
                yield "\0".join(given[:2]) if _name(node.func)[0] == "n" else given[0], node.lineno


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
