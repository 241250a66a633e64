"""What tells whether a passage answers a question: numbers about the two and the list they came in."""

import math
import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from functools import lru_cache

from assistant.answer_type import FIRM, answer_type, asks_locally, counted, has_answer, years
from assistant.evidence import CONTEXT, Evidence
from assistant.lexicon import lexicon
from assistant.quoting import Weigh, coverage
from assistant.understand import EMPLOYEES, Understood
from corpus.models import PassageKind, PassageUnit
from corpus.search_words import known_words
from corpus.text import words

COSINE_BAND = (0.80, 0.94)
"""The narrow band that multilingual E5 uses; another embedding model needs a fit of its own."""
ASKED_KINDS = frozenset({PassageKind.FAQ, PassageKind.SOP, PassageKind.FORUM})
NO_WORD = "\0"
"""A word that no text has: its weight is the greatest there is."""
POPULATIONS = {
    "pns": "pns",
    "cpns": "cpns",
    "pppk": "pppk",
    "polri": "polri",
    "polisi": "polri",
    "tni": "tni",
    "prajurit": "tni",
    "honorer": "honorer",
    "bumn": "bumn",
    "swasta": "swasta",
    "hakim": "hakim",
    "jaksa": "jaksa",
}
"""Words that name a kind of employee whose rules differ from those of the others."""


@dataclass(frozen=True, slots=True)
class Features:
    """What the decision rests on, each about 0–1 unless said otherwise.

    Attributes:
        cosine: of question and passage, 0 and 1 at the ends of ``COSINE_BAND``; ``meant`` stands in for it
            where no vector could be compared at all.
        dense_z, words_z: standard scores among all candidates, a quarter of them, −1 to 1.5.
        asked: weighted share of the question's own words in the passage and its headings.
        meant: the same after abbreviations and phrases were spelled out.
        behind: how much more of the question's words another passage of the list has.
        uncovered: weight of the most telling word of the question that the passage lacks, against the
            weight of a word that occurs once; words that nothing here has are counted apart.
        unknown: share of the question's words that nothing here has.
        way: for an approved entry, share of the question's words in the nearest way to ask it.
        way_back: share of that way's words in the question.
        entry: 1 for an approved entry.
        lacks_firm: 1 where the passage has nothing of the kind of answer that is asked for, of the kinds
            that are never without their words.
        lacks_loose: the same for the other kinds.
        lacks_counted: 1 where it lacks the word for what is counted.
        lacks_year: 1 where the question names a year that is in neither the passage nor its headings.
        local: 1 where the question asks of one place or moment.
        context: 1 for considerations and general elucidation.
        definition: 1 for a definition of Pasal 1.
        other_employee: 1 where the question names a kind of employee and the passage speaks of others only.
    """

    cosine: float
    dense_z: float
    words_z: float
    asked: float
    meant: float
    behind: float
    uncovered: float
    unknown: float
    way: float
    way_back: float
    entry: float
    lacks_firm: float
    lacks_loose: float
    lacks_counted: float
    lacks_year: float
    local: float
    context: float
    definition: float
    other_employee: float

    def vector(self) -> tuple[float, ...]:
        """The values in the order of ``NAMES``."""
        return astuple(self)


NAMES = tuple(field.name for field in fields(Features))


def features_of(
    understood: Understood, units: Sequence[PassageUnit], evidence: Sequence[Evidence], weigh: Weigh
) -> list[Features]:
    """Measure every passage of one result, in its order."""
    found = [known_words(" ".join((*unit.path, unit.text, unit.search_text))) for unit in units]
    asked = [coverage(understood.asked_words, one, weigh) for one in found]
    rarest = weigh(NO_WORD)
    type_ = answer_type(understood.text)
    unseen = {word for word in understood.asked_words if weigh(word) >= rarest}
    unknown = len(unseen) / len(understood.asked_words) if understood.asked_words else 0.0
    populations = _populations(understood.text)
    units_asked = frozenset(counted(understood.text))
    years_asked = years(understood.text) - years(understood.dated)
    local = float(asks_locally(understood.text))
    words_alone = all(math.isnan(one.cosine) for one in evidence)
    measured = []
    for place, (unit, one) in enumerate(zip(units, evidence, strict=True)):
        way, way_back = _nearest_way(understood, unit, weigh)
        lacks = not has_answer(type_, unit.text)
        meant = coverage(understood.meant_words, found[place], weigh)
        lacking = (weigh(w) for w in understood.asked_words if w not in found[place] and w not in unseen)
        measured.append(
            Features(
                cosine=meant if words_alone else _banded(one.cosine),
                dense_z=_clipped(one.dense_z),
                words_z=_clipped(one.bm25_z),
                asked=asked[place],
                meant=meant,
                behind=max(asked) - asked[place],
                uncovered=max(lacking, default=0.0) / rarest,
                unknown=unknown,
                way=way,
                way_back=way_back,
                entry=float(unit.kind in ASKED_KINDS),
                lacks_firm=float(lacks and type_ in FIRM),
                lacks_loose=float(lacks and type_ not in FIRM),
                lacks_counted=float(not units_asked <= found[place]),
                lacks_year=float(not years_asked <= years(" ".join((*unit.path, unit.text)))),
                local=local,
                context=float(CONTEXT.search(unit.id) is not None),
                definition=float("/pasal-1/" in unit.id and unit.kind not in ASKED_KINDS),
                other_employee=float(_is_of_others(populations, unit)),
            )
        )
    return measured


def _banded(cosine: float) -> float:
    low, high = COSINE_BAND
    return 0.0 if math.isnan(cosine) else min(max((cosine - low) / (high - low), 0.0), 1.2)


def _clipped(z: float) -> float:
    return min(max(z / 4, -1.0), 1.5)


def _nearest_way(understood: Understood, unit: PassageUnit, weigh: Weigh) -> tuple[float, float]:
    """Coverage in both directions between the question and the way to ask an entry that is most like it."""
    if unit.kind not in ASKED_KINDS:
        return 0.0, 0.0
    own = frozenset(understood.asked_words)
    pairs = [
        (coverage(understood.asked_words, way, weigh), coverage(way, own, weigh))
        for way in _ways(unit.search_text)
    ]
    return max(pairs, key=sum, default=(0.0, 0.0))


@lru_cache(maxsize=2_048)
def _ways(search_text: str) -> tuple[frozenset[str], ...]:
    """Words of each way to ask, spelled as the question is."""
    lines = (line for line in search_text.splitlines() if line.strip())
    return tuple(known_words(lexicon().standardise(line)) for line in lines)


def _populations(text: str) -> frozenset[str]:
    return frozenset(POPULATIONS[word] for word in words(text) if word in POPULATIONS)


def _is_of_others(asked: frozenset[str], unit: PassageUnit) -> bool:
    if not asked:
        return False
    # Headings name those whom the whole regulation is about: a rule on candidates stands in one on PNS.
    spoken = _unit_populations("\n".join((unit.text, unit.search_text)))
    return bool(spoken) and asked.isdisjoint(spoken)


_LONG_NAMES = (
    (re.compile(r"calon\s+(?:pns|pegawai\s+negeri\s+sipil)", re.IGNORECASE), "cpns"),
    (re.compile(r"pegawai\s+negeri\s+sipil", re.IGNORECASE), "pns"),
    (re.compile(r"pegawai\s+pemerintah\s+dengan\s+perjanjian\s+kerja", re.IGNORECASE), "pppk"),
    (re.compile(r"kepolisian", re.IGNORECASE), "polri"),
    (re.compile(r"tentara\s+nasional", re.IGNORECASE), "tni"),
    (re.compile(r"badan\s+usaha\s+milik\s+negara", re.IGNORECASE), "bumn"),
)


@lru_cache(maxsize=2_048)
def _unit_populations(text: str) -> frozenset[str]:
    named = {short for pattern, short in _LONG_NAMES if pattern.search(text)}
    return _populations(text) | named


def employees_of(unit: PassageUnit) -> frozenset[str]:
    """The kinds of employee that a passage is about: those it names, else those its headings name."""
    spoken = _unit_populations("\n".join((unit.text, unit.search_text))) & EMPLOYEES
    return spoken or _unit_populations(" ".join(unit.path)) & EMPLOYEES
