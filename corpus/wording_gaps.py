"""Whether the new wording of an amendment was read whole: what it lacks must not be taken as repealed."""

import re
from collections.abc import Iterator
from itertools import pairwise

from corpus.models import ProvisionKind
from corpus.wording_tree import Unit

_COUNTED = frozenset({ProvisionKind.AYAT, ProvisionKind.HURUF, ProvisionKind.ANGKA})
_LABEL = re.compile(r"[a-z]+-(?:(\d+)[a-z]{0,3}|([a-z]))")
_RESIDUE = re.compile(r"""["”]\s*[.;,]?\s*\w{1,3}[.)]?$""")
_QUOTES = re.compile(r"""["“”]""")


def gaps(tree: Unit) -> Iterator[str]:
    """What shows that words of a unit are missing or do not belong to it, in Indonesian.

    A list that does not begin with its first item or skips one (new wording that quotes "ayat (2)" alone,
    a number that was not read), an item without words, and what follows the quotation after its end.
    """
    for unit in tree.walk():
        if not unit.full_text.strip():
            yield f"{_name(unit)} kosong"
        words = unit.provision.text.strip()
        if _RESIDUE.search(words) and len(_QUOTES.findall(words)) % 2:
            yield f"kutipan pada {_name(unit)} tidak berakhir dengan kata-katanya"
        for kind in _COUNTED:
            yield from _missing([child for child in unit.children if child.provision.kind is kind])


def _missing(items: list[Unit]) -> Iterator[str]:
    numbers = [(number, item) for item in items if (number := _number(item.segment)) is not None]
    if numbers and numbers[0][0] > 1:
        yield f"naskah barunya baru mulai dari {_name(numbers[0][1])}"
    for (before, _), (number, item) in pairwise(numbers):
        if number > before + 1:
            yield f"nomor sebelum {_name(item)} tidak terbaca"


def _number(segment: str) -> int | None:
    """The place of an item in its list, from 1; None for one beyond the alphabet or there twice."""
    match = _LABEL.fullmatch(segment)
    if match is None:
        return None
    return int(match[1]) if match[1] else ord(match[2]) - ord("a") + 1


def _name(unit: Unit) -> str:
    return unit.provision.label or unit.segment
