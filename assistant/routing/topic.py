"""Is an answer about what was asked? The categories of the question beside those of what it was drafted from.

The words of a neighbouring entry may fit a question well enough to be quoted; that it belongs to another
matter is seen when both are routed.
"""

import math
from collections.abc import Callable
from enum import StrEnum

from assistant.models import Answer, AnswerStatus
from assistant.routing.classifier import Routing
from corpus.citations import find_citations
from corpus.knowledge import Knowledge
from corpus.models import FaqEntry, ForumAnswer, Frozen, SopEntry

DOUBTED = 0.6
"""Below this agreement an answer may be about another matter. Chosen on the dev halves of
``evals/datasets/long_posts`` and of ``starter``."""
ANOTHER = 0.25
"""Below this it is taken to be about another matter. Chosen there too: there right answers to long posts lie
above 0.98, and 2 of 54 to short questions below."""
LONGEST = 1_500
"""Characters of quoted rules that are routed."""
ANSWERS = frozenset({AnswerStatus.ANSWERED, AnswerStatus.PARTIAL})

Route = Callable[[str], Routing]


class Fit(StrEnum):
    """How the matter of an answer fits that of the question."""

    SAME = "sama"
    DOUBTED = "diragukan"
    ANOTHER = "lain"


class Topics(Frozen):
    """The matter of a question beside that of its answer.

    Attributes:
        agreement: 0–1, Bhattacharyya's coefficient of the two distributions over categories (1943): 1 for
            the same, 0 where no category is likely for both.
        asked, answered: the likeliest category of each.
    """

    agreement: float
    asked: str
    answered: str

    @property
    def fit(self) -> Fit:
        """What follows from the agreement."""
        if self.agreement < ANOTHER:
            return Fit.ANOTHER
        return Fit.DOUBTED if self.agreement < DOUBTED else Fit.SAME


def compared(
    route: Route, question: str, answer: Answer, knowledge: Knowledge, *, category_id: str | None = None
) -> Topics | None:
    """The matter of a question beside that of its answer; None where there is nothing to compare.

    That is so of what answers nothing, of a question that names the regulation it is about, and where no
    category is known.

    Args:
        question: what was asked, as it was searched for.
        category_id: where the question lies: an answer of that matter fits, whatever its words are like.

    Raises:
        corpus.errors.StorageError: the snapshot cannot be read.
    """
    if answer.status not in ANSWERS or find_citations(question):
        return None
    asked, answered = route(question), route(told_by(answer, knowledge))
    if not asked.suggestions or not answered.suggestions:
        return None
    at_home = answered.suggestions[0].category_id == category_id
    return Topics(
        agreement=1.0 if at_home else agreement(asked, answered),
        asked=asked.suggestions[0].category_id,
        answered=answered.suggestions[0].category_id,
    )


def agreement(one: Routing, other: Routing) -> float:
    """Bhattacharyya's coefficient of two distributions over categories, 0–1."""
    likely = {suggestion.category_id: suggestion.probability for suggestion in other.suggestions}
    shared = math.fsum(
        math.sqrt(suggestion.probability * likely.get(suggestion.category_id, 0.0))
        for suggestion in one.suggestions
    )
    return min(1.0, shared)


def told_by(answer: Answer, knowledge: Knowledge) -> str:
    """What says the matter of an answer: the question of the entry it came from, else what it quotes."""
    entry = knowledge.entry(answer.origin_id) if answer.origin_id else None
    match entry:
        case FaqEntry():
            return entry.question
        case ForumAnswer() | SopEntry():
            return entry.title
    cited = (claim.text for claim in answer.claims if claim.citations)
    return "\n".join(cited)[:LONGEST]
