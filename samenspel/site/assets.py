# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Stylesheets, scripts, fonts: from the packages, by the process that serves the pages.

The address carries a hash of the content, so a browser keeps a file for good and asks for a new one at once after an
upgrade. No step collects or renames files, and no second server has to be told where they are.
"""

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage

TEXT = ("text/", "application/javascript", "image/svg+xml", "application/json")
YEAR = 31_536_000


@dataclass(frozen=True, slots=True)
class Asset:
    """A file to serve. `packed` is the same content with gzip, or None when that gains nothing."""

    content: bytes
    packed: bytes | None
    kind: str
    version: str


class Storage(StaticFilesStorage):
    """Gives `{% static %}` its addresses: with the version of the content."""

    def url(self, name: str | None) -> str:
        address = super().url(name)
        found = asset(name or "")
        return f"{address}?v={found.version}" if found else address


def asset(path: str) -> Asset | None:
    """The file of that name in one of the packages, or None. Read again when it changed."""
    place = finders.find(path)
    if not isinstance(place, str) or not Path(place).is_file():
        return None
    return _read(place, Path(place).stat().st_mtime_ns)


@lru_cache(maxsize=256)
def _read(place: str, _changed: int) -> Asset:
    content = Path(place).read_bytes()
    kind = mimetypes.guess_type(place)[0] or "application/octet-stream"
    packed = gzip.compress(content, mtime=0) if kind.startswith(TEXT) else None
    return Asset(content, packed, kind, hashlib.sha256(content).hexdigest()[:16])
