"""An answer as a stream of events: from the sources, and written by a language model where there is one."""

import time
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Assistant, Grounding
from assistant.draft_force import draft_force
from assistant.events import Done, Event, Progress, Sentence, Stage, Withdrawn
from assistant.followup import Turn, rewrite
from assistant.framing import cautious, dating, since_then
from assistant.generation.enough import UNSURE, answers, missing_lines
from assistant.generation.window import Window
from assistant.generation.writing import Writing
from assistant.guard.bare import bare
from assistant.guard.decides import closing
from assistant.llm.chat import ChatModel, ModelUnavailable
from assistant.models import Answer, AnswerStatus, Claim, Drafting, Question
from assistant.render import render
from assistant.support import SupportChecker
from assistant.verify import Verifier
from corpus.open_snapshot import OpenSnapshot

ANSWERS = frozenset({AnswerStatus.ANSWERED, AnswerStatus.PARTIAL})
QUOTED = "jawaban ini dikutip langsung dari sumbernya"
NOTHING_READABLE = f"Balasan model bahasa tidak dapat dibaca; {QUOTED}."
NOTHING_STANDS = f"Susunan model bahasa tidak lolos pemeriksaan; {QUOTED}."
NOT_ANSWERED = f"Kalimat model bahasa yang lolos pemeriksaan belum menjawab; {QUOTED}."
_UNAVAILABLE = {
    "lambat": "Model bahasa tidak selesai tepat waktu",
    "anggaran": "Anggaran model bahasa hari ini sudah habis",
    "dimatikan": "Model bahasa sedang dimatikan",
    "penuh": "Model bahasa sedang melayani banyak pertanyaan",
    "sempit": "Teks sumbernya terlalu panjang untuk model bahasa",
}
WINDOW = Window()
_NO_REPLY = "Model bahasa sedang tidak dapat dihubungi"


class Composer:
    """Answers questions as events; the same for the page, the command line and the evaluation."""

    def __init__(
        self,
        assistant: Assistant,
        model: ChatModel | None,
        checker: SupportChecker | None,
        *,
        seconds: float,
        window: Window = WINDOW,
        reception: Callable[[Question], Answer | None] | None = None,
        beside: Callable[[Question], str] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """A composer over an assistant.

        Args:
            model: writes the answers; None: they are quoted from the sources.
            checker: says whether a sentence follows from what it cites; None: that is not checked.
            seconds: from the question to the whole answer; a model that needs longer is not waited for.
            window: how much the model takes in and gives out.
            reception: answers what is not for the library (abuse, one's own case); asked first.
            beside: a sentence for whom the question may be about, which stands under any answer.
        """
        self._assistant = assistant
        self._model = model
        self._checker = checker
        self._seconds = seconds
        self._window = window
        self._reception = reception
        self._beside = beside
        self._clock = clock

    def answer(
        self,
        question: Question,
        *,
        history: Sequence[Turn] = (),
        user: str = "",
        k: int = 8,
        wish: str = "",
    ) -> Answer:
        """The whole answer; see :meth:`events`."""
        *_, last = self.events(question, history=history, user=user, k=k, wish=wish)
        if not isinstance(last, Done):
            raise RuntimeError("events end with Done")
        return last.answer

    def events(
        self,
        question: Question,
        *,
        history: Sequence[Turn] = (),
        user: str = "",
        k: int = 8,
        wish: str = "",
    ) -> Generator[Event, None, None]:
        """Progress, every sentence as soon as it has passed all checks, and the whole answer at the end.

        The answer from the sources is made first. A model writes only where that is an answer; whatever goes
        wrong with the model, the one from the sources is given, and ``drafting.fallback`` says why.

        Args:
            history: earlier turns, the oldest first; a question that leans on them is completed.
            user: an opaque identifier for the ledger.
            k: passages shown with the answer.
            wish: what an officer wishes of the answer's length, tone or order; a model is told of it, what
                is quoted from the sources alone stays as it is.
        """
        deadline = self._clock() + self._seconds
        yield Progress(stage=Stage.SEARCHING)
        asked = rewrite(question, history)
        received = self._reception(asked) if self._reception is not None else None
        # Whoever approved an answer to these very words has judged that it may be given.
        if received is not None and not self._assistant.written_for(_searched(asked)):
            yield Done(answer=received)
            return
        note = self._beside(asked) if self._beside is not None else ""
        # A draft may take long: what it reads must not be closed by ingests meanwhile.
        with self._assistant.leased() as snapshot:
            made = self._made(self._ground(asked, snapshot, k), user, deadline, wish)
            yield from _noted(made, note) if note else made

    def _made(self, grounding: Grounding, user: str, deadline: float, wish: str) -> Iterator[Event]:
        """The answer from the sources, or written by the model where that is one to write from."""
        if self._model is None or grounding.answer.status not in ANSWERS or _is_settled(grounding):
            yield from _shown(grounding.answer)
            return
        yield Progress(stage=Stage.DRAFTING)
        writing = Writing(
            grounding,
            self._model,
            self._checker,
            window=self._window,
            user=user,
            deadline=deadline,
            clock=self._clock,
            wish=wish,
        )
        yield from _Telling(grounding, writing).events()

    def _ground(self, asked: Question, snapshot: OpenSnapshot, k: int) -> Grounding:
        """The answer from the sources; who asks takes no part in the search."""
        grounding = self._assistant.ground(_searched(asked), snapshot, k=k)
        return replace(grounding, answer=grounding.answer.model_copy(update={"question": asked}))


def _searched(asked: Question) -> Question:
    """The question as it is searched for."""
    return asked.model_copy(update={"text": bare(asked.text)})


@dataclass(slots=True)
class _Telling:
    """The events of one answer that a model writes."""

    grounding: Grounding
    writing: Writing
    sent: int = 0

    def events(self) -> Iterator[Event]:
        try:
            for step in self.writing.steps():
                if isinstance(step, Stage):
                    yield Progress(stage=step)
                    continue
                if not self.sent:
                    yield from self._say(dating(self.grounding.understood))
                yield from self._say((step,))
        except ModelUnavailable as trouble:
            why = _UNAVAILABLE.get(trouble.reason, _NO_REPLY)
            yield from self._fall_back(f"{why}; {QUOTED}.")
            return
        trouble_found = self._against()
        if trouble_found:
            yield from self._fall_back(trouble_found)
            return
        answer = self._whole()
        if answer is None:
            yield from self._fall_back(NOTHING_STANDS)
            return
        yield from self._say(answer.claims[self.sent :])
        yield Done(answer=answer)

    def _say(self, claims: Sequence[Claim]) -> Iterator[Event]:
        for claim in claims:
            self.sent += 1
            yield Sentence(number=self.sent, claim=claim)

    def _against(self) -> str:
        """Why what the model wrote is no answer; empty where it is one."""
        writing = self.writing
        if not writing.drafting().sentences:
            return NOTHING_READABLE
        if not any(claim.citations for claim in writing.accepted):
            return NOTHING_STANDS
        weigh = self.grounding.snapshot.lexical.weight
        enough = answers(
            writing.accepted,
            self.grounding.answer.claims,
            self.grounding.understood,
            weigh,
            first=writing.first_stands,
        )
        return "" if enough else NOT_ANSWERED

    def _whole(self) -> Answer | None:
        """The answer with what must stand around it; None where the verifier does not let all of it stand."""
        snapshot, understood, base = self.grounding.snapshot, self.grounding.understood, self.grounding.answer
        question, written = base.question, tuple(self.writing.accepted)
        verdict = Verifier(snapshot.knowledge, snapshot.force).verify(
            written, question=question.text, on=understood.on
        )
        if not verdict.all_stand:
            return None
        wary = cautious(snapshot, question, understood, written)
        later = since_then(snapshot, question, understood, written)
        quotes = [citation.quote for claim in written for citation in claim.citations]
        missing = tuple(missing_lines(self.writing.unanswered, understood, quotes))
        unsure = (Claim(text=UNSURE),) if self.writing.unsure else ()
        final = tuple(Claim(text=text) for text in (closing(question.text),) if text)
        claims = (*dating(understood), *written, *missing, *unsure, *wary, *later, *final)
        return base.model_copy(
            update={
                "status": AnswerStatus.PARTIAL if missing or unsure or wary else AnswerStatus.ANSWERED,
                "text": render(claims),
                "claims": claims,
                "checks": verdict.checks,
                "origin": "llm",
                "origin_id": "",
                "drafting": self.writing.drafting(),
            }
        )

    def _fall_back(self, why: str) -> Iterator[Event]:
        if self.sent:
            yield Withdrawn(reason=why)
        yield from _shown(self.grounding.answer, self.writing.drafting(why))


def _shown(answer: Answer, drafting: Drafting | None = None) -> Iterator[Event]:
    """An answer from the sources, sentence by sentence where it is one."""
    if answer.status in ANSWERS:
        for number, claim in enumerate(answer.claims, 1):
            yield Sentence(number=number, claim=claim)
    yield Done(answer=answer.model_copy(update={"drafting": drafting}) if drafting else answer)


def _noted(answering: Iterator[Event], note: str) -> Iterator[Event]:
    """The events of an answer with a sentence under it that states no rule."""
    claim, sent = Claim(text=note), 0
    for event in answering:
        if isinstance(event, Withdrawn):
            sent = 0
        if isinstance(event, Sentence):
            sent = event.number
        if not isinstance(event, Done):
            yield event
            continue
        answer = event.answer
        if answer.status in ANSWERS:
            yield Sentence(number=sent + 1, claim=claim)
        told = {"text": f"{answer.text}\n{note}", "claims": (*answer.claims, claim)}
        yield Done(answer=answer.model_copy(update=told))


def _is_settled(grounding: Grounding) -> bool:
    """Whether the answer tells what became of a rule: the words for that are the law's, not a model's."""
    snapshot, understood = grounding.snapshot, grounding.understood
    if draft_force(snapshot, understood):
        return True
    cited = {citation.provision_id for claim in grounding.answer.claims for citation in claim.citations}
    laws = snapshot.knowledge.readings_by_id(sorted(cited))
    return any(not snapshot.force.in_force(identifier, understood.on).holds for identifier in laws)
