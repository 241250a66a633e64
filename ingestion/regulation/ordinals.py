"""Indonesian ordinals ("Kesatu", "Kedua Belas", "KEDUAPULUH SATU") and the cardinals that stand for them."""

from functools import lru_cache

from ingestion.regulation.likeness import distance

_UNITS = ("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_MOST = 39


def ordinal_words(number: int) -> str:
    """4 → ``"keempat"``, 12 → ``"kedua belas"``, 21 → ``"kedua puluh satu"``; from 1 to 39."""
    if number == 10:
        return "kesepuluh"
    if number == 11:
        return "kesebelas"
    tens, unit = divmod(number, 10)
    if tens == 0:
        return f"ke{_UNITS[unit - 1]}"
    if tens == 1:
        return f"ke{_UNITS[unit - 1]} belas"
    return f"ke{_UNITS[tens - 1]} puluh {_UNITS[unit - 1] if unit else ''}".strip()


_NUMBERS = {
    "pertama": 1,
    **{ordinal_words(number).replace(" ", ""): number for number in range(1, _MOST + 1)},
}

_CARDINALS = {name: number for number, name in enumerate((*_UNITS, "sepuluh"), start=1)}


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
