# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every page shows around its content."""

from typing import Any

from django.http import HttpRequest


def context(request: HttpRequest) -> dict[str, Any]:
    """Context of the base page: who is signed in, for which organisation."""
    user = request.user
    signed_in = user.is_authenticated
    return {"member": user if signed_in else None, "organisation": user.organisation if signed_in else None}
