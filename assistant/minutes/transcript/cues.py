"""What every reader of a transcript format gives: pieces of speech in the order of the file."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cue:
    """A piece of speech as the file holds it.

    Attributes:
        raw: its words, without the format's own marks.
        speaker: the label the file gives, None where it gives none.
        start: seconds from the beginning of the recording, None where it has no times.
        end: as ``start``.
        opens: it begins a turn or a paragraph of its own, so it is never joined to what came before.
    """

    raw: str
    speaker: str | None = None
    start: float | None = None
    end: float | None = None
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """The pieces of one file, the name of its format, and in Indonesian what was odd about it."""

    cues: Sequence[Cue]
    format: str
    remarks: tuple[str, ...] = ()
