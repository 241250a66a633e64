"""Decisions: what the meeting, or its chair with nobody objecting, settled.

Deciding words settle by themselves. Without them a clause is weighed: who says it, whether it closes a
discussion ("ya sudah", "berarti"), whether it says how something is to be ("pakai …", "kita …", "… saja"),
and whether others agree or object to it. A proposal counts once others have agreed. The weights are set by
hand so that no single sign but the deciding words is enough.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.minutes.understanding import cues
from assistant.minutes.understanding.acts import Act
from assistant.minutes.understanding.agreement import Agreement, agreement_after
from assistant.minutes.understanding.clauses import Clause, Speech
from assistant.minutes.understanding.people import is_unknown
from assistant.minutes.understanding.judgement import Judgement, judgement
from assistant.minutes.understanding.settling_features import SUMMED_UP, Verdict, features_of, in_order, is_numbered, sums_up
from assistant.minutes.understanding.settling_signs import (
    carried_lead,
    forbids,
    is_of_the_speaker,
    is_to_be_done,
    lead_of,
    only_denies,
    we_do,
)
from assistant.minutes.understanding.task_wording import content
from assistant.minutes.understanding.wording import tidy
from corpus.search_words import search_words

ENOUGH = 2.3
"""Weight from which a clause counts as a decision."""
ENOUGH_UNKNOWN = 2.0
"""The same where speakers are not known and so nobody can be the chair."""
LOOK_BACK = 10
"""Utterances before deciding words among which what they decide is sought."""
SHORT_LEAD = 4
LEAST_WORDS = 2
"""Content words without which a clause cannot be understood alone."""
_LISTS = re.compile(r"\b(?:keputusan|kesepakatan|putusan|kesimpulan|simpulan|sebagai berikut|beberapa hal)")
_MEMBER = re.compile(
    r"^(?:(?:dan|lalu|kemudian|terus|yang|poin|nomor|hal) )?(?:pertama|kedua|ketiga|keempat|kelima"
    r"|keenam|terakhir"
    r"|satu|dua|tiga|empat|lima|enam|selanjutnya|berikutnya|kemudian|lalu)\b"
)
_MEMBER_LEAD = re.compile(f"{_MEMBER.pattern} ")
_MATTER = re.compile(r"\b(?:untuk|soal|mengenai|terkait|tentang|masalah|bagi) (?!itu\b|hal\b|ini\b)\S")
_WHOLE = re.compile(r"(?:pilih|setuju|sepakat|fix|deal|final|sah)$")
_AFTER_CUE = re.compile(
    r"(?:(?:bahwa|untuk|kalau|ya|adalah|yaitu|itu|tadi|bersama|semua|jadi|begini|rapat|kita|hari|ini"
    r"|supaya|agar|soal) )*"
)
_PROPOSAL_LEAD = re.compile(
    r"^(?:\S+ ){0,4}?(?:bagaimana (?:kalau|jika)|usul(?:an)?(?:nya)?(?: saya| kami)?|saya (?:usul"
    r"|usulkan|mengusulkan|sarankan"
    r"|menyarankan)|saran(?:nya)?(?: saya)?|(?:se)?baiknya|mending(?:an)?|menurut (?:saya|kami)"
    r"|kalau (?:menurut )?saya)(?: (?:sih|ya|untuk|agar|supaya|kalau|itu))* "
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


@dataclass(frozen=True, slots=True)
class Candidate:
    """A clause that may decide: ``index`` is its place in the turn at ``position``."""

    position: int
    index: int
    act: Act
    agreed: Agreement
    verdict: Verdict
    features: Mapping[str, float]


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
        self._answered = answered

    def find(self) -> list[Decided]:
        """Every decision in order, before revisions. Linear in the length of the speech."""
        return self.judged(self.candidates(), judgement())

    def judged(self, candidates: Iterable[Candidate], by: Judgement) -> list[Decided]:
        """The decisions among the candidates of this speech, as given weights judge them."""
        found: list[Decided] = []
        for one in candidates:
            if is_vetoed(one) or not (is_certain(one) or by.settles(one.features)):
                continue
            decided = self.decided(one)
            if decided is not None and found and self._goes_on(found[-1], decided, one.act):
                found[-1] = _together(found[-1], decided)
            elif decided is not None:
                found.append(decided)
        return found

    def candidates(self) -> Iterator[Candidate]:
        """Every clause that is not spoken to a machine, with what is known of it, in order."""
        lead = 0.0
        summed_up: tuple[int, str] | None = None
        for position, acts in enumerate(self._acts):
            if not self._goes_on_speaking(position):
                lead = 0.0
            speaker = self._speech.turns[position].speaker
            listing = False
            for index, act in enumerate(acts):
                if act.machine:
                    lead = 0.0
                    continue
                going_on = summed_up is not None and (
                    position - summed_up[0] <= SUMMED_UP and speaker == summed_up[1]
                )
                yield self._candidate(position, index, lead, listing=listing, summing_up=going_on)
                if sums_up(act):
                    summed_up = (position, speaker)
                elif going_on:
                    summed_up = (position, speaker)
                listing = listing or (act.cue is not None and _LISTS.search(act.clause.said) is not None)
                lead = carried_lead(act) if len(act.clause.tags) <= SHORT_LEAD else 0.0

    def _candidate(
        self, position: int, index: int, lead: float, *, listing: bool, summing_up: bool
    ) -> Candidate:
        act = self._acts[position][index]
        agreed = agreement_after(self._speech, self._acts, position)
        weight = self._weight(position, act, lead, agreed)
        verdict = Verdict(
            explicit=act.decides and not agreed.objected,
            confirmed=act.confirms
            and act.cue is not None
            and not act.reported
            and bool(agreed.strong or agreed.weak),
            listed=(
                (listing and _MEMBER.match(act.clause.said) is not None)
                or (summing_up and in_order(self._acts[position], index))
            )
            and not act.supposes
            and not act.asks
            and content(act.clause.text) >= LEAST_WORDS,
            weight=weight,
            enough=weight >= self._enough(position) and _understood(act.clause),
            taken_up=act.proposes and not act.reported and self._taken_up(position, agreed),
        )
        features = features_of(
            self._speech, self._acts, position, index, lead, agreed, verdict,
            assigned=id(act.clause) in self._assigned, of_a_task=position in self._answered,
            summing_up=summing_up,
        )  # fmt: skip
        return Candidate(position, index, act, agreed, verdict, features)

    def decided(self, one: Candidate) -> Decided | None:
        """The decision that a clause makes, in its own words or those of what it answers."""
        act, agreed, position = one.act, one.agreed, one.position
        if one.verdict.explicit:
            return self._explicit(position, one.index, act)
        if one.verdict.confirmed:
            return self._explicit(position, one.index, act, agreed.strong or agreed.weak)
        if one.verdict.listed:
            told = _after(act.clause, _MEMBER_LEAD) if is_numbered(act.clause) else act.clause.text
            return self._make(act, (position,), told)
        if one.verdict.taken_up and not one.verdict.enough:
            text = _after(act.clause, _PROPOSAL_LEAD)
            if content(text) >= LEAST_WORDS:
                return self._make(act, (position, *(agreed.strong or agreed.weak)), text)
        if content(act.clause.text) < LEAST_WORDS:
            return None
        return self._make(act, (position, *agreed.strong), act.clause.text)

    def _goes_on_speaking(self, position: int) -> bool:
        """Whether a turn may be of the one before: sentences of one utterance whose speaker nobody knows."""
        before, turn = self._speech.turns[max(0, position - 1)], self._speech.turns[position]
        return before.utterance is turn.utterance

    def _goes_on(self, last: Decided, decided: Decided, act: Act) -> bool:
        """Whether the same speaker only adds to what was just settled: "Lewat dari itu ya dihitung alpa."."""
        said = act.clause.said
        if (
            last.explicit
            or decided.explicit
            or act.proposes
            or cues.SETTLES.match(said)
            or _MEMBER.match(said)
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
        if _LISTS.search(clause.said) and content(after) < LEAST_WORDS:
            following = self._acts[position][index + 1 : index + 2]
            if following and not following[0].asks and not _MEMBER.match(following[0].clause.said):
                return self._make(following[0], (position, *assenting), following[0].clause.text)
            return None
        if content(before) + content(after) >= LEAST_WORDS:
            return self._make(act, (position, *assenting), clause.text)
        proposal = self._proposal_before(position, index)
        if proposal is None:
            return None
        text = _after(proposal.clause, _PROPOSAL_LEAD)
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

    def _weight(self, position: int, act: Act, lead: float, agreed: Agreement) -> float:
        """How much speaks for a clause without deciding words settling something."""
        clause = act.clause
        said, tags = clause.said, clause.tags
        if act.asks or not act.settled or is_of_the_speaker(tags):
            return 0.0
        if act.assents and len(tags) <= SHORT_LEAD:
            return 0.0
        if "belum" in said or "silakan" in said or only_denies(tags):
            return 0.0
        if clause.asks and not (agreed.strong or agreed.weak):
            return 0.0
        speaker = self._speech.turns[position].speaker
        known = not is_unknown(speaker)
        if known and self._speech.people.has_chair and not self._speech.people.is_chair(speaker):
            return 0.0  # what others say decides by deciding words, or as a proposal that is taken up
        weight = 0.0
        if self._speech.people.is_chair(speaker):
            weight += 1.2
        elif is_unknown(speaker):
            weight += 0.6
        signs = max(lead, lead_of(said))
        if cues.LEAD.match(said) or forbids(clause) or cues.COUNTS.search(said):
            signs += 1.1
        elif we_do(clause):
            signs += 1.0
        elif is_to_be_done(clause):
            signs += 0.8
        if cues.PARTICLE.search(said) or cues.ALL.search(said):
            signs += 0.6
        if not signs:
            return 0.0
        weight += signs
        if re.search(r"\bbegitu\b", said) and we_do(clause):
            weight += 0.5
        weight += min(1.5, len(agreed.strong) * 1.0) + (0.6 if agreed.weak else 0.0)
        weight += 0.6 if self._was_discussed(position, clause) else 0.0
        if agreed.objected:
            weight -= 1.2
        if "d" in tags.split("V")[0] and not lead_of(said):
            weight -= 1.0
        if act.proposes or (act.objects and not forbids(clause)):
            weight -= 1.0
        return weight

    def _was_discussed(self, position: int, clause: Clause) -> bool:
        """Whether a clause repeats what others just proposed or asked."""
        matter = set(search_words(clause.text))
        for at in range(position - 1, max(-1, position - 5), -1):
            for act in self._acts[at]:
                if (act.proposes or act.asks or "V" in act.clause.tags) and len(
                    matter & set(search_words(act.clause.text))
                ) >= LEAST_WORDS:
                    return True
        return False

    def _enough(self, position: int) -> float:
        return ENOUGH_UNKNOWN if is_unknown(self._speech.turns[position].speaker) else ENOUGH

    def _taken_up(self, position: int, agreed: Agreement) -> bool:
        """Whether a proposal was agreed to: by the chair, by two others, by one where the chair made it."""
        if agreed.objected:
            return False
        by_chair = self._speech.people.is_chair(self._speech.turns[position].speaker)
        if not self._speech.people.has_chair or is_unknown(self._speech.turns[position].speaker):
            return bool(agreed.strong)
        return (
            (agreed.chair and bool(agreed.strong))
            or len(agreed.strong) >= 2
            or (by_chair and bool(agreed.strong))
        )

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


def is_certain(one: Candidate) -> bool:
    """Whether a clause decides by what it says, or is a proposal that was taken up: nothing is to be weighed."""
    verdict = one.verdict
    proposed = verdict.taken_up and content(_after(one.act.clause, _PROPOSAL_LEAD)) >= LEAST_WORDS
    agreed = verdict.enough and bool(one.agreed.strong)
    return verdict.explicit or verdict.confirmed or verdict.listed or proposed or agreed


def is_vetoed(one: Candidate) -> bool:
    """Whether a clause is told, supposed or asked, and neither deciding words nor an answer settle it."""
    act, verdict = one.act, one.verdict
    by_rule = verdict.explicit or verdict.confirmed or verdict.enough or verdict.taken_up
    told = act.reported or act.supposes or act.asks or act.procedure
    return bool(one.features["assigned"]) or (told and not by_rule)


def _understood(clause: Clause) -> bool:
    return content(clause.text) >= LEAST_WORDS


def _says_something(act: Act) -> bool:
    return (
        not (act.asks and not act.proposes)
        and not act.machine
        and not act.procedure
        and _understood(act.clause)
    )


def _after(clause: Clause, lead: re.Pattern[str]) -> str:
    found = lead.match(clause.said)
    return (
        clause.original(clause.word_at(found.end()))
        if found and found.end() < len(clause.said)
        else clause.text
    )
