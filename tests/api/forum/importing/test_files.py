"""Exports as they come: names of columns, dates, and files that are refused."""

import json
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.forum.importing import files
from api.forum.importing.files import Export, read_export
from api.forum.importing.mapping import read_mapping
from api.forum.importing.moments import read_moment
from api.forum.importing.records import fields_by_column, with_answers
from corpus.errors import InvalidInput

JAKARTA = ZoneInfo("Asia/Jakarta")
NOW = datetime(2026, 11, 20, tzinfo=UTC)


def read(folder: Path, text: str | bytes, name: str = "forum.csv", **mapping: str) -> Export:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return read_export(path, mapping)


@pytest.mark.parametrize(
    "header", ["id,title,text,date", "Nomor,Judul,Isi,Tanggal", "ID;Perihal;Pertanyaan;Created_At"]
)
def test_columns_are_known_in_both_languages(tmp_path: Path, header: str) -> None:
    sign = ";" if ";" in header else ","
    export = read(tmp_path, f"\ufeff{header}\r\n" + sign.join(("7", "Cuti", "Berapa hari?", "2024-05-01")))
    (record,) = export.records
    assert (record.line, record.id, record.title, record.text) == (2, "7", "Cuti", "Berapa hari?")


def test_other_names_are_mapped_and_unused_columns_told(tmp_path: Path) -> None:
    export = read(tmp_path, "kunci,hal,warna\n7,Cuti,biru\n", id="kunci", title="hal")
    assert (export.records[0].id, export.records[0].title, export.unread) == ("7", "Cuti", ("warna",))


@pytest.mark.parametrize(
    ("mapping", "said"),
    [({"id": "ada"}, "tidak ada dalam berkas"), ({"umur": "kunci"}, "tidak dikenal"), ({}, "Kolom wajib")],
)
def test_a_mapping_or_header_that_does_not_fit_is_refused(
    tmp_path: Path, mapping: dict[str, str], said: str
) -> None:
    with pytest.raises(InvalidInput, match=said):
        read(tmp_path, "kunci,hal\n7,Cuti\n", **mapping)


def test_two_columns_that_read_as_one_field_are_refused() -> None:
    with pytest.raises(InvalidInput, match="sama-sama"):
        fields_by_column(("isi", "pertanyaan"), {})


def test_a_row_over_several_lines_is_named_by_its_first(tmp_path: Path) -> None:
    export = read(tmp_path, 'id,isi\n1,"satu\ndua"\n\n2,tiga\n3\n')
    assert [(record.line, record.text) for record in export.records] == [(2, "satu\ndua"), (5, "tiga")]
    assert [(one.line, one.reason) for one in export.errors] == [(6, "Berisi 1 kolom, seharusnya 2.")]


def test_json_lines_may_hold_their_replies(tmp_path: Path) -> None:
    line = {
        "id": 7,
        "judul": "Cuti",
        "isi": "Berapa?",
        "balasan": [{"isi": "Dua belas.", "diterima": True}, {"id": "b", "isi": "Sama."}],
    }
    export = read(tmp_path, json.dumps(line) + "\n", "forum.jsonl")
    question, first, second = with_answers(export.records)
    assert (question.id, question.thread) == ("7", "")
    assert (first.id, first.thread, first.text, first.accepted) == ("7/1", "7", "Dua belas.", "ya")
    assert (second.id, second.thread, second.accepted) == ("b", "7", "")


def test_an_answer_in_the_questions_own_row_is_accepted(tmp_path: Path) -> None:
    export = read(tmp_path, "id,isi,tanggal,jawaban,tanggal jawab\n1,Apa?,2024-05-01,Itu.,2024-05-02\n")
    _, answer = with_answers(export.records)
    assert (answer.thread, answer.text, answer.accepted, answer.date) == ("1", "Itu.", "ya", "2024-05-02")


def test_lines_that_are_no_json_are_told_one_by_one(tmp_path: Path) -> None:
    export = read(tmp_path, '{"id": 1, "isi": "Apa?"}\n[1]\n{"id": 2, "isi": "Ap', "forum.jsonl")
    assert [record.id for record in export.records] == ["1"]
    assert [one.line for one in export.errors] == [2, 3]
    assert "terpotong" in export.errors[1].reason


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"PK\x03\x04rest", "forum.csv", "bukan berkas teks"),
        (b"id,isi\n1,\0\n", "forum.csv", "bukan berkas teks"),
        ("id,isi\n1,kafé\n".encode("latin-1"), "forum.csv", r"bukan teks UTF-8 \(baris 2\)"),
        (b'id,isi\n1,"terpoto', "forum.csv", "rusak atau terpotong sekitar baris 2"),
        (b"", "forum.csv", "Kolom wajib"),
        (b"id,isi\n", "forum.csv", "tidak berisi satu baris pun"),
        (b"", "forum.jsonl", "tidak berisi satu baris pun"),
        (b"id,isi\n1,a\n", "forum.xlsx", "bukan .csv atau .jsonl"),
    ],
)
def test_what_is_no_export_is_refused(tmp_path: Path, content: bytes, name: str, said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        read(tmp_path, content, name)


def test_a_file_of_100_megabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "forum.csv"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(InvalidInput, match="berukuran 100 MB; paling besar 64 MB"):
        read_export(path)


def test_more_records_than_can_be_held_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_RECORDS", 2)
    with pytest.raises(InvalidInput, match="Lebih dari 2 baris"):
        read(tmp_path, "id,isi\n1,a\n2,b\n3,c\n")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="tidak dapat dibaca"):
        read_export(tmp_path / "tidak-ada.csv")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-05-31", "2024-05-31T00:00:00+07:00"),
        ("2024-05-31T08:30:00Z", "2024-05-31T08:30:00+00:00"),
        ("31/05/2024 08.30", "2024-05-31T08:30:00+07:00"),
        ("1-5-2024", "2024-05-01T00:00:00+07:00"),
        ("31.05.2024 08:30 WITA", "2024-05-31T08:30:00+08:00"),
    ],
)
def test_dates_are_read_in_the_agencys_zone(text: str, expected: str) -> None:
    assert read_moment(text, JAKARTA, now=NOW).isoformat() == expected


@pytest.mark.parametrize("text", ["kemarin", "31-02-2024", "2030-01-01", "0001-01-01", "05/31/2024"])
def test_dates_that_cannot_be_are_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="Tanggal"):
        read_moment(text, JAKARTA, now=NOW)


@given(st.text())
def test_any_date_is_read_or_refused(text: str) -> None:
    try:
        moment = read_moment(text, JAKARTA, now=NOW)
    except InvalidInput:
        return
    assert moment.tzinfo is not None
    assert moment <= NOW


@given(st.binary(max_size=300), st.sampled_from(["csv", "jsonl"]))
def test_any_file_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, ending: str
) -> None:
    path = tmp_path_factory.mktemp("berkas") / f"forum.{ending}"
    path.write_bytes(content)
    try:
        export = read_export(path)
    except InvalidInput:
        return
    assert export.records or export.errors


def test_a_mapping_is_read_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "peta.yaml"
    path.write_text("columns: {id: kunci}\ncategories: {KP: pangkat}\n", encoding="utf-8")
    assert read_mapping(path).categories == {"KP": "pangkat"}
    for wrong in ("[1, 2]", "columns: 5", "a: ["):
        path.write_text(wrong, encoding="utf-8")
        with pytest.raises(InvalidInput, match="bukan pemetaan"):
            read_mapping(path)
