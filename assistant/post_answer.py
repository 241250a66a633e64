"""Answering a post: what it asks first, the whole of it after, and never from another matter."""

from collections.abc import Callable, Sequence

from assistant.guard.reception import tone
from assistant.models import Answer
from assistant.routing.topic import ANSWERS, Fit, Topics

Judged = tuple[Answer, Topics | None]


def answer_post(
    texts: Sequence[str], ask: Callable[[str], Answer], judge: Callable[[Answer], Topics | None]
) -> Judged:
    """The first answer that is on the matter of the question, or a fixed reply; else the first one.

    Args:
        texts: ways to put the question, the best first; at least one.
        judge: the matter of the question beside that of an answer.

    Returns:
        The answer, and what was found out about its matter; where that is ``Fit.ANOTHER``, the answer is not
        to be given.
    """
    found: list[Judged] = []
    for text in texts:
        answer = ask(text)
        topics = judge(answer)
        if tone(answer) is not None or (answer.status in ANSWERS and not _elsewhere(topics)):
            return answer, topics
        found.append((answer, topics))
    return found[0]


def _elsewhere(topics: Topics | None) -> bool:
    return topics is not None and topics.fit is Fit.ANOTHER
