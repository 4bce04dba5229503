# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The whole, put together: settings, addresses, base page, middleware, the processes and the command line."""
