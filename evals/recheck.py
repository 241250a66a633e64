"""The product's own verifier, run again on a recorded answer: the screen and the score cannot disagree."""

from collections.abc import Sequence
from datetime import date

from assistant.draft_force import TELLS_ACT
from assistant.models import Answer, Claim
from assistant.understand import understand
from assistant.verify import Verdict, Verifier
from corpus.knowledge import Knowledge
from corpus.validity import ForceTable
from evals.statements import unclaimed

_SILENT = Claim(text="")
"""Has nothing to check; keeps the numbers of the sentences around it."""


def recheck(answer: Answer, knowledge: Knowledge, force: ForceTable) -> Verdict:
    """Every check of every claim, with the days that the assistant itself goes by.

    An answer holds for the day its question is about. Where that is a past day, a sentence on what became
    of a rule since then cites what holds on the day of asking. Sentences of the text that no claim has
    are checked as claims without a citation.

    Raises:
        StorageError: the snapshot cannot be read.
    """
    understood = understand(answer.question)
    # The answer names the day as the question was understood ("akhir tahun 2012").
    asked = f"{answer.question.text} {understood.dated}"
    claims = (*answer.claims, *(Claim(text=text) for text in unclaimed(answer)))
    verifier = Verifier(knowledge, force)

    def verify(some: Sequence[Claim], on: date) -> Verdict:
        return verifier.verify(some, question=asked, on=on)

    then = verify(claims, understood.on)
    if understood.on == answer.question.on or then.all_stand:
        return then
    since = [
        not stands and TELLS_ACT.search(claim.text) is not None
        for claim, stands in zip(claims, then.stands, strict=True)
    ]
    then = verify(_only(claims, [not later for later in since]), understood.on)
    later = verify(_only(claims, since), answer.question.on)
    return Verdict(
        checks=(*then.checks, *later.checks),
        stands=tuple(one and other for one, other in zip(then.stands, later.stands, strict=True)),
    )


def _only(claims: Sequence[Claim], wanted: Sequence[bool]) -> list[Claim]:
    return [claim if keep else _SILENT for claim, keep in zip(claims, wanted, strict=True)]
