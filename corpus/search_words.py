"""Text to the words that the lexical index matches: folded, without stop words, stemmed."""

from functools import cache, lru_cache
from importlib.resources import files
from threading import local

import Stemmer

from corpus.text import words

_per_thread = local()


@cache
def stop_words() -> frozenset[str]:
    """Words without meaning for search."""
    lines = files("corpus").joinpath("data/stopwords.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def search_words(text: str) -> list[str]:
    """Stemmed words of ``text`` in order, repeats kept; empty when only stop words are left."""
    kept = [word for word in words(text) if word not in stop_words()]
    return [str(stem) for stem in _stemmer().stemWords(kept)]


@lru_cache(maxsize=2_048)
def known_words(text: str) -> frozenset[str]:
    """``search_words`` of a stored text as a set, kept: the same provisions are asked for all day."""
    return frozenset(search_words(text))


def _stemmer() -> Stemmer.Stemmer:
    # A Snowball stemmer keeps a work buffer and must not be shared between threads.
    stemmer: Stemmer.Stemmer | None = getattr(_per_thread, "stemmer", None)
    if stemmer is None:
        stemmer = Stemmer.Stemmer("indonesian")
        _per_thread.stemmer = stemmer
    return stemmer
