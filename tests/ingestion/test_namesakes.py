"""Two files of one identifier: copies, and different regulations of which one is misnumbered."""

from pathlib import Path

from tests.workbench import CUTI, Workbench

SEWA = """\
PERATURAN PEMERINTAH REPUBLIK INDONESIA
NOMOR 91 TAHUN 2019
TENTANG
SEWA RUMAH NEGARA
DENGAN RAHMAT TUHAN YANG MAHA ESA
PRESIDEN REPUBLIK INDONESIA,
Menimbang:
a. bahwa sewa rumah negara perlu ditata;
Mengingat:
1. Pasal 5 ayat (2) Undang-Undang Dasar Negara Republik Indonesia Tahun 1945;
MEMUTUSKAN:
Menetapkan: PERATURAN PEMERINTAH TENTANG SEWA RUMAH NEGARA.
Pasal 1
Penghuni membayar sewa rumah negara setiap bulan ke kas negara melalui bank yang ditunjuk.
Pasal 2
Peraturan Pemerintah ini mulai berlaku pada tanggal diundangkan.
"""


def test_another_regulation_of_the_same_number_never_replaces_the_first(
    bench: Workbench, tmp_path: Path
) -> None:
    for name, text in (("a.md", SEWA), ("b.md", CUTI)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    report = bench.ingest(tmp_path / "a.md", tmp_path / "b.md")
    assert [result.outcome.value for result in report.files] == ["baru", "ditolak"]
    assert bench.store.source("pp-91-2019").title == "Sewa Rumah Negara"
    (refused,) = [refusal for refusal in bench.store.refusals() if not refusal.is_warning]
    assert refused.origin == "b.md"
    assert "a.md" in refused.reason
    assert "Cuti Pegawai Contoh" in refused.reason


def test_the_file_that_is_named_after_the_number_is_believed(bench: Workbench, tmp_path: Path) -> None:
    (tmp_path / "naskah.md").write_text(CUTI, encoding="utf-8")
    (tmp_path / "pp-91-2019.md").write_text(SEWA, encoding="utf-8")
    report = bench.ingest(tmp_path / "naskah.md", tmp_path / "pp-91-2019.md")
    assert [result.outcome.value for result in report.files] == ["baru", "diperbarui"]
    assert report.files[1].notes[-1] == "peringatan: menggantikan isi lain dari naskah.md"
    assert bench.store.source("pp-91-2019").title == "Sewa Rumah Negara"
    refused = [refusal.origin for refusal in bench.store.refusals() if not refusal.is_warning]
    assert refused == ["naskah.md"]
    again = bench.ingest(tmp_path / "naskah.md")
    assert [result.outcome.value for result in again.files] == ["ditolak"]


def test_a_fuller_copy_says_what_it_replaces(bench: Workbench, tmp_path: Path) -> None:
    shorter = CUTI.replace("(2) Cuti tahunan diajukan secara tertulis kepada atasan langsung.\n", "")
    (tmp_path / "ringkas.md").write_text(shorter, encoding="utf-8")
    (tmp_path / "utuh.md").write_text(CUTI, encoding="utf-8")
    report = bench.ingest(tmp_path / "ringkas.md", tmp_path / "utuh.md")
    assert [result.outcome.value for result in report.files] == ["baru", "diperbarui"]
    note = "peringatan: menggantikan salinan ringkas.md yang kurang lengkap"
    assert any(said.startswith(note) for said in report.files[1].notes)
