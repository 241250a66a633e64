"""“Mungkin sudah terjawab”."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from api.accounts.models import Account
from api.forum.similar import FRESH, Faq, SimilarQuestions, Suggested
from corpus.embeddings.protocol import Vectors
from corpus.errors import EmbeddingError
from tests.api.forum.desk import Desk

PENSION = {"title": "Umur pensiun guru", "text": "Kapan guru berhenti bekerja karena usia?"}
LEAVE = {"title": "Cuti melahirkan anak ketiga", "text": "Apakah anak ketiga dapat cuti melahirkan?"}


class Meanings:
    """Places a text by the group of words it has a word of; a text of no group lies apart from all."""

    GROUPS = (("pensiun", "purnabakti"), ("melahirkan", "bersalin"))
    model_id = "arti"
    dimension = 3

    def __init__(self) -> None:
        self.embedded: list[str] = []
        self.broken = False

    def _place(self, text: str) -> NDArray[np.float32]:
        if self.broken:
            raise EmbeddingError("Mesin vektor mati.")
        here = [any(word in text.lower() for word in group) for group in self.GROUPS]
        vector = np.array([*here, not any(here)], dtype=np.float32)
        return (vector / np.linalg.norm(vector)).astype(np.float32)

    def embed_query(self, text: str) -> NDArray[np.float32]:
        return self._place(text)

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        self.embedded += texts
        return np.stack([self._place(text) for text in texts])


@pytest.fixture
def answered(desk: Desk, ani: Account, citra: Account, eka: Account) -> None:
    desk.answered(ani, citra, **LEAVE)
    asked = desk.ask(ani, category_id="batas-usia-pensiun", **PENSION)
    desk.posts.reply(eka, asked.id, "60 tahun.", version=asked.version)
    desk.ask(ani, title="Cuti melahirkan anak pertama", text="Berapa lama cuti melahirkan anak pertama?")


def titles(similar: SimilarQuestions, text: str) -> list[str]:
    return [one.title for one in similar.find(text)]


@pytest.mark.usefixtures("answered")
def test_words_alone_find_answered_questions_only(desk: Desk) -> None:
    similar = SimilarQuestions(desk.state.database)
    (found,) = similar.find("berapa lama cuti melahirkan untuk anak ketiga?")
    assert (found.kind, found.number, found.title) == (Suggested.QUESTION, 1, LEAVE["title"])
    assert 0.5 < found.score <= 1
    assert titles(similar, "resep rendang daging sapi") == []


@pytest.mark.usefixtures("answered")
def test_too_few_words_suggest_nothing(desk: Desk) -> None:
    similar = SimilarQuestions(desk.state.database)
    for text in ("", "cuti", "apakah yang di", "  \n "):
        assert similar.find(text) == []


@pytest.mark.usefixtures("answered")
def test_vectors_find_what_is_said_in_other_words(desk: Desk) -> None:
    words = SimilarQuestions(desk.state.database)
    asked = "saat purnabakti tenaga pendidik"
    assert titles(words, asked) == []
    similar = SimilarQuestions(desk.state.database, Meanings())
    similar.refresh()
    assert titles(similar, asked) == [PENSION["title"]]
    assert titles(similar, "izin bersalin istri kedua") == [LEAVE["title"]]
    assert titles(similar, "resep rendang daging sapi") == []


@pytest.mark.usefixtures("answered")
def test_words_serve_while_vectors_cannot_be_made(desk: Desk) -> None:
    embedder = Meanings()
    embedder.broken = True
    similar = SimilarQuestions(desk.state.database, embedder)
    similar.refresh()
    assert titles(similar, "cuti melahirkan anak ketiga") == [LEAVE["title"]]
    embedder.broken = False
    similar.refresh()
    embedder.broken = True
    assert titles(similar, "cuti melahirkan anak ketiga") == [LEAVE["title"]]
    assert titles(similar, "saat purnabakti tenaga pendidik") == []


def test_only_what_is_new_is_embedded_and_what_is_withdrawn_is_forgotten(
    desk: Desk, ani: Account, citra: Account
) -> None:
    _, reply = desk.answered(ani, citra, **LEAVE)
    embedder = Meanings()
    similar = SimilarQuestions(desk.state.database, embedder)
    similar.refresh()
    already = len(embedder.embedded)
    desk.answered(ani, citra, title="Cuti besar", text="Berapa lama cuti besar boleh diambil?")
    similar.refresh()
    assert embedder.embedded[already:] == ["Cuti besar\nBerapa lama cuti besar boleh diambil?"]
    desk.posts.withdraw(citra, reply.id, "Keliru.")
    similar.refresh()
    assert titles(similar, "cuti melahirkan anak ketiga") == []


def test_suggestions_hold_public_words_only(desk: Desk, ani: Account, citra: Account) -> None:
    desk.answered(ani, citra, title="Cuti Ani Lestari", text="Ani Lestari mau cuti besar, boleh?")
    similar = SimilarQuestions(desk.state.database)
    (found,) = similar.find("mau cuti besar boleh")
    assert found.title == "Cuti [NAMA-1]"
    assert similar.find("siapa ani lestari") == []


def test_the_faq_is_suggested_beside_questions(desk: Desk, ani: Account, citra: Account) -> None:
    desk.answered(ani, citra, **LEAVE)
    faq = Faq(stamp="s1", questions={"faq-1": "Berapa lama cuti melahirkan?"})
    similar = SimilarQuestions(desk.state.database, faq=lambda: faq)
    found = similar.find("lama cuti melahirkan")
    assert next((one.kind, one.id) for one in found) == (Suggested.FAQ, "faq-1")
    assert {one.kind for one in found} == set(Suggested)


def test_the_database_is_not_asked_at_every_letter(
    desk: Desk, ani: Account, citra: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = [100.0]
    monkeypatch.setattr("api.forum.similar.time.monotonic", lambda: times[0])
    similar = SimilarQuestions(desk.state.database)
    assert titles(similar, "cuti melahirkan anak ketiga") == []
    desk.answered(ani, citra, **LEAVE)
    times[0] += FRESH - 1
    assert titles(similar, "cuti melahirkan anak ketiga") == []
    times[0] += 2
    assert titles(similar, "cuti melahirkan anak ketiga") == [LEAVE["title"]]
