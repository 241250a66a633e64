"""What members do to a meeting from its page: edit lines, name speakers, comment, sign, restore, download."""

import re
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import FileResponse, Response

from api.minutes.editing import LineWords
from api.minutes.export.formats import Format
from api.minutes.exporting import exported
from api.minutes.meeting_form import read_day
from api.minutes.models import Section
from api.minutes.route_parts import audio_response, file_response
from api.pages.form_fields import Fields
from api.pages.minutes_form import AnyUpload
from api.pages.minutes_page import again
from api.pages.minutes_parts import AnyMeeting, MeetingCase, act, version_in
from api.pages.minutes_words import MINUTES, meeting_url
from api.pages.templating import settings_of
from corpus.errors import InvalidInput

router = APIRouter(prefix=MINUTES + "/{meeting_id}", include_in_schema=False)
_SOURCE = re.compile(r"[uU]?(\d{1,7})(?:\s*[-–]\s*[uU]?(\d{1,7}))?")
_LONGEST_RANGE = 200


def _at(case: MeetingCase, word: str, fragment: str = "") -> str:
    return meeting_url(case.meeting.id, selesai=word) + (f"#{fragment}" if fragment else "")


@router.post("/baris")
def line(case: AnyMeeting, fields: Fields) -> Response:
    """Write a line anew, take it away, or vouch for it."""
    line_id, doing = fields.get("baris", ""), fields.get("aksi", "simpan")

    def do() -> str:
        editing, version = case.desk.editing, version_in(fields)
        reason = fields.get("alasan", "")
        if doing == "hapus":
            editing.remove_line(case.by, case.meeting.id, line_id, version=version, reason=reason)
            return _at(case, "hapus")
        if doing == "periksa":
            editing.confirm_line(case.by, case.meeting.id, line_id, version=version)
            return _at(case, "periksa", line_id)
        editing.edit_line(case.by, case.meeting.id, line_id, words_in(fields), version=version, reason=reason)
        return _at(case, "baris", line_id)

    return act(case, fields, do, again=again)


@router.post("/tambah")
def add(case: AnyMeeting, fields: Fields) -> Response:
    """Add a line to a section."""

    def do() -> str:
        section = next((one for one in Section if one.value == fields.get("bagian_notula")), None)
        if section is None:
            raise InvalidInput("Pilih bagian notulanya.")
        topic = fields.get("topik", "")
        case.desk.editing.add_line(
            case.by,
            case.meeting.id,
            section,
            words_in(fields),
            version=version_in(fields),
            topic=int(topic) if topic.isascii() and topic.isdigit() and len(topic) < 6 else None,
        )
        return _at(case, "tambah")

    return act(case, fields, do, again=again)


@router.post("/pembicara")
def rename(case: AnyMeeting, fields: Fields) -> Response:
    """Call a speaker otherwise, or let two be one."""

    def do() -> str:
        old, new = fields.get("lama", ""), fields.get("baru", "")
        case.desk.editing.rename_speaker(case.by, case.meeting.id, old, new, version=version_in(fields))
        return _at(case, "pembicara")

    return act(case, fields, do, again=again)


@router.post("/susun-ulang")
def regenerate(case: AnyMeeting, fields: Fields) -> Response:
    """Have the notula made of the transcript anew."""

    def do() -> str:
        case.desk.meetings.regenerate(case.by, case.meeting.id, version=version_in(fields))
        return _at(case, "susun")

    return act(case, fields, do, again=again)


@router.post("/komentar")
def comment(case: AnyMeeting, fields: Fields) -> Response:
    """Say something about a line or the whole notula."""

    def do() -> str:
        line_id = fields.get("baris", "")
        case.desk.comments.add(case.by, case.meeting.id, fields.get("komentar", ""), line_id=line_id)
        return _at(case, "komentar", line_id or "komentar")

    return act(case, fields, do, again=again)


@router.post("/tandatangan")
def sign(case: AnyMeeting, fields: Fields) -> Response:
    """Sign the newest version."""

    def do() -> str:
        case.desk.signing.sign(case.by, case.meeting.id, version=version_in(fields))
        return _at(case, "tanda")

    return act(case, fields, do, again=again)


@router.post("/pulihkan")
def restore(case: AnyMeeting, fields: Fields) -> Response:
    """Make an earlier version the newest again."""

    def do() -> str:
        number = fields.get("nomor", "")
        if not (number.isascii() and number.isdigit() and len(number) < 10):
            raise InvalidInput("Pilih versi yang dipulihkan.")
        case.desk.editing.restore(case.by, case.meeting.id, int(number), version=version_in(fields))
        return _at(case, "pulih")

    return act(case, fields, do, again=again)


@router.post("/rekaman")
def put_recording(case: AnyMeeting, form: AnyUpload) -> Response:
    """Keep the recording of the meeting."""

    def do() -> str:
        if not form.files:
            raise InvalidInput("Pilih berkas rekamannya.")
        (file,) = form.files[:1]
        case.desk.recordings.put(
            case.by, case.meeting.id, file.name, file.content, version=version_in(form.fields)
        )
        return _at(case, "rekaman")

    return act(case, form.fields, do, again=again)


@router.get("/rekaman")
def recording(case: AnyMeeting) -> FileResponse:
    """The recording, whole or the part that a player asks for."""
    found, path = case.desk.recordings.file(case.by, case.meeting.id)
    return audio_response(found, str(path))


@router.get("/unduh")
def download(case: AnyMeeting, wanted: Annotated[Format, Query(alias="format")] = Format.DOCX) -> Response:
    """The newest version as a file."""
    look, zone = settings_of(case.visit.request), case.visit.state.zone
    name, content = exported(case.desk, case.by, case.meeting.id, wanted, look=look, zone=zone)
    return file_response(name, content, wanted.media_type)


def words_in(fields: dict[str, str]) -> LineWords:
    """What a form makes of a line.

    Raises:
        InvalidInput: its day is none.
    """
    return LineWords(
        text=fields.get("teks", ""),
        utterances=sources_in(fields.get("sumber", "")),
        pic=fields.get("pic"),
        deadline_phrase=fields.get("bunyi"),
        deadline=read_day(fields.get("tenggat", ""), "Tenggat"),
    )


def sources_in(text: str) -> tuple[str, ...]:
    """Identifiers of utterances as people list them: ``u3 u5``, ``3, 5``, ``u3-u6``.

    Raises:
        InvalidInput: a stretch is too long.
    """
    found: list[str] = []
    for first, last in _SOURCE.findall(text):
        begin, end = int(first), int(last or first)
        if not 0 <= end - begin < _LONGEST_RANGE:
            raise InvalidInput(f"Rentang ucapan paling panjang {_LONGEST_RANGE}, dari kecil ke besar.")
        found += [f"u{number}" for number in range(begin, end + 1)]
    return tuple(dict.fromkeys(found))
