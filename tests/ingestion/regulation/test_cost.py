"""What parsing costs: operations in proportion to the length, and a bound on the length."""

import sys
from types import FrameType
from typing import Any

import pytest

from corpus.errors import UnreadableDocument
from ingestion.document import Block, Document
from ingestion.regulation import parse_regulation
from ingestion.regulation.manuscript import MOST_CHARACTERS
from tests.ingestion.regulation.conftest import FOOT, HEAD, document

_ITEMS = {
    "numbered": "Pasal 1 ",
    "repeated pasal": "Pasal 1\nIsi pasal.\n",
    "ayat": "(1) Isi ayat. ",
    "huruf": "a. isi; b. isi lain; ",
    "ellipsis": ". . . ",
    "references": "Undang-Undang Nomor 1 Tahun 2000 dan ",
    "bare repeals": "Undang-Undang Nomor 1 Tahun 2000 dicabut; ",
    "opened repeals": "mencabut Undang-Undang Nomor 1 Tahun 2000; ",
    "one repeal of many": "Undang-Undang Nomor 1 Tahun 2000, ",
    "amended rules": "sebagaimana telah diubah dengan Undang-Undang Nomor 1 Tahun 2000 ",
    "bab": "BAB I\nKETENTUAN\nPasal 1\nIsi.\n",
    "page numbers": "- 3 -\nisi\n",
    "letterheads": "isi PRESIDEN REPUBLIK INDONESIA ",
    "elucidation": "PENJELASAN\nPASAL DEMI PASAL\nPasal 1\nCukup jelas.\n",
}
_FEW, _MANY = 100, 400


def _operations(text: str) -> int:
    """Function calls, of Python and of C, that parsing ``text`` makes; the same on every machine."""
    count = 0

    def counting(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    read = document(text)
    before = sys.getprofile()
    sys.setprofile(counting)
    try:
        parse_regulation(read)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("item", _ITEMS.values(), ids=_ITEMS.keys())
def test_operations_grow_with_the_length_alone(item: str) -> None:
    def text(count: int) -> str:
        return f"{HEAD}Pasal 1\n{item * count}dicabut dan dinyatakan tidak berlaku.\n{FOOT}"

    parse_regulation(document(text(_FEW)))  # tables and caches are filled once
    base = _operations(text(0))
    few, many = _operations(text(_FEW)) - base, _operations(text(_MANY)) - base
    assert many < 1.5 * few * _MANY / _FEW


@pytest.mark.parametrize("blocks", [1, 1000])
def test_a_text_beyond_the_bound_is_refused(blocks: int) -> None:
    block = Block("paragraph", "Pasal 1 " * (MOST_CHARACTERS // 8 // blocks + 1))
    with pytest.raises(UnreadableDocument, match=r"undang\.txt: teks sepanjang 10\.\d{3}\.\d{3} karakter"):
        parse_regulation(Document("undang.txt", "text/plain", (block,) * blocks), origin="uu/2020/11.md")


def test_the_bound_counts_the_line_breaks_between_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    words = f"{HEAD}Pasal 1\nIsi.\n{FOOT}"
    monkeypatch.setattr("ingestion.regulation.manuscript.MOST_CHARACTERS", len(words) + 1)
    assert parse_regulation(document(words)).provisions
    with pytest.raises(UnreadableDocument, match="bagi menjadi beberapa berkas"):
        parse_regulation(document(f"{words} "))
