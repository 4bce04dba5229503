# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can happen to a version of a region's routekaart: written, proposed, published by somebody else, withdrawn.

Rule 1: whoever publishes is not who wrote it, and what is published is what was proved: the very same words, now.
Rule 2: nothing takes effect before its date, and versions take effect in the order in which they are published.
Rule 3: an earlier version comes back as a new one, by the same two people and for a reason.
"""

import hashlib
from dataclasses import replace
from datetime import datetime, time

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from samenspel.insights.access import Desk, prove, weigh
from samenspel.journal.models import Actor, Handling, write
from samenspel.partners.models import RouteProof, RouteState, RouteVariant
from samenspel.partners.routekaart import combined
from samenspel.rules import variants
from samenspel.rules.ruleset import national
from samenspel.rules.variants import Variant
from samenspel.rules.workdays import AMSTERDAM, local_day

PURPOSE = "routekaart"
MOST = 200_000  # signs of a document


class Refused(Exception):
    """It cannot be done; `reason` says why, in Dutch, and nothing was changed."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


OVERTAKEN = gettext_noop("een collega was u voor, of u hebt deze versie in een ander venster veranderd")


def start(
    desk: Desk, text: str, *, now: datetime, source: RouteVariant | None = None, reason: str = ""
) -> RouteVariant:
    """Begin a draft with these words. From an earlier version (`source`) only for a reason."""
    if source is not None and not reason:
        raise Refused(_("schrijf op waarom deze versie terugkomt"))
    text = _kept(text)
    RouteVariant.objects.lock(desk.region)
    made = RouteVariant(
        region=desk.region,
        number=RouteVariant.objects.next_number(desk.region),
        text=text,
        digest=digest_of(text),
        author=desk.member,
        made_at=now,
        changed_at=now,
        source=source,
        reason=reason,
    )
    made.save(force_insert=True)
    _journal(desk.by, "start_route", made, now)
    return made


def again(desk: Desk, earlier: RouteVariant, reason: str, *, now: datetime) -> RouteVariant:
    """Begin a draft that says what an earlier version said, from today. Raises Refused when that cannot be read now."""
    weighed = weigh(earlier.text, desk.region)
    if weighed.variant is None:
        raise Refused(
            _("deze versie past niet meer bij de landelijke regels van nu; begin met een nieuw concept")
        )
    text = variants.write(replace(weighed.variant, since=local_day(now)))
    return start(desk, text, now=now, source=earlier, reason=reason)


def save(desk: Desk, variant: RouteVariant, text: str, *, now: datetime) -> None:
    """Keep what the author wrote, also when something is wrong in it. Raises Refused when it changed meanwhile."""
    text = _kept(text)
    mine = RouteVariant.objects.draft_of(variant, desk.member)
    if not mine.update(text=text, digest=digest_of(text), changed_at=now):
        raise Refused(_(OVERTAKEN))
    _journal(desk.by, "save_route", variant, now)


def propose(desk: Desk, variant: RouteVariant, *, now: datetime) -> None:
    """Lay a draft before a second person. Raises Refused when something is wrong, or a proof does not hold."""
    _must_hold(variant, now)
    if not RouteVariant.objects.draft_of(variant, desk.member).update(
        state=RouteState.PROPOSED, proposed_at=now, remark=""
    ):
        raise Refused(_(OVERTAKEN))
    _journal(desk.by, "propose_route", variant, now)


def send_back(desk: Desk, variant: RouteVariant, remark: str, *, now: datetime) -> None:
    """A proposal becomes a draft again: its author takes it back, or a second person says what has to change."""
    if not desk.wrote(variant) and not remark:
        raise Refused(_("schrijf op wat er anders moet"))
    if not RouteVariant.objects.proposed(variant).update(
        state=RouteState.DRAFT, proposed_at=None, remark=remark
    ):
        raise Refused(_(OVERTAKEN))
    _journal(desk.by, "send_back_route", variant, now)


def publish(desk: Desk, variant: RouteVariant, *, now: datetime) -> datetime:
    """A second person decides that it holds. Returns from when. Raises Refused, with the reason.

    Everything is looked at again here, on the words that are published: that it can be read, that all proofs hold
    beside the national rules of now, that its date did not pass.
    """
    if desk.wrote(variant):
        raise Refused(_("wie een versie schreef, stelt haar niet zelf vast"))
    written = _must_hold(variant, now)
    effective = from_when(written, now)
    RouteVariant.objects.lock(desk.region)
    later = RouteVariant.objects.taking_effect_from(desk.region, effective)
    if later is not None:
        raise Refused(
            _(
                "versie %(number)s gaat op of na die dag in; trek die eerst in, of kies een latere ingangsdatum"
            )
            % {"number": later.number}
        )
    if not RouteVariant.objects.proposed(variant).update(
        state=RouteState.PUBLISHED, approver=desk.member, published_at=now, effective_at=effective
    ):
        raise Refused(_(OVERTAKEN))
    version = _note_proof(variant, now)
    _journal(desk.by, "publish_route", variant, now, version)
    return effective


def withdraw(desk: Desk, variant: RouteVariant, reason: str, *, now: datetime) -> None:
    """Drop a draft or proposal of one's own, or stop a published version before it takes effect, for a reason."""
    if not reason:
        raise Refused(_("schrijf op waarom"))
    if variant.state != RouteState.PUBLISHED and not desk.wrote(variant):
        raise Refused(_("alleen wie dit schreef trekt het in; u kunt het terugsturen"))
    if not RouteVariant.objects.not_in_effect(variant, now).update(
        state=RouteState.WITHDRAWN,
        withdrawn_at=now,
        withdrawn_by=desk.member,
        withdrawn_reason=reason,
    ):
        raise Refused(_(OVERTAKEN))
    _journal(desk.by, "withdraw_route", variant, now)


def prove_again(by: Actor, now: datetime, region: str | None = None) -> list[tuple[RouteVariant, bool]]:
    """After an upgrade: prove what holds, or will hold, beside the national rules of now. Returns what came of each."""
    found = []
    for variant in RouteVariant.objects.to_prove(now, national().version, region):
        weighed = weigh(variant.text, variant.region)
        held = weighed.rules is not None and prove(variant.text, variant.region).held
        if held:
            version = _note_proof(variant, now)
            _journal(by, "prove_route", variant, now, version)
        found.append((variant, held))
    return found


def from_when(variant: Variant, now: datetime) -> datetime:
    """From when a version holds that is published now: the start of its day, or at once. Raises Refused."""
    today = local_day(now)
    if variant.since < today:
        raise Refused(_("de ingangsdatum is voorbij; kies vandaag of een latere dag"))
    return now if variant.since == today else datetime.combine(variant.since, time(), AMSTERDAM)


def digest_of(text: str) -> str:
    """What tells one text of a document from another."""
    return hashlib.sha256(text.encode()).hexdigest()


def _kept(text: str) -> str:
    """As PostgreSQL can keep it: what it cannot becomes U+FFFD, so that a reader sees that it stood there."""
    if len(text) > MOST:
        raise Refused(_("een document heeft ten hoogste %(most)s tekens") % {"most": MOST})
    return text.replace("\x00", "\ufffd").encode(errors="replace").decode()


def _must_hold(variant: RouteVariant, now: datetime) -> Variant:
    """The document, when nothing is wrong with it and every proof holds. Raises Refused."""
    weighed = weigh(variant.text, variant.region)
    if weighed.variant is None:
        raise Refused(_("er is nog iets niet goed in het document"))
    from_when(weighed.variant, now)
    proved = prove(variant.text, variant.region)
    if not proved.possible:
        raise Refused(
            _("op deze installatie kan niets worden bewezen (z3 ontbreekt); daarom kan het niet doorgaan")
        )
    if not proved.held:
        raise Refused(
            _("%(count)s bewijzen houden niet; hieronder staat welke") % {"count": len(proved.failed)}
        )
    return weighed.variant


def _note_proof(variant: RouteVariant, now: datetime) -> str:
    """Write down that all proofs held; returns the name of the rules that this version makes with the national ones."""
    version = combined(variant).version
    RouteProof(variant=variant, national_version=national().version, version=version, at=now).save(
        force_insert=True
    )
    return version


def _journal(by: Actor, name: str, variant: RouteVariant, now: datetime, version: str = "") -> None:
    write(
        by=by,
        name=f"insights.{name}",
        handling=Handling.CHANGE,
        now=now,
        object_kind="route_variant",
        object=variant.pk,
        purpose=PURPOSE,
        rules_version=version,
    )
