"""Saved replies of the bidang that somebody leads."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from api.accounts.models import Account
from api.forum.forum import Forum
from api.forum.saved_replies import LONGEST_TEXT, LONGEST_TITLE, SavedReplies, SavedReply
from api.pages.admin_parts import BidangKeeper, InForum, absent, led, status_of, typed_of
from api.pages.admin_words import REPLIES
from api.pages.conversation_visit import AnyVisit, Visit
from api.pages.form_fields import Fields
from api.state.fingerprint import fingerprint
from corpus.errors import Conflict, InvalidInput

router = APIRouter(include_in_schema=False)

_ONE = REPLIES + "/{reply_id}"


@router.get(REPLIES)
def replies(visit: AnyVisit, by: BidangKeeper, forum: InForum) -> HTMLResponse:
    """The saved replies of every bidang that somebody leads."""
    return _list(visit, by, forum)


@router.post(REPLIES)
def add(visit: AnyVisit, by: BidangKeeper, forum: InForum, fields: Fields) -> Response:
    """Keep new words."""
    visit.check(fields)
    try:
        place = fields.get("bidang", "")
        if place not in {one.id for one in led(forum, by)}:
            raise InvalidInput("Pilih salah satu bidang Anda.")
        _store(visit).add(by, place, fields.get("judul", ""), fields.get("isi", ""))
    except (InvalidInput, Conflict) as error:
        return _list(visit, by, forum, fields, str(error), status_of(error))
    return visit.go(f"{REPLIES}?selesai=balasan-tambah")


@router.get(_ONE)
def one(visit: AnyVisit, by: BidangKeeper, forum: InForum, reply_id: str) -> HTMLResponse:
    """One saved reply, to be changed or removed."""
    return _page(visit, _own(visit, by, forum, reply_id))


@router.post(_ONE)
def change(visit: AnyVisit, by: BidangKeeper, forum: InForum, reply_id: str, fields: Fields) -> Response:
    """Put other words in their place."""
    visit.check(fields)
    shown = _own(visit, by, forum, reply_id)
    title, text = fields.get("judul", ""), fields.get("isi", "").replace("\r\n", "\n")
    try:
        _store(visit).change(by, shown.id, title, text, seen=fields.get("versi", ""))
    except (InvalidInput, Conflict) as error:
        typed = shown.model_copy(update={"title": title, "text": text})
        return _page(visit, shown, typed, str(error), status_of(error))
    return visit.go(f"{REPLIES}?selesai=balasan-ubah")


@router.post(_ONE + "/hapus")
def remove(visit: AnyVisit, by: BidangKeeper, forum: InForum, reply_id: str, fields: Fields) -> Response:
    """Keep words no longer."""
    visit.check(fields)
    shown = _own(visit, by, forum, reply_id)
    _store(visit).remove(by, shown.id)
    return visit.go(f"{REPLIES}?selesai=balasan-hapus")


def _store(visit: Visit) -> SavedReplies:
    return SavedReplies(visit.state.database)


def _own(visit: Visit, by: Account, forum: Forum, reply_id: str) -> SavedReply:
    """One of the bidang that somebody leads.

    Raises:
        NotFound: there is none such.
    """
    store = _store(visit)
    found = (one for place in led(forum, by) for one in store.list(by, place.id) if one.id == reply_id)
    shown = next(found, None)
    if shown is None:
        raise absent("Balasan tersimpan")
    return shown


def _list(
    visit: Visit,
    by: Account,
    forum: Forum,
    typed: dict[str, str] | None = None,
    trouble: str = "",
    status_code: int = 200,
) -> HTMLResponse:
    store = _store(visit)
    return visit.page(
        "kelola_balasan.html",
        status_code,
        rows=[(place, store.list(by, place.id)) for place in led(forum, by)],
        typed=typed_of(typed),
        trouble=trouble,
        longest_title=LONGEST_TITLE,
        longest_text=LONGEST_TEXT,
    )


def _page(
    visit: Visit,
    shown: SavedReply,
    typed: SavedReply | None = None,
    trouble: str = "",
    status_code: int = 200,
) -> HTMLResponse:
    return visit.page(
        "kelola_balasan_satu.html",
        status_code,
        shown=shown,
        typed=typed or shown,
        version=fingerprint(shown),
        trouble=trouble,
        longest_title=LONGEST_TITLE,
        longest_text=LONGEST_TEXT,
    )
