-- SPDX-FileCopyrightText: 2026 samenspel contributors
-- SPDX-License-Identifier: EUPL-1.2

-- database_kind --
-- What this database is for, decided once at its creation. Only 'replay' and 'test' let a transaction choose its time.
CREATE TABLE samenspel_database (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    kind text NOT NULL CHECK (kind IN ('production', 'demo', 'replay', 'test'))
);
INSERT INTO samenspel_database (kind) VALUES ('production');

-- samenspel_now --
-- The time. The only function that asks it; policies, lateness and session ends call this one.
CREATE FUNCTION samenspel_now() RETURNS timestamptz
    LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, public AS $$
    SELECT CASE
        WHEN coalesce(current_setting('samenspel.now', true), '') <> ''
             AND (SELECT kind FROM public.samenspel_database) IN ('replay', 'test')
        THEN current_setting('samenspel.now', true)::timestamptz
        ELSE clock_timestamp()
    END
$$;

-- context --
-- Who acts, for which organisation, and why: set per transaction, empty otherwise (SR-06). Empty sees nothing.
CREATE FUNCTION samenspel_organisation() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT nullif(current_setting('samenspel.organisation', true), '')::uuid
$$;

CREATE FUNCTION samenspel_member() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT nullif(current_setting('samenspel.member', true), '')::uuid
$$;

CREATE FUNCTION samenspel_purpose() RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(current_setting('samenspel.purpose', true), '')
$$;

-- samenspel_service --
-- A process of the organisation itself (registering a report, evaluating, a term falling due), not a person.
-- A page always has a member, so forgetting to set one gives less, never more.
CREATE FUNCTION samenspel_service() RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT samenspel_member() IS NULL AND samenspel_purpose() IN ('intake', 'evaluatie', 'termijn', 'replay')
$$;
