-- SPDX-FileCopyrightText: 2026 samenspel contributors
-- SPDX-License-Identifier: EUPL-1.2

-- own --
-- A notice holds identifiers only. An organisation queues for anybody at its tables, and reads its own.
ALTER TABLE notify_notice ENABLE ROW LEVEL SECURITY;
ALTER TABLE notify_notice FORCE ROW LEVEL SECURITY;
CREATE POLICY queues ON notify_notice FOR INSERT WITH CHECK (samenspel_organisation() IS NOT NULL);
CREATE POLICY own ON notify_notice FOR SELECT USING (organisation_id = (SELECT samenspel_organisation()));
CREATE POLICY reads ON notify_notice FOR UPDATE USING (organisation_id = (SELECT samenspel_organisation()));
CREATE POLICY worker ON notify_notice FOR ALL TO samenspel_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON notify_notice TO samenspel_web;
GRANT UPDATE (read_at, read_by, state, due_at, attempts, last_error) ON notify_notice TO samenspel_web;
GRANT SELECT, INSERT, UPDATE ON notify_notice TO samenspel_worker;
GRANT SELECT, INSERT, UPDATE ON notify_heartbeat TO samenspel_web, samenspel_worker, samenspel_watcher;
GRANT INSERT ON notify_notice TO samenspel_watcher;
