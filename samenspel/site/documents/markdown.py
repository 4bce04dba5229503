# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Markdown as the generated documents need it: a heading that says where it comes from, tables, sources."""

from collections.abc import Iterable, Sequence

from samenspel.rules.law import Source, Validity

UNCONFIRMED = "**nog te bevestigen**"
LAW = "https://wetten.overheid.nl/"  # followed by a JCI: the text of the law as it holds now


DUTCH = "*Gemaakt met `samenspel docs` uit {}. Verander het daar; `make check` vergelijkt.*"
ENGLISH = "*Made by `samenspel docs` from {}. Change it there; `make check` compares.*"


def page(title: str, made_from: str, *parts: str, note: str = DUTCH) -> str:
    """A whole document: title, a line that says not to edit it, and the parts that are not empty."""
    note = note.format(made_from)
    return "\n\n".join(part for part in (f"# {title}", note, *parts) if part) + "\n"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; what stands in a cell cannot break it."""
    lines = [_row(heads), _row(["---"] * len(heads)), *(_row([cell(one) for one in row]) for row in rows)]
    return "\n".join(lines)


def cell(text: str) -> str:
    """Text as it may stand in a cell: on one line, with nothing that Markdown or HTML takes for its own."""
    for sign, instead in (("<", "&lt;"), ("|", "\\|"), ("\n", "<br>")):
        text = text.replace(sign, instead)
    return text


def source(found: Source) -> str:
    """Where a rule comes from; says so when an expert must still confirm it."""
    text = f"{found.text} ([{found.jci}]({LAW}{found.jci}))" if found.jci else found.text
    return f"{text} · {UNCONFIRMED}" if found.verify else text


def period(found: Validity) -> str:
    """The days on which a row holds, for a row that has an end."""
    return "" if found.until is None else f" (van {found.since} tot {found.until})"


def listed(words: Iterable[str], last: str = "of") -> str:
    """As in "a, b of c"; underscores of codes become spaces."""
    said = [word.replace("_", " ") for word in words]
    return " ".join([", ".join(said[:-1]), last, said[-1]]) if len(said) > 1 else "".join(said)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
