# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Harnesses: what holds under kill -9, hostile input and a shared pool (`make prove`), how fast it is (`make bench`).

Each harness is a function of sizes and a seed, so that the tests run it small and `make prove` runs it whole; and each
is shown to fail on a build that is wrong on purpose (tests/harness).
"""
