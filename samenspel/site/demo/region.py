# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The people and systems of the fictional region, made by the owner of the database through the real actions."""

import json
import os
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from joserfc.jwk import ECKey

from samenspel.partners.access import organisation_by_oin
from samenspel.partners.actions import DemoSignIn, add_client, administrator, create_demo_members
from samenspel.partners.api import SCOPES
from samenspel.partners.models import MachineClient

POLICE = "00000099000000001002"
# Not secret: everything that they open is invented, and production refuses to start where they fit (SR-58).
PASSWORD = "samenspel-demo"  # noqa: S105
SEED = b"samenspel demonstratie"


@dataclass(frozen=True, slots=True)
class Region:
    """Who can sign in, and the system that the police sends with."""

    sign_ins: tuple[DemoSignIn, ...]
    client_id: str
    key: ECKey

    def only(self, logins: Collection[str]) -> "Region":
        """The same region with these people; with everybody when none is named. Raises ImproperlyConfigured."""
        known = {one.login: one for one in self.sign_ins}
        if strange := [login for login in logins if login not in known]:
            raise ImproperlyConfigured(f"{', '.join(strange)} is er niet; kies uit: {', '.join(known)}")
        return replace(self, sign_ins=tuple(known[login] for login in logins)) if logins else self


def settle(folder: Path, now: datetime) -> Region:
    """Make what the database lacks of the region. Runs as owner. The key of the police's system stays in `folder`."""
    sign_ins = create_demo_members(password=PASSWORD, seed=SEED, now=now)
    key = _key(folder / "politie.jwk")
    client_id = f"demo-politie-{key.thumbprint()[:10]}"
    police = organisation_by_oin(POLICE)
    assert police is not None
    if MachineClient.objects.known(client_id) is None:
        add_client(
            organisation=police,
            client_id=client_id,
            name="Registratiesysteem politie (demonstratie)",
            public_keys={"keys": [key.as_dict(private=False)]},
            scopes=list(SCOPES),
            by=administrator(),
            now=now,
        )
    return Region(sign_ins, client_id, key)


def _key(path: Path) -> ECKey:
    """The private key of the police's system; made once."""
    if not path.exists():
        made = ECKey.generate_key("P-256", {"kid": "demo"}, private=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            json.dump(made.as_dict(private=True), file)
    return ECKey.import_key(json.loads(path.read_text()))
