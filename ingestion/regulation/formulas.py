"""The clause of commencement whose lines recognition read in the wrong order.

``"Peraturan Pemerintah diundangkan. ini mulai berlaku pada tanggal"`` holds exactly the words of a
clause that every regulation ends with, so their order is known.
"""

import re
from collections.abc import Iterator

from ingestion.regulation.manuscript import Correction

_KINDS = (
    "Peraturan Pemerintah Pengganti Undang-Undang",
    "Peraturan Pemerintah",
    "Peraturan Presiden",
    "Peraturan Menteri",
    "Peraturan Daerah",
    "Peraturan Badan",
    "Undang-Undang",
)
_FIXED = 6
"""Words behind the kind of regulation."""
_CLAUSES = {
    tuple(sorted(clause.lower().split())): clause
    for clause in (f"{kind} ini mulai berlaku pada tanggal diundangkan" for kind in _KINDS)
}
_LENGTHS = sorted({len(words) for words in _CLAUSES}, reverse=True)
_ENACTED = re.compile(r"(?<!\w)diundangkan(?!\w)")
_WORD = re.compile(r"\S+")
_REACH = 120
_REASON = "kalimat baku mulai berlaku: baris terbaca tidak berurutan"


def disordered_commencement(text: str) -> Iterator[Correction]:
    """The clauses whose words are all there, in another order, with no other word between them."""
    for match in _ENACTED.finditer(text):
        before = list(_WORD.finditer(text, max(0, match.start() - _REACH), match.start()))
        after = list(_WORD.finditer(text, match.start(), match.end() + _REACH))
        if (correction := _in_order(before, after)) is not None:
            yield correction


def _in_order(before: list[re.Match[str]], after: list[re.Match[str]]) -> Correction | None:
    for length in _LENGTHS:
        for earlier in range(min(length, len(before) + 1)):
            words = [*before[len(before) - earlier :], *after[: length - earlier]]
            said = [word.group().rstrip(".").lower() for word in words]
            clause = _CLAUSES.get(tuple(sorted(said)))
            if clause is None:
                continue
            kind = clause.lower().split()[:-_FIXED]
            # "… mulai berlaku pada tanggal Undang-Undang ini diundangkan" is a sentence of its own.
            if said[:-_FIXED] != kind or said[-1] == "diundangkan":
                return None
            return Correction(words[0].start(), words[-1].end(), f"{clause}.", _REASON)
    return None
