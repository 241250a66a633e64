"""WebVTT, as the standard has it and as Teams, Zoom, Meet and Whisper write it."""

import re

from assistant.minutes.transcript.cues import Reading
from assistant.minutes.transcript.subtitles import cues_of
from assistant.minutes.transcript.timed_blocks import blocks_of, is_timing

FORMAT = "webvtt"
_ASIDE = re.compile(r"(?:NOTE|STYLE|REGION)(?:[ \t].*)?$")
_HEADER = re.compile(r"(?:Kind|Language|X-TIMESTAMP-MAP)\s*[:=].*$", re.IGNORECASE)


def read_webvtt(text: str) -> Reading:
    """Read WebVTT: voices, cue identifiers and settings, tags; comments, styles and regions are left out."""
    lines: list[str] = []
    aside = False
    previous = ""
    for index, line in enumerate(text.split("\n")):
        if index == 0 and line.startswith("WEBVTT"):
            aside = True  # whatever stands under the first line, up to a blank one, is the header
            previous = ""
            continue
        if not line.strip() or is_timing(line):
            aside = False
        elif not previous.strip() and _ASIDE.match(line.strip()):
            aside = True
        previous = line
        if not aside:
            lines.append(line)
    return Reading(cues_of(blocks_of(lines), text), FORMAT)
