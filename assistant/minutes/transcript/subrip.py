"""SubRip (.srt)."""

from assistant.minutes.transcript.cues import Reading
from assistant.minutes.transcript.subtitles import cues_of
from assistant.minutes.transcript.timed_blocks import blocks_of

FORMAT = "subrip"


def read_subrip(text: str) -> Reading:
    """Read SubRip: numbers, times with a comma or a dot, tags; missing blank lines are forgiven."""
    return Reading(cues_of(blocks_of(text.split("\n")), text), FORMAT)
