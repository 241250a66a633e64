"""Minutes as official Indonesian minutes are laid out, before any file format."""

from collections.abc import Iterator

from api.minutes.export import sections
from api.minutes.export.blocks import Annex, Block, Document
from api.minutes.export.options import ExportOptions
from api.minutes.export.printable import printable
from api.minutes.export.quoting import Quotes
from assistant.minutes.models import Minutes

DRAFT = "RANCANGAN: belum disahkan"
ANNEX_TITLE = "Lampiran: kutipan transkrip"
ANNEX_NOTE = "Angka dalam kurung siku pada notula menunjuk ke kutipan di bawah ini."
UNTITLED = "Rapat tanpa judul"


def lay_out(minutes: Minutes, options: ExportOptions) -> Document:
    """The document every renderer writes.

    Nothing is added to what the minutes state but headings, labels and, where something is lacking, words
    that say so.
    """
    quotes = Quotes(minutes)
    annex = _annex(minutes, quotes) if options.annex else None
    return Document(
        letterhead=options.letterhead,
        heading=f"{options.word} RAPAT",
        title=printable(minutes.form.title) or UNTITLED,
        draft=DRAFT if options.draft else "",
        body=tuple(_body(minutes, options, quotes.marks if annex else _no_marks)),
        annex=annex,
    )


def _body(minutes: Minutes, options: ExportOptions, marks: sections.Marks) -> Iterator[Block]:
    form = minutes.form
    yield from sections.to_check_notice(minutes)
    yield sections.particulars(form, options.zone)
    yield from sections.participants(minutes)
    yield from sections.discussion(minutes, marks)
    yield from sections.decisions(minutes, marks)
    yield from sections.follow_up(minutes, options, marks)
    yield from sections.unanswered(minutes, marks)
    yield from sections.regulations(minutes, marks)
    yield from sections.closing(form, options.zone)
    yield sections.signatures(form, options.approvals)


def _annex(minutes: Minutes, quotes: Quotes) -> Annex | None:
    """The annex, unless there is nothing to put there."""
    remarks = tuple(map(printable, (*minutes.remarks, *minutes.transcript.remarks)))
    remarks = tuple(dict.fromkeys(remarks))
    return Annex(ANNEX_TITLE, ANNEX_NOTE, quotes.quotes, remarks) if quotes.quotes or remarks else None


def _no_marks(_: object) -> tuple[()]:
    return ()
