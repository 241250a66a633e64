"""A procedure as a sheet of paper: everything one needs beside the counter, legal basis written out."""

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.library import STARTER_ORIGIN
from api.pages.entry_view import PRINT, bidang_names, written_out
from api.pages.port import PageLibrary
from api.pages.templating import ready_library, render
from api.pages.words import provision_url
from corpus.citations import format_citation
from corpus.errors import InvalidIdentifier, NotFound
from corpus.models import SopEntry

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class SopSheet:
    """The sheet.

    Attributes:
        basis: the provisions of each regulation, with the regulation's full name and title.
        overdue: the day of review has come.
        brought_along: it is of the starter corpus, which no agency has decreed.
        url: where it is read on a screen.
    """

    entry: SopEntry
    bidang: str
    basis: list[tuple[str, str]]
    overdue: bool
    brought_along: bool
    url: str
    printed: date


@router.get(PRINT + "/{entry_id:path}")
def sop_sheet(request: Request, entry_id: str) -> HTMLResponse:
    """One procedure for paper."""
    library = ready_library(request)
    entry = library.entries.entry(entry_id)
    if not isinstance(entry, SopEntry):
        raise NotFound(f"“{entry_id}” bukan SOP, jadi tidak ada lembar cetaknya.")
    origin = library.source(library.passage(entry_id).source_id).source.origin
    sheet = SopSheet(
        entry=entry,
        bidang=bidang_names(request).get(entry.bidang, entry.bidang),
        basis=[(_named(library, regulation), told) for regulation, told in written_out(entry).items()],
        overdue=entry.review_by <= library.today(),
        brought_along=origin.startswith(STARTER_ORIGIN),
        url=provision_url(entry_id),
        printed=library.today(),
    )
    return render(request, "cetak_sop.html", page=sheet)


def _named(library: PageLibrary, regulation_id: str) -> str:
    """``Peraturan Pemerintah Nomor 11 Tahun 2017 tentang Manajemen Pegawai Negeri Sipil``."""
    try:
        name = format_citation(regulation_id, style="long")
    except InvalidIdentifier:
        name = regulation_id
    title = library.law.source_of(regulation_id)[1]
    return f"{name} tentang {title}" if title else name
