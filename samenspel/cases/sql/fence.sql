-- SPDX-FileCopyrightText: 2026 samenspel contributors
-- SPDX-License-Identifier: EUPL-1.2

-- cases_has_seat --
-- Does the acting organisation sit at the table of this case? SECURITY DEFINER, because the policy on seats asks it
-- about seats; it answers one boolean about the asker itself. On the allow-list of the catalog test.
CREATE FUNCTION cases_has_seat(asked uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT EXISTS (
        SELECT 1 FROM public.cases_seat
        WHERE case_id = asked AND organisation_id = public.samenspel_organisation()
              AND (until IS NULL OR until > public.samenspel_now()))
$$;

-- cases_may_invite --
-- May the acting organisation give somebody a seat? It sits there itself, or it opened the case a moment ago.
CREATE FUNCTION cases_may_invite(asked uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT public.cases_has_seat(asked) OR EXISTS (
        SELECT 1 FROM public.cases_case
        WHERE id = asked AND opened_by_id = public.samenspel_organisation())
$$;

-- cases_owns_part --
-- Is this part the acting organisation's own, and part of that item? Nobody can show what is not theirs to show.
CREATE FUNCTION cases_owns_part(asked uuid, of_item uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT EXISTS (
        SELECT 1 FROM public.cases_part
        WHERE id = asked AND item_id = of_item AND organisation_id = public.samenspel_organisation())
$$;

-- cases_assigned --
-- Does the acting member work on this case, in person or through a post it staffs? A process of the organisation does.
CREATE FUNCTION cases_assigned(asked uuid) RETURNS boolean
    LANGUAGE sql STABLE AS $$
    SELECT samenspel_service() OR EXISTS (
        SELECT 1 FROM cases_assignment a
        WHERE a.case_id = asked AND a.organisation_id = samenspel_organisation()
              AND a.since <= samenspel_now() AND (a.until IS NULL OR a.until > samenspel_now())
              AND (a.member_id = samenspel_member() OR a.post_id IN (
                  SELECT h.post_id FROM partners_postholder h
                  WHERE h.member_id = samenspel_member() AND h.since <= samenspel_now()
                        AND (h.until IS NULL OR h.until > samenspel_now()))))
$$;

-- enable --
DO $$
DECLARE fenced text;
BEGIN
    FOREACH fenced IN ARRAY ARRAY['cases_case', 'cases_casenumber', 'cases_joined', 'cases_seat', 'cases_assignment', 'cases_party',
        'cases_holder', 'cases_item', 'cases_part', 'cases_subject', 'cases_disclosure', 'cases_disclosedpart',
        'cases_evaluation', 'cases_proposal', 'cases_invitation', 'cases_deadline', 'cases_block']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', fenced);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', fenced);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO samenspel_web', fenced);
        PERFORM journal_guard(fenced::regclass);
    END LOOP;
    -- Own rows, only for whoever works on the case.
    FOREACH fenced IN ARRAY ARRAY['cases_casenumber', 'cases_party', 'cases_evaluation', 'cases_proposal']
    LOOP
        EXECUTE format('CREATE POLICY own ON %I
            USING (organisation_id = (SELECT samenspel_organisation()) AND cases_assigned(case_id))
            WITH CHECK (organisation_id = (SELECT samenspel_organisation()))', fenced);
    END LOOP;
    -- Rows that everyone at the table relies on.
    FOREACH fenced IN ARRAY ARRAY['cases_holder', 'cases_block']
    LOOP
        EXECUTE format('CREATE POLICY table_reads ON %I FOR SELECT
            USING (cases_has_seat(case_id) AND cases_assigned(case_id))', fenced);
        EXECUTE format('CREATE POLICY table_adds ON %I FOR INSERT WITH CHECK (cases_has_seat(case_id))', fenced);
        EXECUTE format('CREATE POLICY table_ends ON %I FOR UPDATE
            USING (cases_has_seat(case_id) AND cases_assigned(case_id))', fenced);
    END LOOP;
END
$$;

-- joined --
CREATE POLICY own ON cases_joined USING (organisation_id = (SELECT samenspel_organisation()))
    WITH CHECK (organisation_id = (SELECT samenspel_organisation()));

-- case --
CREATE POLICY at_the_table ON cases_case FOR SELECT USING (cases_has_seat(id) AND cases_assigned(id));
CREATE POLICY opens ON cases_case FOR INSERT WITH CHECK (opened_by_id = (SELECT samenspel_organisation()));
CREATE POLICY moves_on ON cases_case FOR UPDATE USING (cases_has_seat(id) AND cases_assigned(id));

-- seat --
CREATE POLICY at_the_table ON cases_seat FOR SELECT USING (cases_has_seat(case_id) AND cases_assigned(case_id));
CREATE POLICY invites ON cases_seat FOR INSERT
    WITH CHECK (invited_by_id = (SELECT samenspel_organisation()) AND cases_may_invite(case_id));
CREATE POLICY leaves ON cases_seat FOR UPDATE USING (organisation_id = (SELECT samenspel_organisation()));
CREATE POLICY definer ON cases_seat FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY definer ON cases_case FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY definer ON cases_part FOR SELECT TO CURRENT_USER USING (true);

-- assignment --
-- An inviter may assign the invited organisation's post; only the organisation itself sees and ends assignments.
CREATE POLICY own ON cases_assignment FOR SELECT USING (organisation_id = (SELECT samenspel_organisation()));
CREATE POLICY assigns ON cases_assignment FOR INSERT
    WITH CHECK (organisation_id = (SELECT samenspel_organisation()) OR (member_id IS NULL AND cases_may_invite(case_id)));
CREATE POLICY ends ON cases_assignment FOR UPDATE USING (organisation_id = (SELECT samenspel_organisation()));

-- disclosed_part --
CREATE POLICY giver_and_taker ON cases_disclosedpart FOR SELECT
    USING ((SELECT samenspel_organisation()) IN (giver_id, organisation_id));
CREATE POLICY gives ON cases_disclosedpart FOR INSERT
    WITH CHECK (giver_id = (SELECT samenspel_organisation()) AND cases_owns_part(part_id, item_id));
CREATE POLICY recalls ON cases_disclosedpart FOR UPDATE USING (giver_id = (SELECT samenspel_organisation()));

-- disclosure --
CREATE POLICY giver_and_taker ON cases_disclosure FOR SELECT
    USING (organisation_id = (SELECT samenspel_organisation()) OR EXISTS (
        SELECT 1 FROM cases_disclosedpart d
        WHERE d.disclosure_id = cases_disclosure.id AND d.organisation_id = (SELECT samenspel_organisation())));
CREATE POLICY gives ON cases_disclosure FOR INSERT WITH CHECK (organisation_id = (SELECT samenspel_organisation()));
CREATE POLICY ends ON cases_disclosure FOR UPDATE USING (organisation_id = (SELECT samenspel_organisation()));

-- item --
CREATE POLICY own_or_shown ON cases_item FOR SELECT USING (
    (organisation_id = (SELECT samenspel_organisation()) OR EXISTS (
        SELECT 1 FROM cases_disclosedpart d
        WHERE d.item_id = cases_item.id AND d.organisation_id = (SELECT samenspel_organisation())
              AND d.recalled_at IS NULL AND (d.until IS NULL OR d.until > samenspel_now())))
    AND cases_assigned(case_id));
CREATE POLICY writes ON cases_item FOR INSERT WITH CHECK (organisation_id = (SELECT samenspel_organisation()));
CREATE POLICY replaces ON cases_item FOR UPDATE USING (organisation_id = (SELECT samenspel_organisation()));

-- part --
CREATE POLICY own_or_shown ON cases_part FOR SELECT USING (
    (organisation_id = (SELECT samenspel_organisation()) OR EXISTS (
        SELECT 1 FROM cases_disclosedpart d
        WHERE d.part_id = cases_part.id AND d.organisation_id = (SELECT samenspel_organisation())
              AND d.recalled_at IS NULL AND (d.until IS NULL OR d.until > samenspel_now())))
    AND cases_assigned(case_id));
CREATE POLICY writes ON cases_part FOR INSERT WITH CHECK (organisation_id = (SELECT samenspel_organisation()));

-- subject --
-- Who an item is about follows the item: whoever may see the item may see the roles in it.
CREATE POLICY follows ON cases_subject FOR SELECT
    USING (EXISTS (SELECT 1 FROM cases_item i WHERE i.id = cases_subject.item_id));
CREATE POLICY writes ON cases_subject FOR INSERT WITH CHECK (organisation_id = (SELECT samenspel_organisation()));

-- invitation --
CREATE POLICY sender_and_invited ON cases_invitation FOR SELECT
    USING ((SELECT samenspel_organisation()) IN (sender_id, organisation_id) AND cases_assigned(case_id));
CREATE POLICY invites ON cases_invitation FOR INSERT WITH CHECK (sender_id = (SELECT samenspel_organisation()));
CREATE POLICY answers ON cases_invitation FOR UPDATE USING (organisation_id = (SELECT samenspel_organisation()));

-- deadline --
-- The guarding organisation, and whoever may see the item that started the term. Worker and watcher see no content.
CREATE POLICY own ON cases_deadline FOR SELECT USING (
    (organisation_id = (SELECT samenspel_organisation()) AND cases_assigned(case_id))
    OR EXISTS (SELECT 1 FROM cases_item i WHERE i.id = cases_deadline.item_id));
CREATE POLICY starts ON cases_deadline FOR INSERT WITH CHECK (organisation_id = (SELECT samenspel_organisation()));
CREATE POLICY ends ON cases_deadline FOR UPDATE USING (organisation_id = (SELECT samenspel_organisation()));
CREATE POLICY worker ON cases_deadline FOR ALL TO samenspel_worker USING (true);
CREATE POLICY watcher ON cases_deadline FOR SELECT TO samenspel_watcher USING (true);
GRANT SELECT (id, case_id, organisation_id, post_id, term, owner_kind, due_at, met_at, ended_at, warned_at),
      UPDATE (warned_at) ON cases_deadline TO samenspel_worker;
GRANT SELECT (id, case_id, organisation_id, post_id, item_id, term, clock, rules_version, starts_at, due_at, met_at,
              ended_at, warned_at) ON cases_deadline TO samenspel_watcher;
CREATE POLICY watcher ON cases_item FOR SELECT TO samenspel_watcher USING (true);
GRANT SELECT (id, case_id, organisation_id, kind, happened_at, recorded_at, replaced_by_id)
      ON cases_item TO samenspel_watcher;
