# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Is anything lost or done twice when a part is killed? (SR-37, SR-38, SR-39)

A site of its own, on a PostgreSQL of its own that flushes: web, two handlers, worker, watcher. Senders post reports
over HTTP, each with a key, and try again until they have a receipt; meanwhile one part after another gets kill -9 and
is started again. At the end the plain rows are compared with the receipts.
"""
