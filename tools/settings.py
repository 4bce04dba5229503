# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Settings to look at the code with: the real ones, with throw-away keys and a database that nobody asks."""

import os

from samenspel.site import environment

with environment.looking(os.environ):
    from samenspel.site.settings import *  # noqa: F403
