import json
import tracemalloc
from pathlib import Path

import pytest

from corpus.errors import UnreadableDocument
from corpus.models import PassageKind
from ingestion.formats import Format, load
from tests.ingestion.formats.conftest import LoadText


def test_identifiers_stay_exactly_as_given(load_text: LoadText) -> None:
    ids = ["doc-17#2", "A/b c", "naïve:é", "https://x.id/?a=1&b=2", "12", "a\tb\u200b\n"]
    lines = [json.dumps({"_id": i, "title": " Judul  dua ", "text": f"Isi {i}."}) for i in ids]
    loaded = load_text("koleksi.jsonl", "\n".join(lines))
    assert [unit.id for unit in loaded.units] == ids
    first = loaded.units[0]
    assert (first.kind, first.path, first.text, first.order) == (
        PassageKind.TEXT, ("Judul dua",), "Isi doc-17#2.", 0,
    )  # fmt: skip
    assert first.source_id == "koleksi"


def test_broken_lines_are_named(load_text: LoadText) -> None:
    lines = [
        '{"_id": "a", "text": "satu"}',
        '{"_id": "a", "text": "dua"}',
        '{"_id": "b", "title": "t"}',
        '{"_id": "c", "text": " "}',
        '{"text": "x"}',
        '{"_id": "\\ud800", "text": "x"}',
        "x",
        '{"_id": "besar", "text": "' + "x" * (1024 * 1024) + '"}',
        '{"_id": 5, "title": null, "text": "akhir"}',
    ]
    loaded = load_text("a.jsonl", "\n".join(lines))
    assert [(unit.id, unit.path, unit.order) for unit in loaded.units] == [("a", (), 0), ("5", (), 1)]
    assert [where for where, _ in loaded.refusals] == [f"baris {n}" for n in range(2, 9)]
    assert loaded.refusals[0][1] == "“_id” a sudah dipakai baris sebelumnya"


def test_a_collection_without_passages_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"_id": "a"}\n', encoding="utf-8")
    with pytest.raises(UnreadableDocument, match="baris 1"):
        load(path, Format.PASSAGES)
    with pytest.raises(UnreadableDocument, match="tidak dapat dibuka"):
        load(tmp_path / "missing.jsonl", Format.PASSAGES)


def test_a_large_collection_is_held_once(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    text = "kata " * 4_000
    with path.open("w", encoding="utf-8") as file:
        for number in range(1_000):
            file.write(json.dumps({"_id": str(number), "text": text}) + "\n")
    size = path.stat().st_size
    tracemalloc.start()
    try:
        loaded = load(path, Format.PASSAGES)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(loaded.units) == 1_000
    assert peak < 1.2 * size
