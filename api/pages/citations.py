"""What a reader calls a provision: ``PP 94/2021 Pasal 5 ayat (2) huruf a``."""

from api.pages.words import source_short
from corpus.models import Source


def segment_label(segment: str) -> str:
    """``pasal-5`` → ``Pasal 5``, ``ayat-2`` → ``ayat (2)``, ``pasal-33a`` → ``Pasal 33A``."""
    name, _, repeat = segment.partition("~")
    kind, _, number = name.partition("-")
    if not number:
        label = kind.replace("_", " ").capitalize()
    elif kind == "ayat":
        label = f"ayat ({number})"
    elif kind in {"huruf", "angka"}:
        label = f"{kind} {number}"
    else:
        label = f"{kind.replace('_', ' ').capitalize()} {number.upper()}"
    return f"{label} (kemunculan ke-{repeat})" if repeat else label


def path_label(provision_id: str) -> str:
    """The path alone: ``Pasal 5 ayat (2) huruf a``; empty for a bare regulation."""
    return " ".join(segment_label(part) for part in provision_id.split("/")[1:])


def citation_label(provision_id: str, source: Source) -> str:
    """The whole label, source first."""
    return f"{source_short(source)} {path_label(provision_id)}".strip()
