# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`python -m samenspel.site.command`: the same as `samenspel`, for a process that starts another of its own kind."""

import sys

from samenspel.site.command import main

if __name__ == "__main__":
    sys.exit(main())
