# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`python -m bench.pages DATABASE TIMES`: the main pages as somebody of Veilig Thuis; prints JSON.

Through Django's own client: the whole site but the web server. Per page: milliseconds (p50 and p95) over that many
requests, and the number of SQL statements.
"""

import json
import statistics
import sys
import time
from collections.abc import Mapping
from itertools import cycle, islice
from typing import Any

from samenspel.site import environment
from samenspel.site.postgres import Role

WHO = "wout"
SHOWN = 40  # how many different cases and reports are asked for


def addresses() -> Mapping[str, list[str]]:
    """By name of the page: addresses of it that this member may see."""
    from django.db import transaction  # noqa: PLC0415  (Django starts in main)

    from samenspel.cases.models import Assignment  # noqa: PLC0415
    from samenspel.intake.models import Message  # noqa: PLC0415
    from samenspel.partners.access import acting_as, service_of  # noqa: PLC0415
    from tests import cast  # noqa: PLC0415

    with (
        transaction.atomic(),
        acting_as(service_of(cast.organisation("VT"), process="meting"), purpose="evaluatie"),
    ):
        cases = list(
            Assignment.objects.filter(until=None).order_by("id").values_list("case", flat=True)[:SHOWN]
        )
        reports = list(
            Message.objects.filter(case__in=cases).order_by("id").values_list("pk", flat=True)[:SHOWN]
        )
    return {
        "Casusbeeld": [f"/zaak/{one}" for one in cases],
        "melding": [f"/melding/{one}" for one in reports],
        "Mijn werk": ["/"],
        "Binnengekomen": ["/binnengekomen"],
    }


def measure(times: int) -> Mapping[str, Mapping[str, float]]:
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from tests import cast  # noqa: PLC0415
    from tests.sign_in import client_for  # noqa: PLC0415

    client = client_for(cast.member(WHO))
    found = {}
    for name, known in addresses().items():
        spent = [_ask(client, address) for address in islice(cycle(known), times + 3)][3:]
        statements = []
        for address in known[:5]:
            with CaptureQueriesContext(connection) as asked:
                _ask(client, address)
            statements.append(len(asked))
        found[name] = {
            "p50": statistics.median(spent),
            "p95": statistics.quantiles(spent, n=20)[-1],
            "statements": max(statements),
        }
    return found


def _ask(client: Any, address: str) -> float:
    """Milliseconds."""
    began = time.perf_counter()
    answer = client.get(address)
    spent = (time.perf_counter() - began) * 1000
    assert answer.status_code == 200, f"{address}: {answer.status_code}"
    return spent


if __name__ == "__main__":
    environment.enter(Role.WEB, database=sys.argv[1])
    print(json.dumps(measure(int(sys.argv[2]))))
