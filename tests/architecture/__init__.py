# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What must hold of the source itself, and of the database that it makes. `make check` runs these tests too."""
