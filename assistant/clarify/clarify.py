"""Finding the fact that a question lacks, and what to do about it."""

from collections.abc import Sequence
from itertools import takewhile

from assistant.clarify.branches import ANSWERING, Ask, Branch, tried
from assistant.clarify.slots import Kind, Slot, slots
from assistant.clarify.subject import kinds_of
from assistant.drafting import for_those_named
from assistant.models import Answer, AnswerStatus, Check, Choice, Claim
from assistant.render import render
from assistant.understand import Understood
from assistant.verify import Verifier
from corpus.models import Passage, PassageKind
from corpus.open_snapshot import OpenSnapshot
from corpus.search_words import known_words

MOST_CHOICES = 6
MOST_BRANCHES = 3
"""Branches that are answered side by side; more are asked for."""
SHORT, SHORT_TEXT = 2, 420
"""Cited sentences, and characters of them, up to which a branch is answered at once rather than asked for."""
LONG, LONG_TEXT = 6, 700
"""The same where the question has said one fact already: nobody is asked twice."""

LIKELY = 0.5
"""Share of the probability needed from which a passage is a sign that the answer differs by the employee."""

Ranked = Sequence[tuple[Passage, float]]


def clarified(
    snapshot: OpenSnapshot,
    understood: Understood,
    plain: Answer,
    ranked: Ranked,
    needed: float,
    ask: Ask,
    *,
    completed: frozenset[str] = frozenset(),
) -> Answer:
    """``plain``, or what is better where the question lacks a fact that its answer hangs on.

    A question lacks a fact when it is about the genus of a slot without naming a kind of it, and its answer
    differs by the kind. Two or three short answers are given side by side; else the fact is asked for, with
    choices that are answered when they are taken.

    Args:
        plain: the answer as if nothing were missing.
        ranked: passages best first, each with the probability that it answers.
        needed: the probability from which one does.
        ask: answers a completed question, told the slots that are not to be asked for again.
        completed: names of the slots whose fact has been added to the question. They are passed over however
            the question reads now, so questions are completed at most once a slot.
    """
    if understood.named or slots().whole.search(understood.text):
        return plain
    known = frozenset[str]().union(
        *(known_words(f"{passage.unit.text} {passage.unit.search_text}") for passage, _ in ranked)
    )
    for slot in slots().slots:
        if slot.name in completed:
            continue
        kinds = _kinds_to_try(snapshot, slot, understood, plain, ranked, needed)
        if len(kinds) < 2:
            continue
        found = tried(snapshot, slot, understood, kinds, known, ask, completed)
        if len(found.branches) > 1:
            return _side_by_side(snapshot, understood, plain, found.branches) or _asking(
                slot, plain, found.branches
            )
        if found.overview is not None:
            return found.overview.model_copy(update={"question": plain.question, "passages": plain.passages})
        if len(kinds) == len(slot.offered):
            # With its kind left open, no other fact would make it answerable.
            return plain
    return plain


def _kinds_to_try(
    snapshot: OpenSnapshot, slot: Slot, understood: Understood, plain: Answer, ranked: Ranked, needed: float
) -> tuple[Kind, ...]:
    """The kinds of a slot that the question may mean; none where it lacks nothing of it."""
    if not slot.lacking(understood.text):
        return ()
    entry = snapshot.knowledge.entry(plain.origin_id) if plain.origin_id else None
    if slot.subject and entry is not None and for_those_named(entry, understood.text):
        # "Guru" tells which rule is meant as well as "PNS" would.
        return ()
    told = _told(snapshot, slot, plain) if plain.status in ANSWERING else frozenset()
    bare = bool(slot.genus) and not slot.residue(understood.asked_words)
    if slot.referred(understood.text) or (bare and len(told) <= 1):
        return slot.offered
    if len(told) != 1:
        # It holds for all of them, or says so for each.
        return ()
    likely = (passage for passage, probability in ranked if passage.holds and probability >= LIKELY * needed)
    near = [kinds_of(snapshot, slot, passage.unit) for passage in likely]
    alone = {about[0].label for about in near if len(about) == 1} | {kind.label for kind in told}
    return tuple(kind for kind in slot.offered if kind.label in alone)


def _told(snapshot: OpenSnapshot, slot: Slot, answer: Answer) -> frozenset[Kind]:
    """The kinds of a slot that an answer is about: those of the passage it rests on, or else of its words."""
    units = snapshot.knowledge.units_by_id([answer.origin_id])
    about = {kind for unit in units.values() for kind in kinds_of(snapshot, slot, unit)}
    if not slot.subject and len(about) != 1:
        about.update(slot.named(" ".join(claim.text for claim in answer.claims if claim.citations)))
    return frozenset(kind for kind in about if kind.offered)


def _side_by_side(
    snapshot: OpenSnapshot, understood: Understood, plain: Answer, found: Sequence[Branch]
) -> Answer | None:
    """One answer with a part for each branch; None where there are many, or long ones."""
    said_one = any(
        slot.genus and slot.about(understood.text) and slot.named(understood.text) for slot in slots().slots
    )
    most, longest = (LONG, LONG_TEXT) if said_one else (SHORT, SHORT_TEXT)
    if len(found) > MOST_BRANCHES or not all(_fits(branch, most, longest) for branch in found):
        return None
    claims = [
        claim for branch in found for claim in (Claim(text=f"{_capital(branch.kind.label)}:"), *branch.cited)
    ]
    verdict = Verifier(snapshot.knowledge, snapshot.force).verify(
        claims, question=plain.question.text, on=understood.on
    )
    if not verdict.all_stand:
        return None
    return plain.model_copy(
        update={
            "status": AnswerStatus.ANSWERED,
            "text": render(claims),
            "claims": tuple(claims),
            "confidence": min(branch.answer.confidence for branch in found),
            "checks": verdict.checks,
            "origin": found[0].answer.origin,
            "origin_id": found[0].answer.origin_id,
        }
    )


def _fits(branch: Branch, most: int, longest: int) -> bool:
    """Whether a branch is said in so few sentences; a procedure is read by itself."""
    answer = branch.answer
    return (
        answer.status is AnswerStatus.ANSWERED
        and answer.origin != PassageKind.SOP.value
        and len(branch.cited) <= most
        and len(branch.text) <= longest
    )


def _asking(slot: Slot, plain: Answer, found: Sequence[Branch]) -> Answer:
    """Asks for the fact that the question lacks."""
    offered = found[:MOST_CHOICES]
    last = "dan" if slot.subject else "atau"
    text = slot.asks.format(kinds=_listed(told_apart([branch.kind.label for branch in offered]), last))
    return Answer(
        question=plain.question,
        status=AnswerStatus.CLARIFY,
        text=text,
        claims=(Claim(text=text),),
        confidence=min(branch.answer.confidence for branch in offered),
        passages=plain.passages,
        checks=(Check(name="decision", passed=True, detail="Jawabannya bergantung pada satu hal lagi."),),
        choices=tuple(Choice(label=branch.kind.label, question=branch.question) for branch in offered),
    )


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]


def told_apart(labels: Sequence[str]) -> list[str]:
    """Labels without the words that all of them begin with: the sentence around them has named the genus."""
    split = [label.split() for label in labels]
    shared = sum(1 for _ in takewhile(lambda column: len(set(column)) == 1, zip(*split, strict=False)))
    shared = min(shared, min(map(len, split)) - 1)
    return [" ".join(words[shared:]) for words in split]


def _listed(labels: Sequence[str], last: str) -> str:
    """``a dan b``, ``a, b, atau c``."""
    if len(labels) == 2:
        return f"{labels[0]} {last} {labels[1]}"
    return f"{', '.join(labels[:-1])}, {last} {labels[-1]}"
