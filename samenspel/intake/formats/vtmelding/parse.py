# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bytes → one XML element, without DTD, entities, network, or more than a melding can need."""

from lxml import etree

from samenspel.intake.formats import Unreadable
from samenspel.intake.formats.melding.read import unreadable
from samenspel.intake.formats.vtmelding.table import ROOT, shown

MOST_BYTES = 35 * 1024 * 1024
MOST_ELEMENTS = 50_000
LONGEST_NAME = 1_000
_CHUNK = 64 * 1024


def parse(data: bytes) -> etree._Element:
    """The root of a vtMeldingDi01. Raises Unreadable; `salvage` gives what stood before the XML broke off."""
    root = _parse(data, recover=False)
    if root is None:
        raise unreadable("xml", "Dit is geen XML-bericht.")
    if root.tag != ROOT:
        raise unreadable(
            "ander-bericht", "Dit is een ander soort bericht dan vtMeldingDi01.", where=shown(str(root.tag))
        )
    return root


def salvage(data: bytes) -> etree._Element | None:
    """What can be read of broken XML, to show beside the message that waits; None if there is nothing."""
    try:
        root = _parse(data, recover=True)
    except Unreadable:
        return None
    return root if root is not None and root.tag == ROOT else None


def _parse(data: bytes, *, recover: bool) -> etree._Element | None:
    if len(data) > MOST_BYTES:
        raise unreadable("te-groot", "Dit bericht is groter dan 35 MB.")
    parser = etree.XMLPullParser(
        events=("start",),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )
    try:
        count = 0
        for start in range(0, len(data), _CHUNK):
            parser.feed(data[start : start + _CHUNK])
            count = _look(parser, count)
        root: etree._Element | None = parser.close()
        _look(parser, count)
        return root
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise unreadable(
            "xml",
            "Dit is geen goede XML: het bericht breekt op regel %(line)s, teken %(column)s.",
            line=line,
            column=column,
        ) from None
    except (LookupError, ValueError, AssertionError):
        raise unreadable("codering", "De codering van dit bericht kennen wij niet.") from None


def _look(parser: etree.XMLPullParser, count: int) -> int:
    """Counts the elements so far, and refuses what no melding has: a DTD, endless names, endless elements."""
    for _, event in parser.read_events():
        element: etree._Element = event  # type: ignore[assignment]  # these are "start" events only
        if count == 0 and element.getroottree().docinfo.internalDTD is not None:
            raise unreadable(
                "dtd", "Dit bericht heeft een DTD. Die lezen wij niet, want zij kan schade doen."
            )
        count += 1 + len(element.attrib)
        if max(len(name) for name in (element.tag, *element.attrib)) > LONGEST_NAME:
            raise unreadable("naam", "Dit bericht heeft een element of attribuut met een veel te lange naam.")
        if count > MOST_ELEMENTS:
            raise unreadable(
                "te-veel", "Dit bericht heeft meer dan %(most)s elementen en attributen.", most=MOST_ELEMENTS
            )
    return count
