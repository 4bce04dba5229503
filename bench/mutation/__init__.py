# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Would the tests notice if one expression of the rules were another? (mutation testing with mutmut)"""
