# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Settings to look at the code with: the real ones, with throw-away keys and a database that nobody asks."""

import os
import tempfile
from pathlib import Path

from samenspel.site.keys import new_keys

with tempfile.TemporaryDirectory() as folder:
    new_keys(Path(folder) / "keys.json")
    os.environ |= {
        "SAMENSPEL_PROFILE": "test",
        "SAMENSPEL_KEYS": str(Path(folder) / "keys.json"),
        "SAMENSPEL_SPOOL": folder,
        "SAMENSPEL_DATABASE_URL": "postgresql://samenspel_web@/samenspel",
    }
    from samenspel.site.settings import *  # noqa: F403
