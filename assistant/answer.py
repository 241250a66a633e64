"""The main job: understand → retrieve → draft → verify → decide."""

from collections.abc import Callable, Iterator

from assistant.decide import ASKED, answerability, features_of
from assistant.draft_entry import draft_faq, draft_sop
from assistant.draft_provision import draft_passages
from assistant.models import Answer, AnswerStatus, Check, Claim, Question
from assistant.render import no_source_text, out_of_scope_text, render
from assistant.retrieve import Retrieved, Retriever
from assistant.understand import Understood, understand
from assistant.verify import Verifier
from corpus.embeddings.protocol import Embedder
from corpus.models import FaqEntry, Passage, PassageKind, SopEntry
from corpus.snapshots import OpenSnapshot
from corpus.validity import ForceStatus

CONSIDERED = 10
"""Passages that are measured for whether they answer."""
NOT_IN_FORCE = frozenset({ForceStatus.DICABUT.value, ForceStatus.BELUM_BERLAKU.value})


class Assistant:
    """Answers questions from the snapshot that serves."""

    def __init__(self, snapshot: Callable[[], OpenSnapshot], embedder: Embedder, *, contact: str) -> None:
        """``contact``: whom to turn to when there is no answer, as it reads in a sentence."""
        self._snapshot = snapshot
        self._retriever = Retriever(snapshot, embedder)
        self._contact = contact

    def search(self, question: Question, *, k: int) -> tuple[Passage, ...]:
        """The ``k`` best passages, best first."""
        return self._retriever.retrieve(understand(question), k).passages

    def answer(self, question: Question, *, k: int = 8) -> Answer:
        """A checked answer, or an honest status with whom to ask. Deterministic for a snapshot."""
        snapshot = self._snapshot()
        understood = understand(question)
        retrieved = self._retriever.retrieve(understood, max(k, CONSIDERED))
        shown = retrieved.passages[:k]
        weigh = snapshot.lexical.weight
        confidences = [
            answerability().probability(features_of(understood, passage.unit, evidence, weigh))
            for passage, evidence in zip(retrieved.passages[:CONSIDERED], retrieved.evidence, strict=False)
        ]
        drafter = _Drafter(snapshot, understood, retrieved, confidences)
        for candidate in drafter.candidates():
            claims = candidate.claims
            verdict = Verifier(snapshot.knowledge, snapshot.force).verify(
                claims, question=question.text, on=understood.on
            )
            if candidate.whole and not verdict.all_stand:
                continue
            kept = tuple(claim for claim, stands in zip(claims, verdict.stands, strict=True) if stands)
            if not any(claim.citations for claim in kept):
                continue
            return Answer(
                question=question,
                status=AnswerStatus.ANSWERED,
                text=render(kept),
                claims=kept,
                confidence=round(candidate.confidence, 4),
                passages=shown,
                checks=verdict.checks,
                origin=candidate.origin,
                origin_id=candidate.origin_id,
            )
        return self._without_answer(question, understood, shown, max(confidences, default=0.0))

    def _without_answer(
        self, question: Question, understood: Understood, shown: tuple[Passage, ...], confidence: float
    ) -> Answer:
        in_scope = understood.in_domain
        status = AnswerStatus.NO_SOURCE if in_scope else AnswerStatus.OUT_OF_SCOPE
        text = no_source_text(self._contact) if in_scope else out_of_scope_text()
        return Answer(
            question=question,
            status=status,
            text=text,
            claims=(Claim(text=text),),
            confidence=round(confidence, 4),
            passages=shown,
            checks=(Check(name="decision", passed=True, detail="Tidak ada sumber yang cukup menjawab."),),
        )


class _Candidate:
    """One possible answer before it is verified; ``whole`` ones stand or fall as a whole."""

    def __init__(
        self, claims: tuple[Claim, ...], confidence: float, origin: str, origin_id: str, *, whole: bool
    ) -> None:
        self.claims = claims
        self.confidence = confidence
        self.origin = origin
        self.origin_id = origin_id
        self.whole = whole


class _Drafter:
    """Drafts in the order they are preferred: approved entries that fit, then the provisions."""

    def __init__(
        self, snapshot: OpenSnapshot, understood: Understood, retrieved: Retrieved, confidences: list[float]
    ) -> None:
        self._snapshot = snapshot
        self._understood = understood
        self._ranked = list(zip(retrieved.passages, confidences, strict=False))

    def candidates(self) -> Iterator[_Candidate]:
        """Drafts one by one, so that only what is needed is written."""
        threshold = answerability().threshold
        fitting = [
            (passage, confidence)
            for passage, confidence in self._ranked
            if confidence >= threshold and passage.status not in NOT_IN_FORCE
        ]
        for passage, confidence in fitting:
            if passage.unit.kind in ASKED and not self._understood.named:
                draft = self._from_entry(passage, confidence)
                if draft is not None:
                    yield draft
        sources = [pair for pair in fitting if pair[0].unit.kind not in ASKED]
        if sources:
            yield self._from_sources(sources)

    def _from_entry(self, passage: Passage, confidence: float) -> _Candidate | None:
        knowledge, weigh = self._snapshot.knowledge, self._snapshot.lexical.weight
        entry = knowledge.entry(passage.unit.id)
        match entry:
            case FaqEntry():
                claims = draft_faq(entry, knowledge, weigh)
            case SopEntry():
                claims = draft_sop(entry, passage.unit, knowledge, weigh)
            case _:
                return None
        return _Candidate(claims, confidence, passage.unit.kind.value, passage.unit.id, whole=True)

    def _from_sources(self, sources: list[tuple[Passage, float]]) -> _Candidate:
        wanted = set(self._understood.words)
        passages = [passage for passage, _ in sources]
        claims = draft_passages(passages, wanted, self._snapshot.knowledge, self._snapshot.lexical.weight)
        first = passages[0].unit
        origin = "text" if first.kind is PassageKind.TEXT else "provision"
        return _Candidate(claims, sources[0][1], origin, first.id, whole=False)
