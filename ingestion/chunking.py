"""Sources become passage units, cut along their own structure, never at a fixed size.

Every unit carries its heading path. What is shown and quoted is in ``text``; ``search_text`` holds
further words to find it by (elucidations, the lead of a list, other ways to ask).
"""

from collections.abc import Sequence

from corpus.models import FaqEntry, ForumAnswer, PassageUnit, Provision, Regulation, SopEntry
from ingestion import _document_chunks, _regulation_chunks
from ingestion._entry_units import faq_unit, forum_unit, sop_unit
from ingestion._regulation_chunks import short_citation
from ingestion.document import Document

__all__ = ["chunk_document", "chunk_entry", "chunk_regulation", "short_citation"]


def chunk_regulation(
    source_id: str, regulation: Regulation, provisions: Sequence[Provision], *, digest: bool
) -> list[PassageUnit]:
    """Units of a regulation in reading order; every ``text`` is a part of its provision's ``full_text``.

    A pasal with ayat gives its ayat, another pasal itself; a unit above 1,200 characters gives the
    units under it, and definitions give each item. The lead of what was cut and the elucidations
    that say more than "cukup jelas" go to ``search_text``. Mengingat, opening and closing formulas
    give nothing. Text without structure (penjelasan umum, lampiran, an undivided long unit) is cut
    between sentences: its first piece has the provision's identifier, the others add ``/bagian-2``
    and so on.

    Args:
        source_id: the source the provisions belong to.
        regulation: names the regulation in every path.
        provisions: all of it, or what a digest has; read by ``order``.
        digest: one unit per provision, of kind ``DIGEST``.
    """
    return _regulation_chunks.chunk_regulation(source_id, regulation, provisions, digest=digest)


def chunk_document(source_id: str, document: Document) -> list[PassageUnit]:
    """Units ``<source>/bagian-<n>`` of a document without legal structure; no word is lost.

    Paragraphs and list items under one heading are packed to about 900 characters at sentence
    boundaries; a table gives ``"Kolom: nilai; Kolom: nilai"`` a row, several rows a unit. Only a
    sentence or row above 2,000 characters is cut, at whitespace. The path is title, headings,
    sheet or slide label and ``"halaman 3"``.
    """
    return _document_chunks.chunk_document(source_id, document)


def chunk_entry(source_id: str, entry: FaqEntry | SopEntry | ForumAnswer, *, order: int = 0) -> PassageUnit:
    """The unit of one entry; its identifier is the entry's, ``order`` its position in the source."""
    match entry:
        case FaqEntry():
            return faq_unit(
                source_id,
                entry.id,
                topic=entry.topic,
                question=entry.question,
                variants=entry.variants,
                answer=entry.answer,
                order=order,
            )
        case SopEntry():
            return sop_unit(
                source_id,
                entry.id,
                topic=entry.topic,
                title=entry.title,
                variants=entry.variants,
                purpose=entry.purpose,
                requirements=entry.requirements,
                steps=entry.steps,
                duration=entry.duration,
                cost=entry.cost,
                unit=entry.unit,
                order=order,
            )
        case ForumAnswer():
            return forum_unit(
                source_id,
                entry.id,
                topic=entry.topic,
                title=entry.title,
                question=entry.question,
                answer=entry.answer,
                order=order,
            )
