# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`python -m bench.build DATABASE`: a migrated database with the cast, and one machine client of the police.

Runs as the owner. The client's private key is left beside the keys of the site, for the senders.
"""

import json
import os
import sys
from pathlib import Path

from joserfc.jwk import ECKey

from samenspel.site import environment
from samenspel.site.postgres import Role, server

CLIENT = "politie-voorbeeld-bvh"
KEY = "client.jwk"


def main(database: str) -> None:
    found = server()
    found.ensure_database(database)
    environment.enter(Role.OWNER, database=database, found=found)
    from samenspel.site.command.migrate import migrate  # noqa: PLC0415  (Django starts above)

    migrate("test")
    _people(_key(Path(os.environ["SAMENSPEL_STATE_HOME"]) / KEY))


def _key(file: Path) -> ECKey:
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(json.dumps(ECKey.generate_key("P-256", {"kid": "harnas"}).as_dict(private=True)))
    return ECKey.import_key(json.loads(file.read_text()))


def _people(key: ECKey) -> None:
    """The cast; and the police's client, whose key that is."""
    from samenspel.partners.actions.administration import add_client, administrator  # noqa: PLC0415
    from samenspel.partners.api import SCOPES  # noqa: PLC0415
    from samenspel.partners.models import Organisation  # noqa: PLC0415
    from tests import cast  # noqa: PLC0415

    if Organisation.objects.exists():
        return
    cast.settle_in()
    add_client(
        organisation=cast.organisation("POL"),
        client_id=CLIENT,
        name="Bedrijfsprocessensysteem",
        public_keys={"keys": [key.as_dict(private=False)]},
        scopes=list(SCOPES),
        by=administrator(),
        now=cast.START,
    )


if __name__ == "__main__":
    main(sys.argv[1])
