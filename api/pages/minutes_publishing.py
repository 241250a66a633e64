"""The pages **Notula** of what others find: searching, reading, asking for it, and deciding about it."""

from itertools import groupby
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response

from api.accounts.models import Account
from api.accounts.permissions import Permission, may
from api.accounts.signed_in import SignedIn
from api.minutes.meetings import LONGEST_SEARCH
from api.minutes.published import Audience, Publication, PublicationState
from api.minutes.route_parts import Librarian, desk_in
from api.pages.conversation_visit import AnyVisit, Visit
from api.pages.form_fields import Fields
from api.pages.minutes_page import again
from api.pages.minutes_parts import AnyMeeting, act, version_in
from api.pages.minutes_words import (
    AUDIENCES,
    DONE,
    PUBLICATIONS,
    PUBLISHED,
    SEARCH,
    SECTIONS,
    meeting_url,
    published_url,
)
from api.state.audit import LONGEST
from corpus.errors import Conflict, Forbidden, InvalidInput, NotFound

router = APIRouter(include_in_schema=False)
SIZE = 20
"""Notula on one page."""
Place = Annotated[int, Query(ge=1, le=100_000)]


@router.get(SEARCH)
def search(visit: AnyVisit, by: SignedIn, kata: str = "", halaman: Place = 1) -> HTMLResponse:
    """Published notula that hold every word."""
    words = kata.strip()[:LONGEST_SEARCH]
    page = desk_in(visit.request).publishing.search(by, words, limit=SIZE, offset=(halaman - 1) * SIZE)
    return visit.page(
        "notula_cari.html",
        found=page.items,
        total=page.total,
        words=words,
        paging=_paging(words, halaman, page.total),
        sections=SECTIONS,
        audiences=AUDIENCES,
        url=meeting_url,
        published_url=published_url,
        waits=may(by, Permission.MANAGE_KNOWLEDGE),
    )


@router.get(PUBLISHED)
def waiting(visit: AnyVisit, by: Librarian) -> HTMLResponse:
    """What waits for the knowledge manager."""
    page = desk_in(visit.request).publishing.waiting(by)
    return visit.page(
        "notula_terbitan.html",
        waiting=page.items,
        total=page.total,
        published_url=published_url,
        done=DONE.get(visit.request.query_params.get("selesai", ""), ""),
    )


@router.get(PUBLISHED + "/{meeting_id}")
def published(visit: AnyVisit, by: SignedIn, meeting_id: str) -> HTMLResponse:
    """The lines of a notula that others find, for whoever may read them."""
    return _published(visit, by, desk_in(visit.request).publishing.read(by, meeting_id))


@router.post(PUBLISHED + "/{meeting_id}")
def decide(visit: AnyVisit, by: Librarian, meeting_id: str, fields: Fields) -> Response:
    """Let the agency find a notula, refuse that, or withdraw it."""
    visit.check(fields)
    publishing = desk_in(visit.request).publishing
    held = publishing.read(by, meeting_id)
    reason, doing = fields.get("alasan", ""), fields.get("aksi", "")
    try:
        if doing == "tarik":
            publishing.withdraw(by, meeting_id, reason)
        else:
            approve = doing == "setujui"
            version = version_in(fields)
            publishing.decide(by, meeting_id, approve=approve, reason=reason, version=version)
    except (InvalidInput, Forbidden) as error:
        return _published(visit, by, held, 422, str(error), reason)
    except (Conflict, NotFound) as error:
        return _published(visit, by, held, 409, f"{error} Tidak ada yang diubah.", reason)
    return visit.go(f"{PUBLISHED}?selesai=terbit-{doing if doing in ('setujui', 'tarik') else 'tolak'}")


@router.post("/notula/{meeting_id}/terbitkan")
def publish(case: AnyMeeting, fields: Fields) -> Response:
    """Let a signed notula be found."""

    def do() -> str:
        audience = next((one for one in Audience if one.value == fields.get("bagi")), None)
        if audience is None:
            raise InvalidInput("Pilih bagi siapa notula ini diterbitkan.")
        case.desk.publishing.ask(case.by, case.meeting.id, audience, version=version_in(fields))
        return meeting_url(case.meeting.id, selesai=f"terbit-{audience.value}") + "#terbit"

    return act(case, fields, do, again=again)


@router.post("/notula/{meeting_id}/tarik")
def withdraw(case: AnyMeeting, fields: Fields) -> Response:
    """Let nobody find a notula any more."""

    def do() -> str:
        case.desk.publishing.withdraw(case.by, case.meeting.id, fields.get("alasan", ""))
        return meeting_url(case.meeting.id, selesai="terbit-tarik") + "#terbit"

    return act(case, fields, do, again=again)


def _published(
    visit: Visit, by: Account, held: Publication, status: int = 200, trouble: str = "", reason: str = ""
) -> HTMLResponse:
    decides = may(by, Permission.MANAGE_KNOWLEDGE) and held.audience is Audience.AGENCY
    return visit.page(
        "notula_terbit.html",
        status,
        held=held,
        state=PUBLICATIONS[held.state],
        audience=AUDIENCES[held.audience],
        sections=SECTIONS,
        groups=[(section, list(lines)) for section, lines in groupby(held.passages, lambda one: one.section)],
        decides=decides and held.state is PublicationState.WAITING,
        withdraws=decides and held.state is PublicationState.PUBLISHED,
        trouble=trouble,
        reason=reason,
        longest=LONGEST,
        url=published_url(held.meeting_id),
    )


def _paging(words: str, place: int, total: int) -> tuple[str, str]:
    """Addresses of the page before and the page after; empty where there is none."""

    def at(number: int) -> str:
        return f"{SEARCH}?{urlencode({'kata': words, 'halaman': number})}"

    return at(place - 1) if place > 1 else "", at(place + 1) if place * SIZE < total else ""
