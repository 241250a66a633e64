"""One's own conversations: found, renamed, deleted, kept as text, printed; and what is kept at all."""

from datetime import UTC, datetime
from math import ceil
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, PlainTextResponse, Response

from api.conversation_text import conversation_text
from api.pages.chat_view import exchange_views
from api.pages.conversation_visit import AnyVisit
from api.pages.conversation_words import conversation_url, file_name
from api.pages.form_fields import Fields
from api.pages.regulation_routes import page_number
from api.pages.templating import library_of, settings_of
from api.state.conversation_parts import TITLE
from corpus.errors import InvalidInput

router = APIRouter(include_in_schema=False)

HISTORY = "/percakapan"
ON_A_PAGE = 20
LONGEST_SEARCH = 100


@router.get(HISTORY)
def conversations(visit: AnyVisit, cari: str = "", hal: Annotated[str, Query()] = "1") -> HTMLResponse:
    """One's own conversations, the last used first; ``cari``: words that the title must have."""
    words, number = cari.strip()[:LONGEST_SEARCH], page_number(hal)
    history, known = visit.state.history, visit.visitor.owner
    found, total = (
        history.headings(known, words=words, limit=ON_A_PAGE, offset=(number - 1) * ON_A_PAGE)
        if known
        else ([], 0)
    )
    pages = ceil(total / ON_A_PAGE)
    return visit.page(
        "daftar_percakapan.html",
        found=[(one, conversation_url(one.id), history.expiry(one)) for one in found],
        total=total,
        words=words,
        number=number,
        previous=_page(words, min(number - 1, pages)) if number > 1 and total else "",
        following=_page(words, number + 1) if number < pages else "",
        handed=bool(known and history.handed_over(known, limit=1)),
        longest=TITLE,
        longest_search=LONGEST_SEARCH,
    )


def _page(words: str, number: int) -> str:
    asked = ({"cari": words} if words else {}) | ({"hal": str(number)} if number > 1 else {})
    return f"{HISTORY}?{urlencode(asked)}" if asked else HISTORY


@router.post(HISTORY + "/{conversation_id}/judul")
def rename(visit: AnyVisit, conversation_id: str, fields: Fields) -> Response:
    """Give a conversation another title."""
    visit.check(fields)
    title = " ".join(fields.get("judul", "").split())
    visit.state.conversations.heading(visit.owner, conversation_id)
    if not 0 < len(title) <= TITLE:
        raise InvalidInput(f"Judul harus diisi, paling panjang {TITLE} huruf.")
    visit.state.conversations.rename(visit.owner, conversation_id, title)
    return visit.go(f"{HISTORY}?selesai=judul")


@router.get(HISTORY + "/{conversation_id}/hapus")
def confirm_deletion(visit: AnyVisit, conversation_id: str) -> HTMLResponse:
    """Ask once more before a conversation is deleted for good."""
    heading = visit.state.conversations.heading(visit.owner, conversation_id)
    return visit.page("hapus_percakapan.html", heading=heading, url=conversation_url(heading.id), count=1)


@router.post(HISTORY + "/{conversation_id}/hapus")
def delete(visit: AnyVisit, conversation_id: str, fields: Fields) -> Response:
    """Delete a conversation with its answers and links."""
    visit.check(fields)
    visit.state.conversations.delete(visit.owner, conversation_id)
    return visit.go(f"{HISTORY}?selesai=hapus")


@router.get("/privasi/hapus")
def confirm_deletion_of_all(visit: AnyVisit) -> HTMLResponse:
    """Ask once more before every conversation of this browser is deleted."""
    known = visit.visitor.owner
    total = visit.state.history.headings(known, limit=1)[1] if known else 0
    return visit.page("hapus_percakapan.html", heading=None, url=HISTORY, count=total)


@router.post("/privasi/hapus")
def delete_all(visit: AnyVisit, fields: Fields) -> Response:
    """Delete every conversation of this browser."""
    visit.check(fields)
    visit.state.conversations.delete_all(visit.owner)
    return visit.go(f"{HISTORY}?selesai=hapus-semua")


@router.get(HISTORY + "/{conversation_id}/unduh")
def download(visit: AnyVisit, conversation_id: str) -> Response:
    """A conversation as a text file, with every source and its quoted words."""
    found = visit.state.conversations.read(visit.owner, conversation_id)
    zone = visit.state.zone
    text = conversation_text(found, agency=settings_of(visit.request).agency, zone=zone)
    name = file_name(found.title, f"{found.changed_at.astimezone(zone):%Y-%m-%d}")
    disposition = f"attachment; filename=\"{name}\"; filename*=UTF-8''{quote(name)}"
    return visit.kept(PlainTextResponse(text, headers={"content-disposition": disposition}))


@router.get(HISTORY + "/{conversation_id}/cetak")
def printable(visit: AnyVisit, conversation_id: str) -> HTMLResponse:
    """A whole conversation on one page for paper."""
    found = visit.state.conversations.read(visit.owner, conversation_id)
    contact = settings_of(visit.request).contact
    return visit.page(
        "cetak_percakapan.html",
        conversation=found,
        views=exchange_views(library_of(visit.request), found.exchanges, contact=contact),
        url=conversation_url(found.id),
        printed=datetime.now(UTC),
    )


@router.get("/privasi")
def privacy(visit: AnyVisit) -> HTMLResponse:
    """What is kept of whoever asks, where, how long, who sees it, and how it is deleted."""
    settings = settings_of(visit.request)
    known = visit.visitor.owner
    return visit.page(
        "privasi.html",
        days=settings.conversation_days,
        model=settings.llm_model if settings.llm_base_url else "",
        searched_elsewhere=settings.embeddings.startswith("openai:"),
        kept=visit.state.history.headings(known, limit=1)[1] if known else 0,
        known=known is not None,
    )
