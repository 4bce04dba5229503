# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The OpenID provider that the tests sign in with.

While it is imported, two of its libraries warn each other: that authlib's `jose` moves to joserfc, and that its client
for httpx moves to httpx2. Neither is ours to change, and authlib shows them whatever pytest was told. Just these two
are kept quiet, and only here: what else is deprecated fails the tests, as everywhere.
"""

import warnings

with warnings.catch_warnings():
    from authlib.deprecate import AuthlibDeprecationWarning  # when it comes in, it asks for all its warnings

    for said in ("authlib.jose module is deprecated", "The httpx module is deprecated"):
        warnings.filterwarnings("ignore", said, AuthlibDeprecationWarning)
    from oidc_provider_mock import User, run_server_in_thread

__all__ = ["User", "run_server_in_thread"]
