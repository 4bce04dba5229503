# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`samenspel admin …`: who works where. Runs as the owner of the database; the pages cannot do any of it."""

import argparse
import sys
from importlib import import_module
from typing import Any

from django.db import IntegrityError

import samenspel
from samenspel.site import environment
from samenspel.site.postgres import Role

# What can be asked: the action, what it does, and its arguments (a name with -- may be left out).
ASKED: dict[str, tuple[str, tuple[str, ...]]] = {
    "add-organisation": ("laat een organisatie meedoen", ("kind", "name", "oin", "--region")),
    "add-member": ("laat iemand hier werken", ("oin", "login", "name", "function", "--email")),
    "end-member": ("iemand gaat uit dienst, vanaf nu", ("login",)),
    "add-identity": ("zeg wie iemand is bij de eigen organisatie", ("login", "issuer", "subject")),
    "invite": ("geef een adres waarmee iemand een eerste passkey maakt", ("login",)),
    "add-post": ("open een dienst", ("oin", "code", "name", "function", "mailbox", "--default")),
    "staff-post": ("laat iemand een dienst bezetten", ("oin", "code", "login")),
    "add-client": ("laat een systeem aansluiten", ("oin", "client_id", "name", "keys", "scopes")),
}
HELP = {
    "kind": "soort, bijvoorbeeld VT of POL",
    "oin": "OIN van de organisatie, 20 cijfers",
    "function": "functie, bijvoorbeeld VT_WORKER",
    "issuer": "de uitgever (iss) van de aanmelddienst",
    "subject": "het onderwerp (sub) bij die uitgever",
    "keys": "bestand met een JWK-set van openbare sleutels",
    "scopes": "waarvoor, met komma's ertussen",
    "--default": "deze dienst heeft wat niemand anders heeft",
}


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("admin", help="beheer organisaties, medewerkers, diensten en systemen")
    parser.add_argument("--database", help="andere database dan de gewone")
    inner = parser.add_subparsers(dest="what", required=True, metavar="WAT")
    for name, (told, arguments) in ASKED.items():
        one = inner.add_parser(name, help=told)
        for argument in arguments:
            if argument == "--default":
                one.add_argument(argument, action="store_true", help=HELP[argument])
            else:
                given: dict[str, Any] = {"default": ""} if argument.startswith("--") else {}
                one.add_argument(argument, help=HELP.get(argument), **given)
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Do one act of administration. Returns 0; 2 when it is refused, told on stderr, with nothing changed."""
    environment.enter(Role.OWNER, database=asked.database)
    administration = import_module("samenspel.site.administration")  # not before Django has started
    try:
        done = administration.ACTS[asked.what](asked, samenspel.now())
    except (ValueError, LookupError, OSError, IntegrityError) as error:
        sys.stderr.write(f"samenspel: {str(error).splitlines()[0]}\n")
        return 2
    sys.stdout.write(f"{done}\n")
    return 0
