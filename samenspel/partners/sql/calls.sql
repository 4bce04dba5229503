-- SPDX-FileCopyrightText: 2026 samenspel contributors
-- SPDX-License-Identifier: EUPL-1.2

-- calls --
-- Counts for fairness, no records: worth no write-ahead log, and empty again after a crash.
ALTER TABLE partners_clientcall SET UNLOGGED;
GRANT SELECT, INSERT, UPDATE ON partners_clientcall TO samenspel_web;
