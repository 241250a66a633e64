"""Drafting from an approved FAQ, forum answer or SOP: its own sentences, each with the law it rests on."""

import itertools
import re
from collections.abc import Sequence

from assistant.entry_citations import LIST_MARK, citations_for, readings_of, within_lists
from assistant.fact_support import checkable, read_facts
from assistant.lexicon import lexicon
from assistant.models import Claim
from assistant.quoting import Weigh, coverage
from assistant.understand import Understood
from corpus.knowledge import Knowledge
from corpus.models import Citation, FaqEntry, ForumAnswer, PassageUnit, SopEntry
from corpus.rows import AnyEntry
from corpus.search_words import known_words
from corpus.text import sentences

SAME_QUESTION = 0.6
"""Share of the words of two questions, either way, from which they ask the same."""
BARE = 2
"""Words up to which a sentence ("Tidak boleh.") is said together with the next."""
YES_OR_NO = re.compile(r"\b(?:ya|tidak|belum|bukan|bisa|boleh)\b", re.IGNORECASE)
"""With one of these, one word more still says nothing by itself ("Pada dasarnya tidak.")."""
OF_QUESTION, OF_TOPIC = "Jawaban untuk pertanyaan “", "Jawaban terdekat, dari topik “"
OF_THREAD = "Dari forum, tentang “"
"""How a heading begins that names what was answered instead of what was asked."""
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
    claims = [Claim(text=text, citations=citations_for(text, readings, weigh)) for text in _sentences(answer)]
    return within_lists(claims, readings, weigh)


def draft_sop(entry: SopEntry, unit: PassageUnit, knowledge: Knowledge, weigh: Weigh) -> tuple[Claim, ...]:
    """A procedure: its purpose and each line cite the law that supports them, or else the SOP itself."""
    readings = readings_of(entry.legal_basis, knowledge)
    claims = [Claim(text=entry.purpose, citations=citations_for(entry.purpose, readings, weigh))]
    position = 0
    for line in unit.text.splitlines():
        start = unit.text.index(line, position)
        position = start + len(line)
        text = " ".join(line.split())
        if not text:
            continue
        own = (Citation(provision_id=unit.id, quote=line, start=start, end=position),)
        if text.startswith("Tujuan:"):
            claims[0] = claims[0].model_copy(update={"citations": claims[0].citations or own})
            continue
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
            most = BARE + bool(YES_OR_NO.search(sentence))
            bare = sentence if len(sentence.split()) <= most and not sentence.endswith(":") else ""
            if not bare:
                found.append(sentence)
        found.append(bare)
    return [sentence for sentence in found if sentence]
