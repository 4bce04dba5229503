# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The living routekaart: of a case, of the rules of a region, and of the whole country."""

from samenspel.cases.pages.routemap.casemap import routemap
from samenspel.cases.pages.routemap.ruled import of_rules
from samenspel.cases.pages.routemap.values import RouteMap

__all__ = ["RouteMap", "of_rules", "routemap"]
