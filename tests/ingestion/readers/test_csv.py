import pytest

from ingestion.readers import read
from ingestion.readers.tables import looks_like_header, split_pipes
from tests.ingestion.readers.conftest import Write


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiter_is_found(write: Write, delimiter: str) -> None:
    rows = [["kode", "nama"], ["14", "RIAU"], ["15", "JAMBI"]]
    data = "\n".join(delimiter.join(row) for row in rows)
    (block,) = read(write("a.csv", data.encode())).blocks
    assert block.header == ("kode", "nama")
    assert block.text == "kode | nama\n14 | RIAU\n15 | JAMBI"


def test_decimal_commas_do_not_mislead(write: Write) -> None:
    (block,) = read(write("a.csv", b"nama;nilai\nBudi;1,5\nAni;2,5\n")).blocks
    assert block.text == "nama | nilai\nBudi | 1,5\nAni | 2,5"


def test_quoted_line_break_and_delimiter(write: Write) -> None:
    (block,) = read(write("a.csv", b'nama,alamat\r\n"Budi, S.H.","Jl. A\r\nRT 1"\r\n')).blocks
    assert block.text == "nama | alamat\nBudi, S.H. | Jl. A RT 1"


def test_excel_separator_hint(write: Write) -> None:
    assert read(write("a.csv", b"sep=;\na;b,c\n")).text == "a | b,c"


def test_encodings(write: Write) -> None:
    assert read(write("a.csv", "nama,kota\nBudi,é\n".encode("utf-16"))).text.endswith("Budi | é")
    latin = read(write("b.csv", "nama,kota\nBudi,é\n".encode("latin-1")))
    assert latin.text.endswith("Budi | é")
    assert latin.warnings


def test_tsv(write: Write) -> None:
    assert read(write("a.tsv", b"a, b\tc\n")).text == "a, b | c"


def test_single_column(write: Write) -> None:
    assert read(write("a.csv", b"satu\ndua\n")).text == "satu\ndua"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["No", "Nama"], ["1", "Budi"], ["2", "Ani"]], True),
        ([["11", "ACEH"], ["12", "SUMATERA"]], False),
        ([["Nama", "Budi"], ["NIP", "123"]], False),
        ([["Nama", "Unit", "Jabatan"], ["Budi", "BKD", "Analis"]], True),
        ([["Nama", "Nama", "Unit"], ["a", "b", "c"]], False),
        ([["Nama", "", "Unit"], ["a", "b", "c"]], False),
        ([["Nama", "Nilai"]], False),
    ],
)
def test_header_detection(rows: list[list[str]], expected: bool) -> None:
    assert looks_like_header(rows) is expected


def test_split_pipes() -> None:
    assert split_pipes(r"| a | b \| c |  |") == ["a", "b | c", ""]
