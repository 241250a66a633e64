"""What an answer says, sentence by sentence, and whether a citation stands behind each sentence."""

import re
from dataclasses import dataclass

from assistant.models import Answer
from corpus.text import sentences

_MARK = re.compile(r"\s*\[\d{1,3}\]")


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence that a reader sees."""

    text: str
    cited: bool


def shown_text(answer: Answer) -> str:
    """The answer as it reads, without the ``[1]`` markers."""
    return _MARK.sub("", answer.text)


def unclaimed(answer: Answer) -> tuple[str, ...]:
    """Sentences that the answer's text shows but none of its claims has.

    There should be none: the text is made from the claims. In an answer that was edited or recorded
    elsewhere, nobody has checked them.
    """
    left = answer.text
    for claim in answer.claims:
        left = left.replace(claim.text, "\n\n", 1)
    left = _MARK.sub("", left)
    return tuple(left[start:end] for start, end in sentences(left))


def statements(answer: Answer) -> tuple[Statement, ...]:
    """Every sentence: of the claims in order, then what no claim has."""
    of_claims = [
        Statement(claim.text[start:end], cited=bool(claim.citations))
        for claim in answer.claims
        for start, end in sentences(claim.text)
    ]
    return (*of_claims, *(Statement(text, cited=False) for text in unclaimed(answer)))
