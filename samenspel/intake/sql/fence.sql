-- SPDX-FileCopyrightText: 2026 samenspel contributors
-- SPDX-License-Identifier: EUPL-1.2

-- own --
-- A message is the receiver's. A draft is its writer's alone.
ALTER TABLE intake_message ENABLE ROW LEVEL SECURITY;
ALTER TABLE intake_message FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON intake_message USING (organisation_id = (SELECT samenspel_organisation()))
    WITH CHECK (organisation_id = (SELECT samenspel_organisation()));
ALTER TABLE intake_draft ENABLE ROW LEVEL SECURITY;
ALTER TABLE intake_draft FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON intake_draft
    USING (organisation_id = (SELECT samenspel_organisation()) AND member_id = (SELECT samenspel_member()))
    WITH CHECK (organisation_id = (SELECT samenspel_organisation()) AND member_id = (SELECT samenspel_member()));
GRANT SELECT, INSERT, UPDATE ON intake_message, intake_draft TO samenspel_web;
SELECT journal_guard('intake_message');
SELECT journal_guard('intake_draft');

-- intake_to_handle --
-- Which messages wait to be handled, for which organisation: ids only. The handler then acts as that organisation.
-- SECURITY DEFINER, because nobody sees the messages of all organisations. On the allow-list of the catalog test.
CREATE FUNCTION intake_to_handle(at_most integer) RETURNS TABLE (message uuid, organisation uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT id, organisation_id FROM public.intake_message
    WHERE state = 'ontvangen' AND (retry_at IS NULL OR retry_at <= public.samenspel_now())
    ORDER BY received_at LIMIT at_most
$$;
CREATE POLICY definer ON intake_message FOR SELECT TO CURRENT_USER USING (true);
REVOKE ALL ON FUNCTION intake_to_handle(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION intake_to_handle(integer) TO samenspel_web;
