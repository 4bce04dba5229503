# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Copies of a model: other ids, another family, and everything that follows from who they are."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Model as Table

from bench.families import Family, Someone, message
from bench.fill.model import Model
from samenspel.people.actions import Place
from samenspel.people.models import PersonRecord, Secret, SecretKind, keyed_hash
from samenspel.rules import matching
from samenspel.rules.matching import blocking_keys

Row = list[Any]


@dataclass(frozen=True)
class Copy:
    """One copy, as rows per table: `text` as COPY reads them, `rows` as values."""

    text: Mapping[str, str]
    rows: Mapping[str, list[Row]]


def words(of: Family, kenmerk: str, at: datetime) -> tuple[str, ...]:
    """The texts that differ per family, in the same order for every family of the same size.

    `at` is when its report was handled; as PostgreSQL writes it, in UTC.
    """
    return (
        kenmerk,
        f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}".rstrip("0").rstrip(".") + "+00",
        *(value for one in of.persons for value in (_full_name(one), one.born.isoformat())),
        place(of).hash or "",
        phone_hash(of),
    )


def copy_of(model: Model, of: Family, kenmerk: str, number: int) -> Copy:
    """Copy `number` of that model, about that family of as many persons. It was handled at a moment of its own."""
    at = model.at + timedelta(microseconds=number + 1)
    other = {one: new_id(one, number) for one in model.ids}
    other |= dict(zip(words(model.family, model.kenmerk, model.at), words(of, kenmerk, at), strict=True))
    persons = [_person(row, model, of, at, other) for row in model.persons]
    secrets = [_secret(row, model, of, kenmerk, at, other) for row in model.secrets]
    keys = [
        [new_id(f"{person.pk}{key}", number), key, person.organisation_id, person.pk]
        for person in persons
        for key in sorted(blocking_keys(person.features))
    ]
    return Copy(
        {rows.table: rows.copy(other) for rows in model.rows},
        {
            "people_personrecord": [_values(one) for one in persons],
            "people_secret": [_values(one) for one in secrets],
            "people_matchkey": keys,
        },
    )


def columns(table: str) -> list[str]:
    """The columns of `rows`, in their order."""
    if table == "people_matchkey":
        return ["id", "key", "organisation_id", "person_id"]
    known: type[Table] = {"people_personrecord": PersonRecord, "people_secret": Secret}[table]
    return [field.attname for field in known._meta.concrete_fields]


def new_id(old: str, number: int) -> str:
    """Another id, the same for the same copy."""
    found = hashlib.md5(f"{number} {old}".encode(), usedforsecurity=False).hexdigest()
    return f"{found[:8]}-{found[8:12]}-{found[12:16]}-{found[16:20]}-{found[20:]}"


def place(of: Family) -> Place:
    return Place({}, of.postcode, of.house)


def phone_hash(of: Family) -> str:
    plain = matching.phone(of.phone)
    assert plain is not None
    return keyed_hash("telefoon", plain)


def _full_name(one: Someone) -> str:
    return " ".join(part for part in (one.first_names, one.infix, one.surname) if part)


def _person(
    row: Mapping[str, Any], model: Model, of: Family, at: datetime, other: Mapping[str, str]
) -> PersonRecord:
    """The record of the same member of the other family."""
    names = [
        (one.first_names, one.surname, one.born.year, one.born.month, one.born.day)
        for one in model.family.persons
    ]
    same = ("first_names", "surname", "birth_year", "birth_month", "birth_day")
    one = of.persons[names.index(tuple(row[name] for name in same))]
    made = PersonRecord(**row)
    made.id, made.identity = other[str(row["id"])], other[str(row["identity"])]
    made.first_names, made.prefix, made.surname = one.first_names, one.infix, one.surname
    made.birth_year, made.birth_month, made.birth_day = one.born.year, one.born.month, one.born.day
    made.sex, made.recorded_at = one.sex, at
    made.address_hashes = [other[known] for known in row["address_hashes"]]
    made.phone_hashes = [other[known] for known in row["phone_hashes"]]
    return made


def _secret(
    row: Mapping[str, Any], model: Model, of: Family, kenmerk: str, at: datetime, other: Mapping[str, str]
) -> Secret:
    made = Secret(**row)
    made.id = other[str(row["id"])]
    if row["person_id"]:
        made.person_id = other[str(row["person_id"])]
    match row["kind"]:
        case SecretKind.MESSAGE:
            return made.seal(message(of, kenmerk, at))
        case SecretKind.ADDRESS:
            where = {"street": of.street, "number": of.house, "postcode": of.postcode, "city": "Testdorp"}
            return made.seal_value(where)
        case SecretKind.PHONE:
            return made.seal_value(of.phone)
    raise ValueError(f"a report of ours has no {row['kind']}")


def _values(one: PersonRecord | Secret) -> Row:
    return [getattr(one, field.attname) for field in one._meta.concrete_fields]
