"""Whatever the bytes, a reader answers with a document or an explained refusal."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import UnreadableDocument
from ingestion.document import Document
from ingestion.readers import SUPPORTED, read
from ingestion.readers.markdown import plain_inline
from ingestion.readers.numbering import letters, number_text, roman
from ingestion.readers.text import clean, decode, one_line, squeeze
from tests.ingestion.readers.conftest import pdf_of
from tests.ingestion.readers.test_bad_input import word_bytes, workbook_bytes
from tests.ingestion.readers.test_long_tail import odt_bytes

SEEDS = {
    ".pdf": pdf_of([(72, 72, "Pasal 1")]),
    ".docx": word_bytes(),
    ".xlsx": workbook_bytes(),
    ".odt": odt_bytes(),
}


def outcome(name: str, data: bytes) -> Document | UnreadableDocument:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        try:
            return read(path)
        except UnreadableDocument as refusal:
            return refusal


@given(st.sampled_from(sorted(SUPPORTED)), st.binary(max_size=2000))
@settings(max_examples=150, deadline=None)
def test_any_bytes(ending: str, data: bytes) -> None:
    result = outcome(f"a{ending}", data)
    assert isinstance(result, UnreadableDocument) or result.text.strip()


MARKUP_PARTS = (
    "<p> </p> <ol~type=a~start=-5> <li~value=9> </ol> <table> <tr> <td~rowspan=3> <th> </table>"
    " <h2> <br> <pre> <style>.a{display:none} </style> <div~class=a> teks~ &#0;"
)
MARKUP = st.lists(st.sampled_from(MARKUP_PARTS.replace("~", "\t").split(" ")), max_size=40)


@given(MARKUP)
@settings(max_examples=200, deadline=None)
def test_any_markup(parts: list[str]) -> None:
    result = outcome("a.html", ("<html><body>" + "".join(parts)).encode())
    assert isinstance(result, UnreadableDocument) or result.text.strip()


@given(st.sampled_from(sorted(SEEDS)), st.data())
@settings(max_examples=80, deadline=None)
def test_damaged_files(ending: str, data: st.DataObject) -> None:
    whole = bytearray(SEEDS[ending])
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    del whole[data.draw(st.integers(len(whole) // 2, len(whole))) :]
    result = outcome(f"a{ending}", bytes(whole))
    assert isinstance(result, UnreadableDocument) or result.text.strip()


@given(st.text())
def test_decoding_utf8_is_lossless_where_it_is_text(text: str) -> None:
    printable = "".join(char for char in text if char >= " ")
    assert decode(printable.encode("utf-8", "ignore"))[0].lstrip("\ufeff") == printable.encode(
        "utf-8", "ignore"
    ).decode().lstrip("\ufeff")


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    for function in (clean, one_line, squeeze):
        once = function(text)
        assert function(once) == once


@given(st.text(max_size=200))
def test_inline_marks_never_add_words(text: str) -> None:
    assert len(plain_inline(text)) <= len(text)


@given(st.integers(1, 3999))
def test_roman_numbers_read_back(number: int) -> None:
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
    figures = [values[figure] for figure in roman(number)]
    total = sum(-a if a < b else a for a, b in zip(figures, [*figures[1:], 0], strict=True))
    assert total == number


@pytest.mark.parametrize(
    ("number", "style", "expected"),
    [
        (1, "lowerLetter", "a"),
        (26, "a", "z"),
        (27, "a", "aa"),
        (28, "A", "BB"),
        (4, "lowerRoman", "iv"),
        (1949, "I", "MCMXLIX"),
        (7, "decimalZero", "07"),
        (3, "bullet", ""),
        (3, "chineseCounting", "3"),
        (0, "a", "0"),
        (4000, "i", "4000"),
    ],
)
def test_number_styles(number: int, style: str, expected: str) -> None:
    assert number_text(number, style) == expected


def test_letters_repeat_as_word_processors_do() -> None:
    assert [letters(number) for number in (52, 53)] == ["zz", "aaa"]
