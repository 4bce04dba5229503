# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every nasty string in every field of the form for a melding, one at a time, beside a report that is right."""

import time
import uuid
from collections.abc import Iterator

from django.test import Client

from bench.hostile.found import Found
from samenspel.intake.forms import Filled
from tests import cast
from tests.hostile.nasty import NASTY
from tests.sign_in import client_for

ADDRESS = "/melding/nieuw"
WITHIN = 10.0  # seconds of processor
ROWS = {"betrokkenen": 1, "relaties": 1, "geinformeerd": 1}
RIGHT = {"omschrijvingIncident": "Geschreeuw bij de buren.", "betrokkenen-0.achternaam": "Voorbeeld"}
KNOWN = frozenset({200, 302, 422})


def cases() -> Iterator[tuple[str, str]]:
    """Every field with every string, as a browser can send it."""
    for name, _ in Filled(rows=dict(ROWS)).fields():
        for nasty in NASTY:
            yield name, nasty.encode(errors="replace").decode()


def run(chosen: slice = slice(None)) -> Found:
    """Send the form with each of these cases as somebody of Veilig Thuis; nothing sent may break or vanish."""
    found = Found()
    client = client_for(cast.member("vera"))
    client.raise_request_exception = False
    for name, nasty in list(cases())[chosen]:
        _send(client, name, nasty, found)
    return found


def _send(client: Client, name: str, nasty: str, found: Found) -> None:
    case, draft = f"{name} = {nasty[:30]!r}", uuid.uuid4()
    rows = {f"aantal-{kind}": str(count) for kind, count in ROWS.items()}
    began = time.process_time()
    answer = client.post(ADDRESS, {**RIGHT, name: nasty, **rows, "draft": str(draft), "do": "send"})
    found.took("form", time.process_time() - began, WITHIN, case)
    found.counts["forms"] += 1
    found.counts[f"form_answered_{answer.status_code}"] += 1
    if answer.status_code not in KNOWN:
        found.complain(case, f"answered {answer.status_code}")
    elif answer.status_code != 302 and str(draft) not in answer.content.decode():
        found.complain(case, "refused, and the page lost what was typed")
