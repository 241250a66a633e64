"""Retrieval over the small installation: fusion, named provisions, legal force, failing services."""

import math
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from assistant.models import Question
from assistant.retrieve import Retrieved, Retriever, _top
from assistant.understand import understand
from corpus.errors import StorageError
from corpus.open_snapshot import OpenSnapshot
from tests.assistant.conftest import TODAY, Desk
from tests.fakes import BrokenEmbedder, WordEmbedder
from tests.workbench import CUTI, Workbench


def retrieve(
    snapshot: OpenSnapshot, text: str, *, k: int = 10, on: date = TODAY, embedder: WordEmbedder | None = None
) -> Retrieved:
    """Retrieve for a question asked on a day."""
    question = understand(Question(text=text, on=on))
    return Retriever(embedder or WordEmbedder()).retrieve(snapshot, question, k)


def ids(retrieved: Retrieved) -> list[str]:
    """Identifiers, best first."""
    return [passage.unit.id for passage in retrieved.passages]


def test_best_first_and_no_unit_twice(desk: Desk) -> None:
    found = retrieve(desk.snapshot, "surat keterangan dokter untuk pegawai yang sakit", k=12)
    assert set(ids(found)[:2]) == {"pp-91-2019/pasal-3", "forum/contoh-sakit-20-hari"}
    assert len(set(ids(found))) == len(ids(found)) == 12
    scores = [passage.score for passage in found.passages]
    assert scores == sorted(scores, reverse=True)


def test_k_bounds_what_comes_back(desk: Desk) -> None:
    assert len(retrieve(desk.snapshot, "cuti", k=1).passages) == 1
    assert len(retrieve(desk.snapshot, "cuti", k=1).evidence) == 1


def test_a_faq_is_found_by_another_way_to_ask_it(desk: Desk) -> None:
    assert "faq/contoh-cuti-tahunan" in ids(retrieve(desk.snapshot, "jatah cuti pegawai contoh", k=3))


def test_a_faq_is_found_by_its_question_beside_the_rule_it_rests_on(desk: Desk) -> None:
    found = retrieve(desk.snapshot, "Berapa hari cuti tahunan pegawai contoh?", k=3)
    assert set(ids(found)[:2]) == {"pp-91-2019/pasal-2/ayat-1", "faq/contoh-cuti-tahunan"}
    # The question itself has a vector: same words, cosine 1, less the offset between questions and texts.
    entry = ids(found).index("faq/contoh-cuti-tahunan")
    assert found.evidence[entry].cosine == pytest.approx(0.97, abs=0.001)


def test_a_named_provision_goes_first_whatever_the_words(desk: Desk) -> None:
    assert ids(retrieve(desk.snapshot, "cuti tahunan menurut pasal 3 PP 92/2021"))[0] == "pp-92-2021/pasal-3"


def test_the_ayat_of_a_named_pasal_go_first(desk: Desk) -> None:
    found = ids(retrieve(desk.snapshot, "pasal 2 PP 92/2021 soal cuti", k=2))
    assert set(found) == {"pp-92-2021/pasal-2/ayat-1", "pp-92-2021/pasal-2/ayat-2"}


def test_a_named_item_brings_the_unit_it_stands_in(desk: Desk) -> None:
    assert ids(retrieve(desk.snapshot, "pasal 3 huruf b PP 92/2021"))[0] == "pp-92-2021/pasal-3"


def test_a_regulation_named_as_a_whole_goes_before_others(desk: Desk) -> None:
    found = ids(retrieve(desk.snapshot, "teguran lisan menurut PP 92/2021", k=3))
    assert {identifier.split("/")[0] for identifier in found} == {"pp-92-2021"}


def test_status_on_the_day_asked_about(desk: Desk) -> None:
    def status_of(on: date) -> dict[str, str]:
        found = retrieve(desk.snapshot, "mangkir hari kerja dijatuhi teguran lisan", on=on, k=20)
        return {passage.unit.id: passage.status for passage in found.passages}

    old, new = "pp-90-2010/pasal-1", "pp-92-2021/pasal-2/ayat-1"
    assert (status_of(date(2020, 1, 1))[old], status_of(date(2020, 1, 1))[new]) == (
        "berlaku",
        "belum-berlaku",
    )
    assert (status_of(date(2021, 2, 1))[old], status_of(date(2021, 2, 2))[old]) == ("berlaku", "dicabut")
    assert status_of(TODAY)[new] == "berlaku"
    assert status_of(TODAY)["faq/contoh-mangkir-lama"] == "bukan-peraturan"


def test_a_repealed_rule_is_ranked_below_the_one_in_force(desk: Desk) -> None:
    # Word for word the old rule: similarity alone would put it first.
    text = "Pegawai yang mangkir selama 5 (lima) hari kerja dijatuhi teguran lisan."
    before = ids(retrieve(desk.snapshot, text, on=date(2020, 6, 1), k=20))
    after = ids(retrieve(desk.snapshot, text, on=TODAY, k=20))
    assert before[0] == "pp-90-2010/pasal-1"
    assert after.index("pp-92-2021/pasal-2/ayat-1") < after.index("pp-90-2010/pasal-1")


def test_equal_questions_give_equal_results(desk: Desk) -> None:
    text = "pegawai yang mangkir"
    assert retrieve(desk.snapshot, text) == retrieve(desk.snapshot, text) == retrieve(desk.snapshot, text)


def test_words_nobody_wrote_find_by_meaning_only(desk: Desk) -> None:
    found = retrieve(desk.snapshot, "qwertyuiop", k=5)
    assert all(evidence.bm25 == 0 for evidence in found.evidence)


def test_stop_words_alone_do_not_fail(desk: Desk) -> None:
    retrieve(desk.snapshot, "yang dan di", k=5)


def test_without_the_embedding_service_words_still_find(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    found = retrieve(desk.snapshot, "surat keterangan dokter", embedder=BrokenEmbedder())
    assert ids(found)[0] == "pp-91-2019/pasal-3"
    assert all(math.isnan(evidence.cosine) for evidence in found.evidence)
    assert all(passage.why["makna"] == 0 for passage in found.passages)
    assert "tidak menjawab" in "".join(capsys.readouterr())


def test_without_the_embedding_service_a_named_provision_is_found(desk: Desk) -> None:
    found = retrieve(desk.snapshot, "pasal 3 PP 92/2021", embedder=BrokenEmbedder())
    assert ids(found)[0] == "pp-92-2021/pasal-3"


def test_without_the_service_and_without_a_known_word_nothing_is_found(desk: Desk) -> None:
    assert retrieve(desk.snapshot, "qwertyuiop", embedder=BrokenEmbedder()).passages == ()


def test_units_without_vectors_are_found_by_words(bench: Workbench) -> None:
    path = bench.home.path / "pp-91.md"
    path.write_text(CUTI, encoding="utf-8")
    bench.ingest(path, embedder=BrokenEmbedder())
    snapshot = bench.open()
    assert snapshot.info.embedded == 0
    found = retrieve(snapshot, "surat keterangan dokter", k=3)
    assert ids(found)[0] == "pp-91-2019/pasal-3"
    snapshot.close()


def test_an_empty_library_gives_nothing(bench: Workbench) -> None:
    bench.ingest()
    snapshot = bench.open()
    found = retrieve(snapshot, "cuti tahunan")
    assert found == Retrieved((), ())
    snapshot.close()


def test_top_leaves_out_zeros_and_breaks_ties_by_row() -> None:
    scores = np.array([0, 2, 1, 2, 0, 3], np.float32)
    assert _top(scores, 10) == [5, 1, 3, 2]
    assert _top(scores, 2) == [5, 1]
    assert _top(np.zeros(3, np.float32), 2) == []


def test_words_still_find_while_the_chroma_server_is_away(bench: Workbench, tmp_path: Path) -> None:
    (tmp_path / "pp-91.md").write_text(CUTI, encoding="utf-8")
    bench.ingest(tmp_path / "pp-91.md")
    snapshot = bench.open()

    def away(*_: object) -> None:
        raise StorageError("Server Chroma tidak menjawab.")

    snapshot.dense.nearest = away  # type: ignore[assignment,method-assign]  # a server that died after it was opened
    understood = understand(Question(text="surat keterangan dokter", on=date(2026, 1, 1)))
    found = Retriever(bench.embedder).retrieve(snapshot, understood, 3)
    assert all(math.isnan(evidence.cosine) for evidence in found.evidence)
    assert found.passages[0].unit.id == "pp-91-2019/pasal-3"
    snapshot.close()
