"""How a system reacted to a question, held against how it should have."""

from collections.abc import Sequence
from enum import StrEnum

from assistant.models import Answer, AnswerStatus
from evals.case import ANSWERING, Case
from evals.citing import Level, hits_any
from evals.items import Item
from evals.places import Places


class Reaction(StrEnum):
    """The four cells of selective answering, a wrong answer told apart by whether there was a right one."""

    RIGHT = "right"
    """Answered, or asked back where the question has several readings, as it should."""
    WRONG = "wrong"
    """Answered, citing nothing that answers the question; or answered one reading of several."""
    OVER_REFUSED = "over_refused"
    """Did not answer although the library does."""
    REFUSED = "refused"
    """Did not answer what the library does not answer."""
    INVENTED = "invented"
    """Answered what the library does not answer."""


def reaction(case: Case) -> Reaction:
    """Judge one answer; see ``judge``."""
    return judge(case.gold, case.answer, case.cited)


def judge(item: Item, answer: Answer, cited: Sequence[Places]) -> Reaction:
    """Judge one answer.

    A question with an answer is answered right when at least one citation names the pasal of a gold
    identifier. A question with several readings is treated right when the system asks which is meant, or
    answers citing a place of every reading.

    Args:
        cited: what each citation of the answer stands for (``evals.citing.cited_identifiers``).
    """

    def cites(places: Places) -> bool:
        return any(hits_any(one, places, Level.PASAL) for one in cited)

    answered = answer.status in ANSWERING
    if item.ambiguous:
        if answer.status is AnswerStatus.CLARIFY or (answered and all(map(cites, item.branches))):
            return Reaction.RIGHT
        return Reaction.WRONG if answered else Reaction.OVER_REFUSED
    if not item.answerable:
        return Reaction.INVENTED if answered else Reaction.REFUSED
    if not answered:
        return Reaction.OVER_REFUSED
    return Reaction.RIGHT if any(map(cites, item.gold)) else Reaction.WRONG
