"""One answer as a language model writes it: sentences come out in their order, each checked before."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Grounding
from assistant.entry_focus import CONTINUES, QUALIFIES
from assistant.events import Stage
from assistant.generation.check import ClaimCheck, Judged
from assistant.generation.claims import read_claim, read_unanswered
from assistant.generation.handles import Handle, gather
from assistant.generation.problems import Kind, Problem
from assistant.generation.prompts import Failing, Prompts, as_source, prompts, reply_schema
from assistant.generation.resolve import resolve
from assistant.generation.window import Window
from assistant.guard.injection import neutralise
from assistant.guard.personal_data import Masked, mask_all
from assistant.llm.chat import Caller, ChatModel, ChatRequest, Feature, Message, ModelUnavailable, Reply
from assistant.llm.item_stream import ItemStream
from assistant.models import Claim, Drafting
from assistant.support import SupportChecker
from assistant.verify import Verifier
from corpus.text import fold

MOST_SENTENCES = 16
"""Sentences of one reply that are read; an answer has eight."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model is given, without personal data and without instructions.

    Attributes:
        question: with placeholders for personal data.
        handles: names and texts.
        own: turns the question's placeholders back; those of other texts stay.
    """

    question: str
    handles: tuple[Handle, ...]
    own: Masked


def reading_of(grounding: Grounding) -> Reading:
    """The question and its texts as they may leave for a model.

    Personal data is masked in the question and in every text that is no law; instructions in them are left
    out. A law is published: it names nobody that it does not have to.
    """
    handles = gather(grounding)
    told = [handle for handle in handles if not handle.provisions]
    masked, *others = mask_all([grounding.answer.question.text, *(handle.text for handle in told)])
    texts = {handle.name: other.text for handle, other in zip(told, others, strict=True)}
    inert = tuple(
        Handle(
            name=handle.name,
            title=neutralise(handle.title, retrieved=True),
            status=handle.status,
            text=neutralise(texts.get(handle.name, handle.text), retrieved=True),
            heading=handle.heading,
            provisions=handle.provisions,
            openings=handle.openings,
            unit=handle.unit,
            basis=handle.basis,
        )
        for handle in handles
    )
    replacements = {found.placeholder: found.value for found in masked.found}
    own = Masked(text=masked.text, replacements=replacements, found=masked.found)
    return Reading(neutralise(masked.text), inert, own)


class Writing:
    """One call of a model, one repair of what did not pass, and what came of it.

    Attributes:
        first_stands: the first sentence with a source that the model wrote is among those accepted.
        unsure: an exception that the model wrote did not pass, or its reply was cut: more may hold.
    """

    def __init__(
        self,
        grounding: Grounding,
        model: ChatModel,
        checker: SupportChecker | None,
        *,
        window: Window,
        user: str,
        deadline: float,
        clock: Callable[[], float],
        wish: str = "",
    ) -> None:
        """Nothing is asked before ``steps`` is iterated.

        Args:
            window: of the model; texts that do not go into it are left out, the least likely first.
            deadline: in seconds of ``clock``, when the answer must be there.
            wish: what an officer wishes of the answer; the model is told of it, the checks are not.
        """
        self._snapshot = grounding.snapshot
        self._understood = grounding.understood
        self._prompts: Prompts = prompts()
        self._window = window
        # It is somebody's text as well: it leaves masked, and without commands to the system.
        self._wish = neutralise(mask_all([wish])[0].text)
        self._hash = self._prompts.hash_with_wish if self._wish else self._prompts.hash
        self._reading = self._that_fits(reading_of(grounding))
        self._handles: Mapping[str, Handle] = {handle.name: handle for handle in self._reading.handles}
        self._model = model
        self._user = user
        self._deadline = deadline
        self._clock = clock
        self._check = ClaimCheck(
            Verifier(self._snapshot.knowledge, self._snapshot.force),
            self._snapshot.knowledge,
            checker,
            question=grounding.answer.question.text,
            understood=self._understood,
            restore=self._reading.own.restore,
        )
        self._waiting: list[Judged] = []
        self._leads: list[Claim] = []
        self._said: set[str] = set()
        self._notes: list[str] = []
        self._written = self._repaired = 0
        self._gap = False
        self._first: str | None = None
        self._reply: Reply | None = None
        self.accepted: list[Claim] = []
        self.unsure = False

    @property
    def first_stands(self) -> bool:
        """See the class."""
        return self._first is not None and self._first in self._said

    @property
    def unanswered(self) -> tuple[str, ...]:
        """What the model says it leaves unanswered, unchecked."""
        return read_unanswered(self._reply.text) if self._reply else ()

    def drafting(self, fallback: str = "") -> Drafting:
        """How the model took part."""
        return Drafting(
            model=self._reply.model if self._reply else "",
            prompt_hash=self._hash,
            sentences=self._written,
            dropped=len(self._notes),
            repaired=self._repaired,
            fallback=fallback,
            notes=tuple(self._notes),
            reply=hashlib.sha256(self._reply.text.encode()).hexdigest() if self._reply else "",
        )

    def steps(self) -> Iterator[Claim | Stage]:
        """Accepted sentences in the order of the reply, as soon as each can be; ``CHECKING`` before a repair.

        A sentence behind one that failed waits for its repair: what was said is never put in another order.

        Raises:
            ModelUnavailable: the reply did not come, or not whole; what came out must not be taken for whole.
        """
        if not self._reading.handles:
            raise ModelUnavailable("Sumber tidak muat dalam model bahasa.", reason="sempit")
        messages = self._asked(self._reading, self._reading.handles)
        stream = ItemStream("klaim")
        deltas = self._model.stream(
            self._request(messages, self._window.max_tokens),
            caller=Caller(feature=Feature.ANSWER, user=self._user),
            deadline=self._deadline,
        )
        try:
            for piece in deltas:
                for written in stream.feed(piece):
                    yield from self._take(written)
                if self._clock() > self._deadline:
                    raise ModelUnavailable("Model bahasa tidak selesai tepat waktu.", reason="lambat")
            self._reply = deltas.reply
        finally:
            deltas.close()
        self.unsure = self.unsure or self._reply.cut
        failing = [judged for judged in self._waiting if _repairable(judged)]
        repaired: Mapping[int, Judged] = {}
        if failing:
            yield Stage.CHECKING
            repaired = self._repair(messages, self._reply, failing)
        yield from self._settle(repaired)

    def _that_fits(self, reading: Reading) -> Reading:
        """The reading with as many of its texts as the model takes in."""
        beside = self._asked(reading, ())
        number = self._window.texts([as_source(handle) for handle in reading.handles], beside)
        return replace(reading, handles=reading.handles[:number])

    def _asked(self, reading: Reading, handles: Sequence[Handle]) -> tuple[Message, ...]:
        return self._prompts.ask(reading.question, self._understood.on, handles, wish=self._wish)

    def _request(self, messages: Sequence[Message], max_tokens: int, *, again: bool = False) -> ChatRequest:
        return ChatRequest(
            messages=tuple(messages),
            json_schema=reply_schema(self._reading.handles, numbered=again),
            schema_name="perbaikan" if again else "jawaban",
            max_tokens=max_tokens,
            prompt_hash=self._hash,
        )

    def _judge(self, written: object) -> Judged | None:
        raw = read_claim(written)
        if raw is None:
            return None
        resolved = resolve(raw, self._handles, self._snapshot.knowledge, self._snapshot.lexical.weight)
        return self._check.judge(resolved, self.accepted)

    def _take(self, written: object) -> Iterator[Claim]:
        """One more sentence of the reply."""
        judged = self._judge(written) if self._written < MOST_SENTENCES else None
        if judged is None:
            return
        self._written += 1
        if self._first is None and judged.resolved.raw.handles and not judged.asks:
            self._first = fold(judged.claim.text)
        if self._waiting or not (judged.passed or judged.hopeless):
            self._waiting.append(judged)
        else:
            yield from self._place(judged)

    def _place(self, judged: Judged) -> Iterator[Claim]:
        """Say a sentence in its turn, or drop it."""
        claim, key = judged.claim, fold(judged.claim.text)
        if judged.passed and self._gap and CONTINUES.match(claim.text):
            judged = Judged(judged.resolved, claim, (Problem(Kind.TORN, ""),))
        if not judged.passed:
            self._gap = True
            self.unsure = self.unsure or QUALIFIES.match(claim.text) is not None
            kinds = dict.fromkeys(problem.kind.value for problem in judged.problems)
            self._notes.append(f"Satu kalimat tidak ditampilkan: {'; '.join(kinds)}.")
            return
        self._gap = False
        if key in self._said:
            return
        self._said.add(key)
        self._leads.append(claim)
        if not claim.text.endswith(":"):
            # What only leads in is said once there is something that it leads to.
            self.accepted += self._leads
            yield from self._leads
            self._leads = []

    def _repair(
        self, asked: Sequence[Message], reply: Reply, failing: Sequence[Judged]
    ) -> Mapping[int, Judged]:
        """Sentences in the place of those that failed, by their number from 1; none where no reply comes."""
        wrong = [
            Failing(
                number=number,
                text=judged.resolved.raw.text,
                handles=judged.resolved.raw.handles,
                reasons=tuple(dict.fromkeys(problem.detail for problem in judged.problems)),
            )
            for number, judged in enumerate(failing, 1)
        ]
        messages = self._prompts.ask_again(asked, reply.text, wrong)
        room = self._window.reply(messages)
        if not room:
            return {}
        request = self._request(messages, room, again=True)
        caller = Caller(feature=Feature.REPAIR, user=self._user)
        try:
            again = self._model.complete(request, caller=caller, deadline=self._deadline)
        except ModelUnavailable:
            return {}
        found: dict[int, Judged] = {}
        for place, written in enumerate(ItemStream("klaim").feed(again.text), 1):
            judged = self._judge(written)
            if judged is not None:
                found.setdefault(judged.resolved.raw.number or place, judged)
        return found

    def _settle(self, repaired: Mapping[int, Judged]) -> Iterator[Claim]:
        """What waited, in its order, repaired where that passed."""
        number = 0
        for judged in self._waiting:
            if not _repairable(judged):
                yield from self._place(judged)
                continue
            number += 1
            better = repaired.get(number)
            if better is None or not better.passed:
                yield from self._place(judged)
                continue
            self._repaired += 1
            if self._first == fold(judged.claim.text):
                self._first = fold(better.claim.text)
            yield from self._place(better)
        self._waiting = []


def _repairable(judged: Judged) -> bool:
    return not judged.passed and not judged.hopeless
