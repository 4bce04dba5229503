-- SPDX-FileCopyrightText: 2026 samenspel contributors
-- SPDX-License-Identifier: EUPL-1.2

-- intake_status --
-- What became of a message that the acting organisation sent: when it came in and its state, nothing of its handling.
-- SECURITY DEFINER, because a message is its receiver's. On the allow-list of the catalog test.
CREATE FUNCTION intake_status(message uuid) RETURNS TABLE (received_at timestamptz, state text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT received_at, state FROM public.intake_message
    WHERE id = message AND sender_id = public.samenspel_organisation()
$$;
REVOKE ALL ON FUNCTION intake_status(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION intake_status(uuid) TO samenspel_web;
