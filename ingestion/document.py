"""What every reader gives: a document as blocks in reading order."""

from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal["heading", "paragraph", "list_item", "table"]


@dataclass(frozen=True, slots=True)
class Block:
    r"""A run of text.

    Attributes:
        kind: what it is.
        text: its words; lines of a wrapped PDF paragraph stay separate lines (``\n``); a table is
            one row a line, cells joined by `` | ``, with its header repeated in ``header``.
        level: heading depth from 1; 0 for anything else.
        page: 1-based page, slide or sheet number, where the format has one.
        header: a table's column names, empty where it has none.
        label: sheet name or slide title, where the format has one.
    """

    kind: BlockKind
    text: str
    level: int = 0
    page: int | None = None
    header: tuple[str, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """A page whose words were recognised in its image.

    Attributes:
        page: 1-based.
        confidence: how sure recognition is of its words on average, 0 to 1.
    """

    page: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read.

    Attributes:
        name: the file's name.
        media_type: MIME type that was found by content, not by the file's ending alone.
        blocks: in reading order.
        pages: number of pages, slides or sheets; 0 where the format has none.
        title: what the format's own metadata or first heading says, else empty.
        warnings: what was lost or doubtful, in Indonesian.
        scanned: the pages that were recognised, ascending.
    """

    name: str
    media_type: str
    blocks: tuple[Block, ...]
    pages: int = 0
    title: str = ""
    warnings: tuple[str, ...] = field(default=())
    scanned: tuple[ScannedPage, ...] = ()

    @property
    def text(self) -> str:
        """All words, blocks separated by a line break."""
        return "\n".join(block.text for block in self.blocks)
