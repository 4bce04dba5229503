# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""All proofs by name, and the report over one ruleset."""

from collections.abc import Callable, Iterator, Mapping
from threading import Lock

from samenspel.rules.proofs import proof_moments, proof_onward, proof_stricter, proof_tables, proof_terms
from samenspel.rules.proofs.book import Book, Failure
from samenspel.rules.proofs.report import Proof, Report
from samenspel.rules.ruleset import Ruleset

Prove = Callable[[Book], Iterator[Failure]]
FIRST = "vragen"
_AT_WORK = Lock()
PROOFS: Mapping[str, tuple[str, Prove]] = {
    FIRST: ("Elke vraag bestaat, en elk antwoord kan worden gegeven", proof_tables.questions),
    "uitkomst": ("Elke situatie heeft een uitkomst", proof_tables.outcome),
    "tegenspraak": ("Geen twee rijen spreken elkaar tegen", proof_tables.contradiction),
    "bereikbaar": ("Geen rij kan nooit gelden", proof_tables.reach),
    "geldigheid": ("Geen twee versies van een rij of termijn gelden tegelijk", proof_tables.versions),
    "onbekend": ("Onbekend zegt nooit minder dan nee", proof_tables.unknown),
    "acuut": ("Geen acute onveiligheid zonder moment 1", proof_moments.acute),
    "bron": ("Elke rij zegt waar zij vandaan komt", proof_moments.sources),
    "deelnemers": ("Aan elk moment zitten altijd politie en Veilig Thuis", proof_moments.seats),
    "moment": ("Elk moment heeft een eigenaar en een termijn", proof_moments.moments),
    "termijn": ("Elke termijn heeft een eigenaar, een klok en een begin", proof_terms.terms),
    "einde": ("Elke termijn kan worden gehaald of eindigt", proof_terms.ending),
    "woorden": ("Elke termijn let op woorden die bestaan", proof_terms.words),
    "vervolg": ("Na elk moment is er een volgende stap", proof_onward.onward),
    "fase": ("Elke fase is bereikbaar, en onveiligheid leidt terug", proof_onward.phases),
    "schending": ("Elke schending leidt terug naar wie het moet horen", proof_onward.breaches),
    "beslisser": ("Over elke maatregel beslist iemand die dat mag", proof_onward.deciders),
    "aan_zet": ("Wie aan zet is, wordt genoemd", proof_onward.answers),
}
STRICTER: Mapping[str, tuple[str, Prove]] = {
    "minimum": ("Nergens minder dan het landelijke minimum", proof_stricter.rows),
    "op_tijd": ("Nergens later dan landelijk", proof_stricter.in_time),
    "termijnen": ("De landelijke termijnen blijven wat zij zijn", proof_stricter.same_terms),
    "instellingen": ("Elke instelling vraagt ten minste wat landelijk geldt", proof_stricter.parameters),
}


def verify(rules: Ruleset, base: Ruleset | None = None) -> Report:
    """Proves everything about a ruleset; with `base`, also that it is nowhere weaker than that. Takes seconds.

    What was proved about a table is kept as long as the table is; so one thread at a time.
    """
    wanted = PROOFS if base is None else {**PROOFS, **STRICTER}
    with _AT_WORK:
        book = Book(rules, base)
        proofs = list(_proofs(FIRST, *PROOFS[FIRST], book))
        if all(proof.held for proof in proofs):  # a question that does not exist has no answers to go through
            rest = ((ident, *one) for ident, one in wanted.items() if ident != FIRST)
            proofs += [proof for ident, name, prove in rest for proof in _proofs(ident, name, prove, book)]
        return Report(
            rules=rules.name,
            version=rules.version,
            tables=len(rules.tables),
            rows=book.row_count(),
            situations=book.situation_count(),
            proofs=tuple(proofs),
        )


def _proofs(ident: str, name: str, prove: Prove, book: Book) -> Iterator[Proof]:
    failures = list(prove(book))
    if not failures:
        yield Proof(ident, name, held=True)
    for one in failures:
        yield Proof(ident, name, held=False, counterexample=one.text, table=one.table, row=one.row)
