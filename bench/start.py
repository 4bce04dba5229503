# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Starting Django for a harness, before anything of Django is imported."""

import os

import django


def start(**given: str) -> None:
    """On a fresh copy of the tests' database, which goes when this process ends. `given` joins the environment."""
    os.environ.update({"DJANGO_SETTINGS_MODULE": "tests.settings", **given})
    django.setup()
