"""“Mungkin sudah terjawab”: answered questions and FAQ like what somebody is typing.

Kept in memory: the words of each text at once, its vector as soon as it is made in the background. Without
vectors, or when they cannot be made, words alone are compared.
"""

import math
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import numpy as np
import structlog
from numpy.typing import NDArray
from sqlalchemy import func, select

from api.forum.access import is_answered
from api.state.database import StateDatabase
from api.state.forum_tables import QuestionRow
from corpus.embeddings.protocol import Embedder
from corpus.errors import EmbeddingError
from corpus.models import Frozen
from corpus.search_words import known_words

FEWEST_WORDS = 2
"""Below so many words with a meaning of their own nothing is suggested."""
LONGEST_LOOK = 1_000
"""Characters of the typed text that are looked at."""
LEAST = 0.3
"""A suggestion scores this much at least, of 1."""
MEANING, WORDS = 0.7, 0.3
"""Shares of vectors and of words in a score where both are known."""
FRESH = 5.0
"""Seconds in which the database is not asked again whether something changed."""
AT_ONCE = 16
"""Texts embedded in one go."""
_TEXT = 1_000
"""Characters of a stored question that are compared."""
_NEUTRAL = (
    "Resep rendang daging sapi yang empuk.",
    "Jadwal pertandingan sepak bola akhir pekan ini.",
    "Cara merawat tanaman hias di dalam rumah.",
    "Harga tiket kereta api ke luar kota.",
    "Film yang sedang tayang di bioskop.",
    "Cara mengganti ban mobil yang kempis.",
)
"""Nobody's question here: how near a text comes to these is how near anything comes to anything."""


class Suggested(StrEnum):
    """What a suggestion is."""

    QUESTION = "pertanyaan"
    FAQ = "faq"


class Suggestion(Frozen):
    """Something that may answer what is being typed.

    Attributes:
        id: of the question, or of the FAQ entry.
        number: of the question; None of an entry.
        score: 0–1, the more the likelier.
    """

    kind: Suggested
    id: str
    number: int | None
    title: str
    score: float


class Faq(Frozen):
    """The questions of the FAQ by identifier, and what tells that they changed."""

    stamp: str
    questions: Mapping[str, str]


class NoFaq:
    """An installation without a FAQ."""

    def __call__(self) -> Faq:
        """Nothing."""
        return Faq(stamp="", questions={})


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: Suggested
    id: str
    number: int | None
    title: str
    text: str
    words: frozenset[str]


_Stamp = tuple[int, datetime | None, str]


@dataclass(frozen=True, slots=True)
class _Shelf:
    """What there is to suggest, as one moment had it; the rarer a word, the heavier."""

    stamp: _Stamp
    entries: tuple[_Entry, ...]
    weights: Mapping[str, float]
    heaviest: float


class SimilarQuestions:
    """Safe to share between threads. Methods raise StorageError when the database cannot be used.

    Args:
        embedder: None compares words alone.
        faq: gives the FAQ as it is now; asked at most every ``FRESH`` seconds.
    """

    def __init__(
        self,
        database: StateDatabase,
        embedder: Embedder | None = None,
        faq: Callable[[], Faq] | None = None,
    ) -> None:
        self._database = database
        self._embedder = embedder
        self._faq = faq or NoFaq()
        self._shelf = _Shelf(stamp=(0, None, ""), entries=(), weights={}, heaviest=1.0)
        self._looked = -math.inf
        self._looking = threading.Lock()
        self._vectors: dict[str, NDArray[np.float32]] = {}
        self._neutral: NDArray[np.float32] | None = None
        self._filling = threading.Lock()

    def find(self, text: str, *, k: int = 5) -> list[Suggestion]:
        """The ``k`` most alike, the likeliest first; none where nothing is alike enough."""
        typed = text[:LONGEST_LOOK]
        asked = known_words(typed)
        if len(asked) < FEWEST_WORDS:
            return []
        shelf = self._current()
        scores = self._with_meaning(typed, shelf.entries, _shared(asked, shelf))
        best = np.argsort(-scores, kind="stable")[:k]
        return [
            _suggestion(shelf.entries[place], float(scores[place]))
            for place in best
            if scores[place] >= LEAST
        ]

    def refresh(self) -> None:
        """Make what ``find`` would make in the background, and wait for it."""
        self._looked = -math.inf
        shelf = self._renewed()
        self._fill(shelf.entries)

    def _current(self) -> _Shelf:
        if time.monotonic() - self._looked < FRESH:
            return self._shelf
        shelf = self._renewed()
        if self._embedder is not None and any(one.text not in self._vectors for one in shelf.entries):
            threading.Thread(
                target=self._fill, args=(shelf.entries,), name="similar-vectors", daemon=True
            ).start()
        return shelf

    def _renewed(self) -> _Shelf:
        with self._looking:
            if time.monotonic() - self._looked >= FRESH:
                faq = self._faq()
                with self._database.reading() as session:
                    count, latest = session.execute(
                        select(func.count(), func.max(QuestionRow.changed_at)).where(is_answered())
                    ).one()
                    stamp: _Stamp = (count, latest, faq.stamp)
                    if stamp != self._shelf.stamp:
                        rows = session.execute(
                            select(
                                QuestionRow.id,
                                QuestionRow.number,
                                QuestionRow.public_title,
                                QuestionRow.public_text,
                            ).where(is_answered())
                        )
                        self._shelf = _shelved(stamp, [*(_asked(*row) for row in rows), *_entries(faq)])
                self._looked = time.monotonic()
            return self._shelf

    def _with_meaning(
        self, typed: str, entries: Sequence[_Entry], by_words: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Scores of words, mixed with those of vectors where both texts have one."""
        neutral, vectors = self._neutral, self._vectors
        known = [place for place, one in enumerate(entries) if one.text in vectors]
        if self._embedder is None or neutral is None or not known:
            return by_words
        try:
            asked = self._embedder.embed_query(typed)
        except EmbeddingError as error:
            structlog.get_logger().warning("similar questions by words only", reason=str(error))
            return by_words
        nothing = float((neutral @ asked).mean())
        cosines = np.stack([vectors[entries[place].text] for place in known]) @ asked
        meaning = np.clip((cosines - nothing) / max(1.0 - nothing, 1e-6), 0.0, 1.0)
        mixed = by_words.copy()
        mixed[known] = MEANING * meaning + WORDS * by_words[known]
        return mixed

    def _fill(self, entries: Sequence[_Entry]) -> None:
        """Make the vectors that are missing and forget those of what is gone; one thread at a time."""
        if self._embedder is None or not self._filling.acquire(blocking=False):
            return
        try:
            if self._neutral is None:
                self._neutral = self._embedder.embed_passages(_NEUTRAL)
            missing = list(dict.fromkeys(one.text for one in entries if one.text not in self._vectors))
            for start in range(0, len(missing), AT_ONCE):
                some = missing[start : start + AT_ONCE]
                made = self._embedder.embed_passages(some)
                self._vectors = {**self._vectors, **dict(zip(some, made, strict=True))}
            there = {one.text for one in entries}
            self._vectors = {text: vector for text, vector in self._vectors.items() if text in there}
        except EmbeddingError as error:
            structlog.get_logger().warning("similar questions not embedded", reason=str(error))
        finally:
            self._filling.release()


def _shelved(stamp: _Stamp, entries: Iterable[_Entry]) -> _Shelf:
    kept = tuple(entries)
    seen = Counter(word for one in kept for word in one.words)
    weights = {word: math.log(1 + len(kept) / (1 + count)) for word, count in seen.items()}
    return _Shelf(stamp=stamp, entries=kept, weights=weights, heaviest=max(weights.values(), default=1.0))


def _asked(identifier: str, number: int, title: str, text: str) -> _Entry:
    whole = f"{title}\n{text}"[:_TEXT]
    return _Entry(
        kind=Suggested.QUESTION,
        id=identifier,
        number=number,
        title=title,
        text=whole,
        words=known_words(whole),
    )


def _entries(faq: Faq) -> Iterable[_Entry]:
    for identifier, question in faq.questions.items():
        yield _Entry(
            kind=Suggested.FAQ,
            id=identifier,
            number=None,
            title=question,
            text=question,
            words=known_words(question),
        )


def _shared(asked: frozenset[str], shelf: _Shelf) -> NDArray[np.float64]:
    """How much of what is asked, by weight of its words, stands in each text; unknown words weigh most."""
    weights = {word: shelf.weights.get(word, shelf.heaviest) for word in asked}
    whole = sum(weights.values())
    shares = [sum(weights[word] for word in asked & one.words) / whole for one in shelf.entries]
    return np.array(shares, dtype=np.float64)


def _suggestion(entry: _Entry, score: float) -> Suggestion:
    return Suggestion(
        kind=entry.kind, id=entry.id, number=entry.number, title=entry.title, score=round(score, 4)
    )
