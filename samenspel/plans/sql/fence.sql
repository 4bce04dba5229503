-- SPDX-FileCopyrightText: 2026 samenspel contributors
-- SPDX-License-Identifier: EUPL-1.2

-- follow_the_item --
-- A row of the plan is visible to whoever may see the item that says so, and written by the item's owner.
DO $$
DECLARE fenced text;
BEGIN
    FOREACH fenced IN ARRAY ARRAY['plans_measure', 'plans_agreement', 'plans_breach', 'plans_contact']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', fenced);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', fenced);
        EXECUTE format('CREATE POLICY follows ON %1$I FOR SELECT
            USING (EXISTS (SELECT 1 FROM cases_item i WHERE i.id = %1$I.item_id))', fenced);
        EXECUTE format('CREATE POLICY writes ON %I FOR INSERT
            WITH CHECK (organisation_id = (SELECT samenspel_organisation()))', fenced);
        EXECUTE format('CREATE POLICY changes ON %I FOR UPDATE
            USING (organisation_id = (SELECT samenspel_organisation()))', fenced);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO samenspel_web', fenced);
        PERFORM journal_guard(fenced::regclass);
    END LOOP;
END
$$;
