"""The form of a meeting as people paste it: one participant a line, one agenda item a line."""

import re
from datetime import date, time

from pydantic import TypeAdapter

from assistant.minutes.models import MeetingForm, Participant
from corpus.dates import DATE, read_date
from corpus.errors import InvalidInput
from corpus.models import Frozen

LONGEST_TITLE = 300
LONGEST_PLACE = 300
LONGEST_NAME = 200
LONGEST_ITEM = 500
LONGEST_NOTES = 20_000
MOST_PARTICIPANTS = 500
MOST_ITEMS = 100
LONGEST_LIST = 60_000
"""Characters of a pasted list."""

FORM: TypeAdapter[MeetingForm] = TypeAdapter(MeetingForm)
_NIP = re.compile(r"(?<!\d)(\d{8}[ .]?\d{6}[ .]?\d[ .]?\d{3})(?!\d)")
_NIP_WORD = re.compile(r"\bNIP\b[ .:]*", re.IGNORECASE)
_PARTS = re.compile(r"\s*[;|\t]\s*|\s+[-–—]\s+")
_WEEKDAY = re.compile(r"^(?:senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu|ahad)\b\s*,?\s*", re.IGNORECASE)
_NUMBERED = re.compile(r"^(?:\d{1,3}[.)]\s+|[-*•]\s*)")


class NewMeeting(Frozen):
    """A meeting to be kept.

    Attributes:
        form: its day and place, who led it, who was there.
        series: what it is one of; empty where it stands alone.
        chair: username of the account that signs as chair; empty where there is none yet.
        invited: usernames of other accounts that may see it; participants whose NIP is a username may too.
    """

    form: MeetingForm
    series: str = ""
    chair: str = ""
    invited: tuple[str, ...] = ()


def checked(meeting: NewMeeting) -> NewMeeting:
    """A meeting whose form can be kept, its lines without spaces around them.

    Raises:
        InvalidInput: something is missing, too long or too much.
    """
    form = meeting.form
    if form.begins and form.ends and form.ends <= form.begins:
        raise InvalidInput("Rapat harus selesai setelah dimulai. Periksa jamnya.")
    if len(form.participants) > MOST_PARTICIPANTS:
        raise InvalidInput(f"Peserta paling banyak {MOST_PARTICIPANTS} orang.")
    if len(form.agenda) > MOST_ITEMS:
        raise InvalidInput(f"Agenda paling banyak {MOST_ITEMS} butir.")
    if len(form.notes) > LONGEST_NOTES:
        raise InvalidInput(f"Catatan paling banyak {LONGEST_NOTES} huruf.")
    kept = MeetingForm(
        title=_one_line(form.title, "Judul rapat", LONGEST_TITLE, required=True),
        held_on=form.held_on,
        begins=form.begins,
        ends=form.ends,
        place=_optional(form.place, "Tempat", LONGEST_PLACE),
        chair=_optional(form.chair, "Nama pimpinan", LONGEST_NAME),
        secretary=_optional(form.secretary, "Nama notulis", LONGEST_NAME),
        participants=tuple(map(_participant, form.participants)),
        agenda=tuple(_one_line(item, "Butir agenda", LONGEST_ITEM, required=True) for item in form.agenda),
        notes=form.notes.strip(),
    )
    return meeting.model_copy(
        update={"form": kept, "series": _one_line(meeting.series, "Nama rangkaian rapat", LONGEST_TITLE)}
    )


def series_key(series: str) -> str:
    """A series as it is compared with others."""
    return " ".join(series.casefold().split())


def read_participants(text: str) -> tuple[Participant, ...]:
    """People from a pasted list: ``Nama; jabatan; NIP``, one a line; jabatan and NIP may be left out."""
    return tuple(_read_participant(line) for line in _lines(text))


def read_agenda(text: str) -> tuple[str, ...]:
    """Agenda items, one a line, without the numbers before them."""
    return _lines(text)


def read_day(text: str, what: str) -> date | None:
    """A day as browsers send it or as people write it, such as ``23 November 2026`` or ``23/11/2026``.

    None where it was left out.

    Raises:
        InvalidInput: it is none, or lacks its year.
    """
    if not text.strip():
        return None
    written = DATE.fullmatch(_WEEKDAY.sub("", text.strip()))
    try:
        return date.fromisoformat((written and read_date(written)) or "")
    except ValueError:
        raise InvalidInput(
            f"{what} harus berupa tanggal, misalnya 2026-11-23 atau 23 November 2026."
        ) from None


def read_time(text: str, what: str) -> time | None:
    """A time of day such as ``09:30`` or ``09.30``; None where it was left out.

    Raises:
        InvalidInput: it is none.
    """
    if not text.strip():
        return None
    try:
        return time.fromisoformat(text.strip().replace(".", ":").zfill(5))
    except ValueError:
        raise InvalidInput(f"{what} harus berupa jam, misalnya 09.30.") from None


def participants_text(participants: tuple[Participant, ...]) -> str:
    """People as ``read_participants`` reads them."""
    return "\n".join(
        "; ".join(part for part in (one.name, one.office, one.nip) if part) for one in participants
    )


def _read_participant(line: str) -> Participant:
    nip = _NIP.search(line)
    rest = _NIP_WORD.sub("", _NIP.sub("", line))
    parts = [part.strip(" ,()") for part in _PARTS.split(rest)]
    named = [part for part in parts if part] or [line]
    digits = re.sub(r"\D", "", nip[1]) if nip else None
    return Participant(name=named[0], office="; ".join(named[1:]) or None, nip=digits)


def _lines(text: str) -> tuple[str, ...]:
    if len(text) > LONGEST_LIST:
        raise InvalidInput(f"Daftar yang ditempel paling banyak {LONGEST_LIST} huruf.")
    stripped = (_NUMBERED.sub("", line.strip()).strip() for line in text.splitlines())
    return tuple(line for line in stripped if line)


def _participant(one: Participant) -> Participant:
    if one.nip is not None and not (one.nip.isascii() and one.nip.isdigit() and len(one.nip) == 18):
        raise InvalidInput(f"NIP {one.name} harus 18 angka, atau dikosongkan.")
    return Participant(
        name=_one_line(one.name, "Nama peserta", LONGEST_NAME, required=True),
        office=_optional(one.office, "Jabatan peserta", LONGEST_NAME),
        nip=one.nip,
    )


def _optional(text: str | None, what: str, longest: int) -> str | None:
    return _one_line(text or "", what, longest) or None


def _one_line(text: str, what: str, longest: int, *, required: bool = False) -> str:
    line = " ".join(text.split())
    if len(line) > longest:
        raise InvalidInput(f"{what} paling banyak {longest} huruf.")
    if required and not line:
        raise InvalidInput(f"{what} harus diisi.")
    return line


def people_of(form: MeetingForm) -> tuple[Participant, ...]:
    """Everybody whom a form names, each once."""
    listed = {one.name: one for one in form.participants}
    leading = {name: Participant(name) for name in (form.chair, form.secretary) if name}
    return tuple({**leading, **listed}.values())
