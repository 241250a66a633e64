"""``tanya notula``: from a transcript to files, and what is said when that cannot be."""

import io
import json
from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner, Result

from api import cli
from api import library as libraries
from api.library import Library
from corpus.errors import InvalidInput, StorageError, TanyaError, UnreadableDocument
from tests.fakes import WordEmbedder
from tests.llm_server import FaultyServer, Says, status
from tests.workbench import CUTI

runner = CliRunner()
VTT = """\
WEBVTT

00:00:04.000 --> 00:00:08.000
<v Sri Wahyuni>Selamat pagi. Kita bahas jadwal apel dan formasi sesuai PP Nomor 11 Tahun 2017.</v>

00:00:09.000 --> 00:00:13.000
<v Sri Wahyuni>Baik, diputuskan apel dimulai pukul 07.30 mulai hari Senin.</v>

00:00:14.000 --> 00:00:19.000
<v Budi Santoso>Siap Bu. Saya akan menyusun surat edaran paling lambat Jumat depan.</v>
"""


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test writes into the checkout or reads its settings."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def transcript(tmp_path: Path) -> Path:
    path = tmp_path / "rapat.vtt"
    path.write_text(VTT, encoding="utf-8")
    return path


def run(*arguments: object, stdin: bytes | None = None) -> Result:
    return runner.invoke(cli.application(), ["notula", *map(str, arguments)], input=stdin)


def failure(*arguments: object) -> TanyaError:
    error = run(*arguments).exception
    assert isinstance(error, TanyaError)
    return error


FORM = (
    "--judul", "Rapat Apel", "--tanggal", "2026-11-23", "--mulai", "09.00", "--selesai", "10.30",
    "--tempat", "Aula", "--pimpinan", "Sri Wahyuni", "--notulis", "Rina", "--agenda", "Jadwal apel",
)  # fmt: skip


def test_json_names_what_each_line_rests_on(transcript: Path) -> None:
    result = run(transcript, *FORM, "--json")
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert told["schema"] == "tanya.notula/1"
    assert [one["utterances"] for one in told["decisions"]] == [["u1"]]
    (action,) = told["actions"]
    assert action["deadline"] == "2026-12-04"
    assert "Jumat depan" in action["deadline_phrase"]
    assert action["utterances"] == ["u2"]
    assert told["form"]["agenda"] == ["Jadwal apel"]


def test_every_output_is_written_in_the_format_of_its_suffix(transcript: Path, tmp_path: Path) -> None:
    names = ("n.docx", "n.pdf", "n.md", "n.json", "n.csv", "n.ics")
    wanted = [part for name in names for part in ("-o", tmp_path / name)]
    result = run(transcript, *FORM, *wanted)
    assert result.exit_code == 0, result.output
    starts = {name: (tmp_path / name).read_bytes()[:5] for name in names}
    assert starts == {
        "n.docx": b"PK\x03\x04\x14", "n.pdf": b"%PDF-", "n.md": b"# NOT", "n.json": b'{\n  "',
        "n.csv": b"\xef\xbb\xbfNo", "n.ics": b"BEGIN",
    }  # fmt: skip
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted((*names, "rapat.vtt"))
    told = (tmp_path / "n.md").read_text(encoding="utf-8")
    assert "Senin, 23 November 2026" in told
    assert "09.00–10.30 WIB" in told


def test_standard_input_is_read(transcript: Path) -> None:
    result = run("-", "--json", stdin=transcript.read_bytes())
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["transcript"]["format"] == "webvtt"


def test_without_output_a_summary_is_shown(transcript: Path) -> None:
    result = run(transcript, *FORM)
    assert result.exit_code == 0
    assert "Keputusan (1)" in result.stdout
    assert "tenggat 2026-12-04 [u2]" in result.stdout


def test_participants_and_agenda_come_from_files(transcript: Path, tmp_path: Path) -> None:
    people, items = tmp_path / "peserta.csv", tmp_path / "agenda.txt"
    people.write_text(
        "1. Sri Wahyuni, S.H.; Kepala; NIP 197003121995032001\n2. Budi Santoso\n", encoding="utf-8"
    )
    items.write_text("1. Jadwal apel\n2. Formasi\n", encoding="utf-8")
    told = json.loads(run(transcript, "--peserta", people, "--agenda", items, "--json").stdout)
    assert told["form"]["participants"] == [
        {"name": "Sri Wahyuni, S.H.", "office": "Kepala", "nip": "197003121995032001"},
        {"name": "Budi Santoso", "office": None, "nip": None},
    ]
    assert told["form"]["agenda"] == ["Jadwal apel", "Formasi"]
    assert told["attendance"] == ["Sri Wahyuni, S.H.", "Budi Santoso"]


def test_a_template_and_no_annex(transcript: Path, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Acara: {{judul}}")
    document.save(str(tmp_path / "dinas.docx"))
    result = run(
        transcript, *FORM, "--templat", tmp_path / "dinas.docx", "--tanpa-lampiran", "-o", tmp_path / "n.docx"
    )
    assert result.exit_code == 0, result.output
    made = docx.Document(io.BytesIO((tmp_path / "n.docx").read_bytes()))
    texts = [one.text for one in made.paragraphs]
    assert texts[0] == "Acara: Rapat Apel"
    assert not any("Lampiran" in text for text in texts)


def test_what_was_odd_is_told_beside_the_summary(transcript: Path) -> None:
    transcript.write_text(VTT.replace("00:00:14.000 -->", "00:00:01.000 -->"), encoding="utf-8")
    told = run(transcript).stderr
    assert "Catatan: 1 potongan bertanda waktu lebih awal" in told
    assert "Catatan: Tanggal rapat belum diisi; tenggat lisan" in told
    assert "Tanggal rapat" not in run(transcript, "--tanggal", "Senin, 23 November 2026").stderr


# Every kind is told apart by what it holds: none of these has its own test of the command.
TURNS = (("Bu Sri", "Diputuskan apel pukul 07.30."), ("Pak Budi", "Surat edaran saya susun."))
SRT = "\n\n".join(
    f"{place}\n00:00:0{place},000 --> 00:00:0{place + 1},000\n{who}: {words}"
    for place, (who, words) in enumerate(TURNS, 1)
)
WHISPER = {"segments": [{"start": 1, "end": 2, "text": f" {words}"} for _, words in TURNS]}
TOOL = {"sentences": [{"speaker_name": who, "start_time": 1, "text": words} for who, words in TURNS]}


@pytest.mark.parametrize(
    ("name", "text", "format_"),
    [
        ("a.srt", SRT, "subrip"),
        ("a.txt", "\n".join(f"[00:1{at}] {who}: {words}" for at, (who, words) in enumerate(TURNS)), "plain"),
        ("a.json", json.dumps(WHISPER), "json"),
        ("a.json", json.dumps(TOOL), "json"),
        ("a.md", "- Diputuskan apel pukul 07.30.\n- Budi: surat edaran", "notes"),
        ("a.txt", "Bu Sri: Diputuskan apel pukul 07.30.\n".encode("utf-16"), "plain"),
        ("a.txt", "Bu Sri: Diputuskan apel pukul 07.30 – “tegas”.\n".encode("cp1252"), "plain"),
    ],
)
def test_every_kind_of_transcript_gives_its_decision(
    tmp_path: Path, name: str, text: str | bytes, format_: str
) -> None:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    result = run(path, "--json")
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert format_ == told["transcript"]["format"]
    assert ["07.30" in one["text"] for one in told["decisions"]] == [True]


def test_a_word_document_is_read_from_a_file_and_from_standard_input(tmp_path: Path) -> None:
    document = docx.Document()
    for who, words in TURNS:
        document.add_paragraph(f"{who}: {words}")
    document.save(str(tmp_path / "a.docx"))
    for result in (
        run(tmp_path / "a.docx", "--json"),
        run("-", "--json", stdin=(tmp_path / "a.docx").read_bytes()),
    ):
        assert [one["utterances"] for one in json.loads(result.stdout)["decisions"]] == [["u1"]]


def test_letters_from_right_to_left_stay_and_marks_that_turn_text_round_go(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "الرئيس: قررنا أن الاجتماع يوم الاثنين.\nPak Budi: \u202eDiputuskan apel\u202c Senin.\n", "utf-8"
    )
    assert run(path, "-o", tmp_path / "n.md").exit_code == 0
    told = (tmp_path / "n.md").read_text(encoding="utf-8")
    assert "Diputuskan apel" in told
    assert not {"\u202e", "\u202c"} & set(told)
    assert "الرئيس" in told


def test_minutes_make_no_library(transcript: Path, tmp_path: Path) -> None:
    home = tmp_path / "data"
    assert run(transcript, "--home", home, "--json").exit_code == 0
    assert not home.exists()


def test_references_are_checked_against_the_library_there_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libraries, "Library", lambda settings: Library(settings, embedder=WordEmbedder()))
    law, home, said = tmp_path / "pp-91.md", tmp_path / "data", tmp_path / "rapat.txt"
    law.write_text(CUTI, encoding="utf-8")
    said.write_text(
        "Budi: Sesuai PP Nomor 91 Tahun 2019.\nSri: Iya, bukan PP Nomor 92 Tahun 2019.\n", "utf-8"
    )
    assert (
        runner.invoke(cli.application(), ["ingest", str(law), "--home", str(home), "--no-starter"]).exit_code
        == 0
    )
    told = json.loads(run(said, "--tanggal", "2026-11-23", "--home", home, "--json").stdout)
    standings = {one["phrase"]: (one["identifier"], one["standing"]) for one in told["references"]}
    assert standings == {
        "PP Nomor 91 Tahun 2019": ("pp-91-2019", "berlaku"),
        "PP Nomor 92 Tahun 2019": ("pp-92-2019", "tidak ada di pustaka"),
    }


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--tanggal", "kemarin"), "--tanggal harus berupa tanggal, misalnya 2026-11-23 atau 23 November"),
        (("--tanggal", "31 April 2026"), "--tanggal harus berupa tanggal"),
        (("--mulai", "pagi"), "--mulai harus berupa jam"),
        (("--mulai", "10.00", "--selesai", "09.00"), "--selesai harus setelah --mulai"),
        (("-o", "n.doc"), r"n\.doc: akhiran berkas harus salah satu dari \.docx"),
        (("--peserta", "tidak-ada.txt"), r"tidak-ada\.txt: tidak dapat dibaca"),
        (("--agenda", "tidak-ada.txt"), r"tidak-ada\.txt: tidak dapat dibaca"),
        (("--templat", "tidak-ada.docx"), r"tidak-ada\.docx: tidak dapat dibaca"),
    ],
)
def test_wrong_options_are_explained(transcript: Path, arguments: tuple[str, ...], reason: str) -> None:
    with pytest.raises(InvalidInput, match=reason):
        raise failure(transcript, *arguments)


@pytest.mark.parametrize(
    ("name", "content"), [("a.txt", b""), ("a.vtt", bytes(range(256)) * 50), ("a.docx", b"PK\x03\x04x")]
)
def test_a_transcript_that_cannot_be_read_is_named(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    error = failure(path, "--json")
    assert isinstance(error, UnreadableDocument)
    assert name in str(error)


def test_a_missing_transcript_is_named() -> None:
    with pytest.raises(InvalidInput, match=r"rapat-kemarin\.vtt: tidak dapat dibaca"):
        raise failure("rapat-kemarin.vtt")


def test_a_folder_is_no_transcript(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="itu folder"):
        raise failure(tmp_path)


def test_a_recording_wants_a_model(tmp_path: Path) -> None:
    recording = tmp_path / "rapat.mp3"
    recording.write_bytes(b"ID3")
    assert "model" in str(failure(recording)).lower()


def test_a_folder_that_is_not_there_leaves_nothing_half_done(transcript: Path, tmp_path: Path) -> None:
    error = failure(transcript, "-o", tmp_path / "tidak-ada" / "n.md")
    assert isinstance(error, StorageError)
    assert "tidak dapat ditulis" in str(error)


PAGE = {
    "butir": [
        {
            "jenis": "pokok",
            "ucapan": ["u1"],
            "teks": "Jadwal apel dan formasi dibahas",
            "penanggung_jawab": "",
            "tenggat": "",
        }
    ]
}


def test_the_language_model_of_the_settings_words_lines_too(
    transcript: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with FaultyServer([Says(json.dumps(PAGE))]) as server:
        monkeypatch.setenv("TANYA_LLM_BASE_URL", server.base_url)
        monkeypatch.setenv("TANYA_LLM_MODEL", "uji")
        told = json.loads(run(transcript, *FORM, "--json").stdout)
        assert len(server.requests) == 1
        points = [point["text"] for topic in told["topics"] for point in topic["key_points"]]
        assert "Jadwal apel dan formasi dibahas" in points
        # Said before: nothing is asked again.
        run(transcript, *FORM, "--llm", "--json")
        assert len(server.requests) == 1
        run(transcript, *FORM, "--judul", "Lain", "--tanpa-llm", "--json")
        monkeypatch.setenv("TANYA_MINUTES_LLM", "false")
        run(transcript, *FORM, "--judul", "Lain", "--json")
        assert len(server.requests) == 1


def test_a_model_that_is_away_leaves_the_rules_and_a_remark(
    transcript: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with FaultyServer([status(500)]) as server:
        monkeypatch.setenv("TANYA_LLM_BASE_URL", server.base_url)
        monkeypatch.setenv("TANYA_LLM_MODEL", "uji")
        monkeypatch.setenv("TANYA_LLM_RETRIES", "0")
        told = json.loads(run(transcript, *FORM, "--llm", "--json").stdout)
    assert told["decisions"]
    assert any("Disusun tanpa model bahasa" in remark for remark in told["remarks"])


def test_a_model_that_is_not_set_is_told(transcript: Path) -> None:
    error = failure(transcript, *FORM, "--llm")
    assert isinstance(error, InvalidInput)
    assert "TANYA_LLM_BASE_URL" in str(error)
