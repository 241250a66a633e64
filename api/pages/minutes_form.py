"""The form of a meeting as a page sends and shows it."""

import re
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import UploadFile

from api.minutes.meeting_form import (
    NewMeeting,
    participants_text,
    read_agenda,
    read_day,
    read_participants,
    read_time,
)
from api.minutes.models import Meeting, Seat
from api.minutes.routes import FORM_BYTES
from api.pages.forum_uploads import SentFile, SentForm
from api.settings import Settings
from assistant.minutes.models import MeetingForm
from corpus.errors import InvalidInput

UPLOADS = re.compile(r"/notula/baru")
"""Paths whose requests may be as large as ``largest`` says."""
RECORDINGS = re.compile(r"/notula/[^/]+/rekaman")
"""Paths whose requests may be as large as a recording."""
NAMES = (
    "judul",
    "tanggal",
    "mulai",
    "selesai",
    "tempat",
    "rangkaian",
    "pimpinan",
    "akun_pimpinan",
    "notulis",
    "peserta",
    "akun_peserta",
    "agenda",
    "catatan",
    "transkrip",
)
_FIELDS = 40


def largest(settings: Settings) -> int:
    """Bytes of the largest form of a new meeting: a pasted transcript and a file, which may be a recording
    where something hears it.
    """
    file = settings.transcript_max_bytes
    if settings.speech_model:
        file = max(file, settings.audio_max_bytes)
    return settings.transcript_max_bytes + file + FORM_BYTES


async def sent_upload(request: Request) -> SentForm:
    """Dependency: a form that may bring one file; its texts may be as long as a transcript.

    Raises:
        HTTPException: 400, it cannot be read.
    """
    settings: Settings = request.app.state.settings
    longest = settings.transcript_max_bytes + FORM_BYTES
    fields: dict[str, str] = {}
    files = []
    async with request.form(max_files=2, max_fields=_FIELDS, max_part_size=longest) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                content = await value.read()
                if value.filename and content:
                    files.append(SentFile(value.filename, content))
            else:
                fields.setdefault(name, value)
    return SentForm(fields, tuple(files))


AnyUpload = Annotated[SentForm, Depends(sent_upload)]


def new_meeting(fields: dict[str, str]) -> NewMeeting:
    """A meeting from the fields of its form.

    Raises:
        InvalidInput: a day or a time is none, or a list is too long.
    """
    form = MeetingForm(
        title=fields.get("judul", ""),
        held_on=read_day(fields.get("tanggal", ""), "Tanggal rapat"),
        begins=read_time(fields.get("mulai", ""), "Waktu mulai"),
        ends=read_time(fields.get("selesai", ""), "Waktu selesai"),
        place=fields.get("tempat"),
        chair=fields.get("pimpinan"),
        secretary=fields.get("notulis"),
        participants=read_participants(fields.get("peserta", "")),
        agenda=read_agenda(fields.get("agenda", "")),
        notes=fields.get("catatan", ""),
    )
    invited = tuple(re.split(r"[\s,;]+", fields.get("akun_peserta", "").strip()))
    return NewMeeting(
        form=form,
        series=fields.get("rangkaian", ""),
        chair=fields.get("akun_pimpinan", ""),
        invited=tuple(one for one in invited if one),
    )


def transcript_of(form: SentForm) -> tuple[bytes, str]:
    """What was uploaded, else what was pasted, with its name.

    Raises:
        InvalidInput: neither was.
    """
    if form.files:
        return form.files[0].content, form.files[0].name
    pasted = form.fields.get("transkrip", "")
    if not pasted.strip():
        raise InvalidInput("Tempel transkripnya, atau unggah berkasnya.")
    return pasted.encode(), ""


def empty(secretary: str) -> dict[str, str]:
    """The fields of a form that nobody filled in yet."""
    return {**dict.fromkeys(NAMES, ""), "notulis": secretary}


def filled(meeting: Meeting) -> dict[str, str]:
    """The fields of the form of a meeting that is kept."""
    form, chair = meeting.form, meeting.member(Seat.CHAIR)
    others = [one.username for one in meeting.members if one.seat is Seat.PARTICIPANT]
    return {
        "judul": form.title,
        "tanggal": form.held_on.isoformat() if form.held_on else "",
        "mulai": form.begins.isoformat("minutes") if form.begins else "",
        "selesai": form.ends.isoformat("minutes") if form.ends else "",
        "tempat": form.place or "",
        "rangkaian": meeting.series,
        "pimpinan": form.chair or "",
        "akun_pimpinan": chair.username if chair else "",
        "notulis": form.secretary or "",
        "peserta": participants_text(form.participants),
        "akun_peserta": "\n".join(others),
        "agenda": "\n".join(form.agenda),
        "catatan": form.notes,
        "transkrip": "",
    }
