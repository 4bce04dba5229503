# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens once everything runs: the region, the week, and then the check or the sign-ins. Needs Django."""

import sys
import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.db import connection

import samenspel
from samenspel.partners.actions import DemoSignIn
from samenspel.site.children import Children
from samenspel.site.demo.check import check
from samenspel.site.demo.deciding import decide
from samenspel.site.demo.region import PASSWORD, Region, settle
from samenspel.site.demo.running import Demonstration, Site
from samenspel.site.demo.week import Sender, Unexpected, events, play, wait_until_handled
from samenspel.site.progress import step

LOOK_EVERY = 1.0  # seconds between two looks at the processes


def show(asked: Demonstration, site: Site, children: Children) -> int:
    """People, reports, and then a check (returns its exit code) or an invitation to look around until Ctrl-C."""
    with step("Organisaties en medewerkers"):
        region = settle(site.folder, samenspel.now())
    try:
        _bring_reports(site, region)
    except Unexpected as error:
        sys.stdout.write(f"De week is niet gelopen zoals het hoort: {error}\n")
        return 1
    finally:
        connection.close()
    if asked.check:
        return check(site, region.only(asked.people))
    sys.stdout.write(_invitation(site, region))
    sys.stdout.flush()
    while True:
        children.tend()
        time.sleep(LOOK_EVERY)


def _bring_reports(site: Site, region: Region) -> None:
    if not _lacking():
        return
    sender = Sender(site.origin, region)
    with step("Een week meldingen van de politie") as told:
        numbers = play(sender, samenspel.now(), told.append)
    with step("Lezen, herkennen, afwegen") as told:
        wait_until_handled(sender, numbers, told.append)
    with step("Veilig Thuis nodigt partners uit") as told:
        told.append(f"{decide()} keer")


def _lacking() -> bool:
    """Whether a message of the week is not there yet. The owner sees their keys, and nothing else of them."""
    keys = {event.key for event in events()}
    with connection.cursor() as cursor:
        cursor.execute("SELECT key FROM intake_message WHERE key = ANY(%s)", [list(keys)])
        return {row[0] for row in cursor.fetchall()} != keys


def _invitation(site: Site, region: Region) -> str:
    lines = [
        "",
        f"Open {site.origin} en kies een rol; of meld aan met deze naam, het wachtwoord '{PASSWORD}' en een code.",
        "",
        f"  {'rol':<38} {'naam':<16} {'code nu':<8} {'geheim voor een app met codes'}",
    ]
    lines += [f"  {one.role:<38} {one.login:<16} {code(one):<8} {one.totp_secret}" for one in region.sign_ins]
    lines += [
        "",
        f"Post die verstuurd zou zijn: {site.mail}",
        f"Logboeken: {site.folder}",
        "Stoppen: Ctrl-C. Opnieuw beginnen: make demo RESET=1",
        "",
    ]
    return "\n".join(lines)


def code(sign_in: DemoSignIn) -> str:
    """The one-time code of this moment."""
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(sign_in.totp_secret, counter)))
