import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import UnreadableDocument
from corpus.models import FaqEntry
from ingestion.formats import Format, load
from ingestion.formats._delimited import columns
from tests.ingestion.formats.conftest import LoadText

HEADER = "pertanyaan,jawaban,dasar_hukum,variasi,topik,bidang,berlaku_untuk,diperiksa,tinjau_ulang"
ROW = (
    'Berapa hari?,"12 hari, kerja.",pp-11-2017/pasal-311/ayat-2,brp?; jatah?,Cuti,,'
    "PNS; CPNS,21/11/2026,21/05/2027"
)


def test_csv(load_text: LoadText) -> None:
    (entry,) = load_text("a.csv", f"{HEADER}\n{ROW}\n").entries
    assert isinstance(entry, FaqEntry)
    assert (entry.id, entry.answer, entry.bidang) == ("faq/berapa-hari", "12 hari, kerja.", "")
    assert (entry.variants, entry.applies_to) == (("brp?", "jatah?"), ("PNS", "CPNS"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_dialects(load_text: LoadText, encoding: str, delimiter: str, line_end: str) -> None:
    rows = [["question", "answer", "legal_basis"], ["“Apa”?", "Begini –\nbegitu.", "pp-1-2020/pasal-1"]]
    text = line_end.join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    (unit,) = load_text("a.csv", text.encode(encoding)).units
    assert unit.path == ("“Apa”?",)
    assert unit.text == "Begini –\nbegitu."


def test_spreadsheet_separator_line(load_text: LoadText) -> None:
    loaded = load_text("a.csv", "sep=;\r\nquestion;answer\r\na;b, c\r\n")
    assert loaded.units[0].text == "b, c"
    assert loaded.refusals[0][0] == "baris 3"


def test_ragged_rows_and_other_columns(load_text: LoadText) -> None:
    loaded = load_text("a.csv", "No,question,answer\n1,a,b\n\n2,c,d,e\n3,f\n,,\n")
    assert [unit.text for unit in loaded.units] == ["b"]
    assert [where for where, _ in loaded.refusals] == ["berkas", "baris 2", "baris 4", "baris 5"]
    reasons = dict(loaded.refusals)
    assert "“No” tidak dikenal" in reasons["berkas"]
    assert "4 kolom, seharusnya 3" in reasons["baris 4"]
    assert reasons["baris 5"] == "“answer” kosong"


def test_an_unclosed_quote_does_not_swallow_the_file_silently(load_text: LoadText) -> None:
    loaded = load_text("a.csv", 'question,answer\na,"b\n' + "c,d\n" * 60_000)
    assert loaded.entries == ()
    assert loaded.refusals[0][0] == "baris 2"


@pytest.mark.parametrize("header", ["a,b", "question", "question,answer,pertanyaan", ""])
def test_unusable_headers(tmp_path_factory: pytest.TempPathFactory, header: str) -> None:
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    path.write_text(f"{header}\n1,2,3\n", encoding="utf-8")
    with pytest.raises(UnreadableDocument):
        load(path, Format.FAQ)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_header_gives_columns(text: str) -> None:
    delimiter, header = columns(text.replace("\r", ""))
    assert len(delimiter) == 1
    assert all(name == name.strip() for name in header)


def test_json_lines(load_text: LoadText) -> None:
    lines = [
        '{"id": 7, "question": "a", "answer": "b", "legal_basis": "pp-1-2020/pasal-1",'
        ' "checked": "2026-11-21", "review_by": "2027-05-21"}',
        "",
        "{rusak",
        "[1]",
        '{"question": "a", "answer": true}',
        '{"question": "\\ud800x", "answer": "\\u0000y", "variants": null}',
        "[" * 5_000,
    ]
    loaded = load_text("a.jsonl", "\ufeff" + "\n".join(lines))
    assert [entry.id for entry in loaded.entries] == ["faq/7"]
    assert [(unit.path, unit.text) for unit in loaded.units] == [(("x",), "y")]
    assert [where for where, _ in loaded.refusals] == ["baris 3", "baris 4", "baris 5", "baris 6", "baris 7"]
