"""What tells whether a claim follows from cited texts: numbers about the claim and what is nearest to it."""

from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass, fields
from itertools import pairwise

from assistant.support_text import Decider, Sentence, deciding_words, evidence_sentences, read_sentence
from assistant.support_vectors import SentenceVectors
from corpus.numbers import Fact, FactKind

Weigh = Callable[[str], float]
"""Rarity of a stem, 0–1."""

CONSIDERED = 3
"""Sentences of the evidence that a contradiction is looked for in, the nearest to the claim first."""
COMPARED = 2
"""Sentences of the evidence whose meaning is compared with the claim's."""
RUN = 6
"""Words without support in a row that are as bad as can be."""
ORDERED = 300
"""Words whose order is compared; no sentence has more."""
ALIKE = 5
"""Letters that two stems must begin with in common to be taken for one."""


@dataclass(frozen=True, slots=True)
class Features:
    """What the decision rests on, each about 0–1; the nearest sentence is the one with most of the claim.

    Attributes:
        cosine: of the claim and the sentence of the evidence nearest in meaning, 0 and 1 at the ends of
            ``COSINE_BAND``.
        covered: weighted share of the claim's words in the nearest sentence.
        covered_all: the same in all of the evidence.
        back: weighted share of the nearest sentence's words in the claim.
        pairs: share of the claim's neighbouring words that are neighbours there too.
        ordered: longest common subsequence of words against the claim's length.
        missing_most: weight of the rarest word that no cited text has.
        least_clause: weighted share of the words that all of the evidence has, of the clause that has least.
        run: longest run of the claim's words that no cited text has, against ``RUN``.
        missing_names: share of the claim's names that no cited text has.
        short: 1 / the claim's words.
        modality … official: of each family of deciding words, how surely the claim has one where the evidence
            has its contrary.
        unfounded: deciding words of the claim that the evidence has nothing of, against 3.
        who_unfounded: populations and officials among them, against 2.
        denied: weight of the words that both have and only one of the two denies, at most 1.
        denies, denial_there: the claim, the nearest sentence denies something.
        uneven: one of them denies something and the other nothing.
        opposite: 1 where the claim has the opposite of a word of the nearest sentence in its place.
        fact_clash: facts without support where the evidence states another of the same kind, against 2.
        unit_clash: facts whose number the evidence has with another unit, against 2.
        fact_missing: facts without support, against 2.
        fact_held: facts with support, against 2.
        condition_lost: weighted share of the nearest sentence's conditions that the claim leaves out, where
            it says the rest.
        exception_lost: the same for exceptions.
        empty: the evidence says nothing.
    """

    cosine: float
    covered: float
    covered_all: float
    back: float
    pairs: float
    ordered: float
    missing_most: float
    least_clause: float
    run: float
    missing_names: float
    short: float
    modality: float
    bound: float
    comparison: float
    order: float
    junction: float
    quantity: float
    day: float
    span: float
    population: float
    official: float
    unfounded: float
    who_unfounded: float
    denied: float
    denies: float
    denial_there: float
    uneven: float
    opposite: float
    fact_clash: float
    unit_clash: float
    fact_missing: float
    fact_held: float
    condition_lost: float
    exception_lost: float
    empty: float

    def vector(self) -> tuple[float, ...]:
        """The values in the order of ``NAMES``, then each times ``covered`` where the two speak together."""
        plain = astuple(self)
        return (*plain, *(getattr(self, name) * self.covered for name in CROSSED))


PLAIN = tuple(field.name for field in fields(Features))
CROSSED = tuple(name for name in PLAIN if name not in ("covered_all", "short", "empty"))
"""Features that mean something else where the claim is near to the evidence than where it is not."""
NAMES = (*PLAIN, *(f"{name}*covered" for name in CROSSED))
FAMILIES = PLAIN[PLAIN.index("modality") : PLAIN.index("official") + 1]
WHO = frozenset({"population", "official"})
EMPTY = Features(**{name: float(name in {"empty", "missing_most", "missing_names"}) for name in PLAIN})


@dataclass(frozen=True, slots=True)
class Near:
    """A sentence of the evidence with the weighted share of the claim's words that it has."""

    sentence: Sentence
    share: float


def features_of(claim: str, evidence: Sequence[str], weigh: Weigh, vectors: SentenceVectors) -> Features:
    """Measure one claim against the cited texts."""
    said = read_sentence(claim)
    near = nearest(said, evidence, weigh)
    if not near or not said.stems:
        return EMPTY
    best = near[0].sentence
    others = [one.sentence for one in near[:CONSIDERED]]
    everything = frozenset().union(*(one.sentence.known for one in near))
    lacking = [stem for stem in said.known if not has_stem(everything, stem)]
    clashes = dict.fromkeys(FAMILIES, 0.0)
    unfounded = who_unfounded = 0.0
    for decider in said.deciders:
        clash, founded = _stand_of(decider, others, near, weigh)
        clashes[decider.family] = max(clashes[decider.family], clash)
        if not founded:
            unfounded += 1 / 3
            who_unfounded += 0.5 * (decider.family in WHO)
    facts = _facts(said, near)
    covered = near[0].share
    return Features(
        cosine=vectors.cosine(said.text, [one.sentence.text for one in near[:COMPARED]]),
        covered=covered,
        covered_all=share_of(said.known, everything, weigh),
        back=share_of(best.known, said.known, weigh),
        pairs=_pairs(said.stems, best.stems),
        ordered=_common_order(said.stems, best.stems) / len(said.stems),
        missing_most=max((weigh(stem) for stem in lacking), default=0.0),
        least_clause=min((share_of(clause, everything, weigh) for clause in said.clauses), default=covered),
        run=_longest_run(said.stems, frozenset(lacking)),
        missing_names=_missing_names(said, near),
        short=1 / len(said.stems),
        **clashes,
        unfounded=min(unfounded, 1.0),
        who_unfounded=min(who_unfounded, 1.0),
        denied=_denied(said, best, weigh),
        denies=float(bool(said.denied)),
        denial_there=float(bool(best.denied)),
        uneven=float(bool(said.denied) != bool(best.denied)),
        opposite=_opposite(said, best),
        **facts,
        condition_lost=_lost(best.conditions, said, best, weigh),
        exception_lost=_lost(best.exceptions, said, best, weigh),
        empty=0.0,
    )


def nearest(said: Sentence, evidence: Sequence[str], weigh: Weigh) -> list[Near]:
    """Sentences of the evidence, those with most of the claim's words first; equal ones the shorter first."""
    texts = dict.fromkeys(text for cited in evidence for text in evidence_sentences(cited))
    read = [read_sentence(text) for text in texts]
    found = [Near(one, share_of(said.known, one.known, weigh)) for one in read if one.stems]
    return sorted(found, key=lambda one: (-one.share, len(one.sentence.stems)))


def has_stem(known: frozenset[str], stem: str) -> bool:
    """Whether a stem is among others, or one that begins alike: stems of compounds differ at their ends."""
    if stem in known:
        return True
    if len(stem) < ALIKE or stem.isdigit():
        return False
    return any(one[:ALIKE] == stem[:ALIKE] for one in known)


def share_of(wanted: frozenset[str], known: frozenset[str], weigh: Weigh) -> float:
    """Weighted share of some stems that are among others, 0–1; 0 where there are none."""
    total = sum(weigh(stem) for stem in wanted)
    return sum(weigh(stem) for stem in wanted if has_stem(known, stem)) / total if total else 0.0


def _stand_of(
    decider: Decider, others: Sequence[Sentence], near: Sequence[Near], weigh: Weigh
) -> tuple[float, bool]:
    """How surely the evidence says the contrary of a deciding word, and whether it has one of its family."""
    agree = deciding_words().agree
    alike = contrary = 0.0
    for sentence in others:
        for other in sentence.deciders:
            if other.family != decider.family:
                continue
            context = share_of(decider.context, other.context, weigh)
            if other.value == decider.value:
                alike = max(alike, context)
            elif (decider.value, other.value) not in agree:
                contrary = max(contrary, context)
    founded = alike > 0 or any(
        (other.family, other.value) == (decider.family, decider.value)
        for one in near
        for other in one.sentence.deciders
    )
    return max(0.0, contrary - alike), founded


def _pairs(said: Sequence[str], there: Sequence[str]) -> float:
    own = set(pairwise(said))
    return len(own & set(pairwise(there))) / len(own) if own else 0.0


def _common_order(one: Sequence[str], other: Sequence[str]) -> int:
    """Length of the longest common subsequence of the first ``ORDERED`` words."""
    row = [0] * (min(len(other), ORDERED) + 1)
    for left in one[:ORDERED]:
        diagonal = 0
        for place, right in enumerate(other[:ORDERED], 1):
            above = row[place]
            row[place] = diagonal + 1 if left == right else max(above, row[place - 1])
            diagonal = above
    return row[-1]


def _longest_run(stems: Sequence[str], lacking: frozenset[str]) -> float:
    longest = current = 0
    for stem in stems:
        current = current + 1 if stem in lacking else 0
        longest = max(longest, current)
    return min(longest / RUN, 1.0)


def _missing_names(said: Sentence, near: Sequence[Near]) -> float:
    if not said.names:
        return 0.0
    there = " ".join(one.sentence.text for one in near).lower()
    return sum(name not in there for name in said.names) / len(said.names)


def _denied(said: Sentence, best: Sentence, weigh: Weigh) -> float:
    torn = (said.denied ^ best.denied) & said.known & best.known
    return min(sum(weigh(stem) for stem in torn), 1.0)


def _opposite(said: Sentence, best: Sentence) -> float:
    opposites = deciding_words().opposites
    return float(
        any(
            not opposites[stem].isdisjoint(best.known - said.known)
            for stem in said.known - best.known
            if stem in opposites
        )
    )


def _facts(said: Sentence, near: Sequence[Near]) -> dict[str, float]:
    """How the claim's facts stand: each is against 2."""
    there = [fact for one in near for fact in one.sentence.facts]
    stated = {(fact.kind, str(fact.value)) for fact in there}
    numbers = {str(_number(fact)) for fact in there}
    kinds = {fact.kind for one in near[:CONSIDERED] for fact in one.sentence.facts}
    words = frozenset().union(*(one.sentence.known for one in near))
    clash = unit = missing = held = 0
    for fact in said.facts:
        if (fact.kind, str(fact.value)) in stated or (
            fact.kind is FactKind.NUMBER and (str(fact.value) in numbers or str(fact.value) in words)
        ):
            held += 1
            continue
        missing += 1
        unit += fact.kind is FactKind.DURATION and str(_number(fact)) in numbers
        clash += fact.kind in kinds
    return {
        "fact_clash": min(clash / 2, 1.0),
        "unit_clash": min(unit / 2, 1.0),
        "fact_missing": min(missing / 2, 1.0),
        "fact_held": min(held / 2, 1.0),
    }


def _number(fact: Fact) -> object:
    return fact.value[1] if isinstance(fact.value, tuple) else fact.value


def _lost(clause: frozenset[str], said: Sentence, best: Sentence, weigh: Weigh) -> float:
    """Share of a restricting clause that the claim leaves out, as far as it says what is restricted."""
    if not clause:
        return 0.0
    return (1 - share_of(clause, said.known, weigh)) * share_of(best.known - clause, said.known, weigh)
