"""Sentence spans of Indonesian legal and forum text."""

import re

# fmt: off
_ABBREVIATIONS = frozenset({
    "a.n", "an", "art", "bpk", "bpk/ibu", "c.q", "cq", "d.a", "d.h", "dr", "dra", "drs", "ext",
    "gol", "h", "hal", "hj", "hlm", "hp", "ir", "jl", "jln", "jend", "kab", "kec", "kel", "kep",
    "ket", "km", "kpd", "lamp", "lt", "mis", "no", "nr", "nmr", "pdt", "per", "perk", "prof",
    "prov", "ps", "psl", "pt", "q.q", "rp", "s.d", "sd", "sdr", "sdri", "tbk", "telp", "tgl", "th",
    "thn", "tlp", "u.b", "u.p", "up", "vs", "yth", "ttd", "jo", "juncto", "min", "maks", "bln",
    "cv", "kol", "ag", "alm",
})
# fmt: on
"""Abbreviations after which a sentence goes on, without their last dot."""

_CLOSING_ABBREVIATIONS = frozenset({"dll", "dsb", "dst", "dkk", "tsb", "ybs", "dlsb", "plt", "plh", "pjs"})
"""Abbreviations that also close sentences: a capital letter decides."""

_MARKER = r"(?:\(\d{1,3}[a-z]?\)|\d{1,3}[.)]|[a-zA-Z][.)]|[ivx]{1,5}[.)]|[-•*–▪])"
_LIST_LINE = rf"\n[ \t]*(?={_MARKER}[ \t]+\S)"
_BLANK_LINE = r"\n[ \t]*\n\s*"
_INLINE_ITEM = r"[:;](?:[ \t]+(?:dan|atau|dan/atau|serta))?\s+(?=(?:\(\d{1,3}\)|\d{1,3}\.|[a-z][.)])[ \t]+\S)"
_STOP = r"(?<![.!?…])[.!?…]++[\"'”’)\]]*+(?=\s)"  # begun once a run: dots without end stay linear
_BOUNDARY = re.compile(
    rf"(?P<blank>{_BLANK_LINE})|(?P<line>{_LIST_LINE})|(?P<inline>{_INLINE_ITEM})|(?P<stop>{_STOP})"
)
_LABEL_WORD = re.compile(
    r"(?:pasal|ayat|huruf|angka|nomor|no\.?|butir|poin|point|diktum|bab)\s*$", re.IGNORECASE
)
_LAST_WORD = re.compile(r"[\w./]*$")
_DOTTED = re.compile(r"(?:[a-z]{1,3}\.)+[a-z]{1,4}", re.IGNORECASE)
_BARE_MARKER = re.compile(rf"{_MARKER}|(?:pasal|bab)\s+[\w~]+\.", re.IGNORECASE)
_LOOK_BACK = 40
"""Characters before a stop that can matter to it; keeps the scan linear."""


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans ``(start, end)`` of the sentences of ``text``, in order, without outer whitespace.

    Every character but whitespace lies in exactly one span. Abbreviations ("No.", "a.n.", "S.H."),
    amounts and labels ("PP No. 94", a heading "Pasal 5.") do not end a sentence; a blank line does,
    and every item of a list is a span of its own, its marker included.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for found in _BOUNDARY.finditer(text):
        cut = _cut_at(text, start, found)
        if cut is not None:
            _add(spans, text, start, cut)
            start = cut
    _add(spans, text, start, len(text))
    return spans


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        begin = start + len(piece) - len(piece.lstrip())
        spans.append((begin, begin + len(stripped)))


def _cut_at(text: str, start: int, found: re.Match[str]) -> int | None:
    """Where to cut for this boundary, None where the sentence goes on."""
    if found["blank"] is not None:
        return found.start()
    before = text[max(start, found.start() - _LOOK_BACK) : found.start()]
    if found["line"] is not None:
        # A wrapped line may begin with the number of a reference: "... ayat\n(2) dikenai".
        return None if _LABEL_WORD.search(before) else found.start()
    if found["inline"] is not None:
        return found.end()
    return found.end() if _ends_sentence(text, start, found) else None


def _ends_sentence(text: str, start: int, found: re.Match[str]) -> bool:
    stop = found["stop"]
    following = text[found.end() : found.end() + _LOOK_BACK].lstrip()[:1]
    if "?" in stop or "!" in stop:
        return True
    if "…" in stop or stop.startswith(".."):
        return following.isupper()
    if found.end() - start <= _LOOK_BACK and _BARE_MARKER.fullmatch(text[start : found.end()].strip()):
        return False
    last = _LAST_WORD.search(text[max(start, found.start() - _LOOK_BACK) : found.start()])
    word = last[0].casefold() if last else ""
    if word in _ABBREVIATIONS or _DOTTED.fullmatch(word):
        return False
    if len(word) == 1 and word.isalpha():
        # An initial ("M. Yusuf") goes on; "huruf a." closes.
        return bool(_LABEL_WORD.search(text[max(start, found.start() - _LOOK_BACK) : found.start() - 1]))
    if following.islower():
        return len(word) > 2 and word.isalpha() and word not in _CLOSING_ABBREVIATIONS
    return True
