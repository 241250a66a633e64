"""Minutes as Markdown (CommonMark with tables), for wikis, mail and people who edit in plain text."""

import re
from collections.abc import Iterator

from api.minutes.export.blocks import (
    Annex,
    Block,
    Facts,
    Heading,
    Listing,
    Paragraph,
    Run,
    Signature,
    Signatures,
    Table,
    Text,
)
from api.minutes.export.layout import lay_out
from api.minutes.export.options import ExportOptions
from assistant.minutes.models import Minutes

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~])")
_LIST_START = re.compile(r"^(\d{1,9})([.)])(?=\s)")
_BLANK_NAME = "…" * 20


def markdown_text(minutes: Minutes, options: ExportOptions) -> str:
    """The minutes as Markdown; of the letterhead the words alone, and no template.

    What was said is escaped: it can neither become markup nor HTML.
    """
    document = lay_out(minutes, options)
    parts: list[str] = [f"**{document.draft}**"] if document.draft else []
    if document.letterhead:
        lines = [*(f"**{_escaped(line)}**" for line in document.letterhead.lines)]
        parts.append("  \n".join((*lines, _escaped(document.letterhead.address))).strip())
        parts.append("---")
    parts += [f"# {_escaped(document.heading)}", f"**{_escaped(document.title)}**"]
    parts += map(_block, document.body)
    if document.annex:
        parts += _annex(document.annex)
    return "\n\n".join(parts) + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading():
            # After its marker a heading's text cannot begin a list.
            return f"{'#' * (block.level + 1)} {_escaped(block.text)}"
        case Paragraph():
            return f"> {_rich(block.text)}" if block.notice else _rich(block.text)
        case Listing():
            marks = (f"{number}. " if block.numbered else "- " for number in range(1, len(block.items) + 1))
            return "\n".join(mark + _rich(item) for mark, item in zip(marks, block.items, strict=True))
        case Facts():
            return "\n".join(
                f"- **{fact.label}**: {'; '.join(map(_escaped, fact.values))}" for fact in block.facts
            )
        case Table():
            return "\n".join(_table(block))
        case Signatures():
            return _signatures(block)


def _table(block: Table) -> Iterator[str]:
    yield f"| {' | '.join(map(_escaped, block.header))} |"
    yield f"|{'---|' * len(block.header)}"
    for row in block.rows:
        yield f"| {' | '.join(map(_rich, row))} |"


def _signatures(block: Signatures) -> str:
    header = " | ".join(f"{place.role}," for place in block.places)
    names = " | ".join(map(_name, block.places))
    rows = (f"| {header} |", f"|{'---|' * len(block.places)}", f"| {names} |")
    return "\n".join(rows) + "".join(f"\n\n{_escaped(line)}" for line in block.approvals)


def _name(place: Signature) -> str:
    name = f"**{_escaped(place.name)}**" if place.name else _BLANK_NAME
    return f"{name}<br>NIP {place.nip or _BLANK_NAME}"


def _annex(annex: Annex) -> Iterator[str]:
    yield f"## {annex.title}"
    if annex.quotes:
        yield annex.note
    for quote in annex.quotes:
        time = f"{quote.time} " if quote.time else ""
        number = f'<a id="kutipan-{quote.number}"></a>**\\[{quote.number}\\]**'
        yield f"{number} {time}**{_escaped(quote.speaker)}**: {_escaped(quote.text)}"
    if annex.remarks:
        yield "### Catatan pembacaan transkrip"
        yield "\n".join(f"- {_escaped(remark)}" for remark in annex.remarks)


def _rich(text: Text) -> str:
    return "".join(map(_run, text))


def _run(run: Run) -> str:
    shown = _escaped(run.text)
    if run.quote is not None:
        return f"[{shown}](#kutipan-{run.quote})"
    return f"**{shown}**" if run.bold or run.marked else shown


def _escaped(text: str) -> str:
    escaped = _SPECIAL.sub(r"\\\1", text).replace("&", "&amp;")
    if escaped[:1] in ("-", "+", "="):
        return f"\\{escaped}"
    return _LIST_START.sub(r"\1\\\2", escaped)
