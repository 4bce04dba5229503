# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`python -m samenspel.site.postgres start|stop|status|url`: the database of this checkout, by hand."""

import argparse
import os
import sys

from psycopg.pq import Ping

from samenspel.site.postgres import cluster
from samenspel.site.postgres.place import Place, PostgresError, place
from samenspel.site.postgres.roles import Role
from samenspel.site.postgres.server import server


def main(arguments: list[str]) -> int:
    """Does what is asked. Returns 0, 1 after an error (told on stderr), 3 for a `status` that is down."""
    asked = _parser().parse_args(arguments)
    try:
        if os.environ.get("DATABASE_URL") and asked.what != "url":
            raise PostgresError("DATABASE_URL is gezet: die server start en stopt u zelf.")
        ours = place(os.environ, fast=asked.fast)
        match asked.what:
            case "start":
                return _start(ours)
            case "stop":
                return _stop(ours, now=asked.now)
            case "status":
                return _status(ours)
            case _:
                _say(server(fast=asked.fast, say=_tell).url(Role(f"samenspel_{asked.role}"), asked.database))
                return 0
    except PostgresError as error:
        _tell(str(error))
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m samenspel.site.postgres", description="De database van deze checkout."
    )
    parser.add_argument("--fast", action="store_true", help="de wegwerpserver van de tests (zonder fsync)")
    what = parser.add_subparsers(dest="what", required=True)
    what.add_parser("start", help="start de server, en laat hem draaien tot `stop`")
    stop = what.add_parser("stop", help="laat de server los; hij stopt als niemand hem meer gebruikt")
    stop.add_argument("--now", action="store_true", help="stop ook als hij nog gebruikt wordt")
    what.add_parser("status", help="toon of de server draait, en waar zijn bestanden staan")
    url = what.add_parser("url", help="toon het adres, met wachtwoord, voor één rol")
    url.add_argument("--role", choices=[role.name.lower() for role in Role], default=Role.OWNER.name.lower())
    url.add_argument("--database", help="andere database dan de gewone")
    return parser


def _start(ours: Place) -> int:
    server(fast=ours.fast, say=_tell)
    ours.keep.touch()
    return _status(ours)


def _stop(ours: Place, *, now: bool) -> int:
    if cluster.stop(ours, now=now):
        _say("De server draait niet meer.")
        return 0
    _say("Andere processen gebruiken de server nog; hij stopt na de laatste. Meteen stoppen: `stop --now`.")
    return 1


def _status(ours: Place) -> int:
    runs = ours.root.exists() and _runs(ours)
    made = ours.data / "PG_VERSION"
    stays = ", blijft tot `stop`" if runs and ours.keep.exists() else ""
    _say(f"server    {'draait' if runs else 'draait niet'}{stays}")
    _say(f"versie    {made.read_text().strip() if made.exists() else 'nog geen gegevens'}")
    _say(f"map       {ours.root}")
    _say(f"logboek   {ours.log}")
    return 0 if runs else 3


def _runs(ours: Place) -> bool:
    with ours.starting():  # looking at the supervisor's lock takes it for a moment: not while one starts
        return ours.supervised() and cluster.ping(ours) == Ping.OK


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
