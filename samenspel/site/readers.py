# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Typed readers of the environment: a value, or a refusal to start that says which name and why."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    """The value of `name`, or the content of the file that `name`_FILE points to."""
    pointer = os.environ.get(f"{name}_FILE")
    if pointer:
        try:
            return Path(pointer).read_text().strip()
        except OSError as error:
            raise ImproperlyConfigured(f"{name}_FILE wijst naar {pointer}: {error.strerror}") from None
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"de instelling {name} ontbreekt")
    return value


def flag(name: str, default: bool) -> bool:
    value = text(name, "1" if default else "0").lower()
    if value not in {"0", "1", "true", "false"}:
        raise ImproperlyConfigured(f"{name} moet 0 of 1 zijn, niet {value!r}")
    return value in {"1", "true"}


def number(name: str, default: int, *, low: int, high: int) -> int:
    value = text(name, str(default))
    if not value.isdecimal() or not low <= int(value) <= high:
        raise ImproperlyConfigured(f"{name} moet een getal van {low} tot {high} zijn, niet {value!r}")
    return int(value)


def choice(name: str, default: str, accepted: tuple[str, ...]) -> str:
    value = text(name, default)
    if value not in accepted:
        raise ImproperlyConfigured(f"{name} moet een van {', '.join(accepted)} zijn, niet {value!r}")
    return value


def names(name: str, default: str) -> list[str]:
    return [part.strip() for part in text(name, default).split(",") if part.strip()]
