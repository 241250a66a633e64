"""The main job: understand → retrieve → draft → verify → decide."""

from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from assistant.answer_features import features_of
from assistant.clarify.clarify import clarified
from assistant.decide import Answerability, answerability
from assistant.domain import placed
from assistant.draft_definition import draft_definition
from assistant.draft_force import draft_force, untold
from assistant.draft_named import Named, draft_named
from assistant.drafting import Draft, drafts, drafts_of
from assistant.exactly_asked import exactly_asked
from assistant.framing import cautious, dating, since_then
from assistant.models import Answer, AnswerStatus, Check, Claim, Question
from assistant.render import no_source_text, out_of_scope_text, render
from assistant.rerank import Reranker
from assistant.retrieve import Retriever
from assistant.spelling import speller_of
from assistant.understand import Understood, understand
from assistant.verify import Verifier
from corpus.embeddings.protocol import Embedder
from corpus.models import Passage
from corpus.open_snapshot import OpenSnapshot

NEAR_ENOUGH = 0.4
"""From this probability on, a question without an answer is within scope: the library is about it."""
CONSIDERED = 20
"""Passages that are measured for whether they answer."""


@dataclass(frozen=True, slots=True)
class Grounding:
    """An answer with all that it was made from, so that a language model writes from the same.

    Attributes:
        answer: as the sources alone give it.
        ranked: the passages considered, best first, each with the probability that it answers.
    """

    answer: Answer
    snapshot: OpenSnapshot
    understood: Understood
    ranked: tuple[tuple[Passage, float], ...]


class Assistant:
    """Answers questions from the snapshot that serves."""

    def __init__(
        self,
        snapshot: Callable[[], OpenSnapshot],
        embedder: Embedder,
        *,
        contact: str,
        lease: Callable[[], AbstractContextManager[OpenSnapshot]] | None = None,
        model: Answerability | None = None,
        reranker: Reranker | None = None,
        withheld: Callable[[], Collection[str]] = frozenset,
    ) -> None:
        """An assistant over the snapshot that ``snapshot`` gives at each question.

        Args:
            lease: the same snapshot, held open for a ``with`` block; where None, ``snapshot`` keeps its open.
            contact: whom to turn to when there is no answer, as it reads in a sentence.
            model: decides what answers; the shipped one where None.
            reranker: reads the best passages again; none where None.
            withheld: identifiers of entries that answer nothing now, as it is at each question; they are
                found and shown all the same.
        """
        self._model = model or answerability()
        self._lease = lease or (lambda: nullcontext(snapshot()))
        self._retriever = Retriever(embedder, reranker=reranker)
        self._contact = contact
        self._withheld = withheld

    def search(self, question: Question, *, k: int) -> tuple[Passage, ...]:
        """The ``k`` best passages, best first."""
        with self.leased() as snapshot:
            understood = understand(question, speller_of(snapshot))
            return self._retriever.retrieve(snapshot, understood, k).passages

    def leased(self) -> AbstractContextManager[OpenSnapshot]:
        """The snapshot to answer from, open until the end of the block."""
        return self._lease()

    def answer(self, question: Question, *, k: int = 8) -> Answer:
        """A checked answer, or an honest status with whom to ask. Deterministic for a snapshot."""
        with self.leased() as snapshot:
            return self.ground(question, snapshot, k=k).answer

    def written_for(self, question: Question) -> bool:
        """Whether an approved entry that may answer now was written for the question in its very words."""
        with self.leased() as snapshot:
            return bool(self._written_for(question, snapshot))

    def _written_for(self, question: Question, snapshot: OpenSnapshot) -> tuple[str, ...]:
        withheld = self._withheld()
        return tuple(entry for entry in exactly_asked(snapshot, question.text) if entry not in withheld)

    def ground(
        self,
        question: Question,
        snapshot: OpenSnapshot,
        *,
        k: int = 8,
        completed: frozenset[str] = frozenset(),
    ) -> Grounding:
        """``answer`` from a ``leased`` snapshot, with what it was made from.

        Args:
            completed: names of the slots (``assistant.clarify``) whose fact has been added to the question;
                none of them is asked for again.
        """
        written = self._written_for(question, snapshot)
        # In the very words of an approved question nothing is misspelt.
        understood = understand(question, None if written else speller_of(snapshot))
        retrieved = self._retriever.retrieve(snapshot, understood, max(k, CONSIDERED))
        shown = retrieved.passages[:k]
        withheld = self._withheld()
        considered = [
            passage.model_copy(update={"holds": False}) if passage.unit.id in withheld else passage
            for passage in retrieved.passages[:CONSIDERED]
        ]
        measured = features_of(
            understood,
            [passage.unit for passage in considered],
            retrieved.evidence[:CONSIDERED],
            snapshot.lexical.weight,
        )
        understood = placed(understood, snapshot, measured)
        likely = [self._model.probability(features) for features in measured]
        ranked = list(zip(considered, likely, strict=True))
        plain = self._answer(snapshot, question, understood, shown, ranked, written)
        # Whoever approved the only entry for these words took them to say enough.
        settled = written == (plain.origin_id,)
        answer = (
            plain
            if settled
            else clarified(
                snapshot,
                understood,
                plain,
                ranked,
                self._model.needed(understood),
                lambda each, slots: self.ground(each, snapshot, k=k, completed=slots).answer,
                completed=completed,
            )
        )
        told = answer.model_copy(update={"read_as": understood.read_as})
        return Grounding(told, snapshot, understood, tuple(ranked))

    def _answer(
        self,
        snapshot: OpenSnapshot,
        question: Question,
        understood: Understood,
        shown: tuple[Passage, ...],
        ranked: list[tuple[Passage, float]],
        written: tuple[str, ...],
    ) -> Answer:
        for draft in drafts_of(snapshot, understood, written):
            if (answer := _answer_of(draft, snapshot, question, understood, shown)) is not None:
                return answer
        needed = self._model.needed(understood)
        told = draft_force(snapshot, understood)
        named = draft_named(snapshot, understood)
        if named.problems and not told:
            return self._without_answer(question, understood, shown, 0.0, reason=" ".join(named.problems))
        if not told and not named.claims and (known := untold(snapshot, understood)):
            return self._without_answer(question, understood, shown, 0.0, reason=known)
        for draft in _all_drafts(snapshot, understood, told, named, ranked, needed):
            if (answer := _answer_of(draft, snapshot, question, understood, shown)) is not None:
                return answer
        confidence = max((probability for _, probability in ranked), default=0.0)
        return self._without_answer(question, understood, shown, confidence)

    def _without_answer(
        self,
        question: Question,
        understood: Understood,
        shown: tuple[Passage, ...],
        confidence: float,
        *,
        reason: str = "",
    ) -> Answer:
        # The lexicon cannot know every matter the library treats: what it holds decides too.
        in_scope = understood.in_domain or confidence >= NEAR_ENOUGH
        text = no_source_text(self._contact, reason) if in_scope else out_of_scope_text()
        return Answer(
            question=question,
            status=AnswerStatus.NO_SOURCE if in_scope else AnswerStatus.OUT_OF_SCOPE,
            text=text,
            claims=(Claim(text=text),),
            confidence=round(confidence, 4),
            passages=shown,
            checks=(Check(name="decision", passed=True, detail="Tidak ada sumber yang cukup menjawab."),),
        )


def _all_drafts(
    snapshot: OpenSnapshot,
    understood: Understood,
    told: tuple[Claim, ...],
    named: Named,
    ranked: list[tuple[Passage, float]],
    needed: float,
) -> Iterator[Draft]:
    """What the question names first; nothing else may stand in for a provision it names."""
    if told:
        yield Draft(told, 1.0, "provision", told[0].citations[0].provision_id, whole=False)
    elif named.claims:
        first = named.claims[0].citations[0].provision_id
        yield Draft(named.claims, 1.0, "provision", first, whole=False, ended=named.ended)
    else:
        defined = draft_definition(snapshot, understood)
        if defined:
            yield Draft(defined, 1.0, "provision", defined[0].citations[0].provision_id, whole=False)
        yield from drafts(snapshot, understood, ranked, needed)


def _answer_of(
    draft: Draft,
    snapshot: OpenSnapshot,
    question: Question,
    understood: Understood,
    shown: tuple[Passage, ...],
) -> Answer | None:
    """A draft as an answer; None where too little of it stands."""
    checked = _check(draft, snapshot, question, understood)
    if checked is None:
        return None
    claims, checks = checked
    wary = cautious(snapshot, question, understood, claims)
    later = since_then(snapshot, question, understood, claims)
    claims = (*dating(understood), *claims, *wary, *later)
    return Answer(
        question=question,
        status=AnswerStatus.PARTIAL if draft.ended or wary else AnswerStatus.ANSWERED,
        text=render(claims),
        claims=claims,
        confidence=round(draft.confidence, 4),
        passages=shown,
        checks=checks,
        origin=draft.origin,
        origin_id=draft.origin_id,
    )


def _check(
    draft: Draft, snapshot: OpenSnapshot, question: Question, understood: Understood
) -> tuple[tuple[Claim, ...], tuple[Check, ...]] | None:
    """The claims that stand with their checks; None where too little is left to be an answer."""
    verdict = Verifier(snapshot.knowledge, snapshot.force).verify(
        draft.claims, question=question.text, on=understood.on
    )
    if draft.whole and not verdict.all_stand:
        return None
    kept = tuple(claim for claim, stands in zip(draft.claims, verdict.stands, strict=True) if stands)
    return (kept, verdict.checks) if any(claim.citations for claim in kept) else None
