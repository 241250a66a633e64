"""Reading numbers and letters that optical recognition confused.

Every reading but the printed one has a cost; a chain takes it only where the numbering pays for it.
"""

import re

DIGIT_FOR = {
    "l": "1", "I": "1", "i": "1", "|": "1", "!": "1", "L": "1", "t": "1", "J": "1", "f": "1",
    "O": "0", "o": "0", "Q": "0", "D": "0", "U": "0",
    "S": "5", "s": "5", "B": "8", "Z": "2", "z": "2", "T": "7", "G": "6", "b": "6", "g": "9", "q": "9",
    "a": "4", "A": "4",
}  # fmt: skip
"""What a letter among digits stands for."""

LETTERS_FOR = {
    "1": "li", "l": "i", "I": "li", "i": "l", "!": "li", "t": "l", "j": "i", "B": "gb", "E": "ge",
    "9": "gq", "6": "b", "0": "o", "O": "o", "5": "s", "2": "z", "c": "eg", "e": "c", "C": "cg", "h": "b",
    "q": "g", "ci": "d", "cl": "d", "r": "n", "f": "t",
    **{letter: letter.lower() for letter in "ADFGHJKLMNPQRSTUVWXYZ"},
    **{f"{letter.upper()}{letter}": letter for letter in "abcdefghjkmnopqrstuvwxyz"},
}  # fmt: skip
"""Which huruf a misread character may stand for."""

ROMAN = re.compile(r"(X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_VALUE = {"I": 1, "V": 5, "X": 10}


def digits(raw: str) -> int | None:
    """``"2Ol4"`` → 2014; None where a character cannot be a digit or the number is absurd."""
    repaired = "".join(char if char in "0123456789" else DIGIT_FOR.get(char, "?") for char in raw)
    if not repaired or "?" in repaired or len(repaired) > 4 or repaired[0] == "0":
        return None
    return int(repaired)


def roman(raw: str) -> int | None:
    """``"IV"`` → 4; None where it is no Roman number up to 39."""
    if not raw or not ROMAN.fullmatch(raw):
        return None
    values = [_ROMAN_VALUE[char] for char in raw]
    return sum(
        -value if index + 1 < len(values) and values[index + 1] > value else value
        for index, value in enumerate(values)
    )


def is_plain(raw: str) -> bool:
    """Whether a number is printed in ASCII digits only."""
    return raw.isascii() and raw.isdigit()


def huruf_number(letters: str) -> int | None:
    """``"a"`` → 1, ``"z"`` → 26, ``"aa"`` → 27, ``"bb"`` → 28; None for anything else."""
    if len(letters) == 1 and "a" <= letters <= "z":
        return ord(letters) - 96
    if len(letters) == 2 and letters[0] == letters[1] and "a" <= letters[0] <= "z":
        return ord(letters[0]) - 96 + 26
    return None


def huruf_letters(number: int) -> str:
    """Inverse of `huruf_number`."""
    return chr(96 + number) if number <= 26 else chr(96 + number - 26) * 2
