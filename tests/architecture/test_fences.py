# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""The catalog of the database itself: what is fenced, who owns what, which doors are known (SR-07, 10, 32)."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from samenspel.journal.models import Actor, Handling, write
from samenspel.partners.access import acting_as
from tests import cast

pytestmark = pytest.mark.django_db

# Tables without row security, by name, each with its reason.
OPEN_TABLES = {
    "django_migrations": "which migrations ran",
    "django_content_type": "names of tables",
    "django_session": "opaque session keys; read before anybody is known",
    "auth_group": "unused; comes with Django",
    "auth_group_permissions": "unused; comes with Django",
    "auth_permission": "unused; comes with Django",
    "account_emailaddress": "sign-in library; read before anybody is known",
    "account_emailconfirmation": "sign-in library",
    "socialaccount_socialaccount": "sign-in library; subject of the identity provider",
    "socialaccount_socialapp": "sign-in library; the identity providers",
    "socialaccount_socialapp_sites": "sign-in library",
    "socialaccount_socialtoken": "sign-in library; unused",
    "mfa_authenticator": "sign-in library; passkeys",
    "partners_organisation": "organisations are public",
    "partners_member": "sign-in reads it before anybody is known; web may not change it",
    "partners_dutypost": "posts of organisations; no persons",
    "partners_postholder": "who staffs a post; policies read it",
    "partners_machineclient": "public keys of systems",
    "partners_usedassertion": "used tokens of systems",
    "partners_clientcall": "counts of calls by systems",
    "notify_heartbeat": "when a process did its round",
    "samenspel_database": "what this database is for",
}
DEFINER_FUNCTIONS = {
    "journal_required": "the guard at commit asks whether the transaction has an entry",
    "cases_has_seat": "the policy on seats asks about seats; answers about the asker only",
    "cases_may_invite": "the policy on seats asks whether the asker sits there or opened the case",
    "cases_owns_part": "the policy on disclosures asks whether the part is the asker's own",
    "intake_to_handle": "ids of messages that wait, for the process that handles them",
    "intake_status": "the state of a message, for the organisation that sent it; nothing else",
}
RUNTIME = ("samenspel_web", "samenspel_worker", "samenspel_watcher")


def rows(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def test_sr07_every_table_is_fenced_or_on_the_list() -> None:
    found = rows(
        "SELECT relname, relrowsecurity AND relforcerowsecurity FROM pg_class"
        " WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
    )
    unfenced = {name for name, fenced in found if not fenced}
    assert unfenced <= OPEN_TABLES.keys(), unfenced - OPEN_TABLES.keys()
    assert len(found) - len(unfenced) > 30


def test_sr07_every_fenced_table_has_a_policy() -> None:
    bare = rows(
        "SELECT relname FROM pg_class WHERE relrowsecurity AND relnamespace = 'public'::regnamespace"
        " AND NOT EXISTS (SELECT 1 FROM pg_policy WHERE polrelid = pg_class.oid)"
    )
    assert bare == []


def test_sr07_runtime_roles_own_nothing_and_may_nothing_special() -> None:
    found = rows(
        "SELECT rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication FROM pg_roles"
        " WHERE rolname = ANY(%s)",
        list(RUNTIME),
    )
    assert len(found) == 3
    assert not any(any(rights) for _, *rights in found)
    owned = rows(
        "SELECT relname FROM pg_class JOIN pg_roles ON pg_roles.oid = relowner WHERE rolname = ANY(%s)",
        list(RUNTIME),
    )
    assert owned == []


def test_sr07_definer_functions_are_known_and_closed() -> None:
    found = rows(
        "SELECT proname, proconfig FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
    )
    assert {name for name, _ in found} <= DEFINER_FUNCTIONS.keys()
    assert all(config and any(one.startswith("search_path=") for one in config) for _, config in found)
    assert (
        rows("SELECT proname FROM pg_proc WHERE proleakproof AND pronamespace = 'public'::regnamespace") == []
    )


def test_sr07_no_view_runs_as_its_owner() -> None:
    views = rows(
        "SELECT relname, reloptions FROM pg_class WHERE relkind = 'v' AND relnamespace = 'public'::regnamespace"
    )
    assert all(options and "security_invoker=true" in options for _, options in views)


def test_sr10_worker_and_watcher_cannot_read_content() -> None:
    content = (
        "cases_part",
        "people_personrecord",
        "people_secret",
        "intake_message",
        "cases_evaluation",
        "plans_breach",
    )
    readable = rows(
        "SELECT r.role, t.name FROM unnest(%s::text[]) AS r(role), unnest(%s::text[]) AS t(name)"
        " WHERE has_any_column_privilege(r.role::name, t.name, 'SELECT')",
        ["samenspel_worker", "samenspel_watcher"],
        list(content),
    )
    assert readable == []


def test_sr10_the_watcher_changes_nothing_but_its_heartbeat() -> None:
    may = rows(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND ("
        " has_any_column_privilege('samenspel_watcher', oid, 'UPDATE')"
        " OR has_any_column_privilege('samenspel_watcher', oid, 'INSERT')"
        " OR has_table_privilege('samenspel_watcher', oid, 'DELETE'))"
    )
    assert {name for (name,) in may} <= {"notify_heartbeat", "notify_notice"}


def test_sr32_nobody_who_serves_may_change_the_journal() -> None:
    for role in RUNTIME:
        for right in ("UPDATE", "DELETE", "TRUNCATE"):
            assert rows("SELECT has_table_privilege(%s, 'journal_entry', %s)", role, right) == [(False,)]


def test_sr32_an_entry_cannot_be_changed_even_by_a_statement() -> None:
    vt = cast.organisation("VT")
    with acting_as(Actor(vt.pk, "VT"), purpose="evaluatie"):
        entry = write(by=Actor(vt.pk, "VT"), name="test", handling=Handling.READ, now=cast.NOW)
        with pytest.raises(DatabaseError), transaction.atomic():
            type(entry).objects.filter(pk=entry.pk).update(name="anders")


def test_every_fenced_table_of_ours_has_the_guard() -> None:
    unguarded = rows(
        "SELECT relname FROM pg_class WHERE relrowsecurity AND relnamespace = 'public'::regnamespace"
        " AND NOT EXISTS (SELECT 1 FROM pg_trigger WHERE tgrelid = pg_class.oid AND tgname = 'journal_required')"
    )
    assert {name for (name,) in unguarded} <= {"journal_entry", "notify_notice"}
