# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ways to reach a duty post. One module each, with `send(mailbox)`."""
