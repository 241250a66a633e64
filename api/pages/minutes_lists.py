"""The pages **Notula** that list: meetings, and what they left to be done."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response

from api.accounts.models import Account
from api.accounts.permissions import Permission, may
from api.accounts.signed_in import SignedIn
from api.minutes.actions import ActionFilter
from api.minutes.meetings import LONGEST_SEARCH
from api.minutes.models import ActionState, MeetingState
from api.minutes.route_parts import desk_in
from api.pages.conversation_visit import AnyVisit, Visit
from api.pages.form_fields import Fields
from api.pages.minutes_parts import version_in
from api.pages.minutes_words import (
    ACTION_STATES,
    ACTIONS,
    DONE,
    MINUTES,
    OVERDUE,
    SEATS,
    STATES,
    days_words,
    meeting_url,
)
from api.pages.templating import library_of
from api.state.audit import LONGEST
from corpus.errors import Conflict, InvalidInput

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
        may_care=may(by, Permission.CARE_FOR_MINUTES),
        done=_done(visit),
        states=STATES,
        seats=SEATS,
        url=meeting_url,
        today=library_of(visit.request).today(),
        days=days_words,
    )


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


def _done(visit: Visit) -> str:
    return DONE.get(visit.request.query_params.get("selesai", ""), "")


def _paging(path: str, query: dict[str, str], place: int, total: int) -> tuple[str, str]:
    """Addresses of the page before and the page after; empty where there is none."""

    def at(number: int) -> str:
        return f"{path}?{urlencode({**query, 'halaman': number})}"

    return at(place - 1) if place > 1 else "", at(place + 1) if place * SIZE < total else ""
