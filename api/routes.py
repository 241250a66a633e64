"""The HTTP API under ``/api/v1``."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel

from api.library import Library
from api.problem import MEDIA_TYPE
from api.schemas import AskRequest, AskResponse, SearchResponse
from api.views import LibraryStatus, ProvisionView, SourceSummary
from corpus.models import Provision, SourceKind


class Problem(BaseModel):
    """An error, as RFC 9457 has it."""

    type: str
    title: str
    status: int
    detail: str


PROBLEMS: dict[int | str, dict[str, object]] = {
    code: {"model": Problem, "content": {MEDIA_TYPE: {}}, "description": text}
    for code, text in (
        (404, "Tidak ada yang bernama demikian."),
        (413, "Isi permintaan terlalu besar."),
        (422, "Isian tidak sah."),
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
def ask(body: AskRequest, library: Lib) -> AskResponse:
    """Answer a question; every rule in the answer cites its provision and quotes it verbatim."""
    return AskResponse.of(library.ask(body.question, body.on, body.k), body.id)


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


@router.get("/sources/{source_id}/provisions", tags=["Pustaka"], summary="Ketentuan satu sumber")
def provisions(source_id: str, library: Lib) -> list[Provision]:
    """Provisions of a source in reading order."""
    library.source(source_id)
    return library.provisions_of(source_id)


@router.get("/provisions/{provision_id:path}", tags=["Pustaka"], summary="Satu ketentuan")
def provision(provision_id: str, library: Lib, on: date | None = None) -> ProvisionView:
    """A provision such as ``pp-94-2021/pasal-5/ayat-2`` with its legal force on a date."""
    return library.provision(provision_id, on=on)


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
