-- SPDX-FileCopyrightText: 2026 samenspel contributors
-- SPDX-License-Identifier: EUPL-1.2

-- Tables of the libraries: sessions, sign-in, and Django's own lists. Identifiers and credentials, no case data.
-- Run after every migration, because a library may add a table.
GRANT SELECT, INSERT, UPDATE, DELETE ON django_session, account_emailaddress, account_emailconfirmation,
      socialaccount_socialaccount, socialaccount_socialapp, socialaccount_socialtoken, mfa_authenticator TO samenspel_web;
GRANT SELECT ON django_content_type, django_migrations TO samenspel_web;
GRANT SELECT ON django_migrations TO samenspel_worker, samenspel_watcher;
DO $$
DECLARE counter text;
BEGIN
    FOR counter IN SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'
    LOOP
        EXECUTE format('GRANT USAGE ON SEQUENCE %I TO samenspel_web', counter);
    END LOOP;
END
$$;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO samenspel_web, samenspel_worker, samenspel_watcher;
