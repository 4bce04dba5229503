# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The organisations at the table, their members, duty posts and machine clients.

Rule 1: kind of organisation (`POL`) and organisation (one police unit) are different columns. Rules speak of kinds,
rights of organisations.
Rule 2: a member belongs to exactly one organisation. Someone with two jobs has two accounts (SR-09).
"""

import uuid
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import connection, models
from django.db.models import Q


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def by_oin(self, oin: str) -> "Organisation | None":
        return self.filter(oin=oin, ended_at=None).first()

    def of_kind(self, kind: str, region: str) -> "Organisation | None":
        """The organisation of that kind that serves the region; one that serves every region comes second."""
        return self.of_kinds([kind], region).get(kind)

    def of_kinds(self, kinds: Iterable[str], region: str) -> "dict[str, Organisation]":
        """Per kind the organisation that serves the region, in one statement; kinds that have none are left out."""
        candidates = self.filter(kind__in=list(kinds), ended_at=None).filter(Q(region=region) | Q(region=""))
        found: dict[str, Organisation] = {}
        for candidate in candidates.order_by("-region", "name"):
            found.setdefault(candidate.kind, candidate)
        return found


class Organisation(models.Model):
    """One controller: a Veilig Thuis, a police unit, a prosecutor's office (handbook 2.1)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=8)
    name = models.CharField(max_length=120)
    oin = models.CharField(max_length=20, unique=True)
    region = models.CharField(max_length=40, blank=True)
    ended_at = models.DateTimeField(null=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "name"]
        constraints = [
            models.CheckConstraint(condition=Q(oin__regex=r"^\d{20}$"), name="organisation_oin_20_digits"),
        ]

    def __str__(self) -> str:
        return self.name


class MemberManager(BaseUserManager["Member"]):
    def get_by_natural_key(self, username: str | None) -> "Member":
        return self.get(login=username)


class Member(AbstractBaseUser):
    """Someone who works for one organisation in one function (handbook 2.2). The account that signs in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="members")
    login = models.CharField(max_length=120, unique=True)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    function = models.CharField(max_length=24)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    USERNAME_FIELD = "login"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = MemberManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=models.F("since")), name="member_period"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """An account without an end is active; when it ended is a fact, compared with the clock by the backend."""
        return self.until is None

    def works_at(self, moment: datetime) -> bool:
        return self.since <= moment and (self.until is None or moment < self.until)


COUNTED = 100  # what waits at posts is counted up to here: all of a large post would cost more than the page


class DutyPostQuerySet(models.QuerySet["DutyPost"]):
    def of(self, organisation: uuid.UUID, function: str | None = None) -> "DutyPost | None":
        """The post for that function; else the organisation's first post, which every organisation has."""
        posts = self.filter(organisation=organisation, ended_at=None)
        found = posts.filter(function=function).first() if function else None
        return found or posts.order_by("-is_default", "code").first()

    def needed(self, organisation: Organisation) -> "DutyPost":
        """The organisation's default post. Raises NoPost: without one nobody would own what waits (SR-39, SR-44)."""
        post = self.of(organisation.pk)
        if post is None:
            raise NoPost(f"{organisation.name} heeft geen dienstpost")
        return post


class NoPost(LookupError):
    """An organisation without a duty post cannot own a term, a message or an invitation."""


class DutyPost(models.Model):
    """A staffed post: what owns a term or an invitation when no person does (SR-39)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="posts")
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    function = models.CharField(max_length=24)
    mailbox = models.EmailField()
    is_default = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True)

    objects = DutyPostQuerySet.as_manager()

    class Meta:
        ordering = ["organisation", "code"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="duty_post_code"),
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(is_default=True, ended_at=None), name="one_default_post"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PostHolder(models.Model):
    """Who staffs a post, from when until when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post = models.ForeignKey(DutyPost, on_delete=models.PROTECT, related_name="holders")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="posts")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["member", "post"], name="post_holder_member")]


class MachineClientQuerySet(models.QuerySet["MachineClient"]):
    def known(self, client_id: str) -> "MachineClient | None":
        """The client with that name, if neither it nor its organisation has ended. Asked at every request (SR-50)."""
        found = self.filter(client_id=client_id, revoked_at=None, organisation__ended_at=None)
        return found.select_related("organisation").first()


class MachineClient(models.Model):
    """A partner's system: signs in with `private_key_jwt`, acts for one organisation, never as a person (SR-09).

    `public_keys` is a JWK Set (RFC 7517), each key with a `kid` when there is more than one; `scopes` a list of names.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="clients")
    client_id = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    public_keys = models.JSONField()
    scopes = models.JSONField(default=list)
    revoked_at = models.DateTimeField(null=True)

    objects = MachineClientQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class ClientCallQuerySet(models.QuerySet["ClientCall"]):
    def count_one(self, client: MachineClient, window: int) -> int:
        """Count one call of `client` in that window; returns how many it has made there, this one included."""
        with connection.cursor() as cursor:
            cursor.execute(_COUNT_ONE, [client.id, window])
            used: int = cursor.fetchone()[0]
        return used


class ClientCall(models.Model):
    """How often a client called in the window that it called in last (SR-51): one row per client."""

    client = models.OneToOneField(MachineClient, on_delete=models.CASCADE, primary_key=True)
    window = models.BigIntegerField()
    used = models.PositiveIntegerField()

    objects = ClientCallQuerySet.as_manager()


_COUNT_ONE = """
INSERT INTO partners_clientcall AS call (client_id, "window", used) VALUES (%s, %s, 1)
ON CONFLICT (client_id) DO UPDATE
    SET used = CASE WHEN call."window" = excluded."window" THEN call.used + 1 ELSE 1 END,
        "window" = excluded."window"
RETURNING used
"""


class UsedAssertion(models.Model):
    """The `jti` of a client assertion that was used: a second use is a replay (SR-50). Kept until it expires."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey(MachineClient, on_delete=models.CASCADE)
    jti = models.CharField(max_length=120)
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["client", "jti"], name="assertion_once")]


class RouteState(StrEnum):
    """How far a version of a region's routekaart is."""

    DRAFT = "concept"
    PROPOSED = "voorgesteld"
    PUBLISHED = "vastgesteld"
    WITHDRAWN = "ingetrokken"


class RouteVariantQuerySet(models.QuerySet["RouteVariant"]):
    def in_effect(self, region: str, now: datetime) -> "RouteVariantQuerySet":
        """The versions that took effect in the region, the one that holds now first."""
        published = self.filter(region=region, state=RouteState.PUBLISHED, effective_at__lte=now)
        return published.order_by("-effective_at")

    def draft_of(self, variant: "RouteVariant", author: uuid.UUID) -> "RouteVariantQuerySet":
        """This draft, as long as it still says what was read of it, and that member wrote it."""
        return self.filter(pk=variant.pk, state=RouteState.DRAFT, digest=variant.digest, author=author)

    def proposed(self, variant: "RouteVariant") -> "RouteVariantQuerySet":
        """This proposal, as long as it is one, with the words that were read."""
        return self.filter(pk=variant.pk, state=RouteState.PROPOSED, digest=variant.digest)

    def not_in_effect(self, variant: "RouteVariant", now: datetime) -> "RouteVariantQuerySet":
        """This version in the state that was read, as long as it did not take effect."""
        still = self.filter(pk=variant.pk, state=variant.state).exclude(state=RouteState.WITHDRAWN)
        return still.exclude(state=RouteState.PUBLISHED, effective_at__lte=now)

    def taking_effect_from(self, region: str, moment: datetime) -> "RouteVariant | None":
        """The first published version of the region that takes effect then or later."""
        published = self.filter(region=region, state=RouteState.PUBLISHED, effective_at__gte=moment)
        return published.order_by("effective_at").first()

    def to_prove(self, now: datetime, national_version: str, region: str | None) -> "list[RouteVariant]":
        """What holds now or will hold, per region, and is not proved beside these national rules."""
        published = self.filter(state=RouteState.PUBLISHED)
        if region is not None:
            published = published.filter(region=region)
        first = {one.region: one for one in published.filter(effective_at__lte=now).order_by("effective_at")}
        wanted = [*first.values(), *published.filter(effective_at__gt=now).order_by("region", "effective_at")]
        proved = set(
            RouteProof.objects.filter(variant__in=wanted, national_version=national_version).values_list(
                "variant", flat=True
            )
        )
        return [one for one in wanted if one.pk not in proved]

    def next_number(self, region: str) -> int:
        """To be asked with the region locked. Nobody but its administrators sees every number."""
        last = self.filter(region=region).aggregate(last=models.Max("number"))["last"]
        return (last or 0) + 1

    def lock(self, region: str) -> None:
        """Let nobody else number or publish a version of that region until the transaction ends."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended('partners.route:' || %s, 0))", [region]
            )

    def of_region(self, region: str) -> "RouteVariantQuerySet":
        """Every version of the region that may be seen here, newest first."""
        return self.filter(region=region).order_by("-number")


class RouteVariant(models.Model):
    """One version of how a region works the routekaart out: a document of `rules.variants`, and who stands for it.

    Its words are fixed from the moment that it is proposed; once it is published nothing of it changes any more, and
    it can only be withdrawn before it takes effect (`sql/routes.sql`). `author` and `approver` are two people.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    region = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    text = models.TextField()
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=12, default=RouteState.DRAFT.value)
    author = models.UUIDField()
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    source = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)
    proposed_at = models.DateTimeField(null=True)
    remark = models.TextField(blank=True)
    approver = models.UUIDField(null=True)
    published_at = models.DateTimeField(null=True)
    effective_at = models.DateTimeField(null=True)
    withdrawn_by = models.UUIDField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.TextField(blank=True)

    objects = RouteVariantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "number"], name="route_variant_number"),
            models.UniqueConstraint(
                fields=["region", "effective_at"],
                condition=Q(state="vastgesteld"),
                name="route_variant_one_at_a_time",
            ),
            models.CheckConstraint(condition=~Q(region=""), name="route_variant_has_a_region"),
            models.CheckConstraint(
                condition=~Q(state="vastgesteld")
                | (
                    Q(approver__isnull=False, published_at__isnull=False, effective_at__isnull=False)
                    & ~Q(approver=models.F("author"))
                    & Q(effective_at__gte=models.F("published_at"))
                ),
                name="route_variant_four_eyes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region} {self.number}"


class RouteProof(models.Model):
    """All proofs held for this version beside these national rules. `version` names the two together.

    Without such a row a version is not used: after an upgrade of the national rules it has to be proved again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    variant = models.ForeignKey(RouteVariant, on_delete=models.PROTECT, related_name="proofs")
    national_version = models.CharField(max_length=64)
    version = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["variant", "national_version"], name="route_proof_once"),
        ]
        indexes = [models.Index(fields=["version"], name="route_proof_version")]

    def __str__(self) -> str:
        return f"{self.variant_id} {self.version[:12]}"
