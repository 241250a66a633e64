"""A good draft made wrong in one place, to practise on: wrong in a way that no machine check finds."""

import random
from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum

from api.forum.edited import reverify
from assistant.fact_support import checkable
from assistant.models import Answer, Claim
from assistant.render import render
from corpus.models import Frozen
from corpus.open_snapshot import OpenSnapshot
from evals.scorecard import Scorecard
from evals.support_corruptions import CHANGES, Corruption


class Slip(StrEnum):
    """What is made wrong; the value tells the reader afterwards."""

    NUMBER = "angka atau jangka waktu"
    SOURCE = "pasal yang dirujuk"
    DUTY = "wajib, boleh, atau dilarang"
    CONDITION = "syarat atau pengecualian yang hilang"
    EMPLOYEE = "jenis pegawai atau pejabat"


_BY_RULE = {
    Slip.DUTY: (Corruption.NEGATED, Corruption.STRENGTHENED),
    Slip.CONDITION: (Corruption.CONDITION_DROPPED, Corruption.EXCEPTION_DROPPED),
    Slip.EMPLOYEE: (Corruption.SUBJECT,),
    Slip.NUMBER: (Corruption.BOUND, Corruption.UNIT, Corruption.DAY, Corruption.NUMBER),
}
MOST_TRIED = 24
"""Wrong variants that are verified before it is given up: each costs a verification."""


class Seeded(Frozen):
    """A draft made wrong.

    Attributes:
        told: in Indonesian, what is wrong, for the reader once they have decided.
    """

    answer: Answer
    scorecard: Scorecard
    slip: Slip
    told: str


def seed(answer: Answer, snapshot: OpenSnapshot, *, on: date, chance: random.Random) -> Seeded | None:
    """A variant of a good draft with one wrong claim, which all checks let pass; None where there is none.

    A slip that the checks find would teach nobody to read.
    """
    variants = list(_variants(answer.claims, chance))
    chance.shuffle(variants)
    for slip, place, claim in variants[:MOST_TRIED]:
        claims = (*answer.claims[:place], claim, *answer.claims[place + 1 :])
        wrong = answer.model_copy(update={"claims": claims, "text": render(claims)})
        checked = reverify(wrong, snapshot, on=on)
        if not checked.blockers:
            told = _told(slip, answer.claims[place], claim)
            return Seeded(answer=wrong, scorecard=checked.scorecard, slip=slip, told=told)
    return None


def holds_slip(after: Sequence[Claim], wrong: Sequence[Claim], good: Sequence[Claim]) -> bool:
    """Whether an edited reply still has a claim that was made wrong."""
    made_wrong = [claim for claim in wrong if claim not in good]
    return any(claim in after for claim in made_wrong)


def _variants(claims: Sequence[Claim], chance: random.Random) -> Iterator[tuple[Slip, int, Claim]]:
    for place, claim in enumerate(claims):
        if not claim.citations:
            continue
        for slip, corruptions in _BY_RULE.items():
            for corruption in corruptions:
                text = " ".join(CHANGES[corruption](claim.text, chance).split())
                if text and text != " ".join(claim.text.split()):
                    yield slip, place, claim.model_copy(update={"text": text})
        for text in _numbers_beside(claim):
            yield Slip.NUMBER, place, claim.model_copy(update={"text": text})
        for other in claims:
            if other.citations and _cites(other) != _cites(claim):
                yield Slip.SOURCE, place, claim.model_copy(update={"citations": other.citations})


def _numbers_beside(claim: Claim) -> Iterator[str]:
    """The claim with one of its numbers replaced by another of the same kind from the words it quotes."""
    quoted = [fact for citation in claim.citations for fact in checkable(citation.quote)]
    for fact in checkable(claim.text):
        for other in quoted:
            if other.kind is fact.kind and other.value != fact.value:
                yield claim.text[: fact.start] + other.text + claim.text[fact.end :]


def _cites(claim: Claim) -> set[str]:
    return {citation.provision_id for citation in claim.citations}


def _told(slip: Slip, good: Claim, wrong: Claim) -> str:
    if slip is Slip.SOURCE:
        return f"Yang dibuat keliru: {slip.value}, pada kalimat “{good.text}”."
    return f"Yang dibuat keliru: {slip.value}. Semestinya “{good.text}”, bukan “{wrong.text}”."
