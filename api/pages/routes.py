"""Routes of the public pages: one provision, and what every page needs; the others are included."""

from typing import Annotated

from fastapi import APIRouter, Header, Request
from fastapi.responses import FileResponse, HTMLResponse

from api.pages import (
    account_routes,
    admin_routes,
    chat_routes,
    chat_stream,
    conversation_actions,
    evaluation_actions,
    evaluation_routes,
    figure_routes,
    forum_routes,
    glossary_routes,
    knowledge_routes,
    minutes_routes,
    oidc_routes,
    regulation_routes,
    review_routes,
    sign_in_routes,
    sop_sheet,
)
from api.pages.entry_view import bidang_names
from api.pages.question_form import read_date
from api.pages.reading import QuotePlace, provision_page
from api.pages.templating import STATIC, ready_library, render

router = APIRouter(include_in_schema=False)
router.include_router(chat_stream.router)
router.include_router(chat_routes.router)
router.include_router(conversation_actions.router)
router.include_router(sign_in_routes.router)
router.include_router(oidc_routes.router)
router.include_router(account_routes.router)
router.include_router(admin_routes.router)
router.include_router(forum_routes.router)
router.include_router(review_routes.router)
router.include_router(knowledge_routes.router)
router.include_router(figure_routes.router)
router.include_router(minutes_routes.router)
router.include_router(glossary_routes.router)


@router.get("/peraturan/ketentuan/{provision_id:path}")
def provision(
    request: Request,
    provision_id: str,
    quote_start: str = "",
    quote_end: str = "",
    quote: str = "",
    on: str = "",
    x_requested_with: Annotated[str, Header()] = "",
) -> HTMLResponse:
    """One provision within its whole pasal, the quote marked; a fragment for the side panel."""
    day, bad_date = read_date(on)
    place = QuotePlace(quote_start, quote_end, quote)
    library = ready_library(request)
    page = provision_page(library, provision_id, place, day, bidang_names(request))
    fragment = x_requested_with.lower() == "fragment"
    response = render(
        request,
        "ketentuan_isi.html" if fragment else "ketentuan.html",
        page=page,
        on=day or library.today(),
        bad_date=bool(bad_date),
        fragment=fragment,
    )
    # A cache must not hand the panel's fragment to a reader who opens the page.
    response.headers["vary"] = "X-Requested-With"
    return response


# After the routes above: "ketentuan" and "cetak" must not read as sources.
router.include_router(sop_sheet.router)
router.include_router(regulation_routes.router)
router.include_router(evaluation_actions.router)
router.include_router(evaluation_routes.router)


@router.get("/luring")
def offline(request: Request) -> HTMLResponse:
    """What the service worker shows without a connection."""
    return render(request, "luring.html")


@router.get("/manifest.webmanifest")
def manifest() -> FileResponse:
    """The manifest that makes the pages installable."""
    return FileResponse(STATIC / "manifest.webmanifest", media_type="application/manifest+json")


@router.get("/sw.js")
def service_worker() -> FileResponse:
    """The service worker; at the root, because its place is its scope."""
    return FileResponse(STATIC / "sw.js", media_type="text/javascript", headers={"cache-control": "no-cache"})
