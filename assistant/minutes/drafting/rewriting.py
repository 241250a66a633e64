"""A part of a notula written anew as somebody wishes: a verified proposal, for a person to take or leave."""

import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.llm.chat import ChatModel, ModelUnavailable
from assistant.llm.failures import BROKEN
from assistant.minutes.drafting.asking import UNREADABLE, Asking, Limits
from assistant.minutes.drafting.checking import Checked, ItemCheck
from assistant.minutes.drafting.merging import is_same, merged, text_of
from assistant.minutes.drafting.prompts import notula_prompts
from assistant.minutes.drafting.reading import Line, Reading, reading_of
from assistant.minutes.drafting.windows import cut
from assistant.minutes.drafting.written import Kind
from assistant.minutes.models import ActionItem, Minutes, Statement
from corpus.errors import InvalidInput, NotFound

LONGEST_INSTRUCTION = 500
MOST_LINES = 40
SECONDS = 90.0
"""For the call; a person waits."""
NARROW = "Bagian ini terlalu panjang untuk model bahasa yang dipakai. Sunting baris demi baris."


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a notula; ``topic`` is the index of the topic whose key points are meant, None for others."""

    kind: Kind
    topic: int | None = None


@dataclass(frozen=True, slots=True)
class Rewriting:
    """A part as it is, and as a model would have it.

    Attributes:
        before, after: its lines; those of ``after`` are verified or marked.
        lost: lines of ``before`` whose utterances no line of ``after`` names.
        dropped: how many lines of the model were left out because nothing bears them out.
    """

    part: Part
    before: tuple[Statement | ActionItem, ...]
    after: tuple[Statement | ActionItem, ...]
    lost: tuple[Statement | ActionItem, ...]
    dropped: int


def rewrite_section(
    minutes: Minutes,
    part: Part,
    instruction: str,
    *,
    llm: ChatModel,
    limits: Limits | None = None,
    holidays: Collection[date] = frozenset(),
    clock: Callable[[], float] = time.monotonic,
) -> Rewriting:
    """A proposal for one part; nothing of ``minutes`` changes.

    Who is in charge and until when stay as they were: an instruction is about wording.

    Args:
        instruction: of length, order or style; it is no evidence for anything.

    Raises:
        InvalidInput: the instruction is empty or too long, or the part is empty or too large for the model.
        NotFound: there is no such topic.
        ModelUnavailable: the model gave no proposal.
    """
    wish = " ".join(instruction.split())
    if not wish or len(wish) > LONGEST_INSTRUCTION:
        raise InvalidInput(f"Arahan harus diisi, paling banyak {LONGEST_INSTRUCTION} huruf.")
    before = lines_of(minutes, part)
    if not before or len(before) > MOST_LINES:
        raise InvalidInput(f"Bagian yang ditulis ulang harus berisi 1 sampai {MOST_LINES} baris.")
    reading = reading_of(minutes.transcript, minutes.form)
    shown = _shown(reading, minutes, before)
    items = [_listed(reading, one) for one in before]
    messages = notula_prompts().ask_again(part.kind, items, reading.hide(wish), shown)
    limits = limits or Limits(seconds=SECONDS)
    beside = notula_prompts().ask_again(part.kind, items, reading.hide(wish), ())
    windows = cut(shown, (), window=limits.window, beside=beside) if shown else None
    if windows is None or len(windows) > 1:
        raise InvalidInput(NARROW)
    page = Asking(llm, reading, limits, clock=clock).page(messages, shown, (part.kind,))
    if page is None:
        raise ModelUnavailable(f"{UNREADABLE.capitalize()}.", reason=BROKEN)
    check = ItemCheck(minutes.transcript, minutes.form, holidays=holidays)
    wanted = [replace(one, kind=part.kind) for one in page.written if one.kind is part.kind]
    places = {one.id: place for place, one in enumerate(minutes.transcript.utterances)}
    checked = merged(check.check(wanted), places)
    after = tuple(_with_slots(one, before) for one in _of(checked, part.kind))
    named = {identifier for one in after for identifier in one.utterances}
    lost = tuple(one for one in before if not named & set(one.utterances))
    dropped = checked.dropped + page.refused + len(page.written) - len(wanted)
    return Rewriting(part, before, after, lost, dropped)


def lines_of(minutes: Minutes, part: Part) -> tuple[Statement | ActionItem, ...]:
    """The lines of a part.

    Raises:
        NotFound: there is no such topic.
    """
    match part.kind:
        case Kind.DECISION:
            return minutes.decisions
        case Kind.ACTION:
            return minutes.actions
        case Kind.QUESTION:
            return minutes.open_questions
        case Kind.KEY_POINT:
            if part.topic is None or not 0 <= part.topic < len(minutes.topics):
                raise NotFound("Topik ini tidak ada pada notula.")
            return minutes.topics[part.topic].key_points


def _of(checked: Checked, kind: Kind) -> tuple[Statement | ActionItem, ...]:
    match kind:
        case Kind.DECISION:
            return checked.decisions
        case Kind.ACTION:
            return checked.actions
        case Kind.QUESTION:
            return checked.questions
        case Kind.KEY_POINT:
            return checked.key_points


def _shown(reading: Reading, minutes: Minutes, before: Sequence[Statement | ActionItem]) -> list[Line]:
    """The utterances that the part rests on, each with those just before and after it."""
    ids = [one.id for one in minutes.transcript.utterances]
    places = {identifier: place for place, identifier in enumerate(ids)}
    cited = {places[one] for line in before for one in line.utterances if one in places}
    wanted = {ids[place] for at in cited for place in (at - 1, at, at + 1) if 0 <= place < len(ids)}
    return [line for line in reading.lines if line.id in wanted]


def _listed(reading: Reading, one: Statement | ActionItem) -> str:
    return f"- {reading.hide(text_of(one))} ({', '.join(one.utterances)})"


def _with_slots(
    one: Statement | ActionItem, before: Sequence[Statement | ActionItem]
) -> Statement | ActionItem:
    """A task with the person and the deadline that it had."""
    if not isinstance(one, ActionItem):
        return one
    near = [
        old for old in before if isinstance(old, ActionItem) and set(old.utterances) & set(one.utterances)
    ]
    old = next(
        (old for old in near if is_same(replace(old, pic=one.pic), one)), near[0] if len(near) == 1 else None
    )
    if old is None:
        return one
    return replace(one, pic=old.pic, deadline_phrase=old.deadline_phrase, deadline=old.deadline)
