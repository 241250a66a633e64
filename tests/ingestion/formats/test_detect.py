from pathlib import Path

import pytest

from corpus.errors import UnreadableDocument
from ingestion.formats import Format, detect, refuse_yaml

ANSWER_WITH_LABELS = """topic: Cuti
entries:
  - id: a
    question: Apa?
    answer: |
      Isi dengan
      title: bebas
      asked_on: kapan saja
"""


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.yaml", "regulation: {type: pp}\nprovisions:\n- id: pasal-1\n", Format.DIGEST),
        ("a.yml", "topic: x\nentries:\n- question: a\n  answer: b\n", Format.FAQ),
        ("a.yaml", "topik: x\nentri:\n- pertanyaan: a\n  jawaban: b\n", Format.FAQ),
        ("a.yaml", "entries:\n- title: t\n  question: a\n  answer: b\n", Format.FORUM),
        ("a.yaml", "entries:\n- {id: x, question: a, answer: b, asked_on: 2026-01-01}\n", Format.FORUM),
        ("a.yaml", "# judul\nid: x\ntitle: t\nsteps: [a]\n", Format.SOP),
        ("a.yaml", "entries:\n- judul: t\n  langkah: [a]\n", Format.SOP),
        ("a.yaml", ANSWER_WITH_LABELS, Format.FAQ),
        ("a.yaml", "services:\n  web:\n    image: x\n", None),
        ("a.yaml", "entries:\n- name: x\n", None),
        ("a.jsonl", '{"_id": "1", "text": "x"}\n', Format.PASSAGES),
        ("a.jsonl", '\n{"question": "a", "answer": "b"}\n', Format.FAQ),
        ("a.jsonl", '{"judul": "t", "pertanyaan": "a", "jawaban": "b"}\n', Format.FORUM),
        ("a.jsonl", '{"a": 1}\n', None),
        ("a.jsonl", "bukan json\n", None),
        ("a.jsonl", "[" * 70_000, None),
        ("a.csv", "Pertanyaan;Jawaban\na;b\n", Format.FAQ),
        ("a.csv", "sep=;\nPertanyaan;Jawaban\na;b\n", Format.FAQ),
        ("a.tsv", "title\tquestion\tanswer\n", Format.FORUM),
        ("a.csv", "kode,nama\n14,Riau\n", None),
        ("a.csv", "", None),
        ("a.md", "---\ntype: faq\n---\n## a\nb\n", Format.FAQ),
        ("a.md", "---\ntopic: x\ntype: SOP\n---\n", Format.SOP),
        ("a.md", "# Judul\n\ntype: faq\n", None),
        ("a.txt", "question,answer\n", None),
        ("a.pdf", "%PDF-1.7", None),
    ],
)
def test_content_decides(tmp_path: Path, name: str, content: str, expected: Format | None) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    assert detect(path) is expected


def test_binary_and_missing_files_are_left_to_the_readers(tmp_path: Path) -> None:
    binary = tmp_path / "a.csv"
    binary.write_bytes(b"question,answer\x00\x01\x02\xff")
    assert detect(binary) is None
    assert detect(tmp_path / "missing.yaml") is None


def test_byte_order_mark_and_utf16_are_seen_through(tmp_path: Path) -> None:
    for encoding in ("utf-8-sig", "utf-16"):
        path = tmp_path / f"{encoding}.csv"
        path.write_bytes("pertanyaan,jawaban\na,b\n".encode(encoding))
        assert detect(path) is Format.FAQ


def test_a_first_line_longer_than_what_is_read_is_known_by_its_keys(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"_id": "1", "title": "", "text": "' + "x" * 100_000 + '"}\n', encoding="utf-8")
    assert detect(path) is Format.PASSAGES


def test_a_character_cut_at_the_reading_limit_is_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"question,answer\n" + "a,é\n".encode() * 40_000)
    assert detect(path) is Format.FAQ


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("entri:\n  - question: 'a\n", "susunan YAML tidak sah"),
        ("warna: biru\n", "bukan ringkasan, FAQ, SOP"),
    ],
)
def test_a_yaml_file_of_no_format_is_told_why(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "apa.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableDocument, match=reason):
        refuse_yaml(path)


def test_files_with_other_endings_are_left_to_the_readers(tmp_path: Path) -> None:
    refuse_yaml(tmp_path / "tidak-ada.pdf")
