"""Drafting from an approved FAQ, forum answer or SOP: its own sentences, each with the law it rests on."""

import itertools
import re
from collections.abc import Sequence

from assistant.fact_support import base_of, checkable, fact_base, read_facts
from assistant.lexicon import lexicon
from assistant.models import Claim
from assistant.quoting import Weigh, coverage, window
from assistant.understand import Understood
from corpus.citations import format_citation
from corpus.knowledge import Knowledge
from corpus.models import Citation, FaqEntry, ForumAnswer, PassageUnit, Provision, SopEntry
from corpus.numbers import Fact
from corpus.rows import AnyEntry
from corpus.search_words import known_words, search_words
from corpus.text import sentences

SUPPORT = 0.3
"""Least share of a sentence's words that a provision must have to be cited for it. A sentence
without facts that falls below states no rule of its own (advice, whom to ask)."""
FURTHER = 0.2
"""Least share of its words that a further provision must add."""
SHARED = 2
"""Least number of words in common: one alone ("waktu", "tetap") is chance."""
MOST_READINGS = 3
"""Provisions cited for the words of one sentence; its facts may need more."""
OFFICIAL = 0.5
"""The official text is cited rather than our digest of it from this share of the digest's words on."""
SAME_QUESTION = 0.6
"""Share of the words of two questions, either way, from which they ask the same."""
BARE = 2
"""Words up to which a sentence ("Tidak boleh.") is said together with the next."""
OF_QUESTION, OF_TOPIC = "Jawaban untuk pertanyaan “", "Jawaban terdekat, dari topik “"
OF_THREAD = "Dari forum, tentang “"
"""How a heading begins that names what was answered instead of what was asked."""
LIST_MARK = re.compile(r"^\s*(?:[-•*]|\d+[.)])\s+")
_LABELLED = re.compile(r"^(?:Waktu|Biaya|Unit):")


def heading(entry: AnyEntry, understood: Understood, weigh: Weigh) -> tuple[Claim, ...]:
    """What the entry answers, in its own words, unless that is what was asked: "Tidak." means nothing else.

    A procedure always has its title. A heading states no fact that the question does not: a FAQ names its
    topic where every way to ask would, and a forum thread, whose title tells of its asker, has no heading.
    """
    if asks_the_same(entry, understood, weigh):
        return ()
    match entry:
        case FaqEntry():
            texts = [f"{OF_QUESTION}{way}”:" for way in ways_to_ask(entry)]
            texts.append(f"{OF_TOPIC}{entry.topic}”:")
        case ForumAnswer():
            texts = [f"{OF_THREAD}{entry.title}”:"]
        case SopEntry():
            texts = [f"Prosedur: {entry.title}"]
    asked = read_facts(understood.text)
    sayable = (text for text in texts if all(asked.supports(fact) for fact in checkable(text)))
    return tuple(Claim(text=text) for text in itertools.islice(sayable, 1))


def answers_another(claims: Sequence[Claim]) -> bool:
    """Whether an answer is that of an entry for another question than the one that was asked."""
    return bool(claims) and claims[0].text.startswith((OF_QUESTION, OF_TOPIC, OF_THREAD))


def ways_to_ask(entry: AnyEntry) -> tuple[str, ...]:
    """The questions that the entry answers, the first as it was asked; a procedure answers none by itself."""
    match entry:
        case FaqEntry():
            return (entry.question, *entry.variants)
        case ForumAnswer():
            return (entry.title, entry.question)
        case SopEntry():
            return ()


def asks_the_same(entry: AnyEntry, understood: Understood, weigh: Weigh) -> bool:
    """Whether the question is one that the entry was written for."""
    return any(_alike(understood, way, weigh) for way in ways_to_ask(entry))


def _alike(understood: Understood, way: str, weigh: Weigh) -> bool:
    asked, other = known_words(understood.text), known_words(lexicon().standardise(way))
    if any(word.isdigit() and word not in other for word in asked):
        # "PP 11/2017 masih berlaku?" is not what "PP 99/2000 masih berlaku?" asks.
        return False
    return min(coverage(asked, other, weigh), coverage(other, asked, weigh)) >= SAME_QUESTION


def draft_answer(
    answer: str, legal_basis: tuple[str, ...], knowledge: Knowledge, weigh: Weigh
) -> tuple[Claim, ...]:
    """An approved FAQ or forum answer, sentence by sentence, each citing the basis that supports it best."""
    readings = readings_of(legal_basis, knowledge)
    return tuple(
        Claim(text=text, citations=citations_for(text, readings, weigh)) for text in _sentences(answer)
    )


def draft_sop(entry: SopEntry, unit: PassageUnit, knowledge: Knowledge, weigh: Weigh) -> tuple[Claim, ...]:
    """A procedure: each line cites the law that supports it, or else the SOP it stands in."""
    readings = readings_of(entry.legal_basis, knowledge)
    claims = [Claim(text=entry.purpose, citations=citations_for(entry.purpose, readings, weigh))]
    position = 0
    for line in unit.text.splitlines():
        start = unit.text.index(line, position)
        position = start + len(line)
        text = " ".join(line.split())
        if not text or text.startswith("Tujuan:"):
            continue
        own = (Citation(provision_id=unit.id, quote=line, start=start, end=position),)
        law = () if _LABELLED.match(text) and not checkable(text) else citations_for(text, readings, weigh)
        claims.append(Claim(text=text, citations=() if text.endswith(":") else law or own))
    return tuple(claims)


def _sentences(answer: str) -> list[str]:
    """Sentences of an answer; its line breaks are meant, so no sentence runs across one."""
    found: list[str] = []
    for line in answer.splitlines():
        if LIST_MARK.match(line):
            found.append(" ".join(line.split()))
            continue
        bare = ""
        for start, end in sentences(line):
            sentence = f"{bare} {' '.join(line[start:end].split())}".strip()
            bare = sentence if len(sentence.split()) <= BARE and not sentence.endswith(":") else ""
            if not bare:
                found.append(sentence)
        found.append(bare)
    return [sentence for sentence in found if sentence]


Readings = list[Provision]
"""Stored readings of one provision, the official text before digests."""


def readings_of(legal_basis: tuple[str, ...], knowledge: Knowledge) -> list[Readings]:
    """The readings of every provision of the basis, in the entry's order."""
    found = knowledge.readings_by_id(legal_basis)
    return [[reading for reading, _ in found[basis]] for basis in legal_basis if basis in found]


def citations_for(text: str, basis: list[Readings], weigh: Weigh) -> tuple[Citation, ...]:
    """What every sentence of a claim rests on, each once."""
    said = LIST_MARK.sub("", text)
    context = set(search_words(said))
    each = (_support_of(said[start:end], context, basis, weigh) for start, end in sentences(said))
    return tuple(dict.fromkeys(citation for citations in each for citation in citations))


def _support_of(text: str, context: set[str], basis: list[Readings], weigh: Weigh) -> tuple[Citation, ...]:
    """Readings that together have every fact of ``text`` and most of its words, the best one first.

    Of readings that say the same, the one nearer to the whole claim (``context``) goes first. A
    sentence without facts cites what has enough of its words, else nothing.
    """
    wanted = set(search_words(text))
    needed = set(checkable(text))
    left = [_best_reading(readings, wanted, needed, weigh) for readings in basis]
    chosen: list[Provision] = []
    missing, uncovered = set(needed), set(wanted)
    while left:
        ranked = [
            (len(_held(item, missing)), _share(uncovered, item, weigh) + _share(context, item, weigh), -place)
            for place, item in enumerate(left)
        ]
        held, _, place = max(ranked)
        reading = left[-place]
        words = uncovered & known_words(reading.full_text)
        share = coverage(wanted, words, weigh)
        enough = share >= (FURTHER if chosen else SUPPORT) and len(words) >= min(SHARED, len(wanted))
        if not held and (missing or not enough or len(chosen) >= MOST_READINGS):
            break
        chosen.append(left.pop(-place))
        missing -= _held(reading, missing)
        uncovered -= words
    return tuple(
        citation for reading in chosen for citation in bearing_quotes(reading, wanted, needed, weigh)
    )


def _best_reading(readings: Readings, wanted: set[str], needed: set[Fact], weigh: Weigh) -> Provision:
    """The reading to cite: the official text, unless only a digest says what the sentence says."""

    def says(reading: Provision) -> tuple[int, float]:
        return len(_held(reading, needed)), _share(wanted, reading, weigh)

    official = readings[0]
    if len(readings) == 1:
        return official
    facts, share = says(official)
    for digest in readings[1:]:
        more_facts, more = says(digest)
        if more_facts > facts or share < OFFICIAL * more:
            return digest
    return official


def _share(wanted: set[str], reading: Provision, weigh: Weigh) -> float:
    return coverage(wanted, known_words(reading.full_text), weigh)


def _held(reading: Provision, wanted: set[Fact]) -> set[Fact]:
    if not wanted:
        return set()
    base = base_of((reading.full_text, format_citation(reading.id)))
    return {fact for fact in wanted if base.supports(fact)}


def bearing_quotes(reading: Provision, wanted: set[str], needed: set[Fact], weigh: Weigh) -> list[Citation]:
    """The words of the reading that bear on the claim; those with its facts where it has any."""
    text = reading.full_text
    places = window(text, wanted, weigh)
    if needed and not any(_bears(text[start:end], needed) for start, end in places):
        places = [(start, end) for start, end in sentences(text) if _bears(text[start:end], needed)][
            :1
        ] or places
    return [
        Citation(provision_id=reading.id, quote=text[start:end], start=start, end=end)
        for start, end in places or [(0, len(text))]
    ]


def _bears(words: str, needed: set[Fact]) -> bool:
    base = fact_base(words)
    return any(base.supports(fact) for fact in needed)
