# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`python -m bench.crash.look contents|watch DATABASE`: what only the site itself can tell, as JSON.

contents: every stored message and every file of the spool, opened with the site's keys; after a `recover`.
watch: what the independent watcher finds wrong with the terms.
"""

import hashlib
import json
import sys
from collections.abc import Mapping
from typing import Any

from samenspel.site import environment
from samenspel.site.postgres import Role


def contents() -> Mapping[str, Any]:
    from django.db import transaction  # noqa: PLC0415  (Django starts in main)

    from samenspel import now  # noqa: PLC0415
    from samenspel.intake.actions import recover, spool  # noqa: PLC0415
    from samenspel.intake.models import Message  # noqa: PLC0415
    from samenspel.partners.access import acting_as, service_of  # noqa: PLC0415
    from tests import cast  # noqa: PLC0415

    done = recover(now())
    spooled = {str(one): _digest(spool.take(one)[1]) for one in spool.messages()}
    vt = service_of(cast.organisation("VT"), process="test")
    with transaction.atomic(), acting_as(vt, purpose="intake"):
        rows = Message.objects.select_related("content")
        stored = {str(row.pk): _digest(row.content.open()) for row in rows.iterator()}
    return {"restored": done.restored, "stuck": done.stuck, "spooled": spooled, "stored": stored}


def watch() -> Mapping[str, Any]:
    from samenspel import now  # noqa: PLC0415
    from samenspel.cases.work import disagreements  # noqa: PLC0415

    return {"wrong": [f"{one.what} {one.term} {one.item}" for one in disagreements(now())]}


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


if __name__ == "__main__":
    what, database = sys.argv[1:]
    environment.enter(Role.WATCHER if what == "watch" else Role.WEB, database=database)
    print(json.dumps(watch() if what == "watch" else contents()))
