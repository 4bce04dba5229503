-- SPDX-FileCopyrightText: 2026 samenspel contributors
-- SPDX-License-Identifier: EUPL-1.2

-- grants --
-- Organisations, members and posts are read before anybody is signed in; they are not behind row security.
GRANT SELECT ON partners_organisation, partners_dutypost, partners_postholder, partners_machineclient
      TO samenspel_web, samenspel_worker, samenspel_watcher;
GRANT SELECT, UPDATE (password, last_login) ON partners_member TO samenspel_web;
GRANT SELECT (id, organisation_id, name, email, function, since, until) ON partners_member TO samenspel_worker;
GRANT SELECT, INSERT, DELETE ON partners_usedassertion TO samenspel_web;
