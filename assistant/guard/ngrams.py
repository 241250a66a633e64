"""A text as counts of its words and word parts, in a fixed number of places."""

import re
import zlib
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from assistant.guard.injection_view import unleeted, view
from assistant.lexicon import lexicon

Vector = NDArray[np.float32]
LONGEST = 4_000
"""Characters that are read."""
_PARTS = (3, 4, 5)
_WORD = re.compile(r"\w+|[?!]")
_LONGEST_WORD = 40
"""Letters of a word that are cut into parts: what is longer is no word."""


def hashed(text: str, width: int) -> Vector:
    """Words, neighbouring words and parts of words of 3 to 5 letters → shape (width,), of length 1.

    Everyday spelling is standardised and disguised letters are undone first. Each n-gram has its place by
    its CRC-32 (feature hashing, Weinberger et al. 2009); several may share one. All zeros for a text without
    words.
    """
    plain = unleeted(view(text[:LONGEST]).text)
    words = _WORD.findall(lexicon().standardise(plain).lower())
    grams = {f"w{word}" for word in words}
    grams |= {f"b{one} {other}" for one, other in pairwise(words)}
    for word in set(words):
        bounded = f"<{word[:_LONGEST_WORD]}>"
        grams |= {
            f"c{bounded[start : start + size]}" for size in _PARTS for start in range(len(bounded) - size + 1)
        }
    places = [zlib.crc32(gram.encode()) % width for gram in grams]
    counts = np.bincount(np.array(places, np.intp), minlength=width).astype(np.float32)
    length = float(np.linalg.norm(counts))
    return counts / np.float32(length) if length else counts
