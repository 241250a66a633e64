"""Public sets of other formats become items and passages; a broken file is named with its place."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import InvalidInput, NotFound
from evals.datasets.adapters import Adapted, load_beir, load_idk_mrc, load_kuhp_golden, load_squad
from evals.datasets.adapters.squad import Paragraph, adapt

PARAGRAPH = {
    "context": "Monas dibangun pada tahun 1961.",
    "qas": [
        {
            "id": "a",
            "question": "Kapan Monas dibangun?",
            "is_impossible": False,
            "answers": [{"text": "1961", "answer_start": 26}, {"text": "tahun 1961", "answer_start": 20}],
        },
        {"id": "b", "question": "Kapan Monas dirobohkan?", "is_impossible": True, "answers": []},
    ],
}
FLAT = [
    {
        "id": "a",
        "context": "Monas dibangun pada tahun 1961.",
        "question": "Kapan Monas dibangun?",
        "answers": {"text": ["1961"], "answer_start": [26]},
    },
    {
        "id": "b",
        "context": "Monas dibangun pada tahun 1961.",
        "question": "Kapan Monas dirobohkan?",
        "answers": {"text": [], "answer_start": []},
    },
]


def write(path: Path, value: object) -> Path:
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def squad(path: Path) -> Adapted:
    return load_squad(path, name="contoh", split="test", licence="CC0-1.0")


@pytest.mark.parametrize(
    "value",
    [
        [PARAGRAPH],
        {"data": [{"title": "Monas", "paragraphs": [PARAGRAPH]}]},
        {"data": [PARAGRAPH]},
        FLAT,
        {"version": "1", "data": FLAT},
    ],
)
def test_every_layout_of_squad_reads_the_same(tmp_path: Path, value: object) -> None:
    found = squad(write(tmp_path / "set.json", value))
    assert [one.text for one in found.passages] == ["Monas dibangun pada tahun 1961."]
    built, torn_down = found.items
    assert built.id == "contoh-a"
    assert built.gold == ((found.passages[0].id,),)
    assert built.nuggets[0].any_of[0] == "1961"
    assert built.tags == ("contoh",)
    assert (torn_down.answerable, torn_down.gold, torn_down.nuggets) == (False, (), ())
    assert torn_down.tags == ("unanswerable", "contoh")


def test_json_lines_read_the_same_as_a_list(tmp_path: Path) -> None:
    lines = tmp_path / "set.jsonl"
    lines.write_text("\n".join(json.dumps(row) for row in FLAT) + "\n", encoding="utf-8")
    assert squad(lines) == squad(write(tmp_path / "set.json", FLAT))


def test_a_title_of_squad_stays_with_its_passage(tmp_path: Path) -> None:
    found = squad(write(tmp_path / "set.json", {"data": [{"title": "Monas", "paragraphs": [PARAGRAPH]}]}))
    assert found.passages[0].path == ("Monas",)


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ({"isi": []}, "data"),
        ([{"context": "x"}], "entri 1"),
        ([PARAGRAPH, {"context": "x", "qas": [{"id": "c"}]}], "entri 2"),
    ],
)
def test_another_layout_is_named(tmp_path: Path, value: object, place: str) -> None:
    with pytest.raises(InvalidInput, match=place):
        squad(write(tmp_path / "set.json", value))


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.booleans()), max_size=8))
def test_gold_is_always_a_passage_of_the_set(rows: list[tuple[str, bool]]) -> None:
    found = adapt(
        (
            Paragraph.model_validate(
                {
                    "context": text,
                    "qas": [{"id": str(n), "question": "Apa?", "answers": [{"text": "x"}] if says else []}],
                }
            )
            for n, (text, says) in enumerate(rows)
        ),
        name="s",
        split="dev",
        licence="",
    )
    texts = {one.id: one.text for one in found.passages}
    assert len(texts) == len({text for text, _ in rows})
    for item, (text, says) in zip(found.items, rows, strict=True):
        assert item.answerable == says
        assert [texts[name] for name in item.named_provisions] == ([text] if says else [])


def test_idk_mrc_trains_as_dev_and_validates_as_test(tmp_path: Path) -> None:
    write(tmp_path / "train.json", [PARAGRAPH])
    other = {**PARAGRAPH, "context": "Teks lain."}
    write(tmp_path / "valid.json", [other, other])
    dev, test = load_idk_mrc(tmp_path, "dev"), load_idk_mrc(tmp_path, "test")
    assert {item.split for item in dev.items} == {"dev"}
    assert {item.split for item in test.items} == {"test"}
    assert len(test.passages) == 1
    assert not {one.id for one in dev.passages} & {one.id for one in test.passages}


@pytest.mark.real_data
def test_idk_mrc_as_published(reference_data: Path) -> None:
    found = load_idk_mrc(reference_data / "idk_mrc", "test")
    assert len(found.items) == 764
    assert sum(not item.answerable for item in found.items) == 382
    assert len(found.passages) == 358
    assert len({item.id for item in found.items}) == 764


def golden(folder: Path, *rows: str) -> Path:
    text = "\n".join(("ID,Query,Konteks Pasal,Ground Truth,context_type", *rows))
    (folder / "golden_kuhp_50.csv").write_text(text + "\n", encoding="utf-8")
    return folder


def test_kuhp_cells_become_provisions_of_the_criminal_code(tmp_path: Path) -> None:
    found = load_kuhp_golden(
        golden(
            tmp_path,
            "1,Apa itu asas?,Pasal 1 ayat (1),Begini,factoid",
            '2,Apa itu tempat?,"Pasal 4 huruf a, Pasal 5",Begitu,factoid',
        )
    )
    assert [item.gold for item in found.items] == [
        (("uu-1-2023/pasal-1/ayat-1",),),
        (("uu-1-2023/pasal-4/huruf-a", "uu-1-2023/pasal-5"),),
    ]
    assert not found.passages


def test_a_kuhp_cell_without_a_pasal_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"baris 3: “Bab II”"):
        load_kuhp_golden(golden(tmp_path, "1,Apa itu asas?,Pasal 1,x,y", "2,Apa itu ini?,Bab II,x,y"))


def test_a_kuhp_file_without_its_columns_is_named(tmp_path: Path) -> None:
    (tmp_path / "golden_kuhp_50.csv").write_text("ID,Query\n1,Apa?\n", encoding="utf-8")
    with pytest.raises(InvalidInput, match="Konteks Pasal"):
        load_kuhp_golden(tmp_path)


@pytest.mark.real_data
def test_kuhp_golden_as_published(reference_data: Path) -> None:
    items = load_kuhp_golden(reference_data / "kuhp_golden").items
    assert len(items) == 50
    assert items[0].gold == (("uu-1-2023/pasal-1/ayat-1",),)
    assert items[-1].gold == (("uu-1-2023/pasal-53/ayat-2",),)


@pytest.fixture
def beir_folder(tmp_path: Path) -> Path:
    corpus = [{"_id": "d1", "title": "Cuti", "text": "Cuti tahunan."}, {"_id": 2, "text": "Cuti besar."}]
    queries = [{"_id": "q1", "text": "cuti tahunan?"}, {"_id": "q2", "text": "cuti besar?"}]
    for name, rows in (("corpus", corpus), ("queries", queries)):
        lines = "\n".join(json.dumps(row) for row in rows)
        (tmp_path / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    (tmp_path / "qrels").mkdir()
    qrels(tmp_path, "q1\td1\t2", "q1\t2\t1", "q2\td1\t0")
    return tmp_path


def qrels(folder: Path, *rows: str) -> None:
    heading = "query-id\tcorpus-id\tscore"
    (folder / "qrels" / "test.tsv").write_text("\n".join((heading, *rows)) + "\n", encoding="utf-8")


def beir(folder: Path) -> Adapted:
    return load_beir(folder, name="contoh", split="test", licence="CC0-1.0")


def test_every_relevant_document_of_beir_is_a_part_of_gold(beir_folder: Path) -> None:
    found = beir(beir_folder)
    assert [(item.id, item.gold) for item in found.items] == [("contoh-q1", (("d1",), ("2",)))]
    assert [(one.id, one.source_id, one.path, one.text) for one in found.passages] == [
        ("d1", "d1", ("Cuti",), "Cuti tahunan."),
        ("2", "2", (), "Cuti besar."),
    ]


def test_judgements_of_trec_without_a_heading_are_read(beir_folder: Path) -> None:
    (beir_folder / "qrels" / "test.tsv").write_text("q2\t0\td1\t1\n", encoding="utf-8")
    assert [item.gold for item in beir(beir_folder).items] == [(("d1",),)]


def test_dev_falls_back_on_training_judgements(beir_folder: Path) -> None:
    (beir_folder / "qrels" / "test.tsv").rename(beir_folder / "qrels" / "train.tsv")
    found = load_beir(beir_folder, name="contoh", split="dev", licence="")
    assert {item.split for item in found.items} == {"dev"}
    with pytest.raises(NotFound, match=r"test\.tsv"):
        beir(beir_folder)


@pytest.mark.parametrize(
    ("row", "named"),
    [("q1\td9\t1", "d9"), ("q9\td1\t1", "q9"), ("q1\td1\tbaik", "baris 2"), ("q1", "baris 2")],
)
def test_a_broken_judgement_is_named(beir_folder: Path, row: str, named: str) -> None:
    qrels(beir_folder, row)
    with pytest.raises(InvalidInput, match=named):
        beir(beir_folder)


def test_a_broken_document_is_named_by_line(beir_folder: Path) -> None:
    with (beir_folder / "corpus.jsonl").open("a", encoding="utf-8") as file:
        file.write('\n{"_id": "d3"}')
    with pytest.raises(InvalidInput, match=r"corpus\.jsonl baris 3"):
        beir(beir_folder)


def test_a_file_that_is_no_utf_8_is_named(beir_folder: Path) -> None:
    (beir_folder / "queries.jsonl").write_bytes('{"_id": "q1", "text": "é"}'.encode("latin-1"))
    with pytest.raises(InvalidInput, match=r"queries\.jsonl"):
        beir(beir_folder)
