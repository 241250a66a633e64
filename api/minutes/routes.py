"""Meetings under ``/api/v1/meetings``: brought in, read, edited, commented on, signed and exported."""

import re
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Header, Query, Request, Response, UploadFile
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse
from pydantic import ValidationError

from api.accounts.signed_in import SignedIn
from api.csrf import refuse_elsewhere
from api.forum.route_parts import RESPONSES, Limit, Offset
from api.minutes.export.formats import Format
from api.minutes.exporting import exported
from api.minutes.meeting_form import NewMeeting
from api.minutes.meetings import LONGEST_SEARCH
from api.minutes.models import Comment, MeetingState
from api.minutes.rewriting import Proposal
from api.minutes.route_parts import (
    PREFIX,
    AtDesk,
    Caretaker,
    Secretary,
    audio_response,
    file_response,
)
from api.minutes.schemas import (
    Because,
    ChangesOut,
    CommentIn,
    Confirming,
    Edited,
    FormChange,
    FormIn,
    Instructed,
    MeetingIn,
    MeetingOut,
    MeetingPage,
    NotulaOut,
    Renaming,
    Restoring,
    TranscriptOut,
    Versioned,
    VersionsOut,
)
from api.minutes.versions import changes
from api.settings import Settings
from api.state.exchange_keys import LONGEST_KEY
from api.state.state import State
from corpus.errors import NotFound

UPLOADS = re.compile(r"/api/v1/meetings(?:/files)?")
"""Paths whose requests may be as large as a transcript."""
RECORDINGS = re.compile(r"/api/v1/meetings/(?:[^/]+/recording|recordings)")
"""Paths whose requests may be as large as a recording."""
FORM_BYTES = 300_000
"""What a form has beside its file."""

router = APIRouter(
    prefix=PREFIX, responses=RESPONSES, dependencies=[Depends(refuse_elsewhere)], tags=["Notula"]
)
Key = Annotated[
    str,
    Header(
        alias="idempotency-key",
        max_length=LONGEST_KEY,
        description="Kunci acak dari pemanggil: permintaan yang diulang dengan kunci yang sama tidak membuat "
        "rapat kedua.",
    ),
]
Sent = Annotated[str, Form(max_length=FORM_BYTES, description="Data rapat sebagai JSON.")]


@router.post("", status_code=201, summary="Buat rapat dari teks transkrip")
def create(body: MeetingIn, by: Secretary, desk: AtDesk, idempotency_key: Key = "") -> MeetingOut:
    """Bring in a meeting; its notula is made in the background."""
    transcript = desk.read_transcript(body.transcript.encode(), body.transcript_name)
    return MeetingOut.of(desk.meetings.create(by, body.meeting(), transcript, key=idempotency_key))


@router.post("/files", status_code=201, summary="Buat rapat dari berkas transkrip")
def create_from_file(
    file: UploadFile, form: Sent, by: Secretary, desk: AtDesk, idempotency_key: Key = ""
) -> MeetingOut:
    """Bring in a meeting with its transcript as a file: WebVTT, SRT, JSON, DOCX or text."""
    asked = _form_in(form)
    transcript = desk.read_transcript(file.file.read(), file.filename or "")
    return MeetingOut.of(desk.meetings.create(by, asked, transcript, key=idempotency_key))


@router.post("/recordings", status_code=201, summary="Buat rapat dari rekaman")
def create_from_recording(
    file: UploadFile, form: Sent, by: Secretary, desk: AtDesk, idempotency_key: Key = ""
) -> MeetingOut:
    """Bring in a meeting with its recording, which is heard in the background before its notula is made.

    Without a model that hears recordings this is refused (422): one can then only be kept for playing.
    """
    made = desk.hearing.create(by, _form_in(form), file.filename or "", file.file.read(), key=idempotency_key)
    return MeetingOut.of(made)


def _form_in(form: str) -> NewMeeting:
    try:
        return FormIn.model_validate_json(form).meeting()
    except ValidationError as error:
        raise RequestValidationError(error.errors()) from error


@router.get("", summary="Daftar rapat")
def list_meetings(
    by: SignedIn,
    desk: AtDesk,
    query: Annotated[str, Query(max_length=LONGEST_SEARCH)] = "",
    state: MeetingState | None = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> MeetingPage:
    """Meetings that one is a member of, the latest first."""
    page = desk.meetings.list(by, query=query, state=state, limit=limit, offset=offset)
    return MeetingPage(items=list(page.items), total=page.total)


@router.get("/{meeting_id}", summary="Satu rapat")
def read(meeting_id: str, by: SignedIn, desk: AtDesk) -> MeetingOut:
    """A meeting with where its notula stands."""
    return MeetingOut.of(desk.meetings.read(by, meeting_id))


@router.put("/{meeting_id}", summary="Perbaiki data rapat")
def change(meeting_id: str, body: FormChange, by: SignedIn, desk: AtDesk) -> MeetingOut:
    """Put the form of a meeting right, and who may read it."""
    return MeetingOut.of(desk.meetings.change(by, meeting_id, body.meeting(), version=body.version))


@router.get("/{meeting_id}/transcript", summary="Transkrip")
def transcript(
    meeting_id: str,
    by: SignedIn,
    desk: AtDesk,
    offset: Offset = 0,
    limit: Annotated[int | None, Query(ge=1, le=10_000, description="Bawaan: semua ucapan.")] = None,
) -> TranscriptOut:
    """What was said, or a stretch of it; without utterances once its time was over."""
    whole = desk.meetings.transcript(by, meeting_id)
    end = None if limit is None else offset + limit
    part = replace(whole, utterances=whole.utterances[offset:end])
    return TranscriptOut(transcript=part, total=len(whole.utterances))


@router.get("/{meeting_id}/minutes", summary="Notula")
def minutes(
    meeting_id: str, by: SignedIn, desk: AtDesk, number: Annotated[int | None, Query(ge=1)] = None
) -> NotulaOut:
    """The newest version of the notula, or an earlier one."""
    meeting = desk.meetings.read(by, meeting_id)
    wanted = number or meeting.number
    if not wanted:
        raise NotFound("Notula rapat ini belum tersusun.")
    return NotulaOut(meeting_id=meeting_id, number=wanted, notula=desk.versions.read(by, meeting_id, wanted))


@router.put("/{meeting_id}/minutes", summary="Sunting notula")
def edit(meeting_id: str, body: Edited, by: SignedIn, desk: AtDesk) -> MeetingOut:
    """Write the lines anew as a new version; what changed is verified again."""
    lines = [line.edited() for line in body.lines]
    return MeetingOut.of(
        desk.editing.replace_lines(by, meeting_id, lines, version=body.version, reason=body.reason)
    )


@router.post("/{meeting_id}/confirmations", summary="Nyatakan baris sudah diperiksa")
def confirm(meeting_id: str, body: Confirming, by: SignedIn, desk: AtDesk) -> MeetingOut:
    """Vouch for a line that could not be verified."""
    return MeetingOut.of(desk.editing.confirm_line(by, meeting_id, body.line_id, version=body.version))


@router.post("/{meeting_id}/regenerate", status_code=202, summary="Susun ulang")
def regenerate(meeting_id: str, body: Versioned, by: SignedIn, desk: AtDesk) -> MeetingOut:
    """Have the notula made of the transcript anew; what there is stays among its versions."""
    return MeetingOut.of(desk.meetings.regenerate(by, meeting_id, version=body.version))


@router.post("/{meeting_id}/proposals", summary="Usulkan bagian yang ditulis ulang model bahasa")
def propose(meeting_id: str, body: Instructed, by: SignedIn, desk: AtDesk) -> Proposal:
    """Have the language model write a part anew; nothing changes until its lines are sent back as an edit."""
    return desk.proposals.propose(
        by, meeting_id, body.section, body.instruction, version=body.version, topic=body.topic
    )


@router.post("/{meeting_id}/speakers", summary="Ganti nama atau gabungkan pembicara")
def rename_speaker(meeting_id: str, body: Renaming, by: SignedIn, desk: AtDesk) -> MeetingOut:
    """Call a speaker otherwise; by another speaker's name the two are one."""
    return MeetingOut.of(
        desk.editing.rename_speaker(by, meeting_id, body.old, body.new, version=body.version)
    )


@router.get("/{meeting_id}/versions", summary="Versi notula")
def versions(meeting_id: str, by: SignedIn, desk: AtDesk) -> VersionsOut:
    """Who made which version, and why."""
    return VersionsOut(items=desk.versions.list(by, meeting_id))


@router.get("/{meeting_id}/changes", summary="Yang berubah")
def version_changes(
    meeting_id: str,
    by: SignedIn,
    desk: AtDesk,
    before: Annotated[int, Query(ge=1, description="Versi yang lebih dahulu.")] = 1,
    after: Annotated[int | None, Query(ge=1, description="Bawaan: versi terbaru.")] = None,
) -> ChangesOut:
    """The lines that differ between two versions."""
    later = after or desk.meetings.read(by, meeting_id).number
    found = changes(desk.versions.read(by, meeting_id, before), desk.versions.read(by, meeting_id, later))
    return ChangesOut(before=before, after=later, items=found)


@router.post("/{meeting_id}/restore", summary="Pulihkan versi")
def restore(meeting_id: str, body: Restoring, by: SignedIn, desk: AtDesk) -> MeetingOut:
    """Make an earlier version the newest again."""
    return MeetingOut.of(desk.editing.restore(by, meeting_id, body.number, version=body.version))


@router.post("/{meeting_id}/signatures", status_code=201, summary="Tandatangani")
def sign(meeting_id: str, body: Versioned, by: SignedIn, desk: AtDesk) -> MeetingOut:
    """Sign the newest version; with chair's and secretary's signatures it is locked."""
    return MeetingOut.of(desk.signing.sign(by, meeting_id, version=body.version))


@router.post("/{meeting_id}/reopen", status_code=204, summary="Buka kembali")
def reopen(meeting_id: str, body: Because, by: Caretaker, desk: AtDesk) -> None:
    """Let a signed notula be edited again; its signatures are void."""
    desk.signing.reopen(by, meeting_id, body.reason)


@router.get("/{meeting_id}/comments", summary="Komentar")
def comments(meeting_id: str, by: SignedIn, desk: AtDesk) -> list[Comment]:
    """What members said about the notula, the oldest first."""
    return desk.comments.list(by, meeting_id)


@router.post("/{meeting_id}/comments", status_code=201, summary="Beri komentar")
def comment(meeting_id: str, body: CommentIn, by: SignedIn, desk: AtDesk) -> Comment:
    """Say something about a line, or about the whole notula."""
    return desk.comments.add(by, meeting_id, body.text, line_id=body.line_id)


@router.get(
    "/{meeting_id}/export",
    summary="Unduh notula",
    response_class=Response,
    responses={200: {"content": {"application/octet-stream": {}}, "description": "Isi berkas."}},
)
def export(
    meeting_id: str,
    by: SignedIn,
    desk: AtDesk,
    request: Request,
    wanted: Annotated[Format, Query(alias="format")] = Format.DOCX,
) -> Response:
    """The newest version as DOCX, PDF, Markdown or JSON, its action items as CSV or iCalendar."""
    settings: Settings = request.app.state.settings
    state: State = request.app.state.state
    name, content = exported(desk, by, meeting_id, wanted, look=settings, zone=state.zone)
    return file_response(name, content, wanted.media_type)


@router.put("/{meeting_id}/recording", summary="Simpan rekaman")
def put_recording(
    meeting_id: str, file: UploadFile, version: Annotated[int, Form()], by: SignedIn, desk: AtDesk
) -> MeetingOut:
    """Keep the recording of a meeting, to be played beside its notula."""
    content = file.file.read()
    return MeetingOut.of(desk.recordings.put(by, meeting_id, file.filename or "", content, version=version))


@router.get("/{meeting_id}/recording", summary="Rekaman", response_class=FileResponse)
def recording(meeting_id: str, by: SignedIn, desk: AtDesk) -> FileResponse:
    """The recording of a meeting, whole or the part that is asked for."""
    found, path = desk.recordings.file(by, meeting_id)
    return audio_response(found, str(path))
