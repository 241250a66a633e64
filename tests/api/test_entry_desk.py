"""Entries of a real library: what belongs with one, also after another ingest, and for programs."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from api.app import create_app
from api.entry_desk import EntryDesk
from api.library import Library
from api.settings import Settings
from corpus.errors import NotFound
from tests.fakes import WordEmbedder
from tests.workbench import CUTI

FAQ = """topic: Cuti
bidang: disiplin-kinerja
entries:
- id: lama
  question: Berapa hari cuti tahunan?
  answer: Cuti tahunan 12 hari kerja.
  legal_basis: [pp-91-2019/pasal-2/ayat-1]
  applies_to: [PNS]
  checked: 2026-01-05
  review_by: {review_by}
"""
SOP = """id: ajukan-cuti
title: Pengajuan cuti tahunan
topic: Cuti
bidang: disiplin-kinerja
purpose: Memandu pengajuan cuti.
requirements: [Surat permohonan]
steps: [Kirim permohonan.]
duration: Mengikuti ketentuan instansi
cost: Mengikuti ketentuan instansi
unit: Kepegawaian
legal_basis: [pp-91-2019/pasal-2]
applies_to: [PNS]
checked: 2026-01-05
review_by: 2099-01-01
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "cuti.md").write_text(CUTI, encoding="utf-8")
    (tmp_path / "faq").mkdir()
    (tmp_path / "faq" / "cuti.yaml").write_text(FAQ.format(review_by="2026-02-01"), encoding="utf-8")
    (tmp_path / "sop").mkdir()
    return tmp_path


@pytest.fixture
def library(folder: Path) -> Iterator[Library]:
    opened = Library(Settings(home=folder / "home", _env_file=None), embedder=WordEmbedder())
    opened.ingest([folder / "cuti.md", folder / "faq"], starter=False)
    yield opened
    opened.close()


def with_procedure(library: Library, folder: Path) -> None:
    (folder / "sop" / "ajukan-cuti.yaml").write_text(SOP, encoding="utf-8")
    library.ingest([folder / "sop"], starter=False)


def test_the_next_ingest_is_followed(library: Library, folder: Path) -> None:
    assert library.entries.related("faq/lama") == ()
    with_procedure(library, folder)
    assert [one.id for one in library.entries.related("faq/lama")] == ["sop/ajukan-cuti"]
    assert [one.id for one in library.entries.procedures("faq/lama")] == ["sop/ajukan-cuti"]
    cited = library.entries.citing("pp-91-2019/pasal-2/ayat-2")
    assert [one.id for one in cited] == ["sop/ajukan-cuti", "faq/lama"]


def test_what_is_withheld_later_is_no_longer_pointed_to(library: Library, folder: Path) -> None:
    with_procedure(library, folder)
    withheld: set[str] = set()
    desk = EntryDesk(library.leased, lambda: withheld)
    assert desk.related("faq/lama")
    withheld.add("sop/ajukan-cuti")
    assert desk.related("faq/lama") == desk.procedures("faq/lama") == ()
    withheld.clear()
    assert desk.related("faq/lama")


def test_an_unknown_entry_is_told(library: Library) -> None:
    with pytest.raises(NotFound, match="faq/tidak-ada"):
        library.entries.entry("faq/tidak-ada")


def test_programs_get_an_entry_with_what_belongs_with_it(library: Library, folder: Path) -> None:
    with_procedure(library, folder)
    app = create_app(library.settings, library=library)

    def get(url: str) -> httpx.Response:
        async def go() -> httpx.Response:
            transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url="http://tanya.test") as client:
                return await client.get(url)

        return asyncio.run(go())

    body = get("/api/v1/entries/faq/lama").json()
    assert body["text"] == "Cuti tahunan 12 hari kerja."
    assert body["legal_basis"] == ["pp-91-2019/pasal-2/ayat-1"]
    assert (body["checked"], body["review_by"], body["overdue"]) == ("2026-01-05", "2026-02-01", True)
    assert body["related"] == [
        {
            "id": "sop/ajukan-cuti",
            "kind": "sop",
            "title": "Pengajuan cuti tahunan",
            "source_id": library.passage("sop/ajukan-cuti").source_id,
        }
    ]
    assert get("/api/v1/entries/sop/ajukan-cuti").json()["overdue"] is False
    missing = get("/api/v1/entries/faq/tidak-ada")
    assert (missing.status_code, missing.headers["content-type"]) == (404, "application/problem+json")
