# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A region's routekaart through the real actions: written by Rosa, decided by Bas."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.db import transaction

from samenspel.insights.access import Desk, open_desk
from samenspel.insights.actions import propose, publish, start
from samenspel.partners.access import acting_as, actor_for
from samenspel.partners.models import RouteVariant
from tests import cast

TODAY = date(2026, 11, 2)


def text(since: date = TODAY, extra: str = "") -> str:
    """A document of the region of the cast: an own row, a standing member, and what `extra` adds."""
    return f"""
[variant]
id = "{cast.REGION}"
region = "{cast.REGION}"
name = "Voorbeeldstreek"
since = {since}
source = {{ text = "Verzonnen convenant" }}

[[member]]
moment = "acuut"
partner = "LT"

[[text]]
row = "DT-02.1"
text = "Bel het secretariaat."
{extra}"""


WEAKER = text(extra='\n[[change]]\nrow = "DT-02.8"\nthen = { strength = "propose" }\n')


@contextmanager
def at_desk(name: str) -> Iterator[Desk]:
    actor = actor_for(cast.member(name))
    with transaction.atomic(), acting_as(actor, purpose="pagina"):
        yield open_desk(actor)


def read(variant: RouteVariant) -> RouteVariant:
    """The version as it stands now."""
    with at_desk("rosa"):
        return RouteVariant.objects.get(pk=variant.pk)


def drafted(document: str | None = None, name: str = "rosa", now: datetime = cast.NOW) -> RouteVariant:
    with at_desk(name) as desk:
        return start(desk, document or text(), now=now)


def proposed(document: str | None = None, now: datetime = cast.NOW) -> RouteVariant:
    made = drafted(document, now=now)
    with at_desk("rosa") as desk:
        propose(desk, made, now=now)
        return read(made)


def published(document: str | None = None, now: datetime = cast.NOW) -> RouteVariant:
    made = proposed(document, now)
    with at_desk("bas") as desk:
        publish(desk, read(made), now=now)
        return read(made)
