-- SPDX-FileCopyrightText: 2026 samenspel contributors
-- SPDX-License-Identifier: EUPL-1.2

-- journal_required --
-- Runs at commit, for every changed row of a table with personal data. One entry per transaction is enough.
CREATE FUNCTION journal_required() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM public.journal_entry WHERE transaction = pg_current_xact_id()::text::bigint
    ) THEN
        RAISE EXCEPTION 'change of % without a journal entry', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END
$$;

-- journal_guard --
-- Puts the guard on a table. Called by the migration of each package for its own tables.
CREATE FUNCTION journal_guard(guarded regclass) RETURNS void
    LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'CREATE CONSTRAINT TRIGGER journal_required AFTER INSERT OR UPDATE OR DELETE ON %s
         DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION journal_required()', guarded);
END
$$;

-- append_only --
CREATE FUNCTION journal_append_only() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the journal is append-only' USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE ON journal_entry
    FOR EACH ROW EXECUTE FUNCTION journal_append_only();
CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON journal_entry
    FOR EACH STATEMENT EXECUTE FUNCTION journal_append_only();

-- fence --
-- An organisation appends for itself and reads its own lines. The owner's policy serves journal_required alone.
ALTER TABLE journal_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE journal_entry FORCE ROW LEVEL SECURITY;
CREATE POLICY append ON journal_entry FOR INSERT
    WITH CHECK (organisation IS NOT DISTINCT FROM samenspel_organisation()
                AND member IS NOT DISTINCT FROM samenspel_member());
CREATE POLICY own ON journal_entry FOR SELECT USING (organisation = samenspel_organisation());
CREATE POLICY guard ON journal_entry FOR SELECT TO CURRENT_USER USING (true);
GRANT SELECT, INSERT ON journal_entry TO samenspel_web;
GRANT INSERT ON journal_entry TO samenspel_worker;
GRANT SELECT ON samenspel_database TO PUBLIC;
