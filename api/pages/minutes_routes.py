"""The pages **Notula**: meetings, new ones, what they left to be done, and the page of each."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, JSONResponse, Response

from api.accounts.models import Account
from api.accounts.permissions import Permission, may
from api.accounts.signed_in import SignedIn
from api.minutes import meeting_form as bounds
from api.minutes.access import NOT_SECRETARY
from api.minutes.actions import ActionFilter
from api.minutes.meetings import LONGEST_SEARCH, WAITING
from api.minutes.models import ActionState, MeetingState, Seat
from api.minutes.route_parts import Reopener, Secretary, desk_in
from api.minutes.versions import LineChange, changes
from api.pages import minutes_actions
from api.pages.conversation_visit import AnyVisit, Visit
from api.pages.form_fields import Fields
from api.pages.minutes_form import AnyUpload, empty, filled, new_meeting, transcript_of
from api.pages.minutes_page import meeting_page
from api.pages.minutes_parts import AnyMeeting, MeetingCase, act, version_in
from api.pages.minutes_words import (
    ACTION_STATES,
    ACTIONS,
    CHANGES,
    DONE,
    MINUTES,
    NEW,
    OVERDUE,
    REOPEN,
    SEATS,
    SECTIONS,
    STATES,
    days_words,
    meeting_url,
)
from api.pages.templating import library_of, settings_of
from api.pages.word_diff import Span, differences
from api.state.audit import LONGEST
from corpus.errors import Conflict, Forbidden, InvalidInput, NotFound

router = APIRouter(include_in_schema=False)
SIZE = 30
"""Lines of a list on one page."""
Place = Annotated[int, Query(ge=1, le=100_000)]


@router.get(MINUTES)
def meetings(
    visit: AnyVisit, by: SignedIn, kata: str = "", keadaan: str = "", halaman: Place = 1
) -> HTMLResponse:
    """Meetings that one is a member of."""
    desk = desk_in(visit.request)
    state = next((one for one in MeetingState if one.value == keadaan), None)
    words = kata[:LONGEST_SEARCH]
    page = desk.meetings.list(by, query=words, state=state, limit=SIZE, offset=(halaman - 1) * SIZE)
    own = desk.actions.find(by, ActionFilter(own=True, still_open=True), limit=5)
    query = {"kata": words, "keadaan": keadaan}
    return visit.page(
        "notula_daftar.html",
        lines=page.items,
        total=page.total,
        paging=_paging(MINUTES, query, halaman, page.total),
        asked=query,
        own=own,
        may_create=may(by, Permission.KEEP_MINUTES),
        may_reopen=may(by, Permission.REOPEN_MINUTES),
        done=_done(visit),
        states=STATES,
        seats=SEATS,
        url=meeting_url,
        today=library_of(visit.request).today(),
        days=days_words,
    )


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
        asked = new_meeting(sent.fields)
        transcript = desk.read_transcript(*transcript_of(sent))
        made = desk.meetings.create(by, asked, transcript, key=sent.fields.get("kunci", "")[:200])
    except InvalidInput as error:
        return _form(visit, by, {**empty(""), **sent.fields}, str(error), bool(sent.files))
    return visit.go(meeting_url(made.id, selesai="buat"))


@router.get(ACTIONS)
def actions(
    visit: AnyVisit, by: SignedIn, kata: str = "", status: str = "buka", siapa: str = "", halaman: Place = 1
) -> HTMLResponse:
    """What meetings left to be done."""
    return _actions(visit, by, {"kata": kata[:LONGEST_SEARCH], "status": status, "siapa": siapa}, halaman)


@router.post(ACTIONS)
def move(visit: AnyVisit, by: SignedIn, fields: Fields) -> Response:
    """Say how far an action item is."""
    visit.check(fields)
    desk = desk_in(visit.request)
    try:
        state = next((one for one in ActionState if one.value == fields.get("keadaan")), None)
        if state is None:
            raise InvalidInput("Pilih statusnya.")
        action, note = fields.get("tindak_lanjut", ""), fields.get("catatan", "")
        desk.actions.move(by, action, state, version=version_in(fields), note=note)
    except (InvalidInput, Conflict) as error:
        status = 409 if isinstance(error, Conflict) else 422
        return _actions(visit, by, {"status": "buka"}, 1, status, str(error))
    back = fields.get("rapat", "")
    return visit.go(meeting_url(back, selesai="tindak") if back else f"{ACTIONS}?selesai=tindak")


@router.get(REOPEN)
def signed(visit: AnyVisit, by: Reopener) -> HTMLResponse:
    """Signed notula that may be opened again: what they are, not what they say."""
    return _signed(visit, by)


@router.post(REOPEN)
def reopen(visit: AnyVisit, by: Reopener, fields: Fields) -> Response:
    """Open a signed notula again."""
    visit.check(fields)
    try:
        desk_in(visit.request).signing.reopen(by, fields.get("rapat", ""), fields.get("alasan", ""))
    except (InvalidInput, NotFound) as error:
        return _signed(visit, by, 422, str(error))
    except Conflict as error:
        return _signed(visit, by, 409, str(error))
    return visit.go(f"{REOPEN}?selesai=buka")


@router.get(MINUTES + "/{meeting_id}")
def meeting(case: AnyMeeting) -> HTMLResponse:
    """A notula beside its transcript, or how far it is made."""
    return meeting_page(case)


@router.get(MINUTES + "/{meeting_id}/kemajuan")
def progress(case: AnyMeeting) -> Response:
    """How far the notula is made, for the script of its page."""
    running = case.meeting.state is MeetingState.PROCESSING
    stage = case.meeting.stage or WAITING
    return case.visit.kept(JSONResponse({"running": running, "stage": stage}))


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


def _actions(
    visit: Visit,
    by: Account,
    asked: dict[str, str],
    place: int,
    status: int = 200,
    trouble: str = "",
) -> HTMLResponse:
    query = {"kata": "", "status": "buka", "siapa": "", **asked}
    chosen = next((one for one in ActionState if one.value == query["status"]), None)
    wanted = ActionFilter(
        own=query["siapa"] == "saya",
        still_open=query["status"] == "buka",
        overdue=query["status"] == "lewat",
        state=chosen,
        query=query["kata"],
    )
    desk = desk_in(visit.request)
    page = desk.actions.find(by, wanted, limit=SIZE, offset=(place - 1) * SIZE)
    return visit.page(
        "notula_tindak_lanjut.html",
        status,
        items=page.items,
        total=page.total,
        histories={one.id: desk.actions.history(by, one.id) for one in page.items},
        paging=_paging(ACTIONS, query, place, page.total),
        asked=query,
        trouble=trouble,
        done=_done(visit),
        states=ACTION_STATES,
        overdue=OVERDUE,
        url=meeting_url,
        longest=LONGEST,
        today=library_of(visit.request).today(),
        days=days_words,
    )


def _signed(visit: Visit, by: Account, status: int = 200, trouble: str = "") -> HTMLResponse:
    return visit.page(
        "notula_buka.html",
        status,
        lines=desk_in(visit.request).signing.signed(by).items,
        trouble=trouble,
        done=_done(visit),
        longest=LONGEST,
    )


def _done(visit: Visit) -> str:
    return DONE.get(visit.request.query_params.get("selesai", ""), "")


def _paging(path: str, query: dict[str, str], place: int, total: int) -> tuple[str, str]:
    """Addresses of the page before and the page after; empty where there is none."""

    def at(number: int) -> str:
        return f"{path}?{urlencode({**query, 'halaman': number})}"

    return at(place - 1) if place > 1 else "", at(place + 1) if place * SIZE < total else ""
