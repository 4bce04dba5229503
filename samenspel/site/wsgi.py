# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The web process: pages and API over WSGI."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()


def refuse_unsafe_accounts() -> None:
    """Refuses to start a production site in whose database somebody can sign in with a password (SR-58)."""
    from samenspel.partners.access import unsafe_accounts  # noqa: PLC0415  (Django starts above)

    found = unsafe_accounts() if settings.SAFE else ()
    if found:
        raise ImproperlyConfigured(
            f"{len(found)} medewerkers kunnen aanmelden met een wachtwoord of een eenmalige code. Dat mag niet in het "
            f"profiel production. `samenspel doctor` noemt ze."
        )


refuse_unsafe_accounts()
