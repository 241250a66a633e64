"""Headings without number, on a line before the pasal."""

from collections.abc import Callable

from ingestion.regulation import ParsedRegulation
from tests.ingestion.regulation.conftest import FOOT, HEAD, document, under
from tests.ingestion.regulation.test_properties import assert_nothing_lost

Parse = Callable[[str], ParsedRegulation]

FOUNDING = """BAB I PENDIRIAN
Pasal 1
Dengan nama Dok Kapal didirikan perusahaan negara. Tempat kedudukan
Pasal 2
Perusahaan berkedudukan di Jakarta. Modal
Pasal 3
(1) Modal ditetapkan seratus juta rupiah.
(2) Perusahaan tidak mengadakan cadangan rahasia. Pimpinan
Pasal 4
Perusahaan dipimpin oleh Direksi.
Pasal 5
Anggota Direksi adalah warga negara Indonesia.
Pasal 6
Direksi diangkat oleh Menteri. Tahun Buku
Pasal 7
Tahun buku adalah tahun takwim. PENGGUNAAN LABA.
Pasal 8
Laba disetor ke kas negara.
BAB II PENUTUP
Pasal 9
Peraturan ini mulai berlaku pada hari diundangkan.
"""


def test_a_line_before_the_pasal_heads_it_and_those_after_it(parse: Parse) -> None:
    units = under(parse(FOUNDING))
    assert [units[f"pasal-{number}"].heading_path for number in range(1, 10)] == [
        ("BAB I PENDIRIAN",),
        ("BAB I PENDIRIAN", "Tempat kedudukan"),
        ("BAB I PENDIRIAN", "Modal"),
        ("BAB I PENDIRIAN", "Pimpinan"),
        ("BAB I PENDIRIAN", "Pimpinan"),
        ("BAB I PENDIRIAN", "Pimpinan"),
        ("BAB I PENDIRIAN", "Tahun Buku"),
        ("BAB I PENDIRIAN", "PENGGUNAAN LABA"),
        ("BAB II PENUTUP",),
    ]
    assert units["pasal-2"].text == "Perusahaan berkedudukan di Jakarta."
    assert units["pasal-3/ayat-2"].text == "Perusahaan tidak mengadakan cadangan rahasia."
    assert units["pasal-7"].text == "Tahun buku adalah tahun takwim."
    assert_nothing_lost(document(HEAD + FOUNDING + FOOT))


def test_where_each_pasal_has_its_own_one_without_is_not_headed_by_the_one_before(parse: Parse) -> None:
    body = "Pasal 1\nSatu hal. Cuti\n"
    body += "".join(f"Pasal {number}\nHal yang diatur. Urusan lain\n" for number in range(2, 7))
    units = under(parse(body + "Pasal 7\nTujuh hal.\nPasal 8\nDelapan hal.\n"))
    assert units["pasal-2"].heading_path == ("Cuti",)
    assert units["pasal-7"].heading_path == ("Urusan lain",)
    assert units["pasal-8"].heading_path == ()


def test_a_few_lines_without_a_full_stop_head_nothing(parse: Parse) -> None:
    body = FOUNDING.replace(" Modal\n", "\n").replace(" Tahun Buku\n", "\n")
    units = under(parse(body))
    assert units["pasal-2"].heading_path == ("BAB I PENDIRIAN",)
    assert units["pasal-1"].text == "Dengan nama Dok Kapal didirikan perusahaan negara. Tempat kedudukan"


def test_items_that_lost_their_full_stop_are_no_headings(parse: Parse) -> None:
    body = "".join(
        f"Pasal {number}\nKecamatan terdiri atas:\na. Desa Mekar;\nb. Desa Sari\n" for number in range(1, 9)
    )
    parsed = parse(body)
    assert all(unit.heading_path == () for unit in parsed.provisions)
    assert under(parsed)["pasal-3/huruf-b"].text == "Desa Sari"
