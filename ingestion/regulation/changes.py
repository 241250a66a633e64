"""The numbered changes of an amending regulation's Roman pasal."""

import re

from corpus.models import ProvisionKind
from ingestion.regulation.repair import digits, is_plain
from ingestion.regulation.sequence import Candidate, Reading, best_chain
from ingestion.regulation.tree import REFERENCE_BEFORE, Node, build_items, close_own

_QUOTES = re.compile(r"\bberbunyi\b")
_AMENDMENT = re.compile(
    r"(?<![^\s(\"“])(\d{1,3}|[lI])\s?[.)]\s{1,4}(?=(?:Ketentuan|Di\s?antara|Diantara|Pasal|BAB|Bab|Judul|Penjelasan|Setelah|Sebelum|Sesudah"
    r"|Lampiran|Mengubah|Menambah|Menghapus|Menyisipkan|Ayat|Paragraf|Bagian|Antara|Dalam|Pada|Semua|Frasa|Kata|Seluruh)\b)"
)


def build_amendments(node: Node, text: str, start: int, end: int) -> None:
    """Split a Roman pasal into its numbered changes; quoted pasal stay in their change's words."""
    candidates = []
    for match in _AMENDMENT.finditer(text, start, end):
        before = text[max(start, match.start() - 40) : match.start()]
        if REFERENCE_BEFORE.search(before):
            continue
        number = digits(match.group(1))
        if number is not None:
            reading = Reading((number, ""), match.end(), 0.0 if is_plain(match.group(1)) else 1.0)
            candidates.append(Candidate(match.start(), match.group().strip(), (reading,), 2.0))
    chain = best_chain(candidates, gap=1.5)
    if len(chain) < 2 or chain[0].reading.key[0] != 1:
        if candidates or _QUOTES.search(text, start, end):
            close_own(node, start, end)
        else:
            build_items(node, text, start, end)
        return
    close_own(node, start, chain[0].candidate.start)
    for index, link in enumerate(chain):
        number = link.reading.key[0]
        stop = chain[index + 1].candidate.start if index + 1 < len(chain) else end
        change = Node(
            ProvisionKind.ANGKA, f"angka-{number}", f"angka {number}", f"{number}.",
            link.candidate.start, link.reading.end,
        )  # fmt: skip
        close_own(change, link.reading.end, stop)
        node.children.append(change)
