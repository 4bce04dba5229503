-- SPDX-FileCopyrightText: 2026 samenspel contributors
-- SPDX-License-Identifier: EUPL-1.2

-- enable --
ALTER TABLE cases_disclosedperson ENABLE ROW LEVEL SECURITY;
ALTER TABLE cases_disclosedperson FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON cases_disclosedperson TO samenspel_web;
SELECT journal_guard('cases_disclosedperson');

-- disclosed_person --
-- Who gave and who got see it. Nobody names another organisation's record: the giver's own is all that it can see.
CREATE POLICY giver_and_taker ON cases_disclosedperson FOR SELECT
    USING ((SELECT samenspel_organisation()) IN (giver_id, organisation_id));
CREATE POLICY gives ON cases_disclosedperson FOR INSERT
    WITH CHECK (giver_id = (SELECT samenspel_organisation()) AND EXISTS (
        SELECT 1 FROM people_personrecord p
        WHERE p.id = person_id AND p.organisation_id = (SELECT samenspel_organisation())));

-- disclosure --
-- Whoever got a name may read on what ground, as whoever got a part.
ALTER POLICY giver_and_taker ON cases_disclosure
    USING (organisation_id = (SELECT samenspel_organisation()) OR EXISTS (
        SELECT 1 FROM cases_disclosedpart d
        WHERE d.disclosure_id = cases_disclosure.id AND d.organisation_id = (SELECT samenspel_organisation()))
        OR EXISTS (
        SELECT 1 FROM cases_disclosedperson d
        WHERE d.disclosure_id = cases_disclosure.id AND d.organisation_id = (SELECT samenspel_organisation())));
