"""A question without what only says who asks, for the search."""

import re

from assistant.guard.personal_data import PLACEHOLDER, mask
from assistant.guard.personal_kinds import PersonalKind

_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_LABELLED = re.compile(
    rf"[(,]?\s*(?:\b(?:nama(?:\s+saya)?|saya|nip|nik|npwp|hp|wa|telp(?:on)?|telepon|nomor|no|e-?mail|surel"
    rf"|bapak|ibu|sdr|alamat|atas)\b[\s:.]*)*(?:{PLACEHOLDER.pattern})\s*\)?",
    re.IGNORECASE,
)
_ASKER = re.compile(
    rf"\b(?:nama(?:\s+saya)?|saya|kami|perkenalkan|kasih|hormat|salam)\b[\s,:.]*(?:(?:bapak|ibu|sdr)\b\.?\s*)?"
    rf"(?:{PLACEHOLDER.pattern})",
    re.IGNORECASE,
)
"""A name that its bearer gives. One that is only spoken of says what the question is about."""
_WORD = re.compile(r"[^\W\d_]{2,}")
FEWEST = 3
"""Words that a sentence with personal data must have beside them to be searched for."""


def bare(text: str) -> str:
    """The text as it is searched for: names, numbers and addresses of who asks are left out.

    A name that stands neither beside other personal data nor behind words that give one's own stays.
    A sentence that says hardly more than who asks is left out whole. Where nothing would remain, the text
    itself.
    """
    masked = mask(text)
    names_alone = all(span.kind is PersonalKind.NAME for span in masked.found)
    if names_alone and not _ASKER.search(masked.text):
        return text
    kept = []
    for sentence in _SENTENCE.split(masked.text):
        rest = " ".join(_LABELLED.sub(" ", sentence).split())
        if rest == sentence or len(_WORD.findall(rest)) >= FEWEST:
            kept.append(rest)
    return masked.restore(" ".join(kept)).strip() or text
