"""The HTTP API under ``/api/v1``."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel

from api.callers import Caller
from api.library import Library
from api.problem import MEDIA_TYPE
from api.schemas import AmendmentsOut, AskInTalk, AskRequest, AskResponse, EntryOut, SearchResponse
from api.views import LibraryStatus, PasalHistory, ProvisionView, ReportView, SourceSummary
from corpus.amendments import Term
from corpus.errors import NotFound
from corpus.models import Provision, Relation, SourceKind


class Problem(BaseModel):
    """An error, as RFC 9457 has it."""

    type: str
    title: str
    status: int
    detail: str


PROBLEMS: dict[int | str, dict[str, object]] = {
    code: {"model": Problem, "content": {MEDIA_TYPE: {}}, "description": text}
    for code, text in (
        (400, "Isi permintaan tidak dapat dibaca, misalnya bukan UTF-8."),
        (401, "Token API tidak berlaku."),
        (403, "Kata sandi akun ini harus diganti dahulu."),
        (404, "Tidak ada yang bernama demikian."),
        (413, "Isi permintaan terlalu besar."),
        (422, "Isian tidak sah."),
        (429, "Terlalu banyak permintaan; “Retry-After” berisi detik sampai boleh lagi."),
        (503, "Belum siap."),
    )
}

router = APIRouter(prefix="/api/v1", responses=PROBLEMS)


def get_library(request: Request) -> Library:
    """The library the application was made with."""
    library: Library = request.app.state.library
    return library


Lib = Annotated[Library, Depends(get_library)]


@router.post("/ask", tags=["Tanya"], summary="Jawab satu pertanyaan dengan sitasi yang diperiksa")
def ask(body: AskInTalk, library: Lib, user: Caller) -> AskResponse:
    """Answer a question; every rule in the answer cites its provision and quotes it verbatim."""
    answer = library.ask(body.question, body.on, body.k, body.history, literal=body.literal, user=user)
    return AskResponse.of(answer, body.id, asked=body.question)


@router.post("/search", tags=["Tanya"], summary="Cari bagian sumber yang paling dekat")
def search(body: AskRequest, library: Lib) -> SearchResponse:
    """Passages nearest to a question, best first, with their legal force on the date."""
    return SearchResponse.of(library.search(body.question, body.on, body.k), body.id)


@router.get("/sources", tags=["Pustaka"], summary="Daftar sumber")
def sources(
    library: Lib,
    kind: SourceKind | None = None,
    query: Annotated[str, Query(max_length=200, description="Kata-kata dalam judul.")] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> list[SourceSummary]:
    """Sources with their number of provisions and legal force today."""
    return library.sources(kind=kind, query=query, limit=limit, offset=offset)


@router.get("/sources/{source_id}", tags=["Pustaka"], summary="Satu sumber")
def source(source_id: str, library: Lib) -> SourceSummary:
    """One source."""
    return library.source(source_id)


On = Annotated[
    date | None, Query(description="Bunyi menurut tanggal ini; tanpa tanggal: seperti ditetapkan.")
]


@router.get("/sources/{source_id}/provisions", tags=["Pustaka"], summary="Ketentuan satu sumber")
def provisions(source_id: str, library: Lib, on: On = None) -> list[Provision]:
    """Provisions of a source in reading order, as enacted or as they read on a date."""
    library.source(source_id)
    return library.law.reading(source_id, on)


@router.get("/provisions/{provision_id:path}", tags=["Pustaka"], summary="Satu ketentuan")
def provision(provision_id: str, library: Lib, on: On = None) -> ProvisionView:
    """A provision such as ``pp-94-2021/pasal-5/ayat-2``: its words and legal force on a date."""
    wording = provision_id if on is None else library.law.wording_on(provision_id, on)
    return library.provision(wording, on=on)


@router.get("/entries/{entry_id:path}", tags=["Pustaka"], summary="Satu FAQ, SOP, atau jawaban forum")
def entry(entry_id: str, library: Lib) -> EntryOut:
    """An approved entry such as ``faq/cuti-besar-lama`` with its basis, its days and what belongs with it."""
    found = library.entries.entry(entry_id)
    return EntryOut.of(found, library.passage(entry_id), library.entries.related(entry_id), library.today())


@router.get("/versions/{pasal_id:path}", tags=["Hukum"], summary="Semua bunyi satu pasal")
def versions(pasal_id: str, library: Lib) -> PasalHistory:
    """Every wording of an amended pasal, the oldest first, with its days, its words and its doubts."""
    return library.law.history(pasal_id)


@router.get("/sources/{source_id}/relations", tags=["Hukum"], summary="Hubungan antarperaturan")
def relations(source_id: str, library: Lib) -> list[Relation]:
    """What a regulation does to others and others to it; the other one need not be in the library."""
    return library.law.relations_of(_regulation_id(library, source_id))


@router.get("/sources/{source_id}/amendments", tags=["Hukum"], summary="Perubahan yang diperintahkan")
def amendments(source_id: str, library: Lib) -> AmendmentsOut:
    """The changes that a regulation orders in others, and those that others order in it."""
    regulation_id = _regulation_id(library, source_id)
    return AmendmentsOut(
        ordered=library.law.amendments_by(regulation_id), received=library.law.amendments_of(regulation_id)
    )


@router.get("/sources/{source_id}/terms", tags=["Hukum"], summary="Istilah dan artinya")
def terms(source_id: str, library: Lib) -> list[Term]:
    """The terms that a regulation defines, in their order."""
    return library.law.terms_of(_regulation_id(library, source_id))


@router.get("/sources/{source_id}/report", tags=["Hukum"], summary="Laporan pembacaan")
def report(source_id: str, library: Lib) -> ReportView:
    """How well the document was understood: gaps, repairs, suspicious units, confidence."""
    return library.law.report_of(source_id)


def _regulation_id(library: Library, source_id: str) -> str:
    regulation = library.source(source_id).source.regulation
    if regulation is None:
        raise NotFound(f"Sumber “{source_id}” bukan peraturan.")
    return regulation.id


@router.get("/health", tags=["Layanan"], summary="Apakah proses hidup")
def health() -> dict[str, str]:
    """Always ok while the process answers."""
    return {"status": "ok"}


@router.get("/ready", tags=["Layanan"], summary="Apakah siap menjawab")
def ready(library: Lib, response: Response) -> LibraryStatus:
    """Status 200 when questions can be answered, 503 before."""
    status = library.status()
    if not status.ready:
        response.status_code = 503
    return status
