# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever comes in: a report or a refusal with reasons, within bounds, and nothing silently lost."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import pytest
from lxml import etree

from samenspel.intake.formats import Report, Unreadable
from samenspel.intake.formats.melding.read import read as read_json
from samenspel.intake.formats.melding.tree import to_tree
from samenspel.intake.formats.tekst.read import read as read_text
from samenspel.intake.formats.tekst.write import write as write_text
from samenspel.intake.formats.vtmelding.read import read as read_xml
from tests.hostile.harness import faults
from tests.hostile.mutations import HEAVY, LIGHT, SAMPLE, mutations
from tests.hostile.nasty import NASTY


def test_two_thousand_mutated_messages_are_read_or_refused() -> None:
    assert faults(read_xml, mutations(seed=20261122, n=2_000)) == []


def test_mutations_are_the_same_for_the_same_seed_and_hold_every_kind() -> None:
    first = list(mutations(seed=7, n=300))
    assert first == list(mutations(seed=7, n=300))
    assert {name.split(" + ")[0] for name, _ in first} == {*LIGHT, *HEAVY}


def read_carelessly(data: bytes) -> Report:
    """As a reader without any care would do it."""
    root = etree.fromstring(data)
    found = root.find(".//{*}omschrijvingIncident")
    assert found is not None and found.text
    return Report(incident=found.text)


def drop(data: bytes) -> Any:
    return None


def refuse_without_reason(data: bytes) -> Report:
    raise Unreadable(())


def dawdle(data: bytes) -> Report:
    until = time.process_time() + 0.06
    while time.process_time() < until:
        pass
    return Report(incident="x")


def keep_nul(data: bytes) -> Report:
    return Report(incident="a\x00b")


@pytest.mark.parametrize(
    ("broken", "what"),
    [
        (read_carelessly, "raised XMLSyntaxError"),
        (drop, "gave NoneType"),
        (refuse_without_reason, "refused without a reason"),
        (dawdle, "took"),
        (keep_nul, "cannot be stored"),
    ],
)
def test_the_harness_sees_what_a_broken_reader_does(broken: Callable[[bytes], Report], what: str) -> None:
    found = faults(broken, mutations(seed=1, n=60), seconds=0.05)
    assert any(what in fault.what for fault in found)


WIDE: dict[str, bytes] = {
    "long key": b'{"' + b"k" * 2_000_000 + b'":[' + b"1," * 1_000_000 + b"1]}",
    "many keys": b"{" + b",".join(b'"k%d":1' % number for number in range(300_000)) + b"}",
    "one key": b"{" + b",".join([b'"\\ud800":1'] * 300_000) + b"}",
    "NULs": b'{"a":[' + b",".join([b'"\\u0000"'] * 300_000) + b"]}",
    "persons": b'{"kenmerk":"x","betrokkenen":[' + b",".join([b"5"] * 300_000) + b"]}",
    "objects": b'{"kenmerk":"x","vreemd":[' + b",".join([b"{}"] * 1_000_000) + b"]}",
    "text": b'{"kenmerk":"x","omschrijvingIncident":"' + b"x" * 5_000_000 + b'"}',
    "headings": b"Betrokkene:\n" * 19_000,
    "numbers": b"Betrokkene 1:\n" + b"".join(b"Registratie %d, houder: x\n" % n for n in range(9_000)),
    "lines": b"a:b\n" * 1_000_000,
    "colons": b":" * 4_000_000,
    "one line": b"Omschrijving incident: " + b"x " * 2_000_000,
    "further lines": b"Omschrijving incident: x\n" + b"| y\n" * 19_000,
}


def faults_within_bounds(reader: str, data: bytes) -> str:
    """Reads in a process of its own that may take 1 GB and 5 seconds; gives the faults it prints."""
    code = (
        "import resource, sys\n"
        "from tests.hostile.harness import faults\n"
        f"from samenspel.intake.formats.{reader}.read import read\n"
        "data = sys.stdin.buffer.read()\n"
        "resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))\n"
        "print(faults(read, [('case', data)], seconds=5))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=data, capture_output=True, check=False, timeout=60
    )
    return done.stdout.decode().strip() or done.stderr.decode()[-500:]


@pytest.mark.parametrize("name", HEAVY)
def test_heavy_messages_take_bounded_memory_and_time(name: str) -> None:
    assert faults_within_bounds("vtmelding", HEAVY[name](SAMPLE.read_bytes(), Random(1))) == "[]"


@pytest.mark.parametrize("name", WIDE)
def test_wide_json_and_text_take_bounded_memory_and_time(name: str) -> None:
    assert faults_within_bounds("tekst", WIDE[name]) == "[]"
    assert faults_within_bounds("melding", WIDE[name]) == "[]"


def marked(what: str) -> Iterator[tuple[str, bytes]]:
    """The sample with one leaf at a time changed, so that a mark stands in it."""
    count = sum(1 for each in etree.parse(SAMPLE).iter(etree.Element) if len(each) == 0)
    for number in range(count):
        root = etree.parse(SAMPLE).getroot()
        leaf = [each for each in root.iter(etree.Element) if len(each) == 0][number]
        leaf.attrib.clear()
        leaf.text = "MERK7"
        if what == "unknown element":
            leaf.tag = "{urn:vreemd}nieuw"
        if what == "moved element":
            root.append(leaf)
        if what == "element inside":
            leaf.text = None
            etree.SubElement(leaf, "binnen").text = "MERK7"
        if what == "after an element":
            leaf.text, leaf.tail = "x", "MERK7"
        if what == "attribute":
            leaf.text = None
            leaf.set("vreemd", "MERK7")
        yield str(leaf.tag), etree.tostring(root)


@pytest.mark.parametrize(
    "what", ["text", "unknown element", "moved element", "element inside", "after an element", "attribute"]
)
def test_no_word_of_a_message_is_dropped(what: str) -> None:
    lost = [tag for tag, data in marked(what) if "MERK7" not in repr(read_xml(data))]
    assert lost == []


def json_cases() -> Iterator[tuple[str, bytes]]:
    """The sample as JSON with, everywhere, something of another kind; then nasty strings in every text."""
    tree = to_tree(read_xml(SAMPLE.read_bytes()))
    for path in paths(tree):
        for value in (
            None,
            0,
            -1,
            10**400,
            1.5,
            True,
            "x",
            [],
            [None],
            {},
            {"": ""},
            {"a": [[[]]]},
            "\ud800",
        ):
            yield f"{path} = {str(value)[:20]}", json.dumps(replaced(tree, path, value)).encode()
    random = Random(3)
    texts = list(paths(tree))
    for nasty in NASTY:
        for path in random.sample(texts, 5):
            yield f"{path} = {nasty[:20]!r}", json.dumps(replaced(tree, path, nasty)).encode()
            yield f"key {nasty[:20]!r}", json.dumps(tree | {nasty: nasty}).encode()
    for broken in (
        b"",
        b"{",
        b"[" * 99_999,
        b'{"a":' * 99_999,
        b"\xff\xfe{}",
        b'{"a":1e9999}',
        b'{"a":NaN}',
        b"null",
    ):
        yield str(broken[:20]), broken
    yield "bad facts", b'{"kenmerk":"x","feiten":{' + b",".join(b'"F%d":1.5' % n for n in range(90)) + b"}}"


def paths(tree: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree):
        yield (*path, key)
        if isinstance(value, dict | list):
            yield from paths(value, (*path, key))


def replaced(tree: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    copy = tree.copy()
    copy[path[0]] = replaced(tree[path[0]], path[1:], value)
    return copy


def test_hostile_json_is_read_or_refused() -> None:
    assert faults(read_json, json_cases()) == []


def test_hostile_pasted_json_is_read_or_refused() -> None:
    assert faults(read_text, json_cases()) == []


def text_cases() -> Iterator[tuple[str, bytes]]:
    text = write_text(read_xml(SAMPLE.read_bytes()))
    random = Random(5)
    lines = text.split("\n")
    for nasty in NASTY:
        number = random.randrange(len(lines))
        label = lines[number].partition(":")[0]
        for changed in (f"{label}: {nasty}", f"{nasty}: x", nasty, f"{label} {nasty}: 1", f"| {nasty}"):
            whole = "\n".join([*lines[:number], changed, *lines[number + 1 :]])
            yield f"regel {number}: {changed[:30]!r}", whole.encode("utf-8", "surrogatepass")
    for line in (
        "Registratie 0, houder: x",
        "Betrokkene 1:",
        "Registratie 999, nummer: x",
        "Feit x: [[1]]",
        ":",
        "| x",
    ):
        yield line, f"Kenmerk: x\n{line}\n{line}\n".encode()


def test_hostile_text_is_read_or_refused() -> None:
    assert faults(read_text, text_cases()) == []


def as_text(data: bytes) -> Report:
    return read_text(data.decode("utf-8", "surrogatepass"))


def test_pasted_strings_may_hold_what_bytes_cannot() -> None:
    assert faults(as_text, text_cases()) == []
