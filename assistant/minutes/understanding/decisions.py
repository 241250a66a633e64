"""Decisions: what the meeting, or its chair with nobody objecting, settled.

Deciding words settle by themselves. Without them a clause is weighed: who says it, whether it closes a
discussion ("ya sudah", "berarti"), whether it says how something is to be ("pakai …", "kita …", "… saja"),
and whether others agree or object to it. A proposal counts once others have agreed. The weights are set by
hand so that no single sign but the deciding words is enough.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.minutes.understanding import cues
from assistant.minutes.understanding.acts import Act
from assistant.minutes.understanding.candidates import (
    LEAST_WORDS,
    LISTS,
    MEMBER,
    MEMBER_LEAD,
    PROPOSAL_LEAD,
    Candidate,
    CandidateFinder,
    is_understood,
    is_vetoed,
    words_after,
)
from assistant.minutes.understanding.clauses import Clause, Speech
from assistant.minutes.understanding.people import is_unknown
from assistant.minutes.understanding.scorer import settles
from assistant.minutes.understanding.settling_features import is_numbered
from assistant.minutes.understanding.task_wording import content
from assistant.minutes.understanding.wording import tidy
from corpus.embeddings.protocol import Embedder
from corpus.search_words import search_words

LOOK_BACK = 10
"""Utterances before deciding words among which what they decide is sought."""
ANSWERED = 4
"""Turns before a few words among which what they answer is sought."""
_MATTER = re.compile(r"\b(?:untuk|soal|mengenai|terkait|tentang|masalah|bagi) (?!itu\b|hal\b|ini\b)\S")
_WHOLE = re.compile(r"(?:pilih|setuju|sepakat|fix|deal|final|sah)$")
_AFTER_CUE = re.compile(
    r"(?:(?:bahwa|untuk|kalau|ya|adalah|yaitu|itu|tadi|bersama|semua|jadi|begini|rapat|kita|hari|ini"
    r"|supaya|agar|soal) )*"
)


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision before later words of the meeting were taken into account.

    Attributes:
        positions: places of the utterances it rests on, in order.
        at: the place of the utterance that decides.
        matter: stems of what it is about.
        clauses: what was said of it, the deciding clause last.
    """

    text: str
    positions: tuple[int, ...]
    at: int
    matter: frozenset[str]
    clauses: tuple[Clause, ...]
    explicit: bool


class DecisionFinder:
    """Finds decisions in the speech of one meeting.

    Args:
        speech: the meeting.
        acts: what its clauses do, by utterance.
        assigned: identities of the clauses that give somebody a task; an assignment is no decision.
        answered: turns that say of a task who does it or until when.
    """

    def __init__(
        self,
        speech: Speech,
        acts: Sequence[Sequence[Act]],
        assigned: Collection[int],
        answered: Collection[int] = (),
    ) -> None:
        self._speech = speech
        self._acts = acts
        self._assigned = assigned
        self._candidates = CandidateFinder(speech, acts, assigned, answered)

    def find(self, embedder: Embedder | None = None) -> list[Decided]:
        """Every decision in order, before revisions. Linear in the length of the speech.

        Args:
            embedder: where the shipped weights know its vectors, clauses are judged by what they mean too.
        """
        candidates = [one for one in self.candidates() if not is_vetoed(one)]
        return self.judged(candidates, settles(self._speech, self._acts, candidates, embedder))

    def judged(self, candidates: Iterable[Candidate], settling: Iterable[bool]) -> list[Decided]:
        """The decisions among candidates of this speech, in their order.

        Args:
            candidates: none that is vetoed.
            settling: whether each settles something.
        """
        found: list[Decided] = []
        for one, settled in zip(candidates, settling, strict=True):
            if not settled:
                continue
            decided = self.decided(one)
            apart = one.verdict.listed
            if decided is not None and found and not apart and self._goes_on(found[-1], decided, one.act):
                found[-1] = _together(found[-1], decided)
            elif decided is not None:
                found.append(decided)
        return found

    def candidates(self) -> Iterator[Candidate]:
        """Every clause that may decide, in order."""
        return self._candidates.find()

    def decided(self, one: Candidate) -> Decided | None:
        """The decision that a clause makes, in its own words or those of what it answers."""
        act, agreed, position = one.act, one.agreed, one.position
        if one.verdict.explicit:
            return self._explicit(position, one.index, act)
        if one.verdict.confirmed:
            return self._explicit(position, one.index, act, agreed.strong or agreed.weak)
        if one.verdict.listed:
            told = words_after(act.clause, MEMBER_LEAD) if is_numbered(act.clause) else act.clause.text
            return self._make(act, (position,), told)
        if one.verdict.taken_up and not one.verdict.enough:
            text = words_after(act.clause, PROPOSAL_LEAD)
            if content(text) >= LEAST_WORDS:
                return self._make(act, (position, *(agreed.strong or agreed.weak)), text)
        if content(act.clause.text) < LEAST_WORDS:
            return self._answer(one)
        return self._make(act, (position, *agreed.strong), act.clause.text)

    def _answer(self, one: Candidate) -> Decided | None:
        """What a few words settle ("Baja ringan.", "Oke, di sana."): with what they answer, else nothing."""
        asked = self._asked_before(one)
        if asked is None:
            return None
        own = tidy(one.act.clause.text)
        matter = tidy(words_after(asked.clause, PROPOSAL_LEAD))
        positions = (asked.clause.position, one.position, *one.agreed.strong)
        if not content(own):
            return self._make(asked, positions, matter, at=one.position)
        mark = "?" if asked.asks or asked.clause.asks else ":"
        return self._make(one.act, positions, f"{matter}{mark} {own}", at=one.position)

    def _asked_before(self, one: Candidate) -> Act | None:
        """What a clause may answer: the last question before it, without words of its own also a proposal."""
        bare = not content(tidy(one.act.clause.text))
        proposed: Act | None = None
        for at in range(one.position, max(-1, one.position - 1 - ANSWERED), -1):
            acts = self._acts[at][: one.index] if at == one.position else self._acts[at]
            for act in reversed(acts):
                if act.machine or content(act.clause.text) < LEAST_WORDS:
                    continue
                asks = act.asks or act.clause.asks
                if asks or (bare and act.proposes):
                    return act
                if proposed is None and act.proposes:
                    proposed = act
        return proposed

    def _goes_on(self, last: Decided, decided: Decided, act: Act) -> bool:
        """Whether the same speaker only adds to what was just settled: "Lewat dari itu ya dihitung alpa."."""
        said = act.clause.said
        if (
            last.explicit
            or decided.explicit
            or act.proposes
            or cues.SETTLES.match(said)
            or MEMBER.match(said)
        ):
            return False
        if decided.at == last.at:
            return True
        known = not is_unknown(self._speech.turns[last.at].speaker)
        speakers = {self._speech.turns[at].speaker for at in (last.at, decided.at)}
        return known and decided.at == last.at + 1 and len(speakers) == 1

    def _explicit(self, position: int, index: int, act: Act, assenting: Sequence[int] = ()) -> Decided | None:
        """What deciding words decide: the words after them, around them, or the proposal before them."""
        clause, cue = act.clause, act.cue
        if cue is None:
            return None
        skipped = _AFTER_CUE.match(clause.said, min(len(clause.said), cue[1] + 1))
        after = (
            clause.original(clause.word_at(skipped.end()))
            if skipped and skipped.end() < len(clause.said)
            else ""
        )
        if content(after) >= LEAST_WORDS and not _WHOLE.search(clause.said[: cue[1]]):
            matter = _MATTER.search(clause.said, 0, cue[0])
            told = clause.original(clause.word_at(matter.start())) if matter else after
            return self._make(act, (position, *assenting), told)
        before = clause.original(0, clause.word_at(cue[0])) if cue[0] else ""
        if LISTS.search(clause.said) and content(after) < LEAST_WORDS:
            following = self._acts[position][index + 1 : index + 2]
            if following and not following[0].asks and not MEMBER.match(following[0].clause.said):
                return self._make(following[0], (position, *assenting), following[0].clause.text)
            return None
        if content(before) + content(after) >= LEAST_WORDS:
            return self._make(act, (position, *assenting), clause.text)
        proposal = self._proposal_before(position, index)
        if proposal is None:
            return None
        text = words_after(proposal.clause, PROPOSAL_LEAD)
        return self._make(proposal, (proposal.clause.position, position, *assenting), text, at=position)

    def _proposal_before(self, position: int, index: int) -> Act | None:
        """The last clause before deciding words that says what they can be about."""
        fallback: Act | None = None
        for act in reversed(self._acts[position][:index]):
            if _says_something(act):
                return act
        for at in range(position - 1, max(-1, position - 1 - LOOK_BACK), -1):
            for act in reversed(self._acts[at]):
                if act.machine or act.reported or id(act.clause) in self._assigned:
                    continue
                if act.proposes and content(act.clause.text) >= LEAST_WORDS:
                    return act
                if fallback is None and _says_something(act) and content(act.clause.text) > LEAST_WORDS:
                    fallback = act
        return fallback

    def _make(self, act: Act, positions: Sequence[int], text: str, at: int | None = None) -> Decided | None:
        line = tidy(text)
        if not line:
            return None
        ordered = tuple(sorted(set(positions)))
        decided_at = positions[0] if at is None else at
        return Decided(line, ordered, decided_at, frozenset(search_words(line)), (act.clause,), act.decides)


def _together(first: Decided, second: Decided) -> Decided:
    """Two clauses of one decision, in one line."""
    text = f"{first.text}; {second.text[:1].lower()}{second.text[1:]}"
    return Decided(
        text,
        tuple(sorted({*first.positions, *second.positions})),
        second.at,
        first.matter | second.matter,
        (*first.clauses, *second.clauses),
        explicit=False,
    )


def _says_something(act: Act) -> bool:
    return (
        not (act.asks and not act.proposes)
        and not act.machine
        and not act.procedure
        and is_understood(act.clause)
    )
