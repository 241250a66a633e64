"""How ``tanya notula`` makes minutes: with what the home folder knows, and with its language model."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from api.cli.common import open_library, open_state, say
from api.cli.console import BarProgress
from api.language_model import create_model, window_of
from api.settings import Settings
from assistant.minutes.drafting.asking import Limits
from assistant.minutes.models import MeetingForm, Minutes, Transcript
from corpus.errors import CorruptIndex, InvalidInput, NotFound, StorageError
from corpus.home import Home as HomeFolder

if TYPE_CHECKING:
    from api.state.state import State
    from corpus.open_snapshot import OpenSnapshot

STAGE = "Menyusun notula"
MODEL_SECONDS = 7_200.0
"""For all calls of the model; whoever waits can stop it, and the next run goes on from there."""
NO_MODEL = (
    "Model bahasa belum diatur: isi TANYA_LLM_BASE_URL dan TANYA_LLM_MODEL, atau jalankan dengan --tanpa-llm."
)


@dataclass(frozen=True, slots=True)
class _Office:
    """What a home folder gives: its law where it has any, its free days, and the books of calls."""

    snapshot: "OpenSnapshot | None" = None
    holidays: frozenset[date] = frozenset()
    state: "State | None" = None


def make_minutes(
    transcript: Transcript, form: MeetingForm, settings: Settings, bar: BarProgress, *, model: bool | None
) -> Minutes:
    """Verified minutes of a transcript.

    Args:
        model: whether the language model words them too; None: as the settings say.

    Raises:
        InvalidInput: a model is wanted, but none is set.
    """
    from assistant.minutes.speakers import name_speakers
    from assistant.minutes.understanding.meeting import understand_meeting
    from assistant.minutes.understanding.scorer import local_embedder

    configured = bool(settings.llm_base_url.strip())
    if model and not configured:
        raise InvalidInput(NO_MODEL)
    wanted = configured and (settings.minutes_llm if model is None else model)
    named = name_speakers(transcript, form.participants)
    told = _Told(bar)
    with _office(settings) as office:
        law = office.snapshot
        minutes = understand_meeting(
            named,
            form,
            knowledge=law.knowledge if law else None,
            force=law.force if law else None,
            meaning=local_embedder(),
            holidays=office.holidays,
            progress=told,
        )
        if wanted and office.state is not None:
            return _with_model(minutes, settings, office.state, office.holidays, told)
    if wanted:
        with open_state(settings.home) as state:
            return _with_model(minutes, settings, state, frozenset(), told)
    return minutes


class _Told:
    """Progress as bars: one for each thing that is done in several steps."""

    def __init__(self, bar: BarProgress) -> None:
        self._bar = bar
        self._total = 0
        self._done = 0

    def __call__(self, words: str, done: int, total: int) -> None:
        """Show what is being done, and how far it is."""
        if total != self._total or done < self._done:
            self._bar.begin(STAGE, total)
            self._total, self._done = total, 0
        self._bar.advance(done - self._done, label=words)
        self._done = done


def _with_model(
    minutes: Minutes, settings: Settings, state: "State", holidays: frozenset[date], told: _Told
) -> Minutes:
    from assistant.minutes.drafting.draft import draft_on

    llm = create_model(settings, state.ledger, state.replies, state.switch)
    if llm is None:
        raise InvalidInput(NO_MODEL)
    limits = Limits(window=window_of(settings), seconds=MODEL_SECONDS)
    try:
        return draft_on(minutes, llm=llm, holidays=holidays, limits=limits, progress=told, kept=state.replies)
    finally:
        llm.close()


@contextmanager
def _office(settings: Settings) -> Iterator[_Office]:
    """The library of the home folder where there is one; none is made for minutes."""
    if not HomeFolder(settings.home).index.is_dir():
        yield _Office()
        return
    from api.minutes.wiring import holidays_of

    with open_library(settings.home) as library:
        holidays = holidays_of(library.state.database)
        try:
            snapshot = library.snapshot()
        except (NotFound, CorruptIndex, StorageError) as error:
            say(f"{error} Rujukan peraturan tidak diperiksa.")
            yield _Office(None, holidays, library.state)
        else:
            yield _Office(snapshot, holidays, library.state)
