-- SPDX-FileCopyrightText: 2026 samenspel contributors
-- SPDX-License-Identifier: EUPL-1.2

-- own --
-- A record belongs to one organisation. Another one never reads it: what it may know is disclosed in parts of items.
DO $$
DECLARE fenced text;
BEGIN
    FOREACH fenced IN ARRAY ARRAY['people_personrecord', 'people_personnumber', 'people_matchkey', 'people_relation',
                                  'people_household', 'people_householdmember', 'people_secret', 'people_doubt']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', fenced);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', fenced);
        EXECUTE format('CREATE POLICY own ON %I USING (organisation_id = (SELECT samenspel_organisation()))
                        WITH CHECK (organisation_id = (SELECT samenspel_organisation()))', fenced);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO samenspel_web', fenced);
        PERFORM journal_guard(fenced::regclass);
    END LOOP;
END
$$;
GRANT DELETE ON people_matchkey TO samenspel_web;

-- link --
-- A link is visible to the two organisations whose records it ties, and to nobody else.
ALTER TABLE people_link ENABLE ROW LEVEL SECURITY;
ALTER TABLE people_link FORCE ROW LEVEL SECURITY;
CREATE POLICY both_ends ON people_link
    USING ((SELECT samenspel_organisation()) IN (first_organisation_id, second_organisation_id))
    WITH CHECK ((SELECT samenspel_organisation()) IN (first_organisation_id, second_organisation_id));
GRANT SELECT, INSERT, UPDATE ON people_link TO samenspel_web;
SELECT journal_guard('people_link');
