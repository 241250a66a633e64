"""A reply as officers edit it: plain text with markers, and back.

A claim stands on a line of its own; further lines of it are indented by two spaces. Behind its words stand
the numbers of what it cites, ``[1] [2]``, and under the line ``Dasar:`` what each number means::

    Cuti tahunan lamanya 12 hari kerja. [1]
    Semoga membantu.

    Dasar:
    [1] Pasal 2 ayat (1) PP Nomor 91 Tahun 2019: “selama 12 (dua belas) hari kerja”

A reference may also be written out between brackets within the text: ``[Pasal 3 PP 91/2019]``. Brackets of
any other kind are words. A backslash before a bracket makes words of it.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.models import Claim
from corpus.citations import find_citations, format_citation
from corpus.errors import InvalidIdentifier
from corpus.identifiers import split_provision_id
from corpus.models import Citation, Frozen

LISTED = "Dasar:"
"""Begins the list of what the numbers mean."""
INDENT = "  "
_NUMBERS = r"\d{1,3}(?:\s*,\s*\d{1,3})*"
_MARK = re.compile(rf"\[(?:(?P<numbers>{_NUMBERS})|(?P<words>[^\[\]\n]{{3,600}}))\]")
_PIECE = re.compile(rf"\\(?P<escaped>[\\\[D])|[ \t]*{_MARK.pattern}")
_QUOTED = re.compile(r"^(?P<what>[^“\"]*?)[\s:,]*[“\"](?P<quote>.+)[”\"]$", re.DOTALL)
_LINE = re.compile(r"^\[(?P<number>\d{1,3})\]\s*(?P<words>\S.*)$")
_ENDS_SENTENCE = re.compile(r"[.!?:;][\"'”’)]*$")


class Reference(Frozen):
    """What an officer names to cite.

    Attributes:
        what: a provision as people cite it or by its identifier; empty where only words are quoted.
        quote: words of it; empty where the whole is meant.
    """

    what: str
    quote: str = ""


class Sentence(Frozen):
    """A claim as it was typed: its words, and what it cites, by number or written out."""

    text: str
    marks: tuple[int | Reference, ...] = ()


class Typed(Frozen):
    """An edited reply taken apart.

    Attributes:
        listed: what the numbers mean; empty where the list was left out.
    """

    sentences: tuple[Sentence, ...]
    listed: dict[int, Reference]


def editor_text(claims: Sequence[Claim]) -> str:
    """Claims as an officer edits them."""
    numbers = numbered(claims)
    lines = []
    for claim in claims:
        text = _escaped(claim.text).replace("\n", f"\n{INDENT}")
        lines.append(" ".join((text, *(f"[{numbers[citation]}]" for citation in claim.citations))))
    if numbers:
        lines += ["", LISTED]
        lines += [f"[{number}] {named(citation)}" for citation, number in numbers.items()]
    return "\n".join(lines)


def numbered(claims: Sequence[Claim]) -> dict[Citation, int]:
    """A number for every citation in the order of first mention, from 1; two quotes are two citations."""
    numbers: dict[Citation, int] = {}
    for claim in claims:
        for citation in claim.citations:
            numbers.setdefault(citation, len(numbers) + 1)
    return numbers


def named(citation: Citation) -> str:
    """A citation in one line, so that ``reference_in`` reads it back."""
    return f"{_label(citation.provision_id)}: “{on_one_line(citation.quote)}”"


def on_one_line(quote: str) -> str:
    """Quoted words without the line breaks of the document."""
    return " ".join(quote.split())


def typed(text: str) -> Typed:
    """Take an edited reply apart; nothing is looked up."""
    lines = text.replace("\r\n", "\n").split("\n")
    listed: dict[int, Reference] = {}
    at = next((place for place in reversed(range(len(lines))) if lines[place].rstrip() == LISTED), None)
    if at is not None:
        below = [_LINE.match(line.strip()) for line in lines[at + 1 :] if line.strip()]
        if all(below):
            listed = {int(found["number"]): reference_in(found["words"]) for found in below if found}
            lines = lines[:at]
    found = [sentence for block in _blocks(lines) for sentence in _sentences(block)]
    return Typed(sentences=tuple(found), listed=listed)


def reference_in(words: str) -> Reference:
    """What a reference names and quotes."""
    words = words.strip()
    found = _QUOTED.match(words)
    if found is None:
        return Reference(what=words)
    return Reference(what=found["what"].strip(), quote=found["quote"].strip())


def provision_named(what: str) -> str | None:
    """The identifier that a reference names, as an identifier or as people cite it; None for neither."""
    try:
        regulation, path = split_provision_id(what)
    except InvalidIdentifier:
        found = {match.ref.id for match in find_citations(what)}
        return found.pop() if len(found) == 1 else None
    return "/".join((regulation, *path))


def _blocks(lines: Sequence[str]) -> list[str]:
    """The lines of each claim; an indented line goes on with the one before it."""
    blocks: list[str] = []
    for line in lines:
        if line.startswith(INDENT) and blocks:
            blocks[-1] += "\n" + line[len(INDENT) :]
        elif line.strip():
            blocks.append(line)
    return blocks


def _sentences(block: str) -> list[Sentence]:
    """The claims of one line: words behind a marker that ends a sentence are the next one."""
    found: list[Sentence] = []
    words, marks = "", list[int | Reference]()
    for piece in _pieces(block):
        if not isinstance(piece, str):
            marks += piece
            continue
        if piece.strip() and marks and _ENDS_SENTENCE.search(words.rstrip()):
            found.append(Sentence(text=words.strip(), marks=tuple(marks)))
            words, marks = "", []
        words += piece
    if words.strip() or marks:
        found.append(Sentence(text=words.strip(), marks=tuple(marks)))
    return found


def _pieces(block: str) -> Iterator[str | list[int | Reference]]:
    """Words and marks in their order; white space before a mark is dropped."""
    words, place = "", 0
    while found := _PIECE.search(block, place):
        words += block[place : found.start()]
        place = found.end()
        if found["escaped"] is not None:
            words += found["escaped"]
        elif _is_mark(found["numbers"], found["words"]):
            yield words
            yield _marks(found["numbers"], found["words"])
            words = ""
        else:
            # Words in brackets: what stands in them is read like any other.
            opening = block.index("[", found.start()) + 1
            words += block[found.start() : opening]
            place = opening
    yield words + block[place:]


def _marks(numbers: str | None, words: str) -> list[int | Reference]:
    if numbers is not None:
        return [int(number) for number in numbers.split(",")]
    return [reference_in(words)]


def _is_mark(numbers: str | None, words: str | None) -> bool:
    """Whether what stands between brackets is a reference; else they are words, such as ``[NIP-1]``."""
    if numbers is not None:
        return True
    reference = reference_in(words or "")
    return (not reference.what and bool(reference.quote)) or provision_named(reference.what) is not None


def _escaped(text: str) -> str:
    """Words of a claim in which nothing is read as a marker or as the list."""
    text = text.replace("\\", "\\\\")
    text = _MARK.sub(
        lambda found: f"\\{found[0]}" if _is_mark(found["numbers"], found["words"]) else found[0], text
    )
    first = text.split("\n", 1)[0]
    return f"\\{text}" if first.rstrip() == LISTED else text


def _label(identifier: str) -> str:
    try:
        label = format_citation(identifier)
    except InvalidIdentifier:
        return identifier
    return label if provision_named(label) == identifier else identifier
