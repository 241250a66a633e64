"""Sentences that command the model in words which no pattern expects.

In three steps, each for the few that passed the one before: a word that a command to a machine hardly
does without; a regression over the sentence's words; one over its meaning and words. Most sentences of a
law end at the first, so a passage costs next to nothing.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.guard.injection_view import SENTENCE_END, unleeted, view
from assistant.guard.learned import WORDS, features, guard_settings, guard_weights
from assistant.guard.ngrams import hashed
from corpus.errors import EmbeddingError

_CUE = re.compile(
    r"\b(?:kamu|anda|kau|engkau|lu|lo|\w+mu|dirimu|you\w*|prompt\w*|instruksi\w*|instruct\w*|perintah\w*|arahan\w*"
    r"|pedoman\w*|guideline\w*|sistem\w*|system\w*|ai|bot\w*|gpt\w*|llm|model|asisten|assistant|mesin"
    r"|kecerdasan|agen|chatbot|perangkum|peringkas|pembaca|terminal|komputer|jawab\w*|answer\w*|respon\w*|reply"
    r"|balas\w*|tulis\w*|katakan|ucapkan|sebutkan|nyatakan|sampaikan|cetak|print|tampilkan|tunjukkan"
    r"|keluarkan|output|sisipkan|selipkan|awali|akhiri|salin|ulangi|repeat|abaikan|lupakan|hiraukan|ignore"
    r"|forget|override|bypass|act|pretend|pura\w*|bayangkan|anggap\w*|berperan\w*|perankan|berlakulah|jadilah|mode"
    r"|filter|sensor|saring\w*|konteks|context|kutipan|sandi|kode|kunci|api|jalankan|laksanakan|eksekusi"
    r"|kirim\w*|teruskan|unggah|hapus|simpan|ganti|lewati|matikan|ingatan\w*|turuti|ikuti|patuhi|langgar|refuse)\b"
)
_SHORTEST, _LONGEST = 12, 600
"""Characters of a sentence that is read, and how many of them are."""
_KEPT = 4_096
"""Sentences remembered: the same passages are found all day."""
_MOST = 16
"""Sentences of a text that are read for their meaning, at some milliseconds each."""


def commands(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of ``text`` that sound like a command to the model, most suspect first.

    ``_MOST`` sentences at most are read for their meaning, so that no text takes long; the rest are judged by
    their words.
    """
    limits = guard_settings().thresholds
    suspects = sorted(
        (
            (-chance, span, sentence)
            for span, sentence in _cued_sentences(text)
            if (chance := by_words_alone(sentence)) >= limits.suspect
        ),
    )
    for rank, (less, span, sentence) in enumerate(suspects):
        by_meaning = is_command(sentence) if rank < _MOST else None
        if -less >= limits.words if by_meaning is None else by_meaning:
            yield span


def _cued_sentences(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    start = 0
    for stop in (*(end.end() for end in SENTENCE_END.finditer(text)), len(text)):
        sentence = text[start:stop].rstrip()
        if cued(sentence):
            bare = " ".join(sentence[:_LONGEST].split())
            yield (start + len(sentence) - len(sentence.lstrip()), start + len(sentence)), bare
        start = stop


def cued(sentence: str) -> bool:
    """Whether a sentence has a word that makes it worth reading."""
    if len(sentence) < _SHORTEST:
        return False
    seen = view(sentence[:_LONGEST]).text
    return _CUE.search(seen) is not None or _CUE.search(unleeted(seen)) is not None


@lru_cache(maxsize=_KEPT)
def is_command(sentence: str) -> bool | None:
    """Whether a suspected sentence commands the model; None where it cannot be embedded.

    Recent ones are remembered.
    """
    try:
        return _chance(features(sentence), guard_weights().sentence) >= guard_settings().thresholds.sentence
    except EmbeddingError:
        return None


def by_words_alone(sentence: str) -> float:
    """Probability that a sentence is a command to the model by its words, 0–1."""
    weights = guard_weights().words
    measured = np.append(WORDS * hashed(sentence, len(weights) - 1), np.float32(1))
    return _chance(measured, weights)


def _chance(measured: NDArray[np.float32], weights: NDArray[np.float32]) -> float:
    return float(1 / (1 + np.exp(-(measured @ weights))))
