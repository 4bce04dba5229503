# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fetch the front-end parts that we ship, at pinned versions, into samenspel/site/static/site/vendor.

    python tools/vendor_frontend.py

Run it by hand when a version changes and commit what it writes. Nothing needs npm at build or test time.
Only the components that we use are kept, and only the design tokens those components can reach.
"""

import base64
import hashlib
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

VENDOR = Path(__file__).parents[1] / "samenspel/site/static/site/vendor"


@dataclass(frozen=True, slots=True)
class Package:
    """One npm package: its sha512 in the registry is checked before anything is read from it."""

    name: str
    version: str
    integrity: str
    licence: str
    holder: str


HTMX = Package(
    "htmx.org",
    "4.0.1",
    "oF7JgXhDW9UXCy/k1ZYFUQgzu/rm19ORWPSPNL91vPluB2PB9+MV55tyQdH/w7o2EAbTYUG5SDW1R60mdkdqGg==",
    "0BSD",
    "Big Sky Software",
)
UTRECHT = Package(
    "@utrecht/component-library-css",
    "9.0.4",
    "gVA7D6GfP9/+fzehkYLSBR+0UPUTA97PZmgvTYQE88lPQhHGMlUk8FjmCpLKRsRC9hAYd32JuF/KzG6fmBfjJA==",
    "EUPL-1.2",
    "2020-2025 Gemeente Utrecht and Frameless B.V.",
)
VOORBEELD = Package(
    "@nl-design-system-unstable/voorbeeld-design-tokens",
    "7.4.1",
    "GNnapAn2mTIzXRcCvs0JMr4Bf9+ivUJ3zFBJLRT1SYpAYm2xPwptVxIM3k4WLJ0c59E9FfxsEBPJluGuAHUVvg==",
    "EUPL-1.2",
    "2021 NL Design System Community",
)
NOTO = Package(
    "@fontsource-variable/noto-sans",
    "5.3.0",
    "e3ZuxzY9AL2psXPZlhwhnYrHUHv6PMoyK9MQ7croF0CUgURLqu9EMjW7q2FgVLwij1tjLsIHQrnwQ8aUcg4BiA==",
    "OFL-1.1",
    "The Noto Project Authors (https://github.com/notofonts/latin-greek-cyrillic)",
)

COMPONENTS = (
    "alert", "badge-status", "breadcrumb-nav", "button", "button-group", "button-link", "checkbox", "code",
    "data-badge", "data-list", "form-field", "form-field-description", "form-field-error-message",
    "form-fieldset", "form-label", "heading-1", "heading-2", "heading-3", "heading-4", "link", "link-button",
    "ordered-list", "pagination", "paragraph", "radio-button", "root", "select", "separator", "skip-link",
    "table", "table-container", "textarea", "textbox", "unordered-list",
)  # fmt: skip
# A field that nobody filled in yet is no mistake: only what the server refused (aria-invalid) looks like one.
_LEFT_OUT = re.compile(r"(?<!-):invalid\b")
_COMMA = re.compile(r",(?![^()]*\))\s*")
_PICKED = re.compile(r"^\.utrecht-(?:%s)(?=$|--|__|[^\w-])" % "|".join(map(re.escape, COMPONENTS)))  # noqa: UP031
_TOKEN = re.compile(r"^\s*(--[\w-]+):\s*(.+?);", re.MULTILINE)
_USED = re.compile(r"var\(\s*(--[\w-]+)")


def main() -> int:
    VENDOR.mkdir(parents=True, exist_ok=True)
    utrecht = pick(read(UTRECHT, "dist/index.css").decode())
    keep(UTRECHT, "utrecht.css", utrecht.encode())
    keep(VOORBEELD, "voorbeeld.css", theme(read(VOORBEELD, "dist/theme.css").decode(), utrecht).encode())
    keep(HTMX, "htmx.min.js", read(HTMX, "dist/htmx.min.js").partition(b"\n//# sourceMappingURL")[0] + b"\n")
    for subset in ("latin", "latin-ext"):
        name = f"noto-sans-{subset}-wght-normal.woff2"
        keep(NOTO, name, read(NOTO, f"files/{name}"))
    return 0


def read(package: Package, member: str) -> bytes:
    """The bytes of one file in the package; stops when the package is not the pinned one."""
    with tempfile.TemporaryDirectory() as folder:
        wanted = f"{package.name}@{package.version}"
        subprocess.run(["npm", "pack", "--silent", wanted], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        (archive,) = Path(folder).glob("*.tgz")
        digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
        if digest != package.integrity:
            raise SystemExit(f"{wanted}: sha512 is {digest}, expected {package.integrity}")
        with tarfile.open(archive) as tar:
            content = tar.extractfile(f"package/{member}")
            assert content is not None, f"{wanted} has no {member}"
            return content.read()


def keep(package: Package, name: str, content: bytes) -> None:
    """Write one file with the licence notice that REUSE reads beside it."""
    (VENDOR / name).write_bytes(content)
    (VENDOR / f"{name}.license").write_text(
        f"SPDX-FileCopyrightText: {package.holder}\nSPDX-License-Identifier: {package.licence}\n\n"
        f"{package.name} {package.version}\n",
        encoding="utf-8",
    )
    sys.stdout.write(f"{name:36} {len(content):>7} bytes  {package.name} {package.version}\n")


def rules(css: str) -> Iterator[tuple[str, str]]:
    """The top-level rules of a style sheet: (what stands before the braces, what stands between them)."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL).replace('@charset "UTF-8";', "")
    start = depth = opened = 0
    for place, sign in enumerate(css):
        if sign == "{":
            opened = place if depth == 0 else opened
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth == 0:
                yield css[start:opened].strip(), css[opened + 1 : place].strip("\n")
                start = place + 1


def pick(css: str) -> str:
    """The rules of our components, in their own order; a media query is kept with what it holds of ours."""
    kept = []
    for head, body in rules(css):
        if head.startswith("@"):
            inner = pick(body) if head.startswith("@media") else ""
            kept += [f"{head} {{\n{inner}}}\n"] if inner else []
            continue
        ours = [one for one in _COMMA.split(head) if _PICKED.match(one) and not _LEFT_OUT.search(one)]
        kept += [",\n".join(ours) + f" {{\n{body}\n}}\n"] if ours else []
    return "".join(kept)


def theme(tokens: str, used_in: str) -> str:
    """The tokens that those rules can reach, and all `--basis-` tokens: our own sheets build on those."""
    values = dict(_TOKEN.findall(tokens))
    wanted = {name for name in values if name.startswith("--basis-")} | set(_USED.findall(used_in))
    reached: set[str] = set()
    while wanted:
        reached |= wanted
        wanted = {n for w in wanted if w in values for n in _USED.findall(values[w])} - reached
    lines = "".join(f"  {name}: {value};\n" for name, value in sorted(values.items()) if name in reached)
    return f".voorbeeld-theme {{\n{lines}}}\n"


if __name__ == "__main__":
    sys.exit(main())
