"""Routes of the public pages: ask, browse, read."""

from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, Response

from api.pages.answer_view import answer_page
from api.pages.citations import source_name
from api.pages.question_form import QuestionForm, read_date
from api.pages.reading import QuotePlace, provision_page, source_page
from api.pages.regulation_view import find_pasal
from api.pages.templating import STATIC, library_of, ready_library, render, settings_of
from api.pages.words import EXAMPLES, force_badge, source_url
from assistant.models import AnswerStatus
from corpus.identifiers import slug
from corpus.models import SourceKind

router = APIRouter(include_in_schema=False)

PAGE_SIZE = 20


@router.get("/")
def home(request: Request) -> HTMLResponse:
    """The question box with examples."""
    return _ask_page(request, QuestionForm())


@router.get("/tanya")
def ask(request: Request, q: str | None = None, on: str = "") -> HTMLResponse:
    """Answer ``q`` for the date ``on``.

    The form comes back with its text kept where they cannot be used (422) or nothing is ingested yet (503).
    """
    if q is None:
        return _ask_page(request, QuestionForm(on=on))
    form = QuestionForm.read(q, on)
    if form.errors:
        return _ask_page(request, form)
    library = library_of(request)
    if not library.status().ready:
        return _ask_page(request, form, 503)
    answer = library.ask(form.question, form.day)
    page = answer_page(library, answer, settings_of(request).contact)
    return render(
        request,
        "jawaban.html",
        503 if answer.status is AnswerStatus.ERROR else 200,
        form=form,
        page=page,
        library=library.status(),
    )


def _ask_page(request: Request, form: QuestionForm, status_code: int = 200) -> HTMLResponse:
    return render(
        request,
        "tanya.html",
        422 if form.errors else status_code,
        form=form,
        examples=EXAMPLES,
        library=library_of(request).status(),
    )


@router.get("/peraturan")
def browse(
    request: Request, jenis: str = "", q: str = "", hal: Annotated[str, Query()] = "1"
) -> HTMLResponse:
    """Sources by kind and words of their title, ``PAGE_SIZE`` a page; odd parameters read as none."""
    library = ready_library(request)
    kind = SourceKind(jenis) if jenis in set(SourceKind) else None
    number = int(hal) if hal.isascii() and hal.isdigit() and 0 < len(hal) < 6 and int(hal) else 1
    query = q.strip()[:200]
    found = library.sources(kind=kind, query=query, limit=PAGE_SIZE + 1, offset=(number - 1) * PAGE_SIZE)

    def link(page: int, chosen: SourceKind | None = kind) -> str:
        given = {"jenis": chosen.value if chosen else "", "q": query, "hal": str(page) if page > 1 else ""}
        filled = {name: value for name, value in given.items() if value}
        return "/peraturan" + (f"?{urlencode(filled)}" if filled else "")

    return render(
        request,
        "peraturan.html",
        found=[(summary, force_badge(summary.status)) for summary in found[:PAGE_SIZE]],
        names=[source_name(summary.source) for summary in found],
        first=(number - 1) * PAGE_SIZE + 1,
        kind=kind,
        query=query,
        tabs=[("Semua", link(1, None), kind is None)]
        + [(_TABS[each], link(1, each), kind is each) for each in SourceKind],
        previous=link(number - 1) if number > 1 else "",
        following=link(number + 1) if len(found) > PAGE_SIZE else "",
        number=number,
        library=library.status(),
    )


_TABS = {
    SourceKind.REGULATION: "Peraturan",
    SourceKind.SOP: "SOP",
    SourceKind.FAQ: "FAQ",
    SourceKind.FORUM: "Forum",
    SourceKind.OTHER: "Lainnya",
}


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
    page = provision_page(ready_library(request), provision_id, place, day)
    fragment = x_requested_with.lower() == "fragment"
    response = render(
        request,
        "ketentuan_isi.html" if fragment else "ketentuan.html",
        page=page,
        on=day or date.today(),
        bad_date=bool(bad_date),
        fragment=fragment,
    )
    # A cache must not hand the panel's fragment to a reader who opens the page.
    response.headers["vary"] = "X-Requested-With"
    return response


@router.get("/peraturan/{source_id}")
def source(request: Request, source_id: str, pasal: str = "") -> Response:
    """Read a source; ``pasal`` is what was typed into the jump box and leads to its anchor."""
    library = ready_library(request)
    wanted = slug(pasal.lower().replace("pasal", ""))
    place = find_pasal(library.provisions_of(source_id), wanted) if wanted else ""
    if place:
        return RedirectResponse(f"{source_url(source_id)}#{place}", 303)
    return render(
        request,
        "sumber.html",
        404 if wanted else 200,
        page=source_page(library, source_id),
        pasal=pasal.strip()[:12],
        missing=bool(wanted),
    )


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
