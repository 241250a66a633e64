"""Sets with distractors: how questions are made, what stands beside the gold, and what is refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.open_snapshot import OpenSnapshot
from evals.bench import held_out
from evals.bench.held_out import HeldOutSet, copies, everyday, held_out_sets
from evals.bench.pools import measure_pools
from evals.bench.quality import OURS, STOCK
from tests.workbench import Workbench

HEAD = """\
PERATURAN PEMERINTAH REPUBLIK INDONESIA
NOMOR {number} TAHUN 2019
TENTANG
{title}
DENGAN RAHMAT TUHAN YANG MAHA ESA
PRESIDEN REPUBLIK INDONESIA,
Menimbang:
a. bahwa hal ini perlu diatur;
MEMUTUSKAN:
Menetapkan: PERATURAN PEMERINTAH TENTANG {title}.
"""
SUBJECTS = ("kapal ikan", "jala", "pelabuhan", "es batu", "nelayan", "timbangan", "lelang", "perahu", "mesin",
            "solar", "gudang", "pasar")  # fmt: skip


def law(number: int, title: str, heading: str) -> str:
    """Twelve pasal: the first eleven under one heading, the last alone under ``heading``."""
    pasals = [f"Pasal {at}\nSetiap orang memelihara {what} {title.lower()} dengan baik.\n"
              for at, what in enumerate(SUBJECTS[:11], 1)]  # fmt: skip
    return "".join(
        [
            HEAD.format(number=number, title=title),
            "BAB I\nKETENTUAN UMUM\n",
            *pasals,
            f"BAB II\n{heading}\nPasal 12\nPetugas menerima uang dari {SUBJECTS[11]} setiap bulan.\n",
            "Ditetapkan di Jakarta\npada tanggal 2 Januari 2019\n",
        ]
    )


@pytest.fixture
def snapshot(bench: Workbench, tmp_path: Path) -> Iterator[OpenSnapshot]:
    texts = {
        "pp-81": law(81, "PERIKANAN LAUT", "PEMUNGUTAN IURAN TAHUNAN"),
        "pp-82": law(82, "TAMAN KOTA", "PEMUNGUTAN IURAN TAHUNAN"),
        "pp-83": law(83, "JALAN DESA", "KETENTUAN PENUTUP"),
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    bench.ingest(*(tmp_path / f"{name}.md" for name in texts))
    opened = bench.open()
    yield opened
    opened.close()


@pytest.fixture
def made(snapshot: OpenSnapshot, monkeypatch: pytest.MonkeyPatch) -> tuple[HeldOutSet, ...]:
    monkeypatch.setattr(held_out, "FROM_OTHERS", 5)
    monkeypatch.setattr(held_out, "FROM_SAME", 4)
    return held_out_sets(snapshot, {"pp-82-2019"})


def test_a_question_comes_from_a_heading_over_one_pasal(made: tuple[HeldOutSet, ...]) -> None:
    # pp-82 was used before, and the headings of pp-83 say nothing.
    assert [one.item.gold for one in made] == [(("pp-81-2019/pasal-12",),)]
    question = made[0].item.question
    assert "penarikan iuran tahunan" in question
    assert "perikanan laut" in question


def test_distractors_are_of_this_law_and_of_others_that_were_not_used(made: tuple[HeldOutSet, ...]) -> None:
    ids = [unit.id for unit in made[0].passages]
    laws = [name.split("/")[0] for name in ids]
    assert (laws.count("pp-81-2019"), laws.count("pp-83-2019")) == (1 + 4, 5)
    assert "pp-81-2019/pasal-12" in ids
    assert ids == sorted(ids)
    assert all("BAB" not in unit.text and "PEMUNGUTAN" not in unit.text for unit in made[0].passages)


def test_the_draw_is_the_same_every_time(made: tuple[HeldOutSet, ...], snapshot: OpenSnapshot) -> None:
    assert held_out_sets(snapshot, {"pp-82-2019"}) == made


def test_a_question_that_copies_its_pasal_is_not_used() -> None:
    assert copies("penarikan iuran tahunan", "Penarikan iuran tahunan dilakukan petugas.")
    assert not copies("penarikan iuran tahunan", "Iuran tahunan ditarik petugas; penarikan dicatat.")


def test_a_drafters_words_become_everyday_ones() -> None:
    assert everyday("TATA CARA PEMUNGUTAN DAN PEMBAYARAN") == "prosedur penarikan dan bayar"


def test_every_system_ranks_the_passages_of_a_set(
    made: tuple[HeldOutSet, ...], bench: Workbench, tmp_path: Path
) -> None:
    pytest.importorskip("langchain_chroma", reason="needs the bench extra")
    report = measure_pools(
        made, bench.embedder, cache=tmp_path / "cache", scratch=tmp_path / "scratch", note=lambda _: None
    )
    assert set(report.systems["pasal"]["test"]) == {OURS, "bm25", "dense", "rrf", STOCK}
    ranked = report.questions[made[0].item.id]
    known = {unit.id for unit in made[0].passages}
    assert all(set(one.top) <= known for one in ranked.values())
    embedded = bench.embedder.passages_embedded
    measure_pools(
        made, bench.embedder, cache=tmp_path / "cache", scratch=tmp_path / "scratch", note=lambda _: None
    )
    assert bench.embedder.passages_embedded == embedded
