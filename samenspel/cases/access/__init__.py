# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may see what of a case, and on what ground."""

from samenspel.cases.access.files import File, Shown, open_file
from samenspel.cases.access.pictures import family_of, picture_of, root_of

__all__ = ["File", "Shown", "family_of", "open_file", "picture_of", "root_of"]
