# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages about what comes in: Binnengekomen, one melding, the form for a melding, and what we sent ourselves."""

from django.urls import path

from samenspel.intake.pages.filling import autosave, report_form, take_over
from samenspel.intake.pages.inbox import inbox, sent, waiting
from samenspel.intake.pages.reading import raw, report, report_json, report_text
from samenspel.intake.pages.taking import claim

urlpatterns = [
    path("binnengekomen", inbox, name="inbox"),
    path("onze-meldingen", sent, name="sent"),
    path("melding/nieuw", report_form, name="report-form"),
    path("melding/nieuw/<uuid:draft>", report_form, name="report-draft"),
    path("melding/concept", autosave, name="report-autosave"),
    path("melding/<uuid:message>", report, name="report"),
    path("melding/<uuid:message>/nemen", claim, name="report-claim"),
    path("melding/<uuid:message>/overnemen", take_over, name="report-take-over"),
    path("melding/<uuid:message>/bericht", raw, name="report-raw"),
    path("melding/<uuid:message>/tekst", report_text, name="report-text"),
    path("melding/<uuid:message>/json", report_json, name="report-json"),
]
badges = {"inbox": waiting}
