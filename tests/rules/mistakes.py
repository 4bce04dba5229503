# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Mistakes in a table of the rules: what stands there, what somebody wrote instead, and the row that must be named."""

CLOCKS = {
    "an unknown clock": ('clock = "WORKING_DAYS", days = 5', 'clock = "WERKDAGEN", days = 5', "DL-03"),
    "a misspelled field": ('owners = ["POL"]', 'owner = ["POL"]', "DL-01"),
    "a term without a length": ('{ clock = "HOURS", hours = 24 }', '{ clock = "HOURS" }', "DL-01"),
    "a negative term": ('clock = "PENAL", days = 3 }', 'clock = "PENAL", days = -3 }', "DL-13"),
    "an unknown kind of event": ('kind = "breach"', 'kind = "inbreuk"', "DL-28"),
    "a value that no event has": ("values = { of_code", "values = { ofcode", "DL-28"),
    "a reference to nothing": ('within = "DL-18"', 'within = "DL-81"', "DL-19"),
    "a variant that is not there": ('urgent = "spoed"', 'urgent = "haast"', "actieoverleg"),
    "a source that is no JCI": ("jci1.3:c:BWBR0024649&artikel=9", "BWBR0024649 artikel 9", "DL-19"),
    "a pause where days are counted": (
        "after_end = true",
        'pause = { when = "nooit", source = { text = "nergens" } }',
        "DL-07",
    ),
    "a desk that closes before it opens": ("closes = 17:00:00", "closes = 08:00:00", "desk"),
    "the same id twice": ('id = "DL-02"', 'id = "DL-01"', "DL-01"),
    "an unknown block": ('[[moment]]\nid = "ssk"', '[[moent]]\nid = "ssk"', "moent"),
    "an unknown extension": ('variant = "gevangenhouding", onset', 'variant = "bewaring", onset', "DL-16"),
    "an extension that is never": (
        'onset = "einde", most = 3, term',
        'onset = "einde", most = "drie", term',
        "DL-17",
    ),
    "an extension of another field": (
        'onset = "einde", most = 3, term',
        'onset = "einde", mst = 3, term',
        "DL-17",
    ),
    "a start of a form that is not there": ('variant = "vrij" }', 'variant = "los" }', "DL-29"),
    "a start that is no table": (
        'starts = [{ kind = "decision", values = { what = ["advocaat_gevraagd"] } }]',
        'starts = ["advocaat"]',
        "DL-21",
    ),
    "starts that are no list": (
        'starts = [{ kind = "decision", values = { what = ["advocaat_gevraagd"] } }]',
        'starts = "advocaat"',
        "DL-21",
    ),
    "a variant that is no table": (
        'variants = { werkdagen = { clock = "WORKING_DAYS", days = 5 } }',
        "variants = { werkdagen = 5 }",
        "DL-04",
    ),
    "a term that is no table": ('term = { clock = "ATW_DAYS", days = 5 }\n', "term = 5\n", "DL-04"),
    "an end that comes before no term": ('not_after = "DL-12"', 'not_after = "DL-21a"', "DL-38"),
    "a pause without an article": (
        'artikel 68 lid 1", jci = "jci1.3:c:BWBR0001903&artikel=68&lid=1" } }',
        'artikel 68 lid 1" }, hoe = 1 }',
        "DL-16",
    ),
    "a desk without hours": ("opens = 09:00:00", 'opens = "negen"', "desk"),
    "a desk with a field too many": ("opens = 09:00:00", "opens = 09:00:00\nlunch = 12:00:00", "desk"),
    "no desk": ("[desk]", "[bureau]", "desk"),
    "a nature that is none": ('nature = "grens"', 'nature = "rand"', "DL-17"),
    "a link that is none": ('link = "incident"', 'link = "incidnt"', "DL-01"),
    "one of nothing": ('per = "zaak"', 'per = "gezin"', "DL-04"),
    "a how that is none": ('how = "uitstel"', 'how = "stel"', "DL-07"),
    "a moment without a rule": ('rule = "DL-39"\n', "", "ssk"),
    "a moment of no rule": ('rule = "DL-39"\n', 'rule = "DL-93"\n', "ssk"),
    "a form that a moment does not have": ('normal = "acuut"', 'normal = "anders"', "acuut"),
}

SHARING = {
    "an unknown organisation": ('to = ["VT"]\n', 'to = ["VTH"]\n', "IS-01"),
    "an unknown condition": ('needs = ["verdachte_minderjarig"]', 'needs = ["minderjarig"]', "IS-07"),
    "an unknown regime": ('regimes = ["WJSG"]', 'regimes = ["WJG"]', "IS-21"),
    "a source that is no JCI": ("jci1.3:c:BWBR0035362&artikel=5.1.6", "Wmo 5.1.6", "IS-41"),
    "a field nobody knows": ('off = "De grond', 'of = "De grond', "IS-18"),
    "a group with a stranger": (
        'members = ["3RO", "RN", "SVG", "LDH"]',
        'members = ["3RO", "RM"]',
        "RECLASSERING",
    ),
    "a group of nobody": ('members = ["3RO", "RN", "SVG", "LDH"]', 'leden = ["3RO"]', "RECLASSERING"),
    "an unknown block": ('[[group]]\nid = "ZORG"', '[[groep]]\nid = "ZORG"', "groep"),
    "a ground without purposes": ('purposes = ["ssk", "actieoverleg"]\n', "", "IS-02"),
    "a ground without family": ('family = "Het belang van het onderzoek gaat voor."\n', "", "IS-02"),
}
