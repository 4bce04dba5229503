# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages about cases: Mijn werk, the Casusbeeld, judging a proposal, answering an invitation, looking for somebody."""

from django.urls import path

from samenspel.cases.pages.accountability import accountability
from samenspel.cases.pages.links import link
from samenspel.cases.pages.proposals import answer_page, proposal_page
from samenspel.cases.pages.routemap.page import route_page
from samenspel.cases.pages.search import search
from samenspel.cases.pages.show import item_json, item_text, show, show_json, show_text
from samenspel.cases.pages.together import together
from samenspel.cases.pages.work import my_work, waiting

urlpatterns = [
    path("", my_work, name="my-work"),
    path("zoeken", search, name="search"),
    path("verantwoording", accountability, name="accountability"),
    path("zaak/<uuid:case>", show, name="case"),
    path("zaak/<uuid:case>/routekaart", route_page, name="case-route"),
    path("zaak/<uuid:case>/tekst", show_text, name="case-text"),
    path("zaak/<uuid:case>/json", show_json, name="case-json"),
    path("zaak/<uuid:case>/onderdeel/<uuid:item>/tekst", item_text, name="item-text"),
    path("zaak/<uuid:case>/onderdeel/<uuid:item>/json", item_json, name="item-json"),
    path("zaak/<uuid:case>/voorstel/<uuid:proposal>", proposal_page, name="proposal"),
    path("zaak/<uuid:case>/koppeling/<uuid:link>", link, name="link"),
    path("zaak/<uuid:case>/samen/<uuid:other>", together, name="together"),
    path("zaak/<uuid:case>/uitnodiging/<uuid:invitation>", answer_page, name="answer"),
]
badges = {"my-work": waiting}
