"""What WebVTT and SubRip share: blocks of a timing line and the words spoken then."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

_STAMP = r"(?:\d{1,4}:)?\d{1,3}:\d{1,2}(?:[.,]\d{1,9})?"
_TIMING = re.compile(
    rf"[ \t]*(?P<start>{_STAMP})?[ \t]*-->[ \t]*(?P<end>{_STAMP})?(?P<settings>[ \t][^\n]*)?$"
)
_LOOK = 200
_LONGEST_NUMBER = 9


@dataclass(slots=True)
class Block:
    """One subtitle: its times in seconds, and its lines; ``timed`` is False for words outside any."""

    start: float | None = None
    end: float | None = None
    timed: bool = True
    lines: list[str] = field(default_factory=list)


def is_timing(line: str) -> bool:
    """Whether a line is the timing line of a subtitle."""
    return "-->" in line[:_LOOK] and _TIMING.match(line[:_LOOK]) is not None


def blocks_of(lines: Sequence[str]) -> Iterator[Block]:
    """The subtitles in the order of the file; words between them that belong to none come as blocks of
    their own. A number or identifier right above a timing line is no speech.
    """
    block = Block(timed=False)
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else ""
        if is_timing(line):
            if block.lines or block.timed:
                yield block
            timing = _TIMING.match(line[:_LOOK])
            block = Block(*((_stamp(timing["start"]), _stamp(timing["end"])) if timing else (None, None)))
        elif not line.strip():
            if block.lines:
                yield block
                block = Block(timed=False)
        elif is_timing(following) and _is_identifier(line, lines, index):
            continue
        else:
            block.lines.append(line)
    if block.lines:
        yield block


def _is_identifier(line: str, lines: Sequence[str], index: int) -> bool:
    """A number, or a single token that opens a block; several words may be speech and are kept."""
    written = line.strip()
    if len(written) <= _LONGEST_NUMBER and written.isdigit():
        return True
    opens = index == 0 or not lines[index - 1].strip()
    return opens and len(written) <= _LOOK and len(written.split()) == 1


def _stamp(written: str | None) -> float | None:
    if written is None:
        return None
    clock, _, fraction = written.replace(",", ".").partition(".")
    total = 0.0
    for part in clock.split(":"):
        total = total * 60 + int(part)
    return total + (float(f"0.{fraction}") if fraction else 0.0)
