import datetime
import io
from collections.abc import Callable

import openpyxl
import pytest

from ingestion.document import Document
from ingestion.readers import read
from tests.ingestion.readers.conftest import Write, with_member


def bytes_of(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.fixture
def saved(write: Write) -> Callable[[openpyxl.Workbook], Document]:
    return lambda book: read(write("a.xlsx", bytes_of(book)))


def workbook(*rows: list[object], title: str = "Data") -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    return book


def test_title_header_and_sheet_name(saved) -> None:
    book = workbook(
        ["DAFTAR PEGAWAI"], [], ["No", "Nama", "Unit"], [1, "Budi", "BKD"], [2, "Ani", None], title="Makasar"
    )
    book.active.merge_cells("A1:C1")
    document = saved(book)
    title, table = document.blocks
    assert (title.kind, title.text, title.label, title.page) == ("heading", "DAFTAR PEGAWAI", "Makasar", 1)
    assert table.header == ("No", "Nama", "Unit")
    assert table.text == "No | Nama | Unit\n1 | Budi | BKD\n2 | Ani"
    assert document.pages == 1


def test_values(saved) -> None:
    book = workbook(
        ["Kolom", "Nilai"],
        ["tanggal", datetime.datetime(2024, 5, 1)],
        ["waktu", datetime.datetime(2024, 5, 1, 13, 30)],
        ["jam", datetime.time(7, 30)],
        ["benar", True],
        ["pecahan", 0.1 + 0.2],
        ["bulat", 12.0],
        ["persen", 0.125],
        ["kode", 7],
        ["besar", 12345678901234],
    )
    book.active["B8"].number_format = "0.0%"
    book.active["B9"].number_format = "000"
    lines = saved(book).blocks[0].text.split("\n")
    assert [line.split(" | ")[1] for line in lines[1:]] == [
        "2024-05-01",
        "2024-05-01 13:30:00",
        "07:30:00",
        "BENAR",
        "0.3",
        "12",
        "12.5%",
        "007",
        "12345678901234",
    ]


def test_merged_cells_are_filled_and_group_names_join_the_header(saved) -> None:
    book = workbook(
        ["No", "Pelaksana", None, "Mutu baku"],
        [None, "Petugas", "Kepala", None],
        [1, "x", None, "5 menit"],
        [2, None, "y", None],
    )
    for area in ("A1:A2", "B1:C1", "D1:D2", "D3:D4"):
        book.active.merge_cells(area)
    (table,) = saved(book).blocks
    assert table.header == ("No", "Pelaksana Petugas", "Pelaksana Kepala", "Mutu baku")
    assert table.text.split("\n")[1:] == ["1 | x |  | 5 menit", "2 |  | y | 5 menit"]


def test_form_has_no_header(saved) -> None:
    (table,) = saved(workbook(["Nomor SOP", "12/2024"], ["Tanggal", "1 Mei"], ["Disahkan", "Kepala"])).blocks
    assert table.header == ()


def test_saved_result_of_a_formula_is_read(write: Write) -> None:
    data = bytes_of(workbook(["Nama", "Jumlah"], ["Budi", 1]))
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>Jumlah</t></is></c><c r="B1"><f>1+1</f><v>2</v></c></row>'
        b"</sheetData></worksheet>"
    )
    assert read(write("a.xlsx", with_member(data, "xl/worksheets/sheet1.xml", sheet))).text == "Jumlah | 2"


def test_formula_without_result_warns(saved) -> None:
    document = saved(workbook(["Nama", "Jumlah"], ["Budi", "=1+1"]))
    assert document.warnings == ("1 rumus di lembar “Data” belum dihitung; buka dan simpan ulang di Excel",)


def test_hidden_sheet_is_named_not_read(saved) -> None:
    book = workbook(["a", "b"])
    hidden = book.create_sheet("Rujukan")
    hidden.append(["rahasia"])
    hidden.sheet_state = "hidden"
    document = saved(book)
    assert "rahasia" not in document.text
    assert document.warnings == ("lembar tersembunyi “Rujukan” tidak dibaca",)


def test_absurd_dimension_and_merge_cost_only_what_is_stored(write: Write) -> None:
    data = bytes_of(workbook(["x"]))
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<dimension ref="A1:XFD1048576"/><sheetData>'
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>Nama</t></is></c>'
        b'<c r="B1" t="inlineStr"><is><t>Budi</t></is></c>'
        b'</row><row r="1048576"><c r="A1048576" t="inlineStr"><is><t>akhir</t></is></c></row></sheetData>'
        b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
    )
    document = read(write("a.xlsx", with_member(data, "xl/worksheets/sheet1.xml", sheet)))
    assert document.text == "Nama | Budi\nakhir"


def test_several_sheets_are_pages(saved) -> None:
    book = workbook(["a", "b"], title="Satu")
    book.create_sheet("Dua").append(["c", "d"])
    assert [(block.page, block.label, block.text) for block in saved(book).blocks] == [
        (1, "Satu", "a | b"),
        (2, "Dua", "c | d"),
    ]


def test_bar_and_line_break_inside_a_cell(saved) -> None:
    assert saved(workbook(["a | b", "c\nd"])).text == "a / b | c d"
