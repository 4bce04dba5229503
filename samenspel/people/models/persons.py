# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Person records, households and relations, each belonging to one organisation.

Rule 1: a record is what one source said about one person. A second source makes a second record; that the two are
the same person is a Link, which can be undone. `identity` is derived from the links within one organisation.
Rule 2: a person has no role here. Roles belong to incidents (`cases.models.Subject`).
"""

import uuid
from collections.abc import Iterable

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from samenspel.partners.models import Organisation
from samenspel.rules.facts import Born, Person
from samenspel.rules.matching import Features, Sex


class PersonRecordQuerySet(models.QuerySet["PersonRecord"]):
    def sharing_a_key(
        self, keys: Iterable[str], organisation: uuid.UUID, limit: int = 200
    ) -> "PersonRecordQuerySet":
        """Candidates of that organisation: equality on derived keys, which an index serves under row security."""
        found = MatchKey.objects.filter(organisation=organisation, key__in=list(keys)).values("person")[
            :limit
        ]
        return self.filter(pk__in=found)

    def any_protected(self, records: Iterable["PersonRecord"]) -> bool:
        """Whether one of these persons is protected by any record of theirs: the strictest one counts (SR-17)."""
        identities = {record.identity for record in records}
        return self.filter(identity__in=identities, protected=True).exists()


class PersonRecord(models.Model):
    """One person according to one source of one organisation. Everything but the organisation may be unknown."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    identity = models.UUIDField()
    first_names = models.CharField(max_length=200, blank=True)
    call_name = models.CharField(max_length=100, blank=True)
    initials = models.CharField(max_length=40, blank=True)
    prefix = models.CharField(max_length=40, blank=True)
    surname = models.CharField(max_length=200, blank=True)
    birth_surname = models.CharField(max_length=200, blank=True)
    partner_surname = models.CharField(max_length=200, blank=True)
    birth_year = models.SmallIntegerField(null=True)
    birth_month = models.SmallIntegerField(null=True)
    birth_day = models.SmallIntegerField(null=True)
    sex = models.CharField(max_length=1, blank=True)
    unborn = models.BooleanField(default=False)
    due_date = models.DateField(null=True)
    deceased = models.DateField(null=True)
    languages = ArrayField(models.CharField(max_length=40), default=list)
    protected = models.BooleanField(default=False)
    address_hashes = ArrayField(models.CharField(max_length=40), default=list)
    former_address_hashes = ArrayField(models.CharField(max_length=40), default=list)
    phone_hashes = ArrayField(models.CharField(max_length=40), default=list)
    bsn_hash = models.CharField(max_length=40, blank=True)
    recorded_at = models.DateTimeField()

    objects = PersonRecordQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "identity"], name="person_identity"),
            models.Index(
                fields=["organisation", "recorded_at"], name="person_recorded"
            ),  # those of one message
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(birth_month=None) | Q(birth_year__isnull=False), name="person_month_needs_year"
            ),
            models.CheckConstraint(
                condition=Q(birth_day=None) | Q(birth_month__isnull=False), name="person_day_needs_month"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def born(self) -> Born | None:
        if self.birth_year is None:
            return None
        return Born(self.birth_year, self.birth_month, self.birth_day)

    @property
    def full_name(self) -> str:
        """The name as it is said: roepnaam or first names or initials, prefix, surname."""
        given = self.call_name or self.first_names or self.initials
        return " ".join(part for part in (given, self.prefix, self.surname) if part)

    @property
    def features(self) -> Features:
        """What recognition compares (`rules.matching`)."""
        return Features(
            first_names=self.first_names,
            initials=self.initials,
            call_name=self.call_name,
            prefix=self.prefix,
            surname=self.surname,
            birth_surname=self.birth_surname,
            partner_surname=self.partner_surname,
            born=self.born,
            sex=Sex(self.sex) if self.sex in set(Sex) else None,
            addresses=frozenset(self.address_hashes),
            former_addresses=frozenset(self.former_address_hashes),
            phones=frozenset(self.phone_hashes),
            bsn=self.bsn_hash or None,
            unborn=self.unborn,
            due=self.due_date,
        )

    def for_rules(self) -> Person:
        return Person(key=str(self.identity), born=self.born, unborn=self.unborn, deceased=self.deceased)


class PersonNumber(models.Model):
    """A number under which an organisation knows a person (client number, SKN); never a BSN, which is a Secret."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(PersonRecord, on_delete=models.PROTECT, related_name="numbers")
    scheme = models.CharField(max_length=40)
    number = models.CharField(max_length=80)

    class Meta:
        indexes = [models.Index(fields=["organisation", "number"], name="person_number")]


class MatchKey(models.Model):
    """One blocking key of a record (`rules.matching.blocking_keys`). Addresses appear only as keyed hashes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(PersonRecord, on_delete=models.CASCADE, related_name="keys")
    key = models.CharField(max_length=120)

    class Meta:
        indexes = [models.Index(fields=["organisation", "key"], name="match_key")]


class Relation(models.Model):
    """`source` is the <kind> of `target` (ouder, ex_partner …), as the organisation knows it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    source = models.ForeignKey(PersonRecord, on_delete=models.PROTECT, related_name="relations")
    target = models.ForeignKey(PersonRecord, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=24)
    custody = models.BooleanField(null=True)
    since = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)


class Household(models.Model):
    """People who live together, for as long as they do. The place itself is a Secret."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey("people.Secret", on_delete=models.PROTECT, null=True, related_name="+")
    place_hash = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "place_hash"], name="household_place")]


class HouseholdMember(models.Model):
    """One person in one household, from when until when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(PersonRecord, on_delete=models.PROTECT, related_name="households")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")), name="household_period"
            )
        ]
