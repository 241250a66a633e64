"""Ours, the simpler rankers and the stock pipeline over one small library."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answer import Assistant
from corpus.errors import InvalidInput
from corpus.open_snapshot import OpenSnapshot
from evals.bench.answers import measure_answers
from evals.bench.corpus_text import source_texts
from evals.bench.homes import regulation_files
from evals.bench.ingest_speed import synthetic_regulation
from evals.bench.quality import OURS, STOCK, measure_quality
from evals.bench.size import measure_size
from evals.bench.stock import StockPipeline
from evals.bench.systems import rankers
from evals.datasets import Item
from tests.databases import sqlite_only
from tests.fakes import DIMENSION
from tests.workbench import Workbench

SICK = Item(
    id="x-1",
    question="pegawai sakit lebih dari 14 hari perlu surat keterangan dokter?",
    answerable=True,
    gold=(("pp-91-2019/pasal-3",),),
    tags=("cuti",),
    split="dev",
)
YEARLY = SICK.model_copy(
    update={
        "id": "x-2",
        "question": "cuti tahunan pegawai berapa hari kerja?",
        "gold": (("pp-91-2019/pasal-2/ayat-1",),),
        "split": "test",
    }
)
WEATHER = Item(
    id="x-3",
    question="besok hujan di Padang?",
    answerable=False,
    gold=(),
    tags=("offtopic", "luar-topik"),
    split="dev",
)


@pytest.fixture
def snapshot(bench: Workbench, cuti_file: Path) -> Iterator[OpenSnapshot]:
    opened = bench.open()
    yield opened
    opened.close()


@pytest.fixture
def assistant(bench: Workbench, snapshot: OpenSnapshot) -> Assistant:
    return Assistant(lambda: snapshot, bench.embedder, contact="petugas")


def test_every_system_finds_the_plain_cases(
    bench: Workbench, snapshot: OpenSnapshot, assistant: Assistant, tmp_path: Path
) -> None:
    pytest.importorskip("langchain_chroma", reason="needs the bench extra")
    stock = StockPipeline.open(source_texts(snapshot.knowledge), bench.embedder, tmp_path / "stock")
    systems = rankers(snapshot, bench.embedder, assistant)
    assert list(systems) == [OURS, "bm25", "dense", "rrf"]
    systems[STOCK] = lambda item: stock.retrieve(item.question, 5)
    report = measure_quality([SICK, YEARLY, WEATHER], systems)
    assert set(report.questions) == {"x-1", "x-2"}
    for name in (OURS, "bm25", "dense", "rrf"):
        assert report.questions["x-1"][name].rank == 1, name
    for name in systems:
        assert report.questions["x-2"][name].rank is not None, name
    estimate = report.systems["pasal"]["dev"][OURS]["hit_1"]
    assert estimate is not None
    assert (estimate.mean, estimate.n) == (1.0, 1)
    against = report.against["bagian"]["test"]
    assert set(against) == {"bm25", "dense", "rrf", STOCK}
    assert set(against[STOCK]) == {"hit_1", "hit_5", "ndcg_10", "mrr"}
    assert report.best["pasal"]["test"] in against


def test_a_stock_index_of_the_same_texts_is_used_again(
    bench: Workbench, snapshot: OpenSnapshot, tmp_path: Path
) -> None:
    pytest.importorskip("langchain_chroma", reason="needs the bench extra")
    texts = source_texts(snapshot.knowledge)
    first = StockPipeline.open(texts, bench.embedder, tmp_path)
    embedded = bench.embedder.passages_embedded
    again = StockPipeline.open(texts, bench.embedder, tmp_path)
    assert again.chunks == first.chunks >= 1
    assert bench.embedder.passages_embedded == embedded
    assert again.retrieve(SICK.question, 3) == first.retrieve(SICK.question, 3)


def test_missing_packages_are_named(
    bench: Workbench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "langchain_chroma", None)
    with pytest.raises(InvalidInput, match=r"\.\[bench\]"):
        StockPipeline.open([], bench.embedder, tmp_path)


def test_shares_are_over_the_questions_they_are_about(snapshot: OpenSnapshot, assistant: Assistant) -> None:
    report = measure_answers([SICK, YEARLY, WEATHER], assistant, snapshot.knowledge)
    assert set(report.questions) == {"x-1", "x-2", "x-3"}
    refused = report.shares["dev"]["refused"]
    assert refused is not None
    assert refused.n == 1
    assert report.shares["test"]["refused"] is None
    assert report.off_topic == {"dev": {"asked": 1, "answered": 0}, "test": {"asked": 0, "answered": 0}}


@sqlite_only
def test_index_size_counts_copies(snapshot: OpenSnapshot, tmp_path: Path) -> None:
    held = snapshot.knowledge.count_provisions("pp-91-2019")
    size = measure_size(snapshot.knowledge, 2 * held + 1, DIMENSION, tmp_path / "size")
    assert size.provisions == 2 * held + 1
    assert size.passages > snapshot.info.passages
    assert size.index_bytes == size.texts_bytes + size.lexical_bytes + size.vectors_bytes
    assert min(size.store_bytes, size.texts_bytes, size.lexical_bytes, size.vectors_bytes) > 0


def test_the_made_up_regulation_is_parsed(bench: Workbench, tmp_path: Path) -> None:
    path = tmp_path / "contoh.md"
    path.write_text(synthetic_regulation(20), encoding="utf-8")
    bench.ingest(path)
    ids = {provision.id for provision in bench.store.provisions_of("pp-901-2020")}
    assert {"pp-901-2020/pasal-1/ayat-1", "pp-901-2020/pasal-20/ayat-2"} <= ids


def test_regulation_files_are_the_touched_ones_and_a_fixed_draw(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "sample_questions.md").write_text("x", encoding="utf-8")
    (tmp_path / "documents" / "KAK.docx").write_bytes(b"x")
    (tmp_path / "regulasi_asn").mkdir()
    entries = ",".join(
        f'{{"path": "pp/2019/{n}.md", "jenis": "pp", "tahun": 2019, "nomor": "{n}"}}' for n in range(80, 100)
    )
    ministry = '{"path": "permenkeu/2012/148.md", "jenis": "permenkeu", "tahun": 2012, "nomor": "148"}'
    (tmp_path / "regulasi_asn" / "index.json").write_text(f"[{entries},{ministry}]", encoding="utf-8")
    chosen = [path.relative_to(tmp_path).as_posix() for path in regulation_files([SICK], tmp_path, others=3)]
    assert chosen[0] == "documents/KAK.docx"
    assert "regulasi_asn/pp/2019/91.md" in chosen
    assert len(chosen) == 5
    again = regulation_files([SICK], tmp_path, others=3)
    assert [path.relative_to(tmp_path).as_posix() for path in again] == chosen
    ministerial = SICK.model_copy(update={"gold": (("permenkeu-148-2012/pasal-5",),)})
    named = regulation_files([ministerial], tmp_path, others=0)
    assert [path.name for path in named] == ["KAK.docx", "148.md"]
