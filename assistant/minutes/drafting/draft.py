"""A notula with a language model, the whole way: rules, windows, replies, checks, one notula, checks again.

Whatever the model does, the notula by rules is there: an endpoint that is down, slow, over its budget or
talks nonsense costs a remark, never the notula.
"""

import time
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date

from assistant.llm.books import ReplyCache
from assistant.llm.chat import ChatModel
from assistant.minutes.drafting.asking import Asking, Limits
from assistant.minutes.drafting.checking import ItemCheck
from assistant.minutes.drafting.combining import combined, with_doubts
from assistant.minutes.drafting.merging import merged
from assistant.minutes.drafting.prompts import notula_prompts
from assistant.minutes.drafting.reading import Line, reading_of
from assistant.minutes.drafting.windows import cut, ends_of_topics
from assistant.minutes.models import MeetingForm, Minutes, Transcript
from assistant.minutes.understanding.meeting import Progress, silent, understand_meeting
from assistant.minutes.verify import verify_minutes
from corpus.knowledge import Knowledge
from corpus.validity import ForceTable

WITHOUT = "Disusun tanpa model bahasa: {reason}"
TOO_LONG = "transkripnya terlalu panjang untuk model bahasa ini."
PARTLY = (
    "Model bahasa hanya membaca {read} dari {all} bagian transkrip; "
    "sisanya disusun tanpa model bahasa: {reason}"
)
DROPPED = "{count} butir dari model bahasa dibuang karena tidak didukung ucapan yang dirujuk."


def draft_minutes(
    transcript: Transcript,
    form: MeetingForm,
    *,
    knowledge: Knowledge | None = None,
    llm: ChatModel | None,
    force: ForceTable | None = None,
    holidays: Collection[date] = frozenset(),
    limits: Limits | None = None,
    progress: Progress | None = None,
    kept: ReplyCache | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Minutes:
    """A verified notula of what was said, in the model's words where they hold.

    Args:
        llm: None gives what the rules find.
        knowledge, force, holidays, progress: as for ``understand_meeting``.
        limits, kept, clock: as for ``draft_on``.
    """
    minutes = understand_meeting(
        transcript, form, knowledge=knowledge, force=force, holidays=holidays, progress=progress
    )
    if llm is None:
        return minutes
    return draft_on(
        minutes, llm=llm, holidays=holidays, limits=limits, progress=progress, kept=kept, clock=clock
    )


def draft_on(
    minutes: Minutes,
    *,
    llm: ChatModel,
    holidays: Collection[date] = frozenset(),
    limits: Limits | None = None,
    progress: Progress | None = None,
    kept: ReplyCache | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Minutes:
    """The notula that the rules made, with what a model adds to it.

    Args:
        minutes: of ``understand_meeting``.
        limits: of the calls: one for each window of the transcript, at most ``windows.MOST_CALLS``.
        kept: replies of an earlier run that was cut off; what is there is not asked again.
        progress: told before each call.
    """
    transcript, form = minutes.transcript, minutes.form
    if not transcript.utterances:
        return minutes
    limits = limits or Limits()
    reading = reading_of(transcript, form)
    windows = _windows(minutes, reading.lines, limits)
    if windows is None:
        return _with_remark(minutes, WITHOUT.format(reason=TOO_LONG))
    pages = Asking(llm, reading, limits, kept=kept, clock=clock).pages(windows, progress or silent)
    if not pages.read:
        return _with_remark(minutes, WITHOUT.format(reason=_sentence(pages.reason)))
    check = ItemCheck(transcript, form, holidays=holidays)
    places = {one.id: place for place, one in enumerate(transcript.utterances)}
    written = [item for page in pages.pages if page is not None for item in page.written]
    model = merged(check.check(written), places)
    joined = combined(minutes, model)
    minutes = with_doubts(verify_minutes(joined, holidays=holidays), joined)
    if pages.read < len(windows):
        reason = _sentence(pages.reason)
        minutes = _with_remark(minutes, PARTLY.format(read=pages.read, all=len(windows), reason=reason))
    dropped = model.dropped + sum(page.refused for page in pages.pages if page is not None)
    return _with_remark(minutes, DROPPED.format(count=dropped)) if dropped else minutes


def _windows(minutes: Minutes, lines: tuple[Line, ...], limits: Limits) -> list[tuple[Line, ...]] | None:
    ids = [one.id for one in minutes.transcript.utterances]
    ends = ends_of_topics([topic.first for topic in minutes.topics], ids)
    return cut(lines, ends, window=limits.window, beside=notula_prompts().ask(()))


def _with_remark(minutes: Minutes, remark: str) -> Minutes:
    return replace(minutes, remarks=(*minutes.remarks, remark))


def _sentence(reason: str) -> str:
    return f"{reason.rstrip('.')}." if reason else "tidak ada balasan."
