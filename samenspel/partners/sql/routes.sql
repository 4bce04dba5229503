-- SPDX-FileCopyrightText: 2026 samenspel contributors
-- SPDX-License-Identifier: EUPL-1.2

-- partners_route_administrator --
-- Is the acting member a regional administrator of that region, now? Asked as the asker: no rights of its own.
CREATE FUNCTION partners_route_administrator(asked text) RETURNS boolean
    LANGUAGE sql STABLE AS $$
    SELECT asked <> '' AND EXISTS (
        SELECT 1 FROM partners_member m JOIN partners_organisation o ON o.id = m.organisation_id
        WHERE m.id = samenspel_member() AND o.id = samenspel_organisation() AND o.region = asked
              AND m.function = 'REG_ADMIN' AND m.since <= samenspel_now()
              AND (m.until IS NULL OR m.until > samenspel_now())
              AND (o.ended_at IS NULL OR o.ended_at > samenspel_now()))
$$;

-- route_variant --
-- What was published is an agreement of the region: every process may read it, without it nothing can be evaluated.
-- What is being written is for the regional administrators of that region. It holds no personal data.
ALTER TABLE partners_routevariant ENABLE ROW LEVEL SECURITY;
ALTER TABLE partners_routevariant FORCE ROW LEVEL SECURITY;
CREATE POLICY published ON partners_routevariant FOR SELECT USING (published_at IS NOT NULL);
CREATE POLICY administrators ON partners_routevariant FOR SELECT TO samenspel_web
    USING (partners_route_administrator(region));
CREATE POLICY writes ON partners_routevariant FOR INSERT TO samenspel_web
    WITH CHECK (partners_route_administrator(region) AND author = samenspel_member()
                AND state = 'concept' AND published_at IS NULL);
CREATE POLICY decides ON partners_routevariant FOR UPDATE TO samenspel_web
    USING (partners_route_administrator(region)) WITH CHECK (partners_route_administrator(region));
GRANT SELECT, INSERT, UPDATE ON partners_routevariant TO samenspel_web;
GRANT SELECT ON partners_routevariant TO samenspel_watcher;
SELECT journal_guard('partners_routevariant');

-- route_steps --
-- Which step may follow which, who may take it, and what no longer changes.
CREATE FUNCTION partners_route_steps() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a version of a routekaart is kept' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF (OLD.id, OLD.region, OLD.number, OLD.author, OLD.made_at, OLD.source_id)
       IS DISTINCT FROM (NEW.id, NEW.region, NEW.number, NEW.author, NEW.made_at, NEW.source_id) THEN
        RAISE EXCEPTION 'what a version is does not change' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF OLD.state || '>' || NEW.state NOT IN (
        'concept>concept', 'concept>voorgesteld', 'concept>ingetrokken', 'voorgesteld>concept',
        'voorgesteld>vastgesteld', 'voorgesteld>ingetrokken', 'vastgesteld>ingetrokken') THEN
        RAISE EXCEPTION 'no step from % to %', OLD.state, NEW.state USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF (OLD.state <> 'concept' OR samenspel_member() IS DISTINCT FROM OLD.author)
       AND (OLD.text, OLD.digest, OLD.reason) IS DISTINCT FROM (NEW.text, NEW.digest, NEW.reason) THEN
        RAISE EXCEPTION 'only its author changes a draft, and nobody what was proposed'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF OLD.published_at IS NOT NULL
       AND (OLD.approver, OLD.published_at, OLD.effective_at, OLD.proposed_at, OLD.remark)
           IS DISTINCT FROM (NEW.approver, NEW.published_at, NEW.effective_at, NEW.proposed_at, NEW.remark) THEN
        RAISE EXCEPTION 'what was published does not change' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NEW.state = 'vastgesteld' AND NEW.approver IS DISTINCT FROM samenspel_member() THEN
        RAISE EXCEPTION 'whoever publishes is its approver' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF OLD.state = 'vastgesteld' AND OLD.effective_at <= samenspel_now() THEN
        RAISE EXCEPTION 'what took effect is not withdrawn' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER partners_route_steps BEFORE UPDATE OR DELETE ON partners_routevariant
    FOR EACH ROW EXECUTE FUNCTION partners_route_steps();

-- route_proof --
-- That it held is written once, by who publishes, or by the owner after an upgrade.
ALTER TABLE partners_routeproof ENABLE ROW LEVEL SECURITY;
ALTER TABLE partners_routeproof FORCE ROW LEVEL SECURITY;
CREATE POLICY everybody ON partners_routeproof FOR SELECT USING (true);
CREATE POLICY administrators ON partners_routeproof FOR INSERT TO samenspel_web
    WITH CHECK (EXISTS (SELECT 1 FROM partners_routevariant v
                        WHERE v.id = variant_id AND partners_route_administrator(v.region)));
CREATE POLICY owner ON partners_routeproof FOR INSERT TO CURRENT_USER WITH CHECK (true);
GRANT SELECT, INSERT ON partners_routeproof TO samenspel_web;
GRANT SELECT ON partners_routeproof TO samenspel_watcher;
SELECT journal_guard('partners_routeproof');
