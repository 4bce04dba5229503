# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`python tools/pictures.py`: the pictures of the README, from a demonstration of its own that is gone afterwards.

The demonstration keeps its data in a temporary folder, so that yours is left alone. Needs Chromium (tools/chromium).
The same code gives the same pictures, but for the dates: a demonstration plays the week before now.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs/pictures"
SAMENSPEL = Path(sys.executable).parent / "samenspel"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
WIDTH, HIGH = 1280, 2040


@dataclass(frozen=True)
class Picture:
    """One picture: its name, who looks, and the heading of the case to look at, which their work links to."""

    name: str
    login: str
    heading: str


WANTED = (Picture("casusbeeld", "femke@demo", "Gezin Haan"),)


def main() -> int:
    PICTURES.mkdir(exist_ok=True)
    with demonstration() as origin, browser() as page:
        for wanted in WANTED:
            take(wanted, origin, page)
            print(f"geschreven: docs/pictures/{wanted.name}.png")
    return 0


def take(wanted: Picture, origin: str, page: Page) -> None:
    """Sign in as that role, find the page among their work, and keep its upper part."""
    page.context.clear_cookies()
    page.goto(f"{origin}/aanmelden")
    page.locator(f"button[name=do][value='{wanted.login}']").click()
    page.wait_for_url(f"{origin}/")
    find(wanted.heading, origin, page)
    page.screenshot(
        path=PICTURES / f"{wanted.name}.png",
        full_page=True,
        clip={"x": 0, "y": 0, "width": WIDTH, "height": HIGH},
    )


def find(heading: str, origin: str, page: Page) -> None:
    """Open the case with that heading. Raises RuntimeError when none of the work links to it."""
    links = page.locator("main a[href^='/zaak/']").evaluate_all(
        "all => all.map(one => one.getAttribute('href'))"
    )
    for case in dict.fromkeys("/".join(link.partition("#")[0].split("/")[:3]) for link in links):
        page.goto(origin + case)
        if page.locator("h1").first.inner_text() == heading:
            return
    raise RuntimeError(f"{heading} staat niet in het werk van deze rol")


@contextmanager
def demonstration() -> Iterator[str]:
    """A demonstration with its week played; gives its address. Raises RuntimeError with its output when it stops."""
    with tempfile.TemporaryDirectory() as folder:
        # PostgreSQL's account has to reach its files where this runs as root.
        Path(folder).chmod(0o755)
        env = os.environ | {"SAMENSPEL_STATE_HOME": folder}
        command = [str(SAMENSPEL), "demo", "--port", str(_free_port())]
        running = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True)
        try:
            yield _address(running)
        finally:
            running.send_signal(signal.SIGTERM)
            running.wait(60)


def _address(running: "subprocess.Popen[str]") -> str:
    said = []
    for line in running.stdout or ():
        said.append(line)
        if line.startswith("Open http"):
            return line.split()[1]
    raise RuntimeError("".join(said))


@contextmanager
def browser() -> Iterator[Page]:
    program = (
        os.environ.get("SAMENSPEL_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    )
    if program is None:
        raise RuntimeError("Chromium ontbreekt: zie tools/chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield started.new_page(viewport={"width": WIDTH, "height": 900}, locale="nl-NL")
        started.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


if __name__ == "__main__":
    sys.exit(main())
