# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the API refuses: problem details (RFC 9457), in Dutch, with everything that is wrong at once.

Source: NLGov API Design Rules 2.2.1, /core/error-handling/*.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.http import HttpResponse

from samenspel import request_id

MEDIA_TYPE = "application/problem+json"

TITLES = {
    400: "De aanvraag klopt niet",
    401: "U bent niet aangemeld",
    403: "Dit mag deze toepassing niet",
    404: "Dit adres bestaat niet",
    405: "Deze methode kan hier niet",
    406: "Dit antwoord kunnen wij niet geven",
    409: "Deze sleutel is al gebruikt",
    411: "De lengte ontbreekt",
    413: "Dit bericht is te groot",
    415: "Dit soort bericht lezen wij niet",
    429: "Te veel aanvragen",
    500: "Er ging iets mis bij ons",
    503: "Wij kunnen dit nu niet verwerken",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: where ("body" and a JSON pointer, "header" and a name), a stable code, and what."""

    where: str
    location: str
    code: str
    detail: str


class Problem(Exception):
    """A refusal. `slug` tells machines which one it is; `detail` tells people (Dutch)."""

    def __init__(
        self,
        status: int,
        slug: str,
        detail: str,
        faults: Sequence[Fault] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(slug)
        self.status, self.slug, self.detail = status, slug, detail
        self.faults, self.headers = faults, dict(headers or {})


def answer(problem: Problem) -> HttpResponse:
    """The response of a problem. Its `instance` is the id of the request, as it stands in our log."""
    body: dict[str, Any] = {
        "type": f"urn:samenspel:fout:{problem.slug}",
        "status": problem.status,
        "title": TITLES[problem.status],
        "detail": problem.detail,
        "instance": request_id().urn,
    }
    if problem.faults:
        body["errors"] = [_plain(fault) for fault in problem.faults]
    content = json.dumps(body, ensure_ascii=False)
    return HttpResponse(content, status=problem.status, content_type=MEDIA_TYPE, headers=problem.headers)


def _plain(fault: Fault) -> dict[str, str]:
    plain = asdict(fault)
    return {"in": plain.pop("where"), **plain}
