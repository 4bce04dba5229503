# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A mail server that sends nothing on: every message becomes a file.

`python -m samenspel.site.demo.catcher PORT FOLDER`
"""

import asyncio
import signal
import sys
import time
from itertools import count
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

KEPT = 500  # messages; older ones are thrown away


class Catcher:
    """Takes every message and keeps the last ones."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.numbers = count()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Called by the server for each message. Returns its answer."""
        name = f"{time.time_ns()}-{next(self.numbers)}.eml"
        heading = f"X-Bestemd-Voor: {', '.join(envelope.rcpt_tos)}\r\n".encode()
        content = envelope.content or b""
        (self.folder / name).write_bytes(
            heading + (content if isinstance(content, bytes) else content.encode())
        )
        for old in sorted(self.folder.glob("*.eml"))[:-KEPT]:
            old.unlink(missing_ok=True)
        return "250 bewaard"


async def serve(port: int, folder: Path) -> None:
    """Listen on this machine only, until asked to stop."""
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    folder.mkdir(parents=True, exist_ok=True)
    catcher = Catcher(folder)
    server = await loop.create_server(lambda: SMTP(catcher, hostname="postvanger.test"), "127.0.0.1", port)
    async with server:
        await stop.wait()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), Path(sys.argv[2])))
