"""Whether the sentences that passed make an answer, and what is said to be missing."""

from collections.abc import Iterator, Sequence

from assistant.answer_type import answer_type, has_answer
from assistant.fact_support import checkable
from assistant.guard.injection import detect
from assistant.models import Claim
from assistant.quoting import Weigh, coverage
from assistant.understand import Understood
from corpus.search_words import known_words

SHARED = 0.3
"""Weighted share of the asked words that the cited sentences must have once the first one is gone."""
KNOWN = 0.6
"""Share of the words of what is said to be missing that question and sources must have."""
LONGEST_MISSING = 160
UNSURE = "Kami tidak dapat memastikan semua keterangan tambahan; baca juga ketentuan yang dikutip."


def answers(
    claims: Sequence[Claim], extractive: Sequence[Claim], understood: Understood, weigh: Weigh, *, first: bool
) -> bool:
    """Whether what passed still answers.

    It does not where nothing is cited, where it lacks the kind of answer that the question asks for
    (an amount, a day) and the extractive draft has it, or where it speaks of something else.

    Args:
        first: the first sentence that the model wrote on the matter is among the claims; it holds the answer,
            so that a single word in common is enough.
    """
    cited = [claim for claim in claims if claim.citations]
    if not cited:
        return False
    text = " ".join(claim.text for claim in cited)
    kind = answer_type(understood.text)
    drafted = " ".join(claim.text for claim in extractive)
    if not has_answer(kind, text) and has_answer(kind, drafted):
        return False
    quotes = " ".join(citation.quote for claim in cited for citation in claim.citations)
    share = coverage(understood.asked_words, known_words(f"{text} {quotes}"), weigh)
    return not understood.asked_words or (share >= (SHARED if not first else 0.0) and share > 0.0)


def missing_lines(
    unanswered: Sequence[str], understood: Understood, sources: Sequence[str]
) -> Iterator[Claim]:
    """What is missing, one line each: only what names a matter of the question, and no fact."""
    known = known_words(" ".join((understood.meaning, *sources)))
    for part in unanswered:
        text = part.strip(" .:;-")
        said = known_words(text)
        if not said or len(text) > LONGEST_MISSING or checkable(text) or detect(text):
            continue
        asked = said & known_words(understood.meaning)
        if asked and sum(word in known for word in said) >= KNOWN * len(said) and "://" not in text:
            yield Claim(text=f"Kami belum menemukan dasar untuk menjawab bagian ini: {text}.")
