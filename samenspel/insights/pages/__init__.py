# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of a regional administrator: the versions of a region's routekaart, one of them, and looking back."""

from django.urls import path

from samenspel.insights.pages.looking_back import look_back_page
from samenspel.insights.pages.version import proof_page, text_page, version_page
from samenspel.insights.pages.versions import versions_page

urlpatterns = [
    path("routekaart/versies", versions_page, name="route-versions"),
    path("routekaart/versies/<uuid:variant>", version_page, name="route-version"),
    path("routekaart/versies/<uuid:variant>/tekst", text_page, name="route-version-text"),
    path("routekaart/versies/<uuid:variant>/bewijs", proof_page, name="route-version-proof"),
    path("routekaart/versies/<uuid:variant>/terugkijken", look_back_page, name="route-version-look-back"),
]
