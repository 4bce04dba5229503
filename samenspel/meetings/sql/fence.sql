-- SPDX-FileCopyrightText: 2026 samenspel contributors
-- SPDX-License-Identifier: EUPL-1.2

-- follow_the_item --
-- A moment is visible to whoever may see its item: the organisations that it was disclosed to, which sat there.
DO $$
DECLARE fenced text;
BEGIN
    FOREACH fenced IN ARRAY ARRAY['meetings_moment', 'meetings_presence', 'meetings_decision']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', fenced);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', fenced);
        EXECUTE format('GRANT SELECT, INSERT ON %I TO samenspel_web', fenced);
        PERFORM journal_guard(fenced::regclass);
    END LOOP;
END
$$;
CREATE POLICY follows ON meetings_moment FOR SELECT
    USING (EXISTS (SELECT 1 FROM cases_item i WHERE i.id = meetings_moment.item_id));
CREATE POLICY writes ON meetings_moment FOR INSERT WITH CHECK (organisation_id = (SELECT samenspel_organisation()));
CREATE POLICY follows ON meetings_presence FOR SELECT
    USING (EXISTS (SELECT 1 FROM meetings_moment m WHERE m.id = meetings_presence.moment_id));
CREATE POLICY writes ON meetings_presence FOR INSERT
    WITH CHECK (EXISTS (SELECT 1 FROM meetings_moment m WHERE m.id = moment_id
                        AND m.organisation_id = (SELECT samenspel_organisation())));
CREATE POLICY follows ON meetings_decision FOR SELECT
    USING (EXISTS (SELECT 1 FROM meetings_moment m WHERE m.id = meetings_decision.moment_id));
CREATE POLICY writes ON meetings_decision FOR INSERT
    WITH CHECK (EXISTS (SELECT 1 FROM meetings_moment m WHERE m.id = moment_id
                        AND m.organisation_id = (SELECT samenspel_organisation())));
