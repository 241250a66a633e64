"""The parser's benchmark on data small enough to judge by hand."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from evals.bench import parser_process
from evals.bench.homes import BenchError
from evals.bench.indolaw import Document, documents, split_of
from evals.bench.parser_cost import Point, fit
from evals.bench.parser_metadata import (
    RELATION_ERRORS,
    RELATIONS,
    VERDICTS,
    relation_errors,
    score_relations,
    wanted_relations,
)
from evals.bench.parser_pdfs import pasal_of, similarity
from evals.bench.parser_process import parse_files
from evals.bench.parser_structure import StructureScore, Tally, compare, known_errors, measure_structure
from evals.bench.plot import line_plot
from tests.workbench import CUTI


def leaf(kind: str, text: str) -> dict[str, Any]:
    return {"type": kind, "text": text}


def node(kind: str, *children: dict[str, Any]) -> dict[str, Any]:
    return {"type": kind, "id": "", "children": list(children)}


def item(label: str, kind: str, *children: dict[str, Any]) -> dict[str, Any]:
    return node("LIST_ITEM", leaf(kind, label), *children)


TREE = node(
    "UNDANG_UNDANG",
    node(
        "BAB",
        leaf("BAB_NUMBER", "BAB I"),
        node(
            "PASAL",
            leaf("PASAL_NUMBER", "Pasal 1"),
            node(
                "LIST",
                item(
                    "(1)",
                    "NUMBER_WITH_BRACKETS",
                    leaf("PLAINTEXT", "Cuti adalah:"),
                    node("LIST", item("a.", "LETTER_WITH_DOT", leaf("PLAINTEXT", "tahunan; dan"))),
                ),
                item("(2)", "NUMBER_WITH_BRACKETS", leaf("PLAINTEXT", "Cuti diajukan.")),
            ),
        ),
    ),
    node(
        "PASAL",
        leaf("PASAL_NUMBER", "Pasal II"),
        node(
            "LIST",
            item(
                "1.",
                "NUMBER_WITH_DOT",
                leaf("PLAINTEXT", "Ketentuan Pasal 5 diubah:"),
                node(
                    "PERUBAHAN_SECTION",
                    node("PERUBAHAN_PASAL", leaf("PASAL_NUMBER", "Pasal 5"), leaf("PLAINTEXT", "Baru.")),
                ),
            ),
        ),
        leaf("PLAINTEXT", "Agar setiap orang mengetahuinya, memerintahkan pengundangan."),
    ),
    node("PENJELASAN", node("PASAL", leaf("PASAL_NUMBER", "Pasal 9"), leaf("PLAINTEXT", "Cukup jelas."))),
)
UNITS = {
    "pasal-1": "1cutiadalahatahunandan2cutidiajukan",
    "pasal-1/ayat-1": "cutiadalahatahunandan",
    "pasal-1/ayat-1/huruf-a": "tahunandan",
    "pasal-1/ayat-2": "cutidiajukan",
    "pasal-ii": "1ketentuanpasal5diubahpasal5baru",
    "pasal-ii/angka-1": "ketentuanpasal5diubahpasal5baru",
    "pasal-ii/angka-1/pasal-5": "baru",
}


@pytest.fixture
def indolaw(tmp_path: Path) -> Path:
    """Three laws, of which the last is held out; one has no raw text."""
    for folder in ("structured_json", "raw_txt", "metadata_json"):
        (tmp_path / folder).mkdir()
    for name in ("uu-2001-1", "uu-2002-2", "uu-2003-3"):
        tree = {"metadata": {"topic": "Cuti"}, "content": TREE}
        (tmp_path / "structured_json" / f"{name}.json").write_text(json.dumps(tree), encoding="utf-8")
    (tmp_path / "raw_txt" / "u_1_2001_cuti.txt").write_text(CUTI, encoding="utf-8")
    (tmp_path / "raw_txt" / "uu-2003-3-cuti.txt").write_text(CUTI, encoding="utf-8")
    return tmp_path


def test_a_tree_becomes_units_by_path(indolaw: Path) -> None:
    first, second = documents(indolaw)
    assert first.units == UNITS
    assert (first.name, first.split, first.amending) == ("uu-2001-1", "dev", True)
    assert (second.name, second.split) == ("uu-2003-3", "held")
    assert split_of("uu-2003-3", indolaw) == "held"
    assert split_of("uu-1970-9", indolaw) == "dev"


def document(units: dict[str, str]) -> Document:
    return Document("uu-2001-1", "dev", Path("x"), amending=False, units=units)


def test_precision_recall_and_text_are_counted_by_path() -> None:
    have = {"pasal-1": "abc", "pasal-1/ayat-1": "a", "pasal-1/ayat-3": "c", "pasal-2": "x"}
    want = {"pasal-1": "abc", "pasal-1/ayat-1": "a", "pasal-1/ayat-2": "b", "pasal-2": "y", "pasal-3": "z"}
    score = StructureScore()
    compare(document(want), have, {}, score)
    pasal, ayat = score.units["pasal"], score.units["ayat"]
    assert (pasal.common, pasal.found, pasal.wanted) == (2, 2, 3)
    assert (ayat.precision, ayat.recall) == (0.5, 0.5)
    assert score.units["huruf"].precision is None
    assert (score.equal, score.compared) == (1, 2)
    assert score.misses == [
        "uu-2001-1 pasal-1/ayat-2 -",
        "uu-2001-1 pasal-1/ayat-3 +",
        "uu-2001-1 pasal-2 ≠",
        "uu-2001-1 pasal-3 -",
    ]


def test_a_proven_error_of_the_tree_counts_on_neither_side() -> None:
    score = StructureScore()
    compare(
        document({"pasal-1": "a", "pasal-2": "b", "pasal-2/ayat-1": "b"}),
        {"pasal-1": "a", "pasal-2": "c"},
        {"pasal-2": "bukti"},
        score,
    )
    assert score.units["pasal"].found == score.units["pasal"].wanted == 1
    assert score.units["ayat"].wanted == 0
    assert score.misses == []


def test_a_pasal_of_another_law_is_a_kind_of_its_own() -> None:
    score = StructureScore()
    compare(document({"pasal-i/angka-1/pasal-5": "a"}), {}, {}, score)
    assert score.units["pasal_perubahan"].wanted == 1
    assert score.units["pasal"].wanted == 0


def test_the_shipped_list_of_errors_gives_a_proof_for_each() -> None:
    for name, errors in known_errors().items():
        assert name.startswith("uu-")
        assert all(path.startswith("pasal-") and proof for path, proof in errors.items())


def test_the_real_parser_is_measured_in_its_own_process(indolaw: Path, tmp_path: Path) -> None:
    report = measure_structure(documents(indolaw), tmp_path / "work", lambda _: None)
    assert report.refused == {}
    assert report.cost.documents == 2
    assert report.cost.seconds > 0
    assert report.raw["dev"].units["pasal"].found == 4
    assert report.raw["dev"].units["pasal"].common == 1


def test_a_crash_of_the_parser_fails_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "tanya"
    program.write_text("#!/bin/sh\necho '{}'\necho 'Traceback (most recent call last):' >&2\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setattr(parser_process, "command_line", lambda: program)
    with pytest.raises(BenchError, match="berhenti"):
        parse_files([tmp_path], lambda _: None)


def test_a_parser_that_never_ends_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "tanya"
    program.write_text("#!/bin/sh\nexec sleep 60\n")
    program.chmod(0o755)
    monkeypatch.setattr(parser_process, "command_line", lambda: program)
    with pytest.raises(BenchError, match="-9"):
        parse_files([tmp_path], lambda _: None, seconds=0.2)


META = {
    (1999, "43"): {"status": ["Mengubah UU - No. 8/1974 tentang Pokok Kepegawaian (lihat UU No. 1/1950)"]},
    (1974, "8"): {"status": ["Dicabut UU - UU No. 5 Tahun 2014", "Mencabut Stbl. - No. 1/1927"]},
    (2014, "5"): {"status": ["Mencabut UU - UU No. 8/1974, UU No. 43 Tahun 1999 tentang UU No. 8/1974"]},
}


def test_relations_are_wanted_of_whoever_acts() -> None:
    assert wanted_relations(META, META) == {
        (1999, "43"): {("mengubah", "8-1974")},
        (1974, "8"): set(),
        (2014, "5"): {("mencabut", "8-1974"), ("mencabut", "43-1999")},
    }


def test_relations_are_compared_by_law() -> None:
    parsed = {
        (2014, "5"): {
            "relations": [
                {"kind": "mencabut", "target": "uu-8-1974"},
                {"kind": "mencabut", "target": "uu-darurat-43-1999/pasal-2"},
                {"kind": "mencabut", "target": "pp-1-2000"},
                {"kind": "merujuk", "target": "uu-9-2000"},
                {"kind": "mengubah", "target": "uu-7-2000"},
            ]
        }
    }
    wanted = {(2014, "5"): wanted_relations(META, META)[2014, "5"]}
    score = score_relations(wanted, parsed, {(2014, "5"): "dev"}, {})["dev"]
    assert (score.kinds["mencabut"].precision, score.kinds["mencabut"].recall) == (1.0, 1.0)
    assert (score.kinds["mengubah"].found, score.kinds["mengubah"].wanted) == (1, 0)
    assert score.misses == ["uu 5/2014 mengubah 7-2000 +"]
    assert score.judged == score.kinds


def test_judged_relations_follow_the_acting_text_and_the_raw_figures_stay() -> None:
    actor = (2014, "5")
    wanted = {actor: {("mencabut", "1-2000"), ("mengubah", "2-2000"), ("mengubah", "3-2000")}}
    found = [("mencabut", "uu-4-2000"), ("mengubah", "uu-3-2000")]
    parsed = {actor: {"relations": [{"kind": kind, "target": target} for kind, target in found]}}
    errors = {
        actor: {
            ("mencabut", "4-2000"): "stated",
            ("mencabut", "1-2000"): "not_stated",
            ("mengubah", "2-2000"): "repealed",
            ("mengubah", "3-2000"): "earlier_amendment",
        }
    }
    score = score_relations(wanted, parsed, {actor: "dev"}, errors)["dev"]
    assert score.kinds == {"mencabut": Tally(0, 1, 1), "mengubah": Tally(1, 1, 2)}
    assert score.judged == {"mencabut": Tally(1, 1, 1), "mengubah": Tally(0, 0, 0)}
    assert score.verdicts == {"stated": 1, "not_stated": 1, "repealed": 1, "earlier_amendment": 1}
    assert score.misses == [
        "uu 5/2014 mencabut 1-2000 - not_stated",
        "uu 5/2014 mencabut 4-2000 + stated",
        "uu 5/2014 mengubah 2-2000 - repealed",
    ]


def test_the_shipped_judgements_name_a_law_a_verdict_and_the_words_of_the_acting_text() -> None:
    entries = yaml.safe_load(RELATION_ERRORS.read_text(encoding="utf-8"))
    for entry in entries:
        assert set(entry) == {"actor", "kind", "target", "verdict", "evidence"}
        assert entry["kind"] in RELATIONS
        assert entry["verdict"] in VERDICTS
        assert len(entry["evidence"]) > 20
    assert sum(len(verdicts) for verdicts in relation_errors().values()) == len(entries)


def test_pasal_of_a_table_whose_metadata_is_no_json(tmp_path: Path) -> None:
    table = tmp_path / "x.csv"
    table.write_text(
        "metadata,content\n"
        '"{""tipe_bagian"": ""Pasal 2"", ""judul"": ""a ""b""}",Isi pasal dua\n'
        '"{""tipe_bagian"": ""Penjelasan Pasal 2""}",Cukup jelas\n'
        '"{""tipe_bagian"": ""Pasal 2""}",lagi\n',
        encoding="utf-8",
    )
    assert pasal_of(table) == {"2": "isipasaldua"}


def test_similarity() -> None:
    assert similarity("abc", "abc") == 1.0
    assert similarity("a" * 999 + "b", "a" * 999 + "c") == pytest.approx(0.999)
    assert similarity("abc", "xyz") == 0.0


def points(*seconds: float) -> list[Point]:
    sizes = (1.0, 2.0, 4.0, 8.0)
    return [Point(size, 0.0, second, None) for size, second in zip(sizes, seconds, strict=True)]


def test_a_straight_line_is_told_from_a_curve() -> None:
    slope, start, r_squared, exponent = fit(points(3.0, 5.0, 9.0, 17.0))
    assert (slope, start, r_squared) == pytest.approx((2.0, 1.0, 1.0))
    assert exponent == pytest.approx(1.0)
    assert fit(points(1.0, 4.0, 16.0, 64.0))[3] == pytest.approx(2.0, abs=0.1)


def test_a_plot_is_an_svg_with_every_point() -> None:
    svg = line_plot([(1.0, 2.0), (3.0, 4.0)], 1.0, 1.0, title="a < b", across="x", up="y")
    assert svg.startswith("<svg ")
    assert svg.count("<circle") == 2
    assert "a &lt; b" in svg


def test_memory_is_that_of_the_program_and_not_of_who_measures(tmp_path: Path) -> None:
    file = tmp_path / "uu" / "2001" / "1.txt"
    file.parent.mkdir(parents=True)
    file.write_text(CUTI, encoding="utf-8")
    ballast = bytearray(600 * 2**20)
    ballast[:: 2**12] = b"x" * len(ballast[:: 2**12])
    peak = parse_files([tmp_path], lambda _: None).peak_mb
    if peak is None:
        pytest.skip("the system does not say how much memory a process holds")
    assert 20 < peak < 400
