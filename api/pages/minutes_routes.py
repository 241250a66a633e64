"""The pages **Notula**: the form of a new meeting, and the pages of each that is kept."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, JSONResponse, Response

from api.accounts.models import Account
from api.forum.route_parts import InForum
from api.minutes import meeting_form as bounds
from api.minutes.access import NOT_SECRETARY
from api.minutes.intake import is_recording
from api.minutes.meetings import WAITING
from api.minutes.models import MeetingState, Seat
from api.minutes.route_parts import Secretary, desk_in
from api.minutes.versions import LineChange, changes
from api.pages import (
    minutes_actions,
    minutes_custody,
    minutes_lists,
    minutes_publishing,
    minutes_rewriting,
)
from api.pages.conversation_visit import AnyVisit, Visit
from api.pages.form_fields import Fields
from api.pages.minutes_form import AnyUpload, empty, filled, new_meeting, transcript_of
from api.pages.minutes_page import meeting_page
from api.pages.minutes_parts import AnyMeeting, MeetingCase, act, version_in
from api.pages.minutes_words import (
    CHANGES,
    MINUTES,
    NEW,
    SECTIONS,
    meeting_url,
)
from api.pages.templating import settings_of
from api.pages.word_diff import Span, differences
from corpus.errors import Forbidden, InvalidInput

router = APIRouter(include_in_schema=False)
# Before the routes below: "tindak-lanjut" and the like must not read as a meeting.
router.include_router(minutes_lists.router)
router.include_router(minutes_publishing.router)
router.include_router(minutes_custody.router)


@router.get(NEW)
def form(visit: AnyVisit, by: Secretary) -> HTMLResponse:
    """The form of a meeting."""
    return _form(visit, by, empty(by.name))


@router.post(NEW)
def create(visit: AnyVisit, by: Secretary, sent: AnyUpload) -> Response:
    """Bring in a meeting; its notula is made in the background."""
    visit.check(sent.fields)
    desk = desk_in(visit.request)
    try:
        asked, key = new_meeting(sent.fields), sent.fields.get("kunci", "")[:200]
        content, name = transcript_of(sent)
        if is_recording(name):
            made = desk.hearing.create(by, asked, name, content, key=key)
        else:
            made = desk.meetings.create(by, asked, desk.read_transcript(content, name), key=key)
    except InvalidInput as error:
        return _form(visit, by, {**empty(""), **sent.fields}, str(error), bool(sent.files))
    return visit.go(meeting_url(made.id, selesai="buat"))


@router.get(MINUTES + "/{meeting_id}")
def meeting(case: AnyMeeting, forum: InForum) -> HTMLResponse:
    """A notula beside its transcript, or how far it is made."""
    # Most visits have nothing to mark, and need not wait for whoever writes.
    if forum.notifications.unread(case.by):
        forum.notifications.mark_read_about_meeting(case.by, case.meeting.id)
    return meeting_page(case)


@router.get(MINUTES + "/{meeting_id}/kemajuan")
def progress(case: AnyMeeting) -> Response:
    """How far the notula is made, for the script of its page."""
    running = case.meeting.state is MeetingState.PROCESSING
    told = {"running": running, "stage": case.meeting.stage or WAITING, "percent": case.meeting.percent}
    return case.visit.kept(JSONResponse(told))


@router.get(MINUTES + "/{meeting_id}/data")
def data(case: AnyMeeting) -> HTMLResponse:
    """The form of a meeting that is kept, to be put right by its secretary."""
    if case.meeting.seat is not Seat.SECRETARY:
        raise Forbidden(NOT_SECRETARY)
    return _data(case, 200, "", filled(case.meeting))


@router.post(MINUTES + "/{meeting_id}/data")
def change(case: AnyMeeting, fields: Fields) -> Response:
    """Put the form right."""

    def do() -> str:
        asked = new_meeting(fields)
        case.desk.meetings.change(case.by, case.meeting.id, asked, version=version_in(fields))
        return meeting_url(case.meeting.id, selesai="data")

    return act(case, fields, do, again=_data)


@router.get(MINUTES + "/{meeting_id}/versi")
def versions(case: AnyMeeting, nomor: Annotated[int, Query(ge=0)] = 0) -> HTMLResponse:
    """The versions of a notula, and what changed with one."""
    found = case.desk.versions.list(case.by, case.meeting.id)
    shown = nomor or case.meeting.number
    changed: list[tuple[LineChange, tuple[list[Span], list[Span]]]] = []
    if shown > 1:
        before = case.desk.versions.read(case.by, case.meeting.id, shown - 1)
        after = case.desk.versions.read(case.by, case.meeting.id, shown)
        changed = [(one, _compared(one)) for one in changes(before, after)]
    return case.visit.page(
        "notula_versi.html",
        meeting=case.meeting,
        versions=found,
        shown=shown,
        changed=changed,
        kinds=CHANGES,
        sections=SECTIONS,
        url=lambda tail="", **more: meeting_url(case.meeting.id, tail, **more),
    )


router.include_router(minutes_actions.router)
router.include_router(minutes_rewriting.router)


def _compared(change: LineChange) -> tuple[list[Span], list[Span]]:
    before, after = _whole(change, after=False), _whole(change, after=True)
    spans = differences(before, after)
    return list(spans[0]), list(spans[1])


def _whole(change: LineChange, *, after: bool) -> str:
    """A line with all that may differ in it, as one text."""
    line = change.after if after else change.before
    if line is None:
        return ""
    parts = [line.text]
    if line.pic:
        parts.append(f"Penanggung jawab: {line.pic}.")
    if line.deadline or line.deadline_phrase:
        day = line.deadline.isoformat() if line.deadline else ""
        parts.append(f"Tenggat: {' '.join(one for one in (line.deadline_phrase, day) if one)}.")
    if line.utterances:
        parts.append(f"Sumber: {' '.join(line.utterances)}.")
    if line.confirmed_by:
        parts.append(f"Diperiksa {line.confirmed_by}.")
    return "\n".join(parts)


def _form(
    visit: Visit, by: Account, fields: dict[str, str], trouble: str = "", lost_file: bool = False
) -> HTMLResponse:
    settings = settings_of(visit.request)
    return visit.page(
        "notula_baru.html",
        422 if trouble else 200,
        fields=fields,
        trouble=trouble,
        lost_file=lost_file,
        key=fields.get("kunci", ""),
        bounds=bounds,
        megabytes=settings.transcript_max_bytes // 1_000_000,
        hears=desk_in(visit.request).hearing.possible,
        recording_megabytes=settings.audio_max_bytes // 1_000_000,
        by=by,
    )


def _data(case: MeetingCase, status: int, trouble: str, fields: dict[str, str]) -> HTMLResponse:
    return case.visit.page(
        "notula_data.html",
        status,
        meeting=case.meeting,
        fields={**empty(""), **fields},
        trouble=trouble,
        bounds=bounds,
        url=lambda tail="", **more: meeting_url(case.meeting.id, tail, **more),
    )
