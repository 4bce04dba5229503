# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Mutated XML messages, the same for the same seed: what a broken, careless or hostile sender may send."""

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from random import Random

from lxml import etree

from tests.hostile.nasty import NASTY

SAMPLE = Path(__file__).parents[1] / "intake/formats/vtmelding/vtMeldingDi01.voorbeeld.xml"
STUF = "http://www.egem.nl/StUF/StUF0301"
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
DATES = (
    "20260230",
    "00000000",
    "99999999",
    "2026-11-01",
    "20261301",
    "1",
    "gisteren",
    "20181",
    "٢٠١٨٠١٠١",
    "-0010101",
)
ENCODINGS = ("utf-16", "UTF-32", "iso-8859-1", "windows-1252", "ebcdic-cp-us", "utf-7", "x-niets", "us-ascii")
JSONS = ("{", "[]", "5", "null", "NaN", "[[[[]]]]", '{"a":{"b":{}}}', '[{"sleutel":5}]', "[null]", '"x"')
DEEP = ("[" * 5_000, "9" * 5_000)

Mutation = Callable[[bytes, Random], bytes]


def mutations(seed: int, n: int, sample: bytes | None = None) -> Iterator[tuple[str, bytes]]:
    """`n` mutated messages, each with the name of what was done to it; every kind comes in the first 300.

    The heavy kinds (megabytes) come once in about two hundred.
    """
    random = Random(seed)
    original = SAMPLE.read_bytes() if sample is None else sample
    heavy = list(HEAVY.items())
    light = list(LIGHT.items())
    for number in range(n):
        kinds = heavy if number % 200 < len(heavy) and number >= len(light) else light
        name, mutate = kinds[number % 200 if kinds is heavy else number % len(light)]
        data = mutate(original, random)
        if kinds is light and random.random() < 0.3:
            second, again = random.choice(light)
            name, data = f"{name} + {second}", again(data, random)
        yield name, data


def _tree(data: bytes) -> etree._Element | None:
    """The message as a tree, for mutations of its structure; None when an earlier mutation broke it."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def structural(change: Callable[[list[etree._Element], Random], None]) -> Mutation:
    """A mutation that changes the elements; data that is no XML any more stays as it is."""

    def mutate(data: bytes, random: Random) -> bytes:
        root = _tree(data)
        if root is None:
            return data
        elements = [each for each in root.iter(etree.Element) if each is not root]
        if elements:
            change(elements, random)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8")

    return mutate


def _put(element: etree._Element, text: str) -> None:
    """Sets the text; characters that XML cannot hold at all come in through the mutations of the bytes."""
    element.text = _IMPOSSIBLE.sub("", text)


def _leaf(elements: list[etree._Element], random: Random) -> etree._Element:
    return random.choice([each for each in elements if len(each) == 0] or elements)


def _remove(elements: list[etree._Element], random: Random) -> None:
    element = random.choice(elements)
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _duplicate(elements: list[etree._Element], random: Random) -> None:
    element = random.choice(elements)
    for _ in range(random.choice((1, 2, 30))):
        element.addnext(deepcopy(element))


def _shuffle(elements: list[etree._Element], random: Random) -> None:
    parent = random.choice([each for each in elements if len(each) > 1] or elements)
    children = list(parent)
    random.shuffle(children)
    parent[:] = children


def _rename(elements: list[etree._Element], random: Random) -> None:
    random.choice(elements).tag = random.choice(
        ("{urn:x}vreemd", "kaal", f"{{{STUF}}}extraElementen", "{%s}x" % ("u" * 500))
    )


def _move(elements: list[etree._Element], random: Random) -> None:
    moved, home = random.choice(elements), random.choice(elements)
    if home not in list(moved.iter()):
        home.append(moved)


def _extra(elements: list[etree._Element], random: Random) -> None:
    home = etree.SubElement(random.choice(elements), f"{{{STUF}}}extraElementen")
    names = (
        "betrokkenen",
        "relaties",
        "bsn",
        "sleutel",
        "tot",
        "geboorte",
        "feiten",
        "onbekend",
        "kenmerk",
        "vreemd",
    )
    extra = etree.SubElement(home, f"{{{STUF}}}extraElement", naam=random.choice(names))
    _put(extra, random.choice((*JSONS, *DEEP, *NASTY)))


def _attribute(elements: list[etree._Element], random: Random) -> None:
    names = (
        f"{{{STUF}}}noValue",
        f"{{{STUF}}}indOnvolledigeDatum",
        "vreemd",
        "{urn:x}y",
        f"{{{STUF}}}entiteittype",
    )
    random.choice(elements).set(
        random.choice(names), random.choice(("geenWaarde", "waardeOnbekend", "J", "M", "x" * 999))
    )


def _doctype(subset: str, text: str = "") -> Mutation:
    def mutate(data: bytes, random: Random) -> bytes:
        start = max(data.find(b"<JZ:vtMeldingDi01"), 0)
        data = data[:start] + f"<!DOCTYPE JZ:vtMeldingDi01 {subset}>".encode() + data[start:]
        return data.replace(b"Buren", text.encode() or b"Buren")

    return mutate


def _insert(*pieces: bytes) -> Mutation:
    def mutate(data: bytes, random: Random) -> bytes:
        at = random.randrange(len(data) + 1)
        return data[:at] + random.choice(pieces) + data[at:]

    return mutate


def _in_text(*pieces: bytes) -> Mutation:
    return lambda data, random: data.replace(b"Buren", b"Bu" + random.choice(pieces) + b"ren")


def _flip(data: bytes, random: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(random.choice((1, 3, 50)) if changed else 0):
        changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def _cut_out(data: bytes, random: Random) -> bytes:
    start = random.randrange(len(data) + 1)
    return data[:start] + data[start + random.randrange(400) :]


def _declare(data: bytes, random: Random) -> bytes:
    return data.replace(b'encoding="UTF-8"', f'encoding="{random.choice(ENCODINGS)}"'.encode())


def _encode(data: bytes, random: Random) -> bytes:
    text = data.decode("utf-8", errors="replace")
    encoding = random.choice(("utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1252"))
    return text.replace("UTF-8", random.choice(("UTF-8", encoding))).encode(encoding, errors="replace")


def _deep(depth: int) -> Mutation:
    return lambda data, random: data.replace(b"Buren", b"<a>" * depth + b"x" + b"</a>" * depth)


LAUGHS = "[" + '<!ENTITY a "lol">' + "".join(
    f'<!ENTITY {chr(98 + level)} "{f"&{chr(97 + level)};" * 10}">' for level in range(9)
) + "]"  # fmt: skip

LIGHT: dict[str, Mutation] = {
    "unchanged": lambda data, random: data,
    "entity": _doctype('[<!ENTITY e "expanded">]', "&e;"),
    "billion laughs": _doctype(LAUGHS, "&j;"),
    "laughs in attribute": lambda data, random: _doctype(LAUGHS)(data, random).replace(
        b'entiteittype="VTM"', b'x="&j;"'
    ),
    "quadratic blowup": _doctype(f'[<!ENTITY e "{"x" * 50_000}">]', "&e;" * 2_000),
    "external entity": _doctype('[<!ENTITY e SYSTEM "file:///etc/passwd">]', "&e;"),
    "parameter entity": _doctype('[<!ENTITY % p SYSTEM "http://example.org/x.dtd"> %p;]'),
    "external DTD": _doctype('SYSTEM "http://example.org/x.dtd"'),
    "default attributes": _doctype('[<!ATTLIST JZ:object naam CDATA "standaard">]'),
    "other declared encoding": _declare,
    "other real encoding": _encode,
    "byte order mark": lambda data, random: b"\xef\xbb\xbf" * random.choice((1, 2)) + data,
    "wrong byte order mark": lambda data, random: (
        random.choice((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")) + data
    ),
    "truncated": lambda data, random: data[: random.randrange(len(data) + 1)],
    "twice": lambda data, random: data + data,
    "empty": lambda data, random: random.choice((b"", b" ", b"\n", b"<", b"<a", b"\x00", b"<a/>", b"{}")),
    "removed": structural(_remove),
    "duplicated": structural(_duplicate),
    "reordered": structural(_shuffle),
    "renamed": structural(_rename),
    "moved": structural(_move),
    "nasty text": structural(lambda elements, random: _put(_leaf(elements, random), random.choice(NASTY))),
    "nasty text inside": structural(
        lambda elements, random: _put(random.choice(elements), random.choice(NASTY))
    ),
    "wrong date": structural(lambda elements, random: _put(_leaf(elements, random), random.choice(DATES))),
    "extra element": structural(_extra),
    "attribute": structural(_attribute),
    "NUL": _insert(b"\x00", b"\x00" * 9),
    "lone surrogate": _in_text(b"\xed\xa0\x80", b"\xed\xbf\xbf", b"\xf4\x90\x80\x80", b"\xc0\x80"),
    "character reference": _in_text(
        b"&#0;", b"&#x1;", b"&#xD800;", b"&#xFFFE;", b"&#x110000;", b"&#x202E;", b"&nbsp;"
    ),
    "CDATA": _in_text(b"<![CDATA[<b>&e;</b>]]>", b"<![CDATA[", b"]]>", b"<![CDATA[]]]]><![CDATA[>]]>"),
    "processing instruction": _insert(
        b"<?php echo 1 ?>", b'<?xml version="1.0"?>', b'<?xml-stylesheet href="x"?>'
    ),
    "comment": _in_text(b"<!-- weg -->", b"<!-- -- -->", b"<!--"),
    "XInclude": _in_text(
        b'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd" parse="text"/>'
    ),
    "other namespace": lambda data, random: data.replace(
        b"jz0100", random.choice((b"jz0101", b"", b"JZ0100", b"jz0100 "))
    ),
    "other prefix": lambda data, random: data.replace(b"JZ:", b"q:").replace(b"xmlns:JZ", b"xmlns:q"),
    "undeclared prefix": lambda data, random: data.replace(b"xmlns:BG", b"xmlns:BX"),
    "same prefix": lambda data, random: data.replace(b"xmlns:BG", b"xmlns:JZ"),
    "another message": lambda data, random: data.replace(b"vtMeldingDi01", b"zorgmeldingDi01"),
    "bytes flipped": _flip,
    "bytes cut out": _cut_out,
    "bytes put in": _insert(b"<", b"&", b"\xff", b"</JZ:object>", b"<JZ:object>", b'"', b"\xe2\x80"),
    "nested 200": _deep(200),
    "nested 300": _deep(300),
}

HEAVY: dict[str, Mutation] = {
    "nested 100,000": _deep(100_000),
    "text of 9 MB": _in_text(b"x" * 9_000_000),
    "text of 20 MB": _in_text(b"x" * 20_000_000),
    "attribute of 1 MB": lambda data, random: data.replace(
        b'entiteittype="VTM"', b'entiteittype="' + b"x" * 1_000_000 + b'"'
    ),
    "attribute of 11 MB": lambda data, random: data.replace(
        b'entiteittype="VTM"', b'x="' + b"x" * 11_000_000 + b'"'
    ),
    "100,000 attributes": lambda data, random: data.replace(
        b'entiteittype="VTM"', b" ".join(b'a%d=""' % number for number in range(100_000))
    ),
    "1,000,000 elements": _in_text(b"<a/>" * 1_000_000),
    "40,000 unknown elements": _in_text(b"<x>y</x>" * 40_000),
    "40,000 of one element": lambda data, random: data.replace(
        b"<JZ:aanhouding>Nee", b"<JZ:aangifte/>" * 40_000 + b"<JZ:aanhouding>Nee"
    ),
    "5,000 persons": lambda data, random: data.replace(
        b'<JZ:heeftBetrokken StUF:entiteittype="ZOSNPS">',
        b"<JZ:heeftBetrokken><JZ:gerelateerde><BG:geslachtsnaam>x</BG:geslachtsnaam></JZ:gerelateerde></JZ:heeftBetrokken>"
        * 5_000
        + b'<JZ:heeftBetrokken StUF:entiteittype="ZOSNPS">',
        1,
    ),
    "names of 5 MB": _in_text(b'<q:x xmlns:q="' + b"u" * 5_000_000 + b'">' + b"<q:y/>" * 10_000 + b"</q:x>"),
    "36 MB": lambda data, random: data + b" " * (36 * 1024 * 1024),
}
