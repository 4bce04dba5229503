# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Settings of the tests: the real ones, on a copy of a migrated database, in the role that serves the pages."""

import atexit
import os
import tempfile

from samenspel.site import environment
from samenspel.site.postgres import Role
from tests.database import copy

DATABASE = f"test_{os.getpid()}"
SERVER = copy(DATABASE)
atexit.register(SERVER.drop, DATABASE)

SPOOL_FOLDER = tempfile.TemporaryDirectory(prefix="samenspel-spool-")
atexit.register(SPOOL_FOLDER.cleanup)
os.environ["SAMENSPEL_SPOOL"] = SPOOL_FOLDER.name  # never the spool of a demo on this machine

environment.prepare(os.environ, Role.WEB, database=DATABASE, profile="test", found=SERVER)

from samenspel.site.settings import *  # noqa: E402, F403
