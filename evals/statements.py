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
    """Every sentence: of the claims in order, then what no claim has.

    A sentence that opens a list ("Pegawai dilarang:") says nothing without what follows, so it is cited when
    what follows is.
    """
    said = [
        (claim.text[start:end], bool(claim.citations))
        for claim in answer.claims
        for start, end in sentences(claim.text)
    ]
    said += [(text, False) for text in unclaimed(answer)]
    found: list[Statement] = []
    follows = False
    for text, own in reversed(said):
        follows = own or (follows and text.rstrip().endswith(":"))
        found.append(Statement(text, follows))
    return tuple(reversed(found))
