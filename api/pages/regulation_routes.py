"""Routes of the pages about regulations: the list, the text, relations, wordings, terms, parse report."""

import hashlib
import secrets
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.pages.amended import history_page
from api.pages.citations import source_name
from api.pages.entry_view import bidang_names
from api.pages.graph_layout import narrow_drawing, wide_drawing
from api.pages.port import PageLibrary
from api.pages.reading import source_page
from api.pages.regulation_page import ORIGINAL, ReadingAsked, regulation_head, regulation_page
from api.pages.regulation_view import find_pasal
from api.pages.relations_view import relation_groups, unit_link
from api.pages.report_view import PAGES_SHOWN, report_page
from api.pages.shelf import SORTS, ShelfAsked, narrow, status_choices, type_choices, year_choices
from api.pages.templating import ready_library, render
from api.pages.words import anchor, force_badge, source_url
from corpus.errors import NotFound
from corpus.identifiers import slug
from corpus.models import SourceKind

router = APIRouter(include_in_schema=False)

PAGE_SIZE = 20
_PROCESS = secrets.token_hex(8)
_TABS = {
    SourceKind.REGULATION: "Peraturan",
    SourceKind.SOP: "SOP",
    SourceKind.FAQ: "FAQ",
    SourceKind.FORUM: "Forum",
    SourceKind.OTHER: "Lainnya",
}


def page_number(text: str) -> int:
    """A page as typed, from 1; what is no number reads as the first."""
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 6 and int(text) else 1


@router.get("/peraturan")
def browse(
    request: Request,
    jenis: str = "",
    q: str = "",
    tipe: str = "",
    status: str = "",
    tahun: str = "",
    ragu: str = "",
    urut: str = "",
    hal: Annotated[str, Query()] = "1",
) -> HTMLResponse:
    """Sources by kind, type, legal force, year and words; odd parameters read as none."""
    library = ready_library(request)
    asked = ShelfAsked.read(jenis, q, tipe, status, tahun, ragu, urut)
    entries = library.law.shelf()
    found = narrow(entries, asked)
    number = page_number(hal)
    first = (number - 1) * PAGE_SIZE
    shown = found[first : first + PAGE_SIZE]
    return render(
        request,
        "peraturan.html",
        asked=asked,
        found=[(entry, force_badge(entry.status), source_name(entry.source)) for entry in shown],
        total=len(found),
        doubtful=sum(entry.doubts > 0 for entry in found),
        first=first + 1,
        sorts=SORTS,
        types=type_choices(entries, asked),
        statuses=status_choices(entries, asked),
        years=year_choices(entries, asked),
        tabs=[("Semua", ShelfAsked(q=asked.q).url(), asked.jenis is None)]
        + [(_TABS[each], ShelfAsked(each, asked.q).url(), asked.jenis is each) for each in SourceKind],
        previous=asked.url(number - 1) if number > 1 else "",
        following=asked.url(number + 1) if first + PAGE_SIZE < len(found) else "",
        number=number,
        library=library.status(),
    )


@router.get("/peraturan/riwayat/{pasal_id:path}")
def history(request: Request, pasal_id: str, lama: str = "", baru: str = "") -> HTMLResponse:
    """The wordings of a pasal, ``lama`` and ``baru`` of them beside each other."""
    library = ready_library(request)
    page = history_page(library.law, pasal_id, lama, baru, library.today())
    return render(request, "riwayat.html", page=page)


@router.get("/peraturan/{source_id}")
def source(
    request: Request, source_id: str, pasal: str = "", pada: str = "", cari: str = "", penjelasan: str = ""
) -> Response:
    """Read a source; ``pasal`` is what was typed into the jump box and leads to its anchor."""
    library = ready_library(request)
    asked = ReadingAsked(pada, cari, penjelasan)
    wanted = slug(pasal.lower().replace("pasal", ""))
    place = find_pasal(library.provisions_of(source_id), wanted) if wanted else ""
    if place:
        return RedirectResponse(f"{source_url(source_id)}{asked.query()}#{place}", 303)
    if library.source(source_id).source.regulation is None:
        return render(request, "sumber.html", page=source_page(library, source_id, bidang_names(request)))
    tag = _reading_tag(request, library)
    if request.headers.get("if-none-match", "") == tag:
        return Response(status_code=304, headers={"etag": tag, "cache-control": "no-cache"})
    page = regulation_page(library, source_id, asked, library.today())
    status = 404 if wanted else 422 if page.bad_date else 200
    response = render(
        request,
        "naskah.html",
        status,
        page=page,
        head=page.head,
        pasal=pasal.strip()[:12],
        missing=bool(wanted),
        original=ORIGINAL,
        today=library.today(),
    )
    if status == 200:
        # A long law is half a megabyte on the line: who comes back to it need not load it again.
        response.headers.update({"etag": tag, "cache-control": "no-cache"})
    return response


def _reading_tag(request: Request, library: PageLibrary) -> str:
    """Tells one rendering of an address from another: by texts, day and the process, hence the release."""
    parts = (library.status().snapshot, library.today().isoformat(), _PROCESS, str(request.url))
    return f'W/"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'


@router.get("/peraturan/{source_id}/hubungan")
def relations(request: Request, source_id: str) -> HTMLResponse:
    """What the regulation does to others and others to it, drawn and as a list."""
    library = ready_library(request)
    head = regulation_head(library, source_id, "hubungan", library.today())
    groups = relation_groups(library.law, head.regulation.id)
    return render(
        request,
        "hubungan.html",
        head=head,
        groups=groups,
        drawings=[wide_drawing(head.short, groups), narrow_drawing(head.short, groups)] if groups else [],
        doubtful=_doubtful(library, head.regulation.id),
    )


def _doubtful(library: PageLibrary, regulation_id: str) -> list[tuple[str, str, str, str]]:
    """Changes to the regulation that were not applied: who orders it, its page, what it is about, why."""
    return [
        (
            *unit_link(library.law, change.instruction_id),
            unit_link(library.law, change.target_id)[0],
            change.doubt,
        )
        for change in library.law.amendments_of(regulation_id)
        if change.doubt
    ]


@router.get("/peraturan/{source_id}/istilah")
def terms(request: Request, source_id: str) -> HTMLResponse:
    """The terms that the regulation defines."""
    library = ready_library(request)
    head = regulation_head(library, source_id, "istilah", library.today())
    found = [
        (term, slug(term.term) or f"istilah-{number}", f"{source_url(source_id)}#{anchor(term.provision_id)}")
        for number, term in enumerate(library.law.terms_of(head.regulation.id), 1)
    ]
    return render(request, "istilah.html", head=head, terms=found)


@router.get("/peraturan/{source_id}/laporan")
def report(request: Request, source_id: str, hal: Annotated[str, Query()] = "1") -> HTMLResponse:
    """How well the document was understood, with pictures of the pages to look at."""
    library = ready_library(request)
    head = regulation_head(library, source_id, "laporan", library.today())
    number = page_number(hal)
    page = report_page(library.law, head.source, library.provisions_of(source_id), number)
    base = f"{source_url(source_id)}/laporan"
    return render(
        request,
        "laporan.html",
        head=head,
        page=page,
        number=number,
        previous=f"{base}?hal={number - 1}" if number > 1 else "",
        following=f"{base}?hal={number + 1}" if number * PAGES_SHOWN < page.count else "",
    )


@router.get("/peraturan/{source_id}/halaman/{number}")
def page_image(request: Request, source_id: str, number: str) -> Response:
    """One page of the ingested PDF as an image."""
    if not (number.isascii() and number.isdigit() and len(number) < 6):
        raise NotFound(f"Halaman “{number[:20]}” tidak ada.")
    image = ready_library(request).law.page_image(source_id, int(number))
    # The file may be withdrawn, so a browser asks again after an hour.
    return Response(image, media_type="image/webp", headers={"cache-control": "private, max-age=3600"})
