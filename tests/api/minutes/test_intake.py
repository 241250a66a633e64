import io
from pathlib import Path

import docx
import pytest

from api.minutes.intake import is_recording, read_upload, transcribe_recording
from assistant.minutes.models import Transcript
from corpus.errors import InvalidInput, UnreadableDocument


def said(transcript: Transcript) -> list[tuple[str, str, float | None]]:
    return [(one.speaker, one.raw, one.start) for one in transcript.utterances]


TWO = [("Budi Santoso", "Selamat pagi semua.", 3.0), ("Sri Wahyuni", "Pagi Pak. Siap.", 10.0)]


def saved(document: object) -> bytes:
    assert hasattr(document, "save")
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def test_teams_exports_a_word_document_with_name_and_time_in_a_line() -> None:
    document = docx.Document()
    document.add_heading("Rapat Mutasi")
    for name, time, words in (
        ("Budi Santoso", "0:03", "Selamat pagi semua."),
        ("Sri Wahyuni", "0:10", "Pagi Pak.\nSiap."),
    ):
        document.add_paragraph().add_run(f"{name}   {time}\n{words}")
    transcript = read_upload(saved(document), "Rapat Mutasi.docx")
    assert said(transcript) == TWO
    assert transcript.remarks == ("1 baris kepala transkrip tidak dibaca sebagai ucapan: Rapat Mutasi",)


def test_a_table_in_a_word_document() -> None:
    document = docx.Document()
    table = document.add_table(rows=0, cols=3)
    rows = [("Waktu", "Pembicara", "Isi"), ("0:03", *TWO[0][:2]), ("0:10", *TWO[1][:2])]
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    assert said(read_upload(saved(document), "rapat.docx")) == TWO


def test_text_needs_no_document_reader() -> None:
    text = "WEBVTT\n\n00:03.000 --> 00:05.000\n<v Budi Santoso>Selamat pagi semua.</v>\n"
    assert said(read_upload(text.encode("utf-16"), "rapat.vtt")) == TWO[:1]


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"", "rapat.vtt", "kosong"),
        (b"", "rapat.docx", "kosong"),
        (b"PK\x03\x04rusak", "rapat.docx", "rusak"),
        (b"PK\x03\x04rusak", "rapat.vtt", "rusak"),
        (b"\x00\x01\x02" * 50, "rapat.srt", "bukan berkas teks"),
        (b"ID3\x00\x00", "rapat.mp3", "rekaman"),
        (b'{"a": 1}', "rapat.json", "tidak berisi ucapan"),
    ],
)
def test_what_cannot_be_read_is_told_by_name(content: bytes, name: str, reason: str) -> None:
    with pytest.raises(UnreadableDocument, match=reason) as told:
        read_upload(content, name)
    assert str(told.value).startswith(f"{name}: ")


def test_recordings_are_told_by_their_names() -> None:
    assert is_recording("Rapat.M4A")
    assert not is_recording("rapat.vtt")


def test_without_a_model_a_recording_is_refused_before_any_work(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="TANYA_SPEECH_MODEL"):
        transcribe_recording(tmp_path / "rapat.mp3", model=None, work=tmp_path)
