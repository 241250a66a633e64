"""What settles something is judged with and without vectors, and by what it answers."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest

from assistant.minutes.understanding.acts import acts_of
from assistant.minutes.understanding.candidates import CandidateFinder
from assistant.minutes.understanding.clauses import Speech
from assistant.minutes.understanding.decisions import DecisionFinder
from assistant.minutes.understanding.leading import leading_speaker
from assistant.minutes.understanding.scorer import meaning_weights, settles
from assistant.minutes.understanding.settling_meaning import BLOCKS, cohesion_names, meanings_of
from corpus.embeddings.protocol import Vectors
from corpus.errors import EmbeddingError
from tests.assistant.minutes.talk import FORM, transcript_of

TALK = (
    "H: Rangka atapnya kayu atau baja ringan?\nS: Kayu lebih adem, Pak.\nB: Rayapnya banyak.\n"
    "H: Ya sudah, baja ringan saja.\nS: Siap."
)
SPEECH = Speech(transcript_of(TALK), FORM)
ACTS = acts_of(SPEECH)
CANDIDATES = list(CandidateFinder(SPEECH, ACTS, ()).find())


class Fake:
    """Vectors of two directions: that of texts with "baja", and that of all others."""

    dimension = 2

    def __init__(self, model_id: str, *, fails: bool = False) -> None:
        self.model_id = model_id
        self._fails = fails

    def embed_query(self, text: str) -> Vectors:
        vector: Vectors = self.embed_passages([text])[0]
        return vector

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        if self._fails:
            raise EmbeddingError("gagal")
        return np.array([[1.0, 0.0] if "baja" in text else [0.0, 1.0] for text in texts], dtype=np.float32)


def test_each_candidate_has_the_vectors_of_itself_and_of_what_stands_about_it() -> None:
    meant = meanings_of(SPEECH, ACTS, CANDIDATES, Fake("palsu"), np.zeros(2))
    assert meant is not None
    place = next(at for at, one in enumerate(CANDIDATES) if "baja ringan saja" in one.act.clause.said)
    assert meant.vectors.shape == (len(CANDIDATES), len(BLOCKS), 2)
    assert meant.vectors[place].tolist() == [[1, 0], [0, 1], [0, 1], [0, 1], [0, 1]]
    named = dict(zip(cohesion_names(), meant.named[place], strict=True))
    assert (named["like_-3"], named["like_-1"]) == (pytest.approx(1), pytest.approx(0))
    assert named["place"] == pytest.approx(0.6)


@pytest.mark.parametrize("embedder", [None, Fake("lain"), Fake("multilingual-e5-small-q4", fails=True)])
def test_without_vectors_that_are_known_the_named_features_are_weighed(embedder: Fake | None) -> None:
    assert settles(SPEECH, ACTS, CANDIDATES, embedder) == settles(SPEECH, ACTS, CANDIDATES, None)


def test_the_weights_are_of_the_features_and_vectors_that_clauses_have() -> None:
    weights = meaning_weights()
    assert weights.vectors.shape == (len(BLOCKS), len(weights.mean))
    assert set(weights.named.weights) == {*CANDIDATES[0].features, *cohesion_names()}


def test_a_few_words_are_stated_with_the_question_they_answer() -> None:
    speech = Speech(transcript_of("H: Ujian akhirnya tertulis atau makalah?\nS: Tertulis, Pak."), FORM)
    finder = DecisionFinder(speech, acts_of(speech), ())
    answer = next(one for one in finder.candidates() if one.position == 1)
    decided = finder.decided(answer)
    assert decided is not None
    assert (decided.text, decided.positions) == ("Ujian akhirnya tertulis atau makalah? Tertulis", (0, 1))


def test_a_few_words_that_answer_nothing_are_no_line() -> None:
    speech = Speech(transcript_of("S: Panas sekali ruangan ini, Pak.\nH: Daring."), FORM)
    finder = DecisionFinder(speech, acts_of(speech), ())
    assert finder.decided(next(one for one in finder.candidates() if one.position == 1)) is None


def test_who_opens_asks_and_is_answered_leads_where_nobody_is_named() -> None:
    words = transcript_of("H: Kita mulai, siapa yang lapor?\nS: Saya, Pak.\nH: Tolong datanya.\nS: Siap.")
    labels = ("Pembicara 2", "Pembicara 1")
    numbered = replace(
        words,
        utterances=tuple(replace(one, speaker=labels[at % 2]) for at, one in enumerate(words.utterances)),
    )
    unnamed = Speech(numbered, FORM)
    assert leading_speaker(unnamed, acts_of(unnamed)) == "Pembicara 2"
    named = Speech(words, FORM)
    assert leading_speaker(named, acts_of(named)) is None
