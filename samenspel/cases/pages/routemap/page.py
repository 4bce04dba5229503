# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The routekaart of a case on a page of its own: the drawing, where the case has been, what would follow, the rules."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from samenspel.cases.access import open_file, picture_of
from samenspel.cases.pages import wording
from samenspel.cases.pages.routemap.ahead import choices
from samenspel.cases.pages.routemap.casemap import routemap
from samenspel.partners.access import SignedInRequest
from samenspel.partners.routekaart import rules_of


@require_safe
def route_page(request: SignedInRequest, case: uuid.UUID) -> HttpResponse:
    now = request.now
    file = open_file(request.actor, case, "routekaart", now)
    picture = picture_of(file.case.pk, request.user.organisation, now, file.case.region)
    ahead = choices(picture, rules_of(file.case.region, now), now)
    context = {
        "now": now,
        "case": {
            "reference": wording.reference(file.case),
            "region": file.case.region,
            "url": reverse("case", args=[file.case.pk]),
        },
        "routekaart": routemap(file, now, ahead),
    }
    return render(request, "cases/route.html", context)
