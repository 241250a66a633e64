"""Reading labels of identifier segments."""

import re

_SUFFIX = re.compile(r"~\d+$")


def segment_label(segment: str) -> str:
    """``"ayat-2"`` → ``"ayat (2)"``, ``"pasal-53a"`` → ``"Pasal 53A"``, ``"huruf-a"`` → ``"huruf a"``."""
    name, _, number = _SUFFIX.sub("", segment).partition("-")
    word = name.replace("_", " ")
    if not number:
        return word.capitalize()
    if name == "ayat":
        return f"ayat ({number})"
    if name in ("huruf", "angka", "bagian"):
        return f"{word} {number}"
    return f"{word.capitalize()} {number.upper()}"
