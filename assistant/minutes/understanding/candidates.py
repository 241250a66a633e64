"""Clauses that may decide, each with what the rules and the turns about it say of that.

The weights of the rules are set by hand so that no single sign but the deciding words is enough; they are one
of the features that :mod:`.judgement` weighs.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.minutes.understanding import cues
from assistant.minutes.understanding.acts import Act
from assistant.minutes.understanding.agreement import Agreement, agreement_after
from assistant.minutes.understanding.clauses import Clause, Speech
from assistant.minutes.understanding.leading import leading_speaker
from assistant.minutes.understanding.people import is_anybody, is_unknown
from assistant.minutes.understanding.settling_context import context_features
from assistant.minutes.understanding.settling_features import (
    SUMMED_UP,
    Verdict,
    features_of,
    in_order,
    sums_up,
)
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
from corpus.search_words import search_words

FEW_NAMELESS = 0.1
"""Share of utterances without a speaker up to which these are taken to be no speech of the meeting."""
ENOUGH = 2.3
"""Weight from which a clause counts as a decision."""
ENOUGH_UNKNOWN = 2.0
"""The same where speakers are not known and so nobody can be the chair."""
SHORT_LEAD = 4
LEAST_WORDS = 2
"""Content words without which a clause cannot be understood alone."""
BY_OTHERS = 2
"""People whose agreement makes a proposal a decision, whoever leads."""
LISTS = re.compile(r"\b(?:keputusan|kesepakatan|putusan|kesimpulan|simpulan|sebagai berikut|beberapa hal)")
MEMBER = re.compile(
    r"^(?:(?:dan|lalu|kemudian|terus|yang|poin|nomor|hal) )?(?:pertama|kedua|ketiga|keempat|kelima"
    r"|keenam|terakhir"
    r"|satu|dua|tiga|empat|lima|enam|selanjutnya|berikutnya|kemudian|lalu)\b"
)
MEMBER_LEAD = re.compile(f"{MEMBER.pattern} ")
PROPOSAL_LEAD = re.compile(
    r"^(?:\S+ ){0,4}?(?:bagaimana (?:kalau|jika)|usul(?:an)?(?:nya)?(?: saya| kami)?|saya (?:usul"
    r"|usulkan|mengusulkan|sarankan"
    r"|menyarankan)|saran(?:nya)?(?: saya)?|(?:se)?baiknya|mending(?:an)?|menurut (?:saya|kami)"
    r"|kalau (?:menurut )?saya)(?: (?:sih|ya|untuk|agar|supaya|kalau|itu))* "
)

_DECLARING = re.compile(
    r"(?:(?:jadi|maka|baik|oke|dengan (?:ini|demikian))[ ,]+)*(?:(?:rapat|forum)(?: ini)? |kita )?"
    r"(?:(?:di|me)?(?:nye|se)pakati|(?:di|me)?(?:mu|pu)tuskan|(?:di|me)?(?:ne|te)tapkan)\b",
    re.IGNORECASE,
)
"""Words by which a meeting decides, where a clause begins with them."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A clause that may decide: ``index`` is its place in the turn at ``position``.

    ``spoken`` is false where nobody is known to have said it: between brackets, or without a speaker in a
    transcript that names all others.
    """

    position: int
    index: int
    act: Act
    agreed: Agreement
    verdict: Verdict
    features: Mapping[str, float]
    spoken: bool


class CandidateFinder:
    """Finds the clauses of one meeting that may decide.

    Args:
        speech: the meeting.
        acts: what its clauses do, by turn.
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
        self._leader = leading_speaker(speech, acts)
        nameless = sum(is_anybody(utterance.speaker) for utterance in speech.utterances)
        self._names_all = 0 < nameless <= FEW_NAMELESS * len(speech.utterances)

    def find(self) -> Iterator[Candidate]:
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
                if sums_up(act) or going_on:
                    summed_up = (position, speaker)
                listing = listing or (act.cue is not None and LISTS.search(act.clause.said) is not None)
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
                (listing and MEMBER.match(act.clause.said) is not None)
                or (summing_up and in_order(self._acts[position], index))
            )
            and not act.supposes
            and not act.asks
            and content(act.clause.text) >= LEAST_WORDS,
            weight=weight,
            enough=weight >= self._enough(position) and is_understood(act.clause),
            taken_up=act.proposes and not act.reported and self._taken_up(position, agreed),
        )
        features = features_of(
            self._speech, self._acts, position, index, lead, agreed, verdict,
            assigned=id(act.clause) in self._assigned, of_a_task=position in self._answered,
            summing_up=summing_up,
        )  # fmt: skip
        features |= context_features(self._speech, self._acts, position, index, self._leader, features)
        return Candidate(position, index, act, agreed, verdict, features, self._is_spoken(act.clause))

    def _is_spoken(self, clause: Clause) -> bool:
        """Whether somebody said a clause: text between brackets, or of nobody among the named, was not."""
        text = clause.utterance.text
        before = text[: max(0, text.find(clause.text))]
        in_brackets = before.rfind("[") > before.rfind("]")
        return not (in_brackets or (self._names_all and is_anybody(clause.utterance.speaker)))

    def _goes_on_speaking(self, position: int) -> bool:
        """Whether a turn may be of the one before: sentences of one utterance whose speaker nobody knows."""
        before, turn = self._speech.turns[max(0, position - 1)], self._speech.turns[position]
        return before.utterance is turn.utterance

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


def is_said(one: Candidate) -> bool:
    """Whether deciding words, or two others who agree, speak for a clause beside what it shows."""
    verdict = one.verdict
    agreed = (verdict.taken_up or verdict.enough) and len(one.agreed.strong) >= BY_OTHERS
    return verdict.explicit or verdict.confirmed or agreed


def announces(one: Candidate) -> bool:
    """Whether a clause only says that a decision follows: "Keputusannya begini."."""
    clause = one.act.clause
    return one.verdict.explicit and len(clause.tags) <= SHORT_LEAD and LISTS.search(clause.said) is not None


def declares(one: Candidate) -> bool:
    """Whether a clause is itself the act of deciding: "Diputuskan apel pukul 07.30.", here and now."""
    lead = _DECLARING.match(one.act.clause.said)
    told_of = any(one.features.get(name) for name in ("reported", "supposes", "past"))
    said = one.verdict.explicit and lead is not None and not told_of
    return said and content(words_after(one.act.clause, _DECLARING)) >= LEAST_WORDS


def is_vetoed(one: Candidate) -> bool:
    """Whether a clause can settle nothing: nobody said it, it gives a task, or it asks and nobody answers."""
    verdict = one.verdict
    by_rule = verdict.explicit or verdict.confirmed or verdict.enough or verdict.taken_up
    return not one.spoken or bool(one.features["assigned"]) or (one.act.asks and not by_rule)


def is_understood(clause: Clause) -> bool:
    """Whether a clause holds enough to be a line of its own."""
    return content(clause.text) >= LEAST_WORDS


def words_after(clause: Clause, lead: re.Pattern[str]) -> str:
    """The spoken words of a clause without its lead; all of them where it has none."""
    found = lead.match(clause.said)
    return (
        clause.original(clause.word_at(found.end()))
        if found and found.end() < len(clause.said)
        else clause.text
    )
