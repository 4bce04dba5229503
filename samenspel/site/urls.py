# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every address of the site. No trailing slash; what identifies is random and says nothing about anybody (SR-20)."""

from django.urls import path, re_path
from django.views.i18n import set_language

from samenspel.site import pages
from samenspel.site.packages import addresses

urlpatterns = [
    *addresses(),
    path("hulp", pages.help_page, name="help"),
    path("taal", set_language, name="language"),
    path("gezondheid/levend", pages.live, name="live"),
    path("gezondheid/gereed", pages.ready, name="ready"),
    path(".well-known/security.txt", pages.security_txt, name="security-txt"),
    re_path(r"^static/(?P<path>.+)$", pages.static, name="static"),
]

handler400 = "samenspel.site.pages.not_understood"
handler403 = "samenspel.site.pages.not_found"
handler404 = "samenspel.site.pages.not_found"
handler429 = "samenspel.site.pages.too_many"
handler500 = "samenspel.site.pages.broken"
