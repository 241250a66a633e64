"""The answer to each way of completing a question, and whether they truly differ."""

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass

from assistant.answer_type import FIRM, AnswerType, answer_type, has_answer
from assistant.clarify.slots import Kind, Slot, slots
from assistant.clarify.subject import kinds_of
from assistant.fact_support import checkable
from assistant.lexicon import lexicon
from assistant.models import LONGEST_QUESTION, Answer, AnswerStatus, Claim, Question
from assistant.quoting import coverage
from assistant.understand import Understood
from corpus.models import PassageUnit
from corpus.numbers import Fact, FactKind
from corpus.open_snapshot import OpenSnapshot
from corpus.search_words import known_words

Ask = Callable[[Question, frozenset[str]], Answer]
"""Answers a question as it would be answered if it were asked, but asks for no slot of these names."""

SAME = 0.8
"""Share of words in common from which two answers say the same: no need to ask then."""
AS_WELL = 0.5
"""Least share of what the best branch has of the question's words that another must have."""
LEAST = 0.5
"""Least share of the question's words, beside the slot, that a branch must have. Words that nothing found has
("tapi", a misspelling) do not count."""
OVERVIEW = 2
"""Kinds that an answer about no single one must tell of to be an overview; of more than three, all."""
ANSWERING = frozenset({AnswerStatus.ANSWERED, AnswerStatus.PARTIAL})
_NUMERIC = frozenset(
    {AnswerType.SHARE, AnswerType.MONEY, AnswerType.AGE, AnswerType.DURATION, AnswerType.COUNT}
)


@dataclass(frozen=True, slots=True)
class Branch:
    """One way to complete a question, with its answer."""

    kind: Kind
    question: str
    answer: Answer

    @property
    def cited(self) -> tuple[Claim, ...]:
        """The sentences that state something."""
        return tuple(claim for claim in self.answer.claims if claim.citations)

    @property
    def text(self) -> str:
        """Their words."""
        return " ".join(claim.text for claim in self.cited)


@dataclass(frozen=True, slots=True)
class Tried:
    """What asking for each kind gave.

    Attributes:
        branches: the kinds that have an answer of their own, in the order of the slot.
        overview: an answer that tells of every kind, which one of them led to.
    """

    branches: tuple[Branch, ...]
    overview: Answer | None


def tried(
    snapshot: OpenSnapshot,
    slot: Slot,
    understood: Understood,
    kinds: Sequence[Kind],
    known: Set[str],
    ask: Ask,
    completed_slots: frozenset[str] = frozenset(),
) -> Tried:
    """The completed questions asked, one for each kind.

    An answer counts when it rests on a passage about the kind, is of the sort that is asked for, has what
    the question says beside the slot about as well as the best of the others, and says something that no
    earlier one says. What is longer than a question may be once it is completed is not asked.

    Args:
        known: search words of what was found for the question as it was asked.
        completed_slots: those whose fact has been added before.
    """
    found: list[tuple[Branch, float]] = []
    overview: Answer | None = None
    residue = slot.residue(understood.asked_words) & known
    wanted = answer_type(understood.text)
    for kind in kinds:
        completed = slot.complete(understood.text, kind)
        # Read again, a completed question must name the kind: else its answer is not about the kind.
        if len(completed) > LONGEST_QUESTION or slot.lacking(lexicon().standardise(completed)):
            continue
        answer = ask(Question(text=completed, on=understood.on), completed_slots | {slot.name})
        branch = Branch(kind, completed, answer)
        unit = snapshot.knowledge.units_by_id([answer.origin_id]).get(answer.origin_id)
        if answer.status not in ANSWERING or unit is None:
            continue
        if overview is None and _tells_all(snapshot, slot, branch, unit):
            overview = answer
        if not _about(snapshot, slot, understood, branch, unit):
            continue
        said = known_words(" ".join((unit.text, unit.search_text, branch.text)))
        share = coverage(residue, said, snapshot.lexical.weight) if residue else 1.0
        if share >= LEAST and (wanted not in FIRM or has_answer(wanted, branch.text)):
            found.append((branch, share))
    best = max((share for _, share in found), default=0.0)
    kept: list[Branch] = []
    for branch, share in found:
        if share >= AS_WELL * best and not any(_same(branch, other, wanted) for other in kept):
            kept.append(branch)
    return Tried(tuple(kept), overview)


def _about(
    snapshot: OpenSnapshot, slot: Slot, understood: Understood, branch: Branch, unit: PassageUnit
) -> bool:
    """Whether an answer rests on what is about the kind, and on what else the question names.

    What is about a sibling ("cuti tahunan" for "cuti besar") is no answer, be it of this slot or of another;
    nor is what names the kind of another matter ("melamar jabatan fungsional" for a promotion in one).
    """
    about = kinds_of(snapshot, slot, unit)
    if slot.subject:
        words = f"{' '.join(unit.path)} {branch.text}"
        named = [(other, other.named(understood.text)) for other in slots().slots if not other.subject]
        return branch.kind in about and all(
            set(kinds) & set(other.named(words)) and other.about(words)
            for other, kinds in named
            if kinds and other.about(understood.text)
        )
    return branch.kind in about or (not about and branch.kind in slot.named(branch.text))


def _tells_all(snapshot: OpenSnapshot, slot: Slot, branch: Branch, unit: PassageUnit) -> bool:
    """Whether an answer tells of the kinds of a slot side by side."""
    if slot.subject or len(kinds_of(snapshot, slot, unit)) == 1:
        return False
    told = set(slot.named(branch.text)) & set(slot.offered)
    return branch.kind in told and len(told) >= (OVERVIEW if len(slot.offered) <= 3 else len(slot.offered))


def _same(one: Branch, other: Branch, wanted: AnswerType) -> bool:
    """Whether two branches give the same answer: the same values where values are asked for."""
    mine, theirs = _values(one.text), _values(other.text)
    if wanted in _NUMERIC and mine and mine == theirs:
        return True
    words, others = known_words(one.text), known_words(other.text)
    return len(words & others) >= SAME * len(words | others) and mine == theirs


def _values(text: str) -> frozenset[tuple[FactKind, str]]:
    facts: tuple[Fact, ...] = checkable(text)
    return frozenset((fact.kind, str(fact.value)) for fact in facts if fact.kind is not FactKind.REGULATION)
