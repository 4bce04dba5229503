-- SPDX-FileCopyrightText: 2026 samenspel contributors
-- SPDX-License-Identifier: EUPL-1.2

-- route_replay --
-- Nobody works in a database for replays: its owner puts the version there that is tried. Elsewhere two people decide.
CREATE POLICY replay ON partners_routevariant FOR INSERT TO CURRENT_USER
    WITH CHECK ((SELECT kind FROM public.samenspel_database) = 'replay');
