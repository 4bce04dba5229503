# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""How many true pairs are found, and what is said of pairs that only look alike: measured, then held to.

Run with `-s` to see the figures.
"""

import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

import pytest

from samenspel.rules.matching import NATIONAL, Effect, Features, Likeness, Model, blocking_keys, weigh
from tests.rules.matching_corpus import Corpus, Negative, Pair

SEED, TRUE_PAIRS, EACH_KIND = 20260101, 4000, 150
Keys = Callable[[Features], frozenset[str]]


@dataclass(frozen=True)
class Measured:
    """What came out of one run: shares of true pairs, and the verdicts per kind of look-alike."""

    recall_of_keys: float
    verdicts: Counter[Likeness]
    look_alikes: dict[str, Counter[Likeness]]

    @property
    def certain_look_alikes(self) -> int:
        return sum(counted[Likeness.CERTAIN] for counted in self.look_alikes.values())

    def share(self, verdict: Likeness) -> float:
        return self.verdicts[verdict] / self.verdicts.total()

    def __str__(self) -> str:
        lines = [f"recall of keys {self.recall_of_keys:.4f}"]
        lines += [f"true pairs {each}: {self.share(each):.4f}" for each in Likeness]
        lines += [f"{kind}: {dict(counted)}" for kind, counted in self.look_alikes.items()]
        return "\n".join(lines)


def measure(
    pairs: list[Pair], negatives: list[Negative], keys: Keys = blocking_keys, model: Model = NATIONAL
) -> Measured:
    look_alikes: dict[str, Counter[Likeness]] = {}
    for each in negatives:
        look_alikes.setdefault(each.kind, Counter())[weigh(each.a, each.b, model).verdict] += 1
    return Measured(
        recall_of_keys=sum(not keys(a).isdisjoint(keys(b)) for a, b in pairs) / len(pairs),
        verdicts=Counter(weigh(a, b, model).verdict for a, b in pairs),
        look_alikes=look_alikes,
    )


@pytest.fixture(scope="module")
def corpus() -> tuple[list[Pair], list[Negative]]:
    made = Corpus(SEED)
    return made.true_pairs(TRUE_PAIRS), list(made.negatives(EACH_KIND))


@pytest.fixture(scope="module")
def measured(corpus: tuple[list[Pair], list[Negative]]) -> Measured:
    found = measure(*corpus)
    sys.stdout.write(f"\n{found}\n")
    return found


def test_the_keys_find_the_pairs(measured: Measured) -> None:
    assert measured.recall_of_keys >= 0.99


def test_no_look_alike_is_certain(measured: Measured) -> None:
    assert measured.certain_look_alikes == 0, measured
    assert len(measured.look_alikes) == 9


@pytest.mark.parametrize(
    "kind", ["tweeling", "naamgenoot, zelfde datum", "verkeerd BSN", "zelfde opvang, ingevulde datum"]
)
def test_these_look_alikes_always_reach_a_person(measured: Measured, kind: str) -> None:
    assert set(measured.look_alikes[kind]) == {Likeness.DOUBT}


def test_true_pairs_are_seldom_let_go_and_mostly_settled(measured: Measured) -> None:
    """The rest lacks a whole birth date, a full first name, or a shared address, phone number or BSN."""
    assert measured.share(Likeness.DIFFERENT) <= 0.005
    assert measured.share(Likeness.CERTAIN) >= 0.6


def test_strangers_that_share_a_key_are_never_certain_and_seldom_doubt() -> None:
    made = Corpus(SEED + 1)
    people = [made.person() for _ in range(5000)]
    block: dict[str, list[int]] = {}
    for number, person in enumerate(people):
        for key in blocking_keys(person):
            block.setdefault(key, []).append(number)
    together = {pair for numbers in block.values() for pair in pairwise(numbers)}
    verdicts = Counter(weigh(people[one], people[other]).verdict for one, other in together)
    sys.stdout.write(f"\n{len(together)} pairs of strangers share a key: {dict(verdicts)}\n")
    assert len(together) > 1000
    assert verdicts[Likeness.CERTAIN] == 0
    assert verdicts[Likeness.DOUBT] / verdicts.total() <= 0.02


def test_the_keys_are_few(corpus: tuple[list[Pair], list[Negative]]) -> None:
    counts = sorted(len(blocking_keys(person)) for person, _ in corpus[0])
    sys.stdout.write(f"\nkeys per person: mean {sum(counts) / len(counts):.1f}, most {counts[-1]}\n")
    assert sum(counts) / len(counts) <= 10
    assert counts[int(0.9 * len(counts))] <= 12
    assert counts[-1] <= 20


def test_the_corpus_is_fixed_and_corrupted() -> None:
    one, other = Corpus(SEED).true_pairs(300), Corpus(SEED).true_pairs(300)
    assert one == other != Corpus(SEED + 1).true_pairs(300)
    untouched = sum(a == replace(b, bsn=a.bsn) for a, b in one)
    assert untouched / len(one) < 0.1, "most observations differ from the record in more than the BSN"


# --- the harness itself: each safeguard taken away is seen -------------------------------------------------


def test_without_its_kinds_of_keys_the_recall_would_fail(corpus: tuple[list[Pair], list[Negative]]) -> None:
    """Only the exact birth date with the surname as written: what a plain index would give."""

    def naive(person: Features) -> frozenset[str]:
        return frozenset({f"{person.born}|{person.surname}"})

    assert measure(corpus[0], [], keys=naive).recall_of_keys < 0.7


@pytest.mark.parametrize("kind", ["d", "n", "a"])
def test_each_main_kind_of_key_is_needed(corpus: tuple[list[Pair], list[Negative]], kind: str) -> None:
    def without(person: Features) -> frozenset[str]:
        return frozenset(key for key in blocking_keys(person) if key[0] != kind)

    assert measure(corpus[0], [], keys=without).recall_of_keys < measure(corpus[0], []).recall_of_keys


def test_on_score_alone_look_alikes_would_be_linked(corpus: tuple[list[Pair], list[Negative]]) -> None:
    """A ground that always holds and no vetoes: the score alone links twins, fathers and sons, namesakes."""
    always = tuple(replace(rule, when={}) for rule in NATIONAL.rules if rule.effect is Effect.GROUND)
    linked = measure(corpus[0][:1], corpus[1], model=replace(NATIONAL, rules=always))
    assert linked.certain_look_alikes > 100
    assert linked.look_alikes["naamgenoot, zelfde datum"][Likeness.CERTAIN] > 0
