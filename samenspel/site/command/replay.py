# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`samenspel replay FILE`: replay a chronology through the real system, in a database of its own.

The database is a copy of a migrated template of kind "replay" that holds one organisation of every kind, and it goes
away afterwards. It is made on the throw-away server (nothing of a replay has to survive a crash), or where
SAMENSPEL_REPLAY_URL says.
"""

import argparse
import fcntl
import hashlib
import json
import os
import re
import secrets
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TextIO

import samenspel
from samenspel.insights.replay.chronology import CITIZEN, Chronology
from samenspel.insights.replay.reading import read
from samenspel.insights.replay.table import ChronologyError, at_the_end
from samenspel.rules.catalogue import functions, organisations
from samenspel.rules.variants import Variant, shipped_names
from samenspel.site import environment
from samenspel.site.command.variant import NATIONAL, WrongVariantError, variant_to_try
from samenspel.site.postgres import PostgresError, Role, Server, server
from samenspel.site.postgres.place import place

PROFILE = "test"
WRONG_INPUT = 2
TEMPLATE = "template_replay_"
LONG_AGO = datetime(1990, 1, 1, tzinfo=UTC)


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("replay", help="speel een chronologie na en toon wat het systeem zou zeggen")
    parser.add_argument("file", type=Path, metavar="BESTAND", help="een chronologie (TOML)")
    parser.add_argument(
        "--variant",
        default=NATIONAL,
        metavar="NAAM|BESTAND",
        help=f"routekaart van een regio, alsof zij altijd gold: {', '.join(shipped_names())} (national)",
    )
    parser.add_argument(
        "--json", metavar="UIT", help="schrijf een JSON-object per regel; - is de standaarduitvoer"
    )
    parser.add_argument("--until", type=_day, metavar="DATUM", help="tot en met deze dag (2018-10-01)")
    parser.add_argument("--region", help="andere regio dan die van het bestand")
    parser.add_argument("--keep", action="store_true", help="bewaar de database en zeg hoe u haar opent")
    parser.set_defaults(run=run)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is geen datum; schrijf bijvoorbeeld 2018-10-01") from None


def run(asked: argparse.Namespace) -> int:
    """Returns 0 when every event was accepted, 2 for wrong input (told on stderr; nothing is stored)."""
    chronology, variant = _read(asked)
    if chronology is None:
        return WRONG_INPUT
    try:
        out = _open(asked.json)
    except OSError as error:
        _tell(f"samenspel: {asked.json} is niet te schrijven: {error.strerror}")
        return WRONG_INPUT
    until = at_the_end(asked.until) - timedelta(microseconds=1) if asked.until else None
    with out or nullcontext(), database(asked.file.stem if asked.keep else None) as (found, name):
        environment.enter(Role.WEB, database=name, profile=PROFILE, found=found)
        try:
            if variant is not None:
                _let_hold(variant, chronology.region, found, name)
            _play(chronology, until, out, stepper(found, name), as_lines=asked.json == "-")
        except BrokenPipeError:  # the reader of our output has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if asked.keep:
            _tell(_how_to_open(name))
    return 0


def _read(asked: argparse.Namespace) -> tuple[Chronology | None, Variant | None]:
    """Chronology and variant; no chronology when something is wrong with what was asked. Everything wrong is told."""
    problems: list[str] = []
    found, variant = None, None
    try:
        variant = variant_to_try(asked.variant)
    except WrongVariantError as error:
        problems += error.lines
    try:
        found = read(asked.file.read_text(encoding="utf-8"), str(asked.file), asked.region)
    except ChronologyError as error:
        problems += error.lines()
    except UnicodeDecodeError:
        problems.append(f"{asked.file}: dit bestand is geen tekst in UTF-8")
    except FileNotFoundError:
        problems.append(f"{asked.file}: dit bestand bestaat niet")
    except OSError as error:
        problems.append(f"{asked.file}: niet te lezen ({error.strerror})")
    for problem in problems:
        _tell(problem)
    return (None if problems else found), variant


def _open(name: str | None) -> TextIO | None:
    if name is None or name == "-":
        return None
    return Path(name).open("w", encoding="utf-8")


def _play(
    chronology: Chronology,
    until: datetime | None,
    out: TextIO | None,
    step: Callable[[datetime], None],
    *,
    as_lines: bool,
) -> None:
    """Replay, and write what it says: for people, or as JSON lines; to `out` always as JSON lines."""
    from samenspel.insights.replay.play import replay  # noqa: PLC0415  (Django starts in `enter`)
    from samenspel.insights.replay.telling import tell, title_of  # noqa: PLC0415

    count = len(chronology.events if until is None else chronology.until(until))
    if not as_lines:
        sys.stdout.write(title_of(chronology, count) + "\n")
    before = None
    for answer in replay(chronology, until, step):
        line = json.dumps(answer.as_json(), ensure_ascii=False)
        if as_lines:
            sys.stdout.write(line + "\n")
        else:
            sys.stdout.write(tell(answer, before) + "\n")
        if out is not None:
            out.write(line + "\n")
        sys.stdout.flush()
        before = answer


# The database


@contextmanager
def database(keep: str | None = None) -> Iterator[tuple[Server, str]]:
    """A database for one replay, dropped afterwards unless `keep` says what it is kept for. Gives server and name."""
    if url := os.environ.get("SAMENSPEL_REPLAY_URL"):
        os.environ["DATABASE_URL"] = url
    fast = keep is None
    found = server(fast=fast, say=_tell)
    word = re.sub(r"[^a-z0-9]+", "_", (keep or "").lower())[:30].strip("_")
    name = f"replay_kept_{word}_{os.getpid()}" if keep is not None else f"replay_{os.getpid()}"
    _drop_what_dead_processes_left(found)
    found.clone(template(found, fast=fast), name)
    try:
        yield found, name
    finally:
        if keep is None:
            found.drop(name)


def _drop_what_dead_processes_left(found: Server) -> None:
    """A replay that was killed leaves its copy. On a server of somebody else we cannot see who lives."""
    for name in found.databases() if found.embedded else ():
        left = re.fullmatch(r"replay_(\d+)", name)
        if left and not Path(f"/proc/{left[1]}").exists():
            found.drop(name)


def template(found: Server, *, fast: bool) -> str:
    """The name of a migrated database of kind "replay" with its organisations; made when the schema changed."""
    name = f"{TEMPLATE}{_version()}"
    kept = place(os.environ, fast=fast)
    kept.root.mkdir(parents=True, exist_ok=True)
    with (kept.root / "replay.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if not found.exists(name):
            _tell("Eenmalig: de database voor het naspelen wordt gemaakt …")
            building = f"{name}_building"
            found.drop(building)
            found.ensure_database(building)
            program = f"from samenspel.site.command.replay import build; build({building!r}, fast={fast})"
            command = [sys.executable, "-c", program]
            env = os.environ | {"DJANGO_SETTINGS_MODULE": "samenspel.site.settings"}
            made = subprocess.run(command, check=False, env=env)  # noqa: S603  (our own module, our own name)
            if made.returncode:
                raise PostgresError("De database voor het naspelen is niet gemaakt; hierboven staat waarom.")
            for old in found.databases():
                if old.startswith(TEMPLATE) and old != building:
                    found.drop(old)
            found.clone(building, name)
            found.drop(building)
    return name


def _version() -> str:
    """A hash over everything that shapes the template."""
    root = Path(samenspel.__file__).parent
    parts = sorted([*root.glob("*/migrations/*.py"), *root.glob("*/sql/*.sql"), Path(__file__)])
    digest = hashlib.sha256(" ".join(organisations()).encode())
    for part in parts:
        digest.update(part.relative_to(root).as_posix().encode() + b"\0" + part.read_bytes())
    return digest.hexdigest()[:12]


def build(name: str, *, fast: bool) -> None:
    """Migrate the database and let one organisation of every kind take part; as owner, in a process of its own."""
    environment.enter(Role.OWNER, database=name, profile=PROFILE, found=server(fast=fast))
    from samenspel.site.command.migrate import migrate  # noqa: PLC0415  (Django starts in `enter`)

    migrate("replay")
    kinds = [kind for kind in organisations() if kind != CITIZEN]
    for number, kind in enumerate(kinds, start=1):
        _settle(kind, f"00000099{number:09d}900")


def _settle(kind: str, oin: str) -> None:
    """One organisation with its duty post, and with somebody who can open a database that is kept."""
    from samenspel.partners.actions import (  # noqa: PLC0415  (Django starts in `enter`)
        add_member,
        add_organisation,
        add_post,
        administrator,
        staff_post,
    )

    by, name = administrator(), organisations()[kind].name
    made = add_organisation(kind=kind, name=name, oin=oin, by=by, now=LONG_AGO)
    own = [one.code for one in functions().values() if kind in one.organisations]
    function = (own or [code for code, one in functions().items() if one.exists_in(kind)])[0]
    mailbox = f"dienst.{kind.lower()}@samenspel.test"
    post = add_post(
        organisation=made,
        code="dienst",
        name=f"Dienst {name}",
        function=function,
        mailbox=mailbox,
        is_default=True,
        by=by,
        now=LONG_AGO,
    )
    member = add_member(
        organisation=made,
        login=f"{kind.lower()}@naspelen.test",
        name=f"Dienst {name}",
        function=function,
        password=secrets.token_urlsafe(),
        by=by,
        now=LONG_AGO,
    )
    staff_post(post=post, member=member, by=by, now=LONG_AGO)


# The processes beside the web


@contextmanager
def _running_as(role: Role, now: datetime, found: Server, name: str) -> Iterator[None]:
    """One transaction of that role, at that moment."""
    from django.db import connection, transaction  # noqa: PLC0415  (Django starts in `enter`)

    from samenspel.insights.replay.play import set_time  # noqa: PLC0415

    usual = connection.settings_dict
    connection.close()
    connection.settings_dict = {**usual, **_credentials(found, role, name)}
    try:
        with transaction.atomic():
            set_time(now)
            yield
    finally:
        connection.close()
        connection.settings_dict = usual


def _let_hold(variant: Variant, region: str, found: Server, name: str) -> None:
    from samenspel.insights.replay.regional import hold  # noqa: PLC0415  (Django starts in `enter`)

    with _running_as(Role.OWNER, LONG_AGO, found, name):
        hold(variant, region, LONG_AGO)


def stepper(found: Server, name: str) -> Callable[[datetime], None]:
    """What steps worker, outbox and watcher once, each in its own role, at the moment of the chronology."""
    from django.conf import settings  # noqa: PLC0415  (Django starts in `enter`)

    from samenspel.cases import work as terms  # noqa: PLC0415
    from samenspel.notify import work as outbox  # noqa: PLC0415

    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # nobody is written to
    told: set[object] = set()

    def step(now: datetime) -> None:
        with _running_as(Role.WORKER, now, found, name):
            terms.expire(now)
            outbox.deliver(now)
        with _running_as(Role.WATCHER, now, found, name):
            fresh = [one for one in terms.disagreements(now) if one not in told]
            told.update(fresh)
            for one in fresh:
                _tell(f"De wacht vindt bij {one.term}: {one.what} ({one.deadline or one.item}).")

    return step


def _credentials(found: Server, role: Role, name: str) -> dict[str, str]:
    given = found.django(role, name)
    return {key: given[key] for key in ("USER", "PASSWORD", "HOST", "PORT") if key in given}


def _how_to_open(name: str) -> str:
    return (
        f"\nDe database {name} is bewaard. Openen in de browser:\n"
        f"  SAMENSPEL_PROFILE=demo samenspel serve --database {name}\n"
        f"Weggooien: DROP DATABASE {name};"
    )


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")
