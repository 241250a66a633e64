"""Routes of the public pages: ask, and read one provision; more reading is in ``regulation_routes``."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Header, Request
from fastapi.responses import FileResponse, HTMLResponse

from api.pages import evaluation_actions, evaluation_routes, regulation_routes
from api.pages.answer_view import answer_page
from api.pages.question_form import QuestionForm, read_date
from api.pages.reading import QuotePlace, provision_page
from api.pages.templating import STATIC, library_of, ready_library, render, settings_of
from api.pages.words import EXAMPLES
from assistant.models import AnswerStatus

router = APIRouter(include_in_schema=False)


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


# After the routes above: "ketentuan" must not read as a source.
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
