"""Plain text, with or without speakers and times, as meeting tools and people write it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from assistant.minutes.transcript import names
from assistant.minutes.transcript.clock import count_from_first
from assistant.minutes.transcript.cues import Cue, Reading
from assistant.minutes.transcript.heads import Head, heads_of

FORMAT = "plain"
_WRAPPED = re.compile(r"[\w,;]$")
_SHOWN = 500
_WIDTH = 50
_MOSTLY = 0.7


@dataclass(slots=True)
class _Turns:
    """Speech gathered line by line; a blank line opens a paragraph."""

    cues: list[Cue] = field(default_factory=list)
    times: list[tuple[str, int, bool]] = field(default_factory=list)
    speaker: str | None = None
    opens: bool = True
    pending: Head | None = None

    def head(self, head: Head) -> None:
        if head.label is not None:
            self.speaker = head.label
        if head.time is not None or self.pending is None:
            self.pending = head
        self.opens = True

    def speech(self, text: str) -> None:
        if not text.strip():
            return
        if self.pending is not None and self.pending.time is not None:
            self.times.append((self.pending.time, len(self.cues), False))
            if self.pending.end is not None:
                self.times.append((self.pending.end, len(self.cues), True))
        self.pending = None
        self.cues.append(Cue(text.strip(), self.speaker, opens=self.opens))
        self.opens = False


def read_plain(text: str) -> Reading:
    """Read plain text: "[00:12] Pak Budi: …", "Budi (09.30): …", "09:30 Budi" above the words, "BUDI:",
    "Pembicara 1", tool exports with the name and the time in a line of their own, or mere paragraphs.

    A line without a head goes on with what the speaker above says. Fields of the form and titles above the
    first speaker ("Agenda: …") are left out of what was said and named in a remark.
    """
    lines = text.split("\n")
    heads = heads_of(lines)
    turns = _Turns()
    first = next((index for index, head in enumerate(heads) if head is not None and head.label), None)
    left_out: list[str] = []
    labelled = first is not None
    joins_lines = not labelled and _is_wrapped(lines)
    for index, (line, head) in enumerate(zip(lines, heads, strict=True)):
        if head is not None:
            turns.head(head)
            turns.speech(line[head.rest :])
        elif not line.strip():
            turns.opens = turns.opens or not labelled
        elif first is not None and index < first and names.is_form_line(line):
            left_out.append(line.strip())
        else:
            if index and not lines[index - 1].strip() and names.is_transcribers_note(line):
                turns.speaker = None  # nobody said it
            turns.opens = turns.opens or not (labelled or joins_lines)
            turns.speech(line)
    cues, remarks = _with_times(turns)
    if left_out:
        shown = " / ".join(left_out)
        shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
        remarks += (f"{len(left_out)} baris kepala transkrip tidak dibaca sebagai ucapan: {shown}",)
    return Reading(cues, FORMAT, remarks)


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether the lines of a paragraph were broken at a width, so that they go on in the next line."""
    inner = [line.strip() for line, after in pairwise(lines) if line.strip() and after.strip()]
    long = [line for line in inner if len(line) >= _WIDTH]
    going_on = sum(_WRAPPED.search(line) is not None for line in long)
    return 0 < len(inner) <= len(long) / _MOSTLY and going_on >= len(long) / 2


def _with_times(turns: _Turns) -> tuple[list[Cue], tuple[str, ...]]:
    values, hour = count_from_first([time for time, _, _ in turns.times])
    cues = turns.cues
    for (_, index, is_end), value in zip(turns.times, values, strict=True):
        cues[index] = replace(cues[index], end=value) if is_end else replace(cues[index], start=value)
    if hour is None:
        return cues, ()
    return cues, (f"Waktu dalam transkrip dibaca sebagai jam; dihitung dari pukul {hour}.",)
