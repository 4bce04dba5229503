# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The web process: pages and API over WSGI."""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
