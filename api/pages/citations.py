"""What a reader calls a provision, also where its identifier is not a regulation's."""

from corpus.citations import format_citation, label_of
from corpus.errors import InvalidIdentifier
from corpus.models import Source


def path_label(provision_id: str) -> str:
    """The path alone: ``Pasal 5 ayat (2) huruf a``; empty for a bare regulation."""
    return " ".join(label_of(part) for part in provision_id.split("/")[1:])


def citation_label(provision_id: str, source: Source) -> str:
    """``Pasal 5 ayat (2) PP Nomor 94 Tahun 2021``; the source's title for an identifier of its own."""
    try:
        return format_citation(provision_id)
    except InvalidIdentifier:
        return f"{path_label(provision_id)} {source.title}".strip()


def digest_part(source: Source) -> str:
    """What a digest that covers one subject is about: ``ringkasan-pp-11-2017--cuti`` → ``cuti``."""
    return source.id.partition("--")[2].replace("-", " ") if source.digest else ""


def source_name(source: Source, *, long: bool = False) -> str:
    """``PP Nomor 94 Tahun 2021`` (spelt out where ``long``); the title of what is not a regulation."""
    if source.regulation is None:
        return source.title
    try:
        return format_citation(source.regulation.id, style="long" if long else "short")
    except InvalidIdentifier:
        return source.title
