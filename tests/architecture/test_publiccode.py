# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""publiccode.yml by its standard (0.5 and on), so that catalogues of public software can read it.

The official checker is a program in another language; this is the part of its schema that concerns us.
"""

from datetime import date
from typing import Any

import pytest
import yaml

from tests.architecture.source import ROOT

STATUSES = {"concept", "development", "beta", "stable", "obsolete"}
KINDS = {"standalone/mobile", "standalone/iot", "standalone/desktop", "standalone/web", "standalone/backend"}
KINDS |= {"standalone/other", "addon", "library", "configurationFiles"}
MAINTENANCE = {"internal", "contract", "community", "none"}
REQUIRED: dict[str, type | tuple[type, ...]] = {
    "publiccodeYmlVersion": str,
    "name": str,
    "url": str,
    "platforms": list,
    "categories": list,
    "developmentStatus": str,
    "softwareType": str,
    "description": dict,
    "legal": dict,
    "maintenance": dict,
    "localisation": dict,
}


def faults(code: dict[str, Any]) -> list[str]:
    """Everything that is wrong with a parsed publiccode.yml; empty when it is sound."""
    found = [key for key, kind in REQUIRED.items() if not isinstance(code.get(key), kind)]
    if found:
        return found
    checks = {
        "publiccodeYmlVersion": code["publiccodeYmlVersion"] in {"0.5", "0.6", "0.7"},
        "url": code["url"].startswith("https://"),
        "platforms": "web" in code["platforms"],
        "categories": bool(code["categories"]),
        "developmentStatus": code["developmentStatus"] in STATUSES,
        "softwareType": code["softwareType"] in KINDS,
        "legal.license": code["legal"].get("license") == "EUPL-1.2",
        "maintenance.type": code["maintenance"].get("type") in MAINTENANCE,
        "maintenance.contacts": bool(code["maintenance"].get("contacts")),
        "localisation.localisationReady": isinstance(code["localisation"].get("localisationReady"), bool),
        "localisation.availableLanguages": "nl" in code["localisation"].get("availableLanguages", []),
        "releaseDate": isinstance(code.get("releaseDate", date.min), date),
    }
    return [name for name, sound in checks.items() if not sound] + described(code["description"])


def described(description: dict[str, Any]) -> list[str]:
    """What is wrong with the descriptions, of which the Dutch one must be there."""
    found = [] if "nl" in description else ["description.nl"]
    for language, text in description.items():
        if not 1 <= len(text.get("shortDescription", "")) <= 150:
            found.append(f"description.{language}.shortDescription")
        if not 150 <= len(text.get("longDescription", "")) <= 10_000:
            found.append(f"description.{language}.longDescription")
    return found


@pytest.fixture
def code() -> dict[str, Any]:
    parsed: dict[str, Any] = yaml.safe_load((ROOT / "publiccode.yml").read_text())
    return parsed


def test_it_is_what_the_standard_asks(code: dict[str, Any]) -> None:
    assert faults(code) == []


@pytest.mark.parametrize("key", [*REQUIRED])
def test_leaving_something_out_is_seen(code: dict[str, Any], key: str) -> None:
    del code[key]
    assert faults(code) == [key]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("developmentStatus", "production"),
        ("softwareType", "website"),
        ("url", "http://example.org"),
        ("legal.license", "MIT"),
        ("maintenance.type", "volunteers"),
        ("localisation.localisationReady", "yes"),
        ("description.nl.shortDescription", "x" * 151),
        ("description.nl.longDescription", "kort"),
    ],
)
def test_a_wrong_value_is_seen(code: dict[str, Any], path: str, value: object) -> None:
    *above, last = path.split(".")
    part = code
    for key in above:
        part = part[key]
    part[last] = value
    assert faults(code) == [path]


def test_it_tells_the_same_as_the_package(code: dict[str, Any]) -> None:
    text = (ROOT / "pyproject.toml").read_text()
    assert f'name = "{code["name"]}"' in text
    assert f'version = "{code["softwareVersion"]}"' in text
