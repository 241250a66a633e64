"""What an officer made of a draft, as an answer again: every sentence verified and scored like any other."""

from collections.abc import Sequence
from datetime import date

from api.forum.citing import Citing, Found
from api.forum.edited_text import Reference, Typed, named, numbered, reference_in, typed
from api.state.masking import has_personal_data
from assistant.models import Answer, AnswerStatus, Check, Claim
from assistant.normative import states_rule
from assistant.render import render
from assistant.support import Support, SupportChecker
from corpus.errors import EmbeddingError, InvalidInput
from corpus.models import Citation, Frozen
from corpus.open_snapshot import OpenSnapshot
from evals.case import Reference as Stored
from evals.recheck import recheck
from evals.scorecard import Opinion, Scorecard, scorecard
from evals.statements import statements

LONGEST = 20_000
"""Characters of an edited reply with its list of sources."""
UNCITED_RULE = "menyatakan aturan tanpa rujukan: tambahkan rujukannya, atau hapus kalimatnya"
PERSONAL_DATA = "memuat data pribadi; untuk umum data itu akan disamarkan"


class Problem(Frozen):
    """Something that an officer should know before publishing.

    Attributes:
        sentence: its number, from 1; 0 where it is about the whole.
        what: in Indonesian.
        blocks: nothing is published while it stands; else it is advice.
    """

    sentence: int
    what: str
    blocks: bool


class Reverified(Frozen):
    """An edited reply.

    Attributes:
        answer: exactly what would be published.
        problems: those that block first.
        snapshot: what it was verified against.
    """

    answer: Answer
    scorecard: Scorecard
    problems: tuple[Problem, ...]
    snapshot: str

    @property
    def blockers(self) -> tuple[Problem, ...]:
        """What stands in the way of publishing it."""
        return tuple(problem for problem in self.problems if problem.blocks)


def reverify_text(
    text: str, base: Answer, snapshot: OpenSnapshot, *, on: date, checker: SupportChecker | None = None
) -> Reverified:
    """Read an edited reply and verify it anew.

    Args:
        text: as ``editor_text`` writes it and the officer changed it.
        base: the draft, whose numbers the text goes on using.
        on: the day it is to hold for: today.
        checker: tells whether sentences follow from what they cite; its doubts are advice.

    Raises:
        InvalidInput: it is empty or too long.
    """
    if not text.strip() or len(text) > LONGEST:
        raise InvalidInput(f"Balasan harus diisi, paling banyak {LONGEST} huruf termasuk daftar dasarnya.")
    taken = typed(text)
    if not taken.sentences:
        raise InvalidInput("Balasan tidak memuat satu kalimat pun.")
    claims, unresolved = _claims(taken, base, snapshot, on)
    found = reverify(_with_claims(base, claims), snapshot, on=on, checker=checker)
    return found.model_copy(update={"problems": (*unresolved, *found.problems)})


def reverify(
    answer: Answer, snapshot: OpenSnapshot, *, on: date, checker: SupportChecker | None = None
) -> Reverified:
    """Verify an answer against what is known today, whatever it was drafted from.

    Raises:
        StorageError: the snapshot cannot be read.
    """
    asked = answer.question.model_copy(update={"on": on})
    answer = answer.model_copy(update={"question": asked})
    verdict = recheck(answer, snapshot.knowledge, snapshot.force)
    answer = answer.model_copy(update={"checks": verdict.checks})
    scores = scorecard(answer, Stored(snapshot.knowledge, snapshot.force))
    problems = [_failed(check) for check in verdict.checks if not check.passed]
    problems += _bare(answer)
    problems += _private(answer)
    if scores.opinion is Opinion.STOP and not problems:
        problems += [Problem(sentence=0, what=reason, blocks=True) for reason in scores.reasons]
    problems += _unsupported(answer, snapshot, checker)
    return Reverified(answer=answer, scorecard=scores, problems=tuple(problems), snapshot=snapshot.info.id)


def claims_by_number(taken: Typed, base: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of a text that cites nothing but what the base cites, under the base's numbers."""
    known = _Known(base, taken.listed)
    return tuple(
        Claim(
            text=sentence.text,
            citations=tuple(
                citation
                for mark in sentence.marks
                if isinstance(mark, int) and (citation := known.citation(mark)) is not None
            ),
        )
        for sentence in taken.sentences
    )


class _Known:
    """The citations of the base by number, as far as the list of the text still says the same of them."""

    def __init__(self, base: Sequence[Claim], listed: dict[int, Reference]) -> None:
        self._citations = {number: citation for citation, number in numbered(base).items()}
        self._listed = listed

    def citation(self, number: int) -> Citation | None:
        """What a number stands for where nothing about it was changed."""
        citation = self._citations.get(number)
        if citation is None or not self._listed:
            return citation
        return citation if self._listed.get(number) == reference_in(named(citation)) else None

    def moved(self, reference: Reference) -> Citation | None:
        """A citation of the base that stands in the list under another number."""
        for citation in self._citations.values():
            if reference_in(named(citation)) == reference:
                return citation
        return None


def _claims(
    taken: Typed, base: Answer, snapshot: OpenSnapshot, on: date
) -> tuple[tuple[Claim, ...], list[Problem]]:
    known, citing = _Known(base.claims, taken.listed), Citing(snapshot, base, on)
    claims: list[Claim] = []
    problems: list[Problem] = []
    for place, sentence in enumerate(taken.sentences, 1):
        found = [_cited(mark, sentence.text, known, citing, taken.listed) for mark in sentence.marks]
        told = [one.problem for one in found if one.problem]
        if not sentence.text:
            told = ["ada rujukan yang berdiri sendiri tanpa kalimat"]
        problems += [Problem(sentence=place, what=what, blocks=True) for what in told]
        citations = tuple(citation for one in found for citation in one.citations)
        claims.append(Claim(text=sentence.text, citations=citations))
    return tuple(claims), problems


def _cited(
    mark: int | Reference, sentence: str, known: _Known, citing: Citing, listed: dict[int, Reference]
) -> Found:
    if isinstance(mark, int):
        same = known.citation(mark)
        if same is not None:
            return Found((same,))
        if mark not in listed:
            return Found(problem=f"nomor [{mark}] tidak ada pada daftar dasar")
        mark = listed[mark]
    same = known.moved(mark)
    return citing.find(mark, sentence) if same is None else Found((same,))


def _with_claims(base: Answer, claims: tuple[Claim, ...]) -> Answer:
    """The base saying something else: an officer's words are an answer, whatever the draft was."""
    if claims == base.claims:
        return base
    partial = base.status is AnswerStatus.PARTIAL
    return base.model_copy(
        update={
            "status": AnswerStatus.PARTIAL if partial else AnswerStatus.ANSWERED,
            "text": render(claims),
            "claims": claims,
            "choices": (),
        }
    )


def _failed(check: Check) -> Problem:
    """A failed check as a problem; its detail begins with the number of its sentence."""
    head, _, detail = check.detail.partition(": ")
    number = head.removeprefix("Kalimat ")
    if number == head or not number.isdigit():
        return Problem(sentence=0, what=check.detail.rstrip("."), blocks=True)
    return Problem(sentence=int(number), what=detail.rstrip("."), blocks=True)


def _bare(answer: Answer) -> list[Problem]:
    """Sentences that state a rule and cite nothing; greetings and pointers to people may."""
    bare = [one.text for one in statements(answer) if not one.cited and states_rule(one.text)]
    return [
        Problem(sentence=place, what=UNCITED_RULE, blocks=True)
        for place, claim in enumerate(answer.claims, 1)
        if not claim.citations and any(text in claim.text for text in bare)
    ]


def _private(answer: Answer) -> list[Problem]:
    return [
        Problem(sentence=place, what=PERSONAL_DATA, blocks=False)
        for place, claim in enumerate(answer.claims, 1)
        if has_personal_data(claim.text)
    ]


def _unsupported(answer: Answer, snapshot: OpenSnapshot, checker: SupportChecker | None) -> list[Problem]:
    """What the checker doubts; a person reads the words and decides."""
    if checker is None:
        return []
    found: list[Problem] = []
    identifiers = sorted({one.provision_id for claim in answer.claims for one in claim.citations})
    readings = snapshot.knowledge.readings_by_id(identifiers)
    for place, claim in enumerate(answer.claims, 1):
        if not claim.citations:
            continue
        whole = [
            provision.full_text
            for citation in claim.citations
            for provision, _ in readings.get(citation.provision_id, ())
        ]
        evidence = tuple(dict.fromkeys((*(citation.quote for citation in claim.citations), *whole)))
        try:
            verdict = checker.check(claim.text, evidence)
        except EmbeddingError:
            what = "isi kalimat tidak dapat dibandingkan dengan rujukannya; bandingkan sendiri"
            return [*found, Problem(sentence=0, what=what, blocks=False)]
        if verdict.label is not Support.SUPPORTED:
            found.append(Problem(sentence=place, what=verdict.reason.rstrip("."), blocks=False))
    return found
