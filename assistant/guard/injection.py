"""Instructions to the language model, in questions and in what was retrieved.

Detection is for the admin and for statistics; ``neutralise`` makes a text safe to stand in a prompt.
What people read is never touched: a regulation, a post or a question is shown as it was written.
"""

import re

from assistant.guard.injection_codes import hidden_texts
from assistant.guard.injection_kinds import InjectionKind
from assistant.guard.injection_patterns import PATTERNS
from assistant.guard.injection_phrasings import PHRASINGS
from assistant.guard.injection_view import SENTENCE_END, is_invisible, unleeted, view
from assistant.guard.learned_commands import commands
from corpus.models import Frozen

LEFT_OUT = "[bagian ini dihilangkan]"
"""Stands in the prompt for what was taken out; it commands nothing."""
_STEERING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_DELIMITERS = str.maketrans({"<": "‹", ">": "›", "`": "'"})
_LONGEST = 200_000
_ROUNDS = 5
"""What is left may read as an instruction anew; a text that still does after these is given up."""
_MENTIONS = re.compile(
    r"abai|lupa|instru|perintah|aturan|arahan|prompt|sistem|system|jawab|ignor|forget|disregard|override"
    r"|reveal|rules"
    r"|admin|you are|kamu|anda",
    re.IGNORECASE,
)
"""What a text that was turned round or shifted must hold to be read through."""
_OPENS = frozenset(
    {InjectionKind.OVERRIDE, InjectionKind.ROLE, InjectionKind.DELIMITER, InjectionKind.FORGED}
)
"""After these the rest of the line belongs to the instruction."""


class Finding(Frozen):
    """An instruction aimed at the model: characters ``start`` to ``end`` (exclusive) of the text."""

    kind: InjectionKind
    start: int
    end: int


def detect(text: str) -> tuple[Finding, ...]:
    """What in ``text`` speaks to the model instead of to a reader, in order; spans may overlap.

    Only the first 200,000 characters are read.
    """
    text = text[:_LONGEST]
    found = set(_plainly(text))
    found |= {Finding(kind=InjectionKind.WORDED, start=start, end=end) for start, end in commands(text)}
    found |= {
        Finding(kind=InjectionKind.ENCODED, start=start, end=end)
        for start, end, said in hidden_texts(text, whole=not found)
        if (end - start < len(text) or _MENTIONS.search(said)) and _plainly(said)
    }
    found |= {
        Finding(kind=InjectionKind.HIDDEN, start=steering.start(), end=steering.end())
        for steering in _STEERING.finditer(text)
    }
    return tuple(sorted(found, key=lambda one: (one.start, one.end, one.kind)))


def neutralise(text: str, *, retrieved: bool = False) -> str:
    """``text`` for a prompt: invisible characters gone, delimiters harmless, instructions left out.

    Every sentence that holds an instruction becomes ``LEFT_OUT``.

    Args:
        retrieved: it is a passage, a post or a transcript: what follows an instruction on its line
            goes too. In a question the rest may be what is really asked.
    """
    for _ in range(_ROUNDS):
        found = detect(text)
        cleaned = _without(text, [_widened(text, finding, retrieved) for finding in found])
        if not found and cleaned == text:
            return text
        text = cleaned
    return LEFT_OUT


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    pieces: list[str] = []
    position = 0
    for start, end in _joined(spans):
        pieces += (_harmless(text[position:start]), LEFT_OUT)
        position = end
    return "".join((*pieces, _harmless(text[position:])))


def _plainly(text: str) -> tuple[Finding, ...]:
    """Instructions that can be read as they stand, disguised letters included."""
    seen = view(text)
    readings = {seen.text, unleeted(seen.text)}
    return tuple(
        Finding(kind=kind, start=start, end=end)
        for reading in readings
        for kind, pattern in (*PATTERNS, *PHRASINGS)
        for found in pattern.finditer(reading)
        if found.group().strip()
        for start, end in (seen.span(*found.span()),)
    )


def _widened(text: str, finding: Finding, retrieved: bool) -> tuple[int, int]:
    """The whole sentence of a finding."""
    if finding.kind is InjectionKind.HIDDEN:
        return finding.start, finding.end
    start = max((found.end() for found in SENTENCE_END.finditer(text, 0, finding.start)), default=0)
    while start < finding.start and text[start].isspace():
        start += 1
    if retrieved and finding.kind in _OPENS:
        line = text.find("\n", max(finding.start, finding.end - 1))
        return start, len(text) if line < 0 else line
    stop = SENTENCE_END.search(text, max(finding.start, finding.end - 1))
    end = len(text) if stop is None else stop.start() + (stop.group() != "\n")
    return start, max(end, finding.end)


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _harmless(text: str) -> str:
    return "".join(sign for sign in text if not is_invisible(sign)).translate(_DELIMITERS)
