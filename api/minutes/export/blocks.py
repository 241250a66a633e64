"""The neutral document that minutes are laid out as; every renderer writes these blocks and nothing else."""

from dataclasses import dataclass

from api.minutes.export.options import Letterhead


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text.

    Attributes:
        marked: set off as something to check.
        quote: number of the quotation in the annex that it leads to; None for plain text.
    """

    text: str
    bold: bool = False
    marked: bool = False
    quote: int | None = None


Text = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is a part of the minutes, 2 an agenda item, 3 a topic of it."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a ``notice`` stands out from the text around it."""

    text: Text
    notice: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A list, with numbers from 1 where ``numbered``."""

    items: tuple[Text, ...]
    numbered: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the meeting's particulars: a label and one or more values.

    ``key`` names it in templates.
    """

    key: str
    label: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """The particulars of the meeting, label and value side by side."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table whose header is repeated on every page.

    ``widths`` are shares of the text's width, together 1; ``title`` says what the table holds.
    """

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """One place to sign: the role above, name and NIP below; None where nobody was named."""

    role: str
    name: str | None
    nip: str | None


@dataclass(frozen=True, slots=True)
class Signatures:
    """The places to sign, side by side, and the lines about electronic approval below them."""

    places: tuple[Signature, ...]
    approvals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """One utterance in the annex; ``number`` is what markers in the text say."""

    number: int
    utterance: str
    time: str
    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class Annex:
    """The utterances that the minutes rest on, on a page of their own."""

    title: str
    note: str
    quotes: tuple[Quote, ...]
    remarks: tuple[str, ...]


Block = Heading | Paragraph | Listing | Facts | Table | Signatures


@dataclass(frozen=True, slots=True)
class Document:
    """Minutes as they are printed.

    Attributes:
        heading: what the document is, such as ``NOTULA RAPAT``.
        title: of the meeting.
        draft: a word for every page's head where it is not signed off; empty otherwise.
    """

    letterhead: Letterhead | None
    heading: str
    title: str
    draft: str
    body: tuple[Block, ...]
    annex: Annex | None
