"""Two scores made one order, and retrieval with a re-ranker behind it."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.models import Question
from assistant.rerank import RerankError
from assistant.rerank.mixing import TOP, read_again, reading_text, reordered
from assistant.retrieve import Retrieved, Retriever
from assistant.understand import understand
from tests.assistant.conftest import TODAY, Desk
from tests.fakes import WordEmbedder


class Prefers:
    """Scores a text by how often it has a word."""

    name = "prefers"

    def __init__(self, word: str) -> None:
        self.word = word
        self.seen: list[str] = []

    def scores(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        self.seen = list(texts)
        return np.array([text.lower().count(self.word) for text in texts], dtype=np.float32)


class Fails:
    name = "fails"

    def scores(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        raise RerankError("Pengurut contoh tidak menjawab.")


def retrieved(desk: Desk, text: str, reranker: object | None, k: int = 10) -> Retrieved:
    retriever = Retriever(WordEmbedder(), reranker=reranker)  # type: ignore[arg-type]  # either fake
    return retriever.retrieve(desk.snapshot, understand(Question(text=text, on=TODAY)), k)


def ids(found: Retrieved) -> list[str]:
    return [passage.unit.id for passage in found.passages]


def scores(*values: float) -> NDArray[np.float32]:
    return np.array(values, dtype=np.float32)


def test_the_weight_is_the_share_of_the_other_score() -> None:
    # Standard scores of ours: 1.22, 0, -1.22; of theirs the reverse.
    own, theirs = [3.0, 2.0, 1.0], scores(1, 2, 3)
    assert reordered(own, [0, 0, 0], theirs, 0.0) == [0, 1, 2]
    assert reordered(own, [0, 0, 0], theirs, 0.4) == [0, 1, 2]
    assert reordered(own, [0, 0, 0], theirs, 0.6) == [2, 1, 0]


def test_equal_scores_change_nothing() -> None:
    assert reordered([3.0, 2.0, 2.0], [0, 0, 0], scores(0, 0, 0), 1.0) == [0, 1, 2]


def test_what_has_no_group_keeps_its_place_and_has_no_score() -> None:
    assert reordered([9.0, 2.0, 1.0], [None, 0, 0], scores(0, 5), 1.0) == [0, 2, 1]


def test_passages_change_places_within_their_group_only() -> None:
    assert reordered([4.0, 3.0, 2.0, 1.0], ["a", "b", "a", "b"], scores(1, 2, 3, 4), 1.0) == [2, 3, 0, 1]


def test_a_failing_reranker_leaves_the_order(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    text = "surat keterangan dokter"
    assert retrieved(desk, text, Fails()) == retrieved(desk, text, None)
    assert "tidak menjawab" in "".join(capsys.readouterr())


def test_one_passage_is_not_read_again(desk: Desk) -> None:
    unit = retrieved(desk, "cuti", None).passages[0].unit
    assert read_again(Fails(), "cuti", [unit], [1.0], [0]) == [0]


def test_the_reranker_reads_headings_and_text(desk: Desk) -> None:
    unit = retrieved(desk, "surat keterangan dokter", None).passages[0].unit
    assert reading_text(unit) == " › ".join(unit.path) + "\n" + unit.text


def test_a_reranker_brings_forward_what_it_prefers(desk: Desk) -> None:
    plain = retrieved(desk, "pegawai yang mangkir", None, k=30)
    last = plain.passages[min(TOP, len(plain.passages)) - 1].unit
    telling = max(last.text.lower().split(), key=len)
    reranker = Prefers(telling)
    found = retrieved(desk, "pegawai yang mangkir", reranker, k=30)
    assert ids(found).index(last.id) < ids(plain).index(last.id)
    assert sorted(ids(found)) == sorted(ids(plain))
    assert len(reranker.seen) <= TOP
    falling = [passage.score for passage in found.passages]
    assert falling == sorted(falling, reverse=True)


def test_evidence_moves_with_its_passage(desk: Desk) -> None:
    plain = retrieved(desk, "pegawai yang mangkir", None, k=30)
    found = retrieved(desk, "pegawai yang mangkir", Prefers("teguran"), k=30)
    of = dict(zip(ids(plain), plain.evidence, strict=True))
    assert ids(found) != ids(plain)
    assert [of[unit_id] for unit_id in ids(found)] == list(found.evidence)


def test_k_counts_after_reading_again(desk: Desk) -> None:
    many = retrieved(desk, "pegawai yang mangkir", Prefers("teguran"), k=30)
    assert ids(retrieved(desk, "pegawai yang mangkir", Prefers("teguran"), k=2)) == ids(many)[:2]


def test_a_named_provision_stays_first(desk: Desk) -> None:
    found = retrieved(desk, "cuti tahunan menurut pasal 3 PP 92/2021", Prefers("cuti"))
    assert ids(found)[0] == "pp-92-2021/pasal-3"


def test_what_no_longer_holds_does_not_pass_what_does(desk: Desk) -> None:
    plain = retrieved(desk, "mangkir hari kerja dijatuhi teguran lisan", None, k=20)
    found = retrieved(desk, "mangkir hari kerja dijatuhi teguran lisan", Prefers("pegawai"), k=20)
    assert any(not passage.holds for passage in plain.passages)
    assert [passage.holds for passage in found.passages] == [passage.holds for passage in plain.passages]
