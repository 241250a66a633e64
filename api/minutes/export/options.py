"""What an office chooses about the look of its minutes."""

from dataclasses import dataclass
from enum import StrEnum

STATUS_OPEN = "Terbuka"
"""Status of an action item that nobody tracks yet."""
STATUS_STARTED, STATUS_DONE, STATUS_DROPPED = "Berjalan", "Selesai", "Batal"
"""Statuses that calendars have words for; any other is one of an open item there."""


class Paper(StrEnum):
    """Paper that offices print on."""

    A4 = "a4"
    F4 = "f4"

    @property
    def millimetres(self) -> tuple[int, int]:
        """Width and height; F4 is the Indonesian folio."""
        return (210, 297) if self is Paper.A4 else (215, 330)


class Word(StrEnum):
    """What an agency calls the document."""

    NOTULA = "NOTULA"
    NOTULEN = "NOTULEN"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The kop surat: the lines of the agency's name from the highest body down, the last one large; its
    address; a logo as PNG or JPEG that ``logo.checked_logo`` let pass.
    """

    lines: tuple[str, ...]
    address: str = ""
    logo: bytes | None = None


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """How minutes are laid out.

    Attributes:
        zone: what follows a time of day: WIB, WITA or WIT; empty for none.
        annex: whether the quoted utterances follow as an annex, and every line says which it rests on.
        draft: whether every page says that nobody has signed it off yet.
        approvals: lines below the signatures, such as who signed off electronically and when.
        statuses: of the action items, in their order; the ones beyond its end are open.
        action_keys: what names each action item for good, in their order, for calendars; empty where nobody
            keeps them.
        template: a DOCX file that ``docx_template.checked_template`` let pass.
    """

    letterhead: Letterhead | None = None
    paper: Paper = Paper.A4
    word: Word = Word.NOTULA
    zone: str = "WIB"
    annex: bool = True
    draft: bool = False
    approvals: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    action_keys: tuple[str, ...] = ()
    template: bytes | None = None

    def status(self, index: int) -> str:
        """Status of the action item at ``index``, from 0."""
        return self.statuses[index] if index < len(self.statuses) else STATUS_OPEN
