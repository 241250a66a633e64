import pytest

from ingestion.readers import read
from ingestion.readers.text import NotText, clean, decode, one_line, squeeze
from tests.ingestion.readers.conftest import Write


def test_utf8() -> None:
    assert decode("cuti é".encode()) == ("cuti é", ())


def test_utf8_with_byte_order_mark() -> None:
    assert decode(b"\xef\xbb\xbfcuti") == ("cuti", ())


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_wide_with_byte_order_mark(encoding: str) -> None:
    assert decode("Pasal 5 ayat (2)".encode(encoding)) == ("Pasal 5 ayat (2)", ())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_mark_is_guessed_with_a_warning(encoding: str) -> None:
    text, warnings = decode("Pasal 5 ayat (2)".encode(encoding))
    assert text == "Pasal 5 ayat (2)"
    assert "ditebak" in warnings[0]


def test_latin1_is_read_with_a_warning() -> None:
    text, warnings = decode("naïf “kutip”".encode("cp1252"))
    assert text == "naïf “kutip”"
    assert "Windows-1252" in warnings[0]


def test_bytes_that_windows_1252_lacks_fall_back_to_latin1() -> None:
    assert decode(b"a\x81\xe9")[0] == "a\x81é"


def test_a_stray_byte_does_not_spoil_utf8() -> None:
    text, warnings = decode("é é é ".encode() + b"\x93kutip")
    assert text == "é é é “kutip"
    assert warnings[0].startswith("1 byte")


def test_declared_encoding_is_used_when_utf8_fails() -> None:
    assert decode("Привет".encode("koi8-r"), "koi8-r") == ("Привет", ())


def test_declared_nonsense_is_ignored() -> None:
    assert decode(b"caf\xe9", "tidak-ada")[0] == "café"


@pytest.mark.parametrize("data", [b"abc\x00def", bytes(range(32)) * 10, b"\xff\xfea"])
def test_binary_is_not_text(data: bytes) -> None:
    with pytest.raises(NotText):
        decode(data)


def test_clean_keeps_what_is_seen() -> None:
    assert clean("a\u200bb\u00adc\r\nd\fe\xa0f\x07") == "abc\nd\ne f"


def test_clean_composes() -> None:
    assert clean("e\u0301") == "é"


def test_squeeze_and_one_line() -> None:
    assert squeeze("\n a  b\t c \n d \n") == "a b c\nd"
    assert one_line(" a \n b ") == "a b"


def test_plain_text_paragraphs(write: Write) -> None:
    document = read(write("a.txt", b"Pasal 1\nbaris dua\n\n\nPasal 2  \n"))
    assert [block.text for block in document.blocks] == ["Pasal 1\nbaris dua", "Pasal 2"]
    assert document.media_type == "text/plain"
    assert document.pages == 0


def test_markdown(write: Write) -> None:
    source = """---
title: "Panduan cuti"
---
# BAB I **UMUM**
Ini _miring_ dan `kode` dengan [tautan](https://contoh.id/a_b).
Baris kedua.

- satu
- dua
  lanjutan dua

(2) Ayat dua
a. huruf a

Judul bawah
-----------

| Nama | Nilai |
|------|-------|
| Budi \\| Ani | 90 |

> kutipan

---
```
| bukan | tabel |
```
"""
    document = read(write("a.md", source.encode()))
    assert document.title == "Panduan cuti"
    assert [(block.kind, block.level, block.text) for block in document.blocks] == [
        ("heading", 1, "BAB I UMUM"),
        ("paragraph", 0, "Ini miring dan kode dengan tautan.\nBaris kedua."),
        ("list_item", 0, "satu"),
        ("list_item", 0, "dua\nlanjutan dua"),
        ("list_item", 0, "(2) Ayat dua"),
        ("list_item", 0, "a. huruf a"),
        ("heading", 2, "Judul bawah"),
        ("table", 0, "Nama | Nilai\nBudi | Ani | 90".replace("Budi | Ani", "Budi / Ani")),
        ("paragraph", 0, "kutipan"),
        ("paragraph", 0, "| bukan | tabel |"),
    ]
    assert document.blocks[7].header == ("Nama", "Nilai")


def test_markdown_title_from_the_first_heading(write: Write) -> None:
    assert read(write("a.md", b"## Dua\n\n# Satu")).title == "Dua"


def test_underscores_and_stars_inside_words_stay(write: Write) -> None:
    document = read(write("a.md", b"nama_berkas_ini dan 2 * 3 * 4 dan NIP_BARU"))
    assert document.text == "nama_berkas_ini dan 2 * 3 * 4 dan NIP_BARU"


def test_html_named_txt_is_read_as_html_with_a_warning(write: Write) -> None:
    document = read(write("a.txt", b"<!DOCTYPE html><html><body><p>Halo</p></body></html>"))
    assert document.text == "Halo"
    assert "walau namanya berakhiran .txt" in document.warnings[0]
