# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Does anything that a sender or a member can send break us, or get lost? (SR-44, SR-47)

Mutated messages through the API and the handler, everything that the OpenAPI document allows and forbids, and nasty
strings in every field of the form.
"""
