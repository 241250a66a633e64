"""What stands around the claims of an answer, whoever drafted them: its day, cautions, what came since."""

from collections.abc import Sequence
from datetime import date

from assistant.draft_force import cautions, fate
from assistant.models import Claim, Question
from assistant.understand import Understood
from assistant.verify import Verifier
from corpus.open_snapshot import OpenSnapshot


def dating(understood: Understood) -> tuple[Claim, ...]:
    """Says that the answer is not about today, when the question names a past day."""
    text = f"Menurut aturan yang berlaku pada {understood.dated}:"
    return (Claim(text=text),) if understood.dated else ()


def since_then(
    snapshot: OpenSnapshot, question: Question, understood: Understood, claims: Sequence[Claim]
) -> tuple[Claim, ...]:
    """For an answer about a past day: what became since of the rules it rests on."""
    if not understood.dated:
        return ()
    cited = (citation.provision_id.split("/")[0] for claim in claims for citation in claim.citations)
    told = [claim for one in dict.fromkeys(cited) for claim in fate(snapshot, one, question.on)]
    return _standing(told, snapshot, question, question.on)


def cautious(
    snapshot: OpenSnapshot, question: Question, understood: Understood, claims: Sequence[Claim]
) -> tuple[Claim, ...]:
    """What must be known of the rules an answer quotes: changes that are not in their words."""
    return _standing(cautions(snapshot, claims, understood.on), snapshot, question, understood.on)


def _standing(
    claims: Sequence[Claim], snapshot: OpenSnapshot, question: Question, on: date
) -> tuple[Claim, ...]:
    """Those of further claims that the verifier lets stand."""
    verdict = Verifier(snapshot.knowledge, snapshot.force).verify(claims, question=question.text, on=on)
    return tuple(claim for claim, stands in zip(claims, verdict.stands, strict=True) if stands)
