# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The second medium of a single node: one file per message in `settings.SPOOL`, encrypted whole (SR-37).

A file is there completely or not at all: it is written under another name, flushed, and renamed; then the folder is
flushed. Its name is the id of the message, and the encryption binds its content to that name.
"""

import json
import os
import uuid
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from cryptography.exceptions import InvalidTag
from django.conf import settings

from samenspel.people.models import Secret

PART = ".part"
ABANDONED = timedelta(hours=1)
Header = Mapping[str, str]


class SpoolError(Exception):
    """The spool cannot be written: full, read-only or gone. Nothing may be acknowledged."""


class Damaged(Exception):
    """A file in the spool is not what was written, or its key is gone. It is left where it is."""


def put(message: uuid.UUID, header: Header, content: bytes) -> None:
    """Write and flush one file, replacing one of the same message. Raises SpoolError; then nothing is left behind."""
    sealed = _envelope(message).seal(json.dumps(header).encode() + b"\n" + content)
    target = settings.SPOOL / str(message)
    part = target.with_suffix(f".{uuid.uuid4().hex}{PART}")
    try:
        _write(part, sealed.key_id.encode() + b"\n" + sealed.ciphertext)
        part.rename(target)
        _flush(settings.SPOOL)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise SpoolError(error.strerror or "onbekende fout") from error


def take(message: uuid.UUID) -> tuple[Header, bytes]:
    """Header and content of one file. Raises Damaged, and FileNotFoundError when another process removed it."""
    key_id, _, ciphertext = (settings.SPOOL / str(message)).read_bytes().partition(b"\n")
    sealed = _envelope(message)
    sealed.key_id, sealed.ciphertext = key_id.decode(errors="replace"), ciphertext
    try:
        header, _, content = sealed.open().partition(b"\n")
        return json.loads(header), content
    except (InvalidTag, KeyError, ValueError) as error:
        raise Damaged(str(message)) from error


def messages() -> Iterator[uuid.UUID]:
    """The messages that have a file, in no order."""
    for path in settings.SPOOL.iterdir():
        with suppress(ValueError):
            yield uuid.UUID(path.name)


def written_at(message: uuid.UUID) -> float:
    """When the file was written, in seconds since 1970."""
    return (settings.SPOOL / str(message)).stat().st_mtime


def remove(message: uuid.UUID) -> None:
    (settings.SPOOL / str(message)).unlink(missing_ok=True)


def sweep(now: datetime) -> None:
    """Remove what a process left half written when it died: nobody was ever told that it was stored."""
    for part in settings.SPOOL.glob(f"*{PART}"):
        with suppress(FileNotFoundError):
            if part.stat().st_mtime < (now - ABANDONED).timestamp():
                part.unlink()


def _envelope(message: uuid.UUID) -> Secret:
    """A value that is never saved: its id and kind bind the encryption to the file's name and to the spool."""
    return Secret(id=message, kind="spool")


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        os.fchmod(file.fileno(), 0o600)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _flush(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
