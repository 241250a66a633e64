"""Indonesian ordinals ("Kesatu", "Kedua Belas", "KEDUAPULUH SATU") and the cardinals that stand for them."""

from functools import lru_cache

from corpus.headings import MOST_ORDINAL, UNITS, ordinal_words
from ingestion.regulation.likeness import distance

_NUMBERS = {
    "pertama": 1,
    **{ordinal_words(number).replace(" ", ""): number for number in range(1, MOST_ORDINAL + 1)},
}

_CARDINALS = {name: number for number, name in enumerate((*UNITS, "sepuluh"), start=1)}


def ordinal_number(words: str) -> int | None:
    """``"Kedua Belas"`` → 12, ``"PERTAMA"`` → 1, however it is spaced; None for anything else."""
    return _NUMBERS.get("".join(words.lower().split()))


def cardinal_number(words: str) -> int | None:
    """``"Dua"`` → 2, from 1 to 10; None for anything else."""
    return _CARDINALS.get(words.lower())


@lru_cache(maxsize=1024)
def nearest_ordinal(words: str) -> int | None:
    """The ordinal that ``words`` are with at most two wrong letters; None where there is none or several."""
    squashed = "".join(words.lower().split())
    ranked = sorted((distance(squashed, name), number) for name, number in _NUMBERS.items())
    (best, number), (second, _) = ranked[:2]
    return number if best <= 2 and best < second else None
