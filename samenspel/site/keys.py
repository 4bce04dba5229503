# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The keys: read from one file, outside the database's reach (SR-31). Never in an environment variable or a log."""

import base64
import json
import secrets
from dataclasses import dataclass
from pathlib import Path


class KeysError(Exception):
    """The file with keys is missing or not usable; says which file and what is wrong, never a key."""


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """`encryption`: key id to 32 bytes, `current` is used for new values. `matching`: for keyed hashes.
    `signing`: Django's secret (sessions, forms)."""

    current: str
    encryption: dict[str, bytes]
    matching: bytes
    signing: str


def read_keys(path: Path) -> Keys:
    """The keys in that file. Raises KeysError when one is missing, short, or the file is readable for others."""
    try:
        raw = json.loads(path.read_text())
        encryption = {name: base64.b64decode(key) for name, key in raw["encryption"].items()}
        keys = Keys(raw["current"], encryption, base64.b64decode(raw["matching"]), raw["signing"])
    except FileNotFoundError:
        raise KeysError(
            f"geen sleutelbestand op {path}; maak er een met: samenspel keys new {path}"
        ) from None
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise KeysError(f"het sleutelbestand {path} is niet leesbaar ({type(error).__name__})") from None
    short = any(len(key) != 32 for key in (*encryption.values(), keys.matching)) or len(keys.signing) < 40
    if short or keys.current not in encryption:
        raise KeysError(
            f"het sleutelbestand {path} mist een sleutel of heeft er een met een verkeerde lengte"
        )
    if path.stat().st_mode & 0o077:
        raise KeysError(f"het sleutelbestand {path} is leesbaar voor anderen; doe: chmod 600 {path}")
    return keys


def new_keys(path: Path) -> None:
    """Write a file with fresh keys, readable for its owner only. Raises FileExistsError rather than replace one."""
    content = {
        "current": "k1",
        "encryption": {"k1": base64.b64encode(secrets.token_bytes(32)).decode()},
        "matching": base64.b64encode(secrets.token_bytes(32)).decode(),
        "signing": secrets.token_urlsafe(50),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600, exist_ok=False)
    path.write_text(json.dumps(content, indent=2) + "\n")
