"""Telling a regulation from a document that only mentions regulations."""

import re

from corpus.identifiers import RegulationType
from ingestion.document import Document
from ingestion.regulation.metadata import identity_in

_OPENING = 4000
_HEADLINE = 600
_CONSIDERING = re.compile(r"\b(?:Menimbang|MENIMBANG)\b")
_RECALLING = re.compile(r"\b(?:Mengingat|MENGINGAT)\b")
_DECIDES = re.compile(r"M\s?E\s?M\s?U\s?T\s?U\s?S\s?K\s?A\s?N|\bMenetapkan\s?:")
_HEAD = re.compile(
    r"(?m)^\s{0,20}(?:Pasal|PASAL)\s{1,3}[0-9IlL]{1,4}\s*$|(?<=[.;:]\s)Pasal\s\d{1,3}\s(?:\(1\)|[A-Z])"
)
_ADDRESSED = re.compile(r"\bSURAT\s+EDARAN\b|\bINSTRUKSI\s+PRESIDEN\b")


def looks_like_regulation(document: Document) -> bool:
    """Whether a document is a regulation itself, in any of the usual forms.

    A terms of reference, an SOP, an article or a FAQ page is none, however many regulations it
    cites: it lacks the considerations and the decision, or a run of pasal under its own name.
    """
    text = document.text
    opening = text[:_OPENING]
    considering = _CONSIDERING.search(text[: _OPENING * 4]) is not None
    recalling = _RECALLING.search(text[: _OPENING * 8]) is not None
    decides = _DECIDES.search(text[: _OPENING * 15]) is not None
    heads = sum(1 for _ in _HEAD.finditer(text))
    headline = identity_in(opening[:_HEADLINE], capitals=True)
    named = headline is not None or identity_in(opening) is not None
    if decides and (considering or recalling):
        return True
    if named and heads >= 3 and (considering or recalling or decides):
        return True
    if headline is not None and headline.type is RegulationType.UUD and heads >= 5:
        return True
    first = " ".join(opening[:600].split())
    if named and heads >= 10 and first.isupper():
        return True
    return named and _ADDRESSED.search(opening[:800]) is not None and "TENTANG" in opening
