"""The labels of a file become names: one spelling for each speaker, a number for whom nobody named."""

from collections.abc import Sequence

from assistant.minutes.models import UNKNOWN_SPEAKER
from assistant.minutes.transcript import names

_LONGEST = 120


def named(labels: Sequence[str | None]) -> list[str]:
    """A name for each label, in order.

    The first spelling of a name is kept whatever the case of the later ones. "Speaker 2", "SPEAKER_01", "A"
    become "Pembicara 1" and so on: the file's own numbers where they count from one, else as they come.
    No label at all is "Pembicara": nobody knows whether it is one person.
    """
    kept: dict[str, str] = {}
    for label in labels:
        if label is None:
            continue
        spelling = " ".join(label.split()).strip(" :,;-–—")[:_LONGEST]
        kept.setdefault(label, spelling)
    numbers = _numbers([spelling for spelling in kept.values() if names.is_numbered(spelling)])
    spellings: dict[str, str] = {}
    for spelling in kept.values():
        spellings.setdefault(spelling.casefold(), spelling)
    return [_name(label, kept, numbers, spellings) for label in labels]


def _name(label: str | None, kept: dict[str, str], numbers: dict[str, int], spellings: dict[str, str]) -> str:
    spelling = "" if label is None else kept[label]
    if not any(char.isalnum() for char in spelling) or names.is_nobody(spelling):
        return UNKNOWN_SPEAKER
    if spelling in numbers:
        return f"{UNKNOWN_SPEAKER} {numbers[spelling]}"
    return spellings[spelling.casefold()]


def _numbers(spellings: Sequence[str]) -> dict[str, int]:
    """A number for each numbered label; the file's own numbers where they count from one."""
    ordered = list(dict.fromkeys(spellings))
    own = [_own_number(spelling) for spelling in ordered]
    if all(number is not None and number > 0 for number in own) and len(set(own)) == len(own):
        return {spelling: number for spelling, number in zip(ordered, own, strict=True) if number is not None}
    return {spelling: place for place, spelling in enumerate(ordered, 1)}


def _own_number(spelling: str) -> int | None:
    digits = spelling.lstrip("".join(char for char in spelling if not char.isdecimal()))
    written = digits.isascii() and digits.isdigit() and digits != spelling and "_" not in spelling
    return int(digits) if written and len(digits) < 5 else None
