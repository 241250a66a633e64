"""The form of a meeting from the options of ``tanya notula``."""

from dataclasses import dataclass
from pathlib import Path

from api.minutes.bounded_file import read_bounded
from api.minutes.meeting_form import read_agenda, read_day, read_participants, read_time
from assistant.minutes.models import MeetingForm, Participant
from assistant.minutes.transcript import decode
from corpus.errors import InvalidInput

LARGEST_LIST = 1_000_000
"""Bytes of a file with participants or agenda."""


@dataclass(frozen=True, slots=True)
class FormOptions:
    """What was written behind the options; empty where an option was left out."""

    title: str
    day: str
    begins: str
    ends: str
    place: str
    chair: str
    secretary: str
    participants: Path | None
    agenda: tuple[str, ...]


def form_of(given: FormOptions) -> MeetingForm:
    """The form that the options fill in.

    Raises:
        InvalidInput: a day, a time or a file among them cannot be read; the message names the option.
    """
    begins, ends = read_time(given.begins, "--mulai"), read_time(given.ends, "--selesai")
    if begins and ends and ends <= begins:
        raise InvalidInput("--selesai harus setelah --mulai. Periksa jamnya.")
    return MeetingForm(
        title=given.title.strip(),
        held_on=read_day(given.day, "--tanggal"),
        begins=begins,
        ends=ends,
        place=given.place.strip() or None,
        chair=given.chair.strip() or None,
        secretary=given.secretary.strip() or None,
        participants=_participants(given.participants),
        agenda=tuple(item for text in given.agenda for item in read_agenda(_agenda_text(text))),
    )


def _participants(path: Path | None) -> tuple[Participant, ...]:
    return read_participants(_read(path)) if path is not None else ()


def _agenda_text(given: str) -> str:
    """The words themselves, or those in the text file that they name."""
    path = Path(given)
    return _read(path) if path.suffix.lower() in (".txt", ".md") else given


def _read(path: Path) -> str:
    raw = read_bounded(path, LARGEST_LIST)
    if len(raw) > LARGEST_LIST:
        raise InvalidInput(f"{path}: lebih dari {LARGEST_LIST // 1_000_000} MB; ini bukan daftar.")
    return decode(raw)
