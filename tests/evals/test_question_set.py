"""A set with faults is refused, and every fault is named by line."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from corpus.errors import NotFound
from evals.datasets import Item, Nugget, UnsoundSet, load_set, validate_set
from evals.datasets.checks import folded, in_prompts, shingles
from evals.datasets.question_set import LARGEST_FILE, read_set
from tests.workbench import Workbench

FIELDS = tuple(Item.model_fields)
CUTI_ID = "pp-11-2017/pasal-311"


def item(number: int, question: str, *, answerable: bool = True, split: str = "dev", **more: object) -> str:
    gold = [[CUTI_ID]] if answerable else []
    fields = {"id": f"x-{number}", "question": question, "answerable": answerable, "gold": gold}
    return json.dumps({**fields, "tags": ["cuti"], "split": split, **more}, ensure_ascii=False)


SOUND = [item(1, "Berapa hari jatah cuti tahunan?"), item(2, "Siapa nama bupati?", answerable=False)]


@pytest.fixture
def write(tmp_path: Path) -> "Writer":
    return Writer(tmp_path / "soal.jsonl")


class Writer:
    def __init__(self, path: Path) -> None:
        self.path = path

    def __call__(self, *lines: str) -> Path:
        self.path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return self.path


def faults(path: Path) -> list[tuple[int, str]]:
    return [(problem.line, problem.text) for problem in validate_set(path)[1]]


def test_a_sound_set_loads_in_order_with_the_hash_of_its_bytes(write: Writer) -> None:
    questions = load_set(write(*SOUND))
    assert [one.id for one in questions.items] == ["x-1", "x-2"]
    assert questions.name == "soal"
    assert questions.lines == (1, 2)
    assert len(questions.sha256) == 64
    assert load_set(write(*SOUND, "")).sha256 != questions.sha256


def test_a_byte_order_mark_and_empty_lines_do_no_harm(write: Writer) -> None:
    path = write("\ufeff" + SOUND[0], "", SOUND[1])
    assert load_set(path).lines == (1, 3)


def test_all_faults_are_named_at_once_by_line(write: Writer) -> None:
    path = write(
        item(1, "Berapa hari jatah cuti tahunan?"),
        "{bukan json",
        item(1, "Siapa nama bupati?"),
        item(3, "Berapa hari, jatah cuti tahunan"),
        json.dumps({"id": "x-4", "question": "Apa?", "lama": 1}),
    )
    with pytest.raises(UnsoundSet) as caught:
        load_set(path)
    found = {(problem.line, problem.item_id): problem.text for problem in caught.value.problems}
    assert found[0, ""] == "tidak ada pertanyaan yang tidak dapat dijawab"
    assert found[2, ""] == "bukan JSON yang sah"
    assert found[3, "x-1"] == "id sudah dipakai di baris 1"
    assert found[4, "x-3"] == "pertanyaan sama dengan x-1 di baris 1"
    assert "bidang “answerable” tidak ada" in found[5, "x-4"]
    assert "bidang “lama” tidak dikenal" in found[5, "x-4"]
    assert "soal.jsonl baris 3 (x-1): id sudah dipakai" in str(caught.value)


def test_a_message_shows_the_first_faults_and_counts_the_rest(write: Writer) -> None:
    with pytest.raises(UnsoundSet, match=r"30 masalah: .*; dan 10 lainnya\.") as caught:
        load_set(write(*SOUND, *["{"] * 30))
    assert len(caught.value.problems) == 30


@pytest.mark.parametrize(
    ("kept", "lacking"),
    [(SOUND[0], "yang tidak dapat dijawab"), (SOUND[1], "yang dapat dijawab")],
)
def test_one_kind_of_question_alone_is_refused(write: Writer, kept: str, lacking: str) -> None:
    assert faults(write(kept)) == [(0, f"tidak ada pertanyaan {lacking}")]


def test_a_test_question_that_rewords_a_dev_question_is_a_leak(write: Writer) -> None:
    path = write(
        item(1, "berapa lama cuti besar untuk pns yang naik haji"),
        item(2, "berapa lama cuti besar untuk pns yang pergi umrah", split="test"),
        item(3, "siapa yang menandatangani surat cuti besar", split="test"),
        item(4, "Siapa nama bupati?", answerable=False),
    )
    # Of 8 shingles each, 6 are shared: 6 of 10.
    assert faults(path) == [(2, "hampir sama dengan x-1 di bagian dev (0.60)")]


def test_the_same_split_may_ask_twice_in_other_words(write: Writer) -> None:
    path = write(
        item(1, "berapa lama cuti besar untuk pns yang naik haji"),
        item(2, "berapa lama cuti besar untuk pns yang pergi umrah"),
        SOUND[1].replace("x-2", "x-3"),
    )
    assert faults(path) == []


def test_text_that_is_not_utf_8_is_named_by_line(write: Writer) -> None:
    write.path.write_bytes(SOUND[0].encode() + b"\n" + '{"id": "é"}'.encode("latin-1"))
    with pytest.raises(UnsoundSet, match=r"soal\.jsonl baris 2: bukan teks UTF-8"):
        read_set(write.path)


def test_utf_16_is_refused(write: Writer) -> None:
    write.path.write_text(SOUND[0], encoding="utf-16")
    with pytest.raises(UnsoundSet, match="bukan teks UTF-8"):
        read_set(write.path)


@pytest.mark.parametrize("broken", ["Berapa \ufffd hari?", "Berapa\u0000 hari?"])
def test_a_damaged_question_is_named(write: Writer, broken: str) -> None:
    assert [line for line, text in faults(write(*SOUND, item(3, broken))) if "karakter rusak" in text] == [3]


def test_an_empty_file_is_refused(write: Writer) -> None:
    with pytest.raises(UnsoundSet, match=r"soal\.jsonl: tidak berisi satu pertanyaan pun"):
        load_set(write(""))


def test_a_huge_file_is_refused_unread(write: Writer) -> None:
    with write.path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    with pytest.raises(UnsoundSet, match="lebih besar dari 64 MB"):
        load_set(write.path)


def test_a_set_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="lain"):
        load_set(tmp_path / "lain.jsonl")


def test_gold_that_the_snapshot_lacks_is_named(write: Writer, bench: Workbench, cuti_file: Path) -> None:
    knowledge = bench.open().knowledge
    here = knowledge.sources()[0][0].id
    pasal = next(one.id for one in knowledge.provisions_of(here) if "/pasal-" in one.id)
    path = write(
        item(1, "Berapa hari jatah cuti tahunan?", gold=[[pasal, f"{here}/pasal-9999"]]),
        item(2, "Siapa nama bupati?", gold=[[here]]),
        item(
            3,
            "Berapa lama cutinya?",
            answerable=False,
            clarify="PNS atau PPPK",
            branches=[[pasal], ["pp-49-2018/pasal-1"]],
        ),
    )
    _, problems = validate_set(path, knowledge)
    assert [(one.line, one.text) for one in problems] == [
        (1, f"“{here}/pasal-9999” tidak ada di pustaka"),
        (3, "“pp-49-2018/pasal-1” tidak ada di pustaka"),
    ]


def test_a_question_within_a_prompt_is_a_leak(write: Writer) -> None:
    questions, _ = read_set(write(*SOUND))
    prompt = "Contoh pertanyaan: Berapa hari jatah cuti tahunan? Jawablah singkat."
    assert [one.text for one in in_prompts(questions, [("jawab.md", prompt)])] == [
        "tertulis di dalam prompt jawab.md"
    ]
    assert not in_prompts(questions, [("jawab.md", "Berapa hari jatah cuti tahunannya?")])


@given(st.lists(st.text(alphabet="abc ,.?-/1", max_size=12), max_size=6).map(" ".join))
def test_folding_twice_changes_nothing_and_shingles_go_by_it(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert shingles(folded(text)) == shingles(text)


def make(**fields: object) -> Item:
    plain = {"id": "x", "question": "Apa?", "answerable": False, "gold": (), "tags": ("cuti",)}
    return Item.model_validate({**plain, "split": "dev", **fields})


def test_an_ambiguous_question_names_its_readings() -> None:
    asked = make(clarify="PNS atau PPPK", branches=[["a/pasal-1"], ["b/pasal-2", "a/pasal-1"]])
    assert asked.ambiguous
    assert asked.named_provisions == ("a/pasal-1", "b/pasal-2")
    assert not make().ambiguous


@pytest.mark.parametrize(
    "fields",
    [
        {"clarify": "PNS atau PPPK"},
        {"branches": [["a"], ["b"]]},
        {"clarify": "PNS atau PPPK", "branches": [["a"]]},
        {"clarify": "PNS atau PPPK", "branches": [["a"], []]},
        {"clarify": "x", "branches": [["a"], ["b"]], "answerable": True, "gold": [["a"]]},
        {"facts": ["12 hari kerja"]},
        {"nuggets": [Nugget(text="12 hari", importance="vital", any_of=("12 hari",))]},
    ],
)
def test_fields_that_do_not_fit_together_are_refused(fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        make(**fields)


def test_a_nugget_needs_a_phrasing() -> None:
    with pytest.raises(ValidationError):
        Nugget(text="12 hari", importance="vital", any_of=())


def test_a_question_that_an_approved_entry_asks_is_a_leak(
    write: Writer, bench: Workbench, cuti_file: Path, tmp_path: Path
) -> None:
    entries = tmp_path / "faq.yaml"
    entries.write_text(
        "topic: Cuti\nbidang: disiplin-kinerja\nentries:\n- id: cuti-tahunan\n"
        "  question: Berapa hari cuti tahunan pegawai contoh?\n"
        "  variants: [jatah cuti setahun brp]\n"
        "  answer: Cuti tahunan pegawai lamanya 12 hari kerja.\n"
        "  legal_basis: [pp-91-2019/pasal-2/ayat-1]\n"
        "  applies_to: [PNS]\n  checked: 2026-01-02\n  review_by: 2026-12-01\n",
        encoding="utf-8",
    )
    bench.ingest(cuti_file, entries)
    path = write(
        item(1, "Jatah cuti setahun, brp?", gold=[["pp-91-2019/pasal-2"]]),
        item(2, "Jatah cuti setahun berapa?", gold=[["pp-91-2019/pasal-2"]]),
        item(3, "Siapa nama bupati?", answerable=False),
    )
    _, problems = validate_set(path, bench.open().knowledge)
    assert [one.line for one in problems] == [1]
    assert "cuti-tahunan" in problems[0].text


LINES = st.one_of(
    st.binary(max_size=60),
    st.sampled_from([b"[" * 5000, b'{"id": "\\ud800"}', b"1" * 5000, *(line.encode() for line in SOUND)]),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=4)
        ),
        max_leaves=8,
    ).map(lambda value: json.dumps(value).encode()),
)


@given(st.lists(LINES, max_size=5))
def test_any_bytes_are_read_or_refused_by_line(lines: list[bytes]) -> None:
    content = b"\n".join(lines)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "soal.jsonl"
        path.write_bytes(content)
        try:
            problems = validate_set(path)[1]
        except UnsoundSet as refused:
            problems = refused.problems
    assert problems or all(line.encode() in lines for line in SOUND)
    assert all(problem.text and problem.line <= content.count(b"\n") + 1 for problem in problems)
