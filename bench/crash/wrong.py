# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A web that is wrong on purpose: it acknowledges a report and commits it a second later. For the harness alone.

`python -m bench.crash.wrong serve …` serves this module in place of the real site.
"""

import sys
import time
import uuid
from collections.abc import Callable
from dataclasses import replace
from threading import Thread
from typing import Any

from django.db import connection

from samenspel.site.command import main, serve

LATER = 1.0  # seconds between the receipt and the commit


def too_early(store: Callable[..., Any]) -> Callable[..., Any]:
    """What `store` would do, later; with a receipt now."""
    from samenspel import now  # noqa: PLC0415  (needs Django, which runs when this is called)
    from samenspel.intake.actions import Receipt  # noqa: PLC0415

    def later(*arguments: Any) -> None:
        time.sleep(LATER)
        store(*arguments)
        connection.close()

    def acknowledge(*arguments: Any) -> Receipt:
        Thread(target=later, args=arguments).start()
        return Receipt(uuid.uuid4(), now(), "lokaal+spool", replayed=False)

    return acknowledge


def _application() -> Callable[..., Any]:
    from samenspel.intake import api  # noqa: PLC0415
    from samenspel.site.wsgi import application as site  # noqa: PLC0415

    api._store = too_early(api._store)
    return site


def __getattr__(name: str) -> Any:
    if name == "application":
        return _application()
    raise AttributeError(name)


if __name__ == "__main__":
    serve.SERVED["serve"] = replace(serve.SERVED["serve"], module="bench.crash.wrong")
    sys.exit(main())
