"""Notes that somebody typed during the meeting: bullets and short lines."""

import re

from assistant.minutes.transcript.cues import Cue, Reading

FORMAT = "notes"
SPEAKER = "Catatan"
"""Stands in place of a speaker: notes say what was talked about, not who said it."""

_BULLET = re.compile(
    r"[ \t]*(?:[-–—*•·◦▪●○►→➢✓✔+]|\[[ xX]?\]|\(?\d{1,3}[.)](?!\d)|\(?[a-zA-Z][.)])"
    r"(?:[ \t]+|(?<=[•▪●→]))(?=\S)"
)
_SHARE = 0.5


def are_notes(text: str) -> bool:
    """Whether most lines begin with a bullet or a number, as notes do."""
    lines = [line for line in text.split("\n") if line.strip()]
    return len(lines) >= 2 and sum(bool(_BULLET.match(line)) for line in lines) >= _SHARE * len(lines)


def read_notes(text: str) -> Reading:
    """Read notes: every bullet is a piece of its own, a line without one goes on with the bullet above it."""
    cues: list[Cue] = []
    bulleted = False
    for line in text.split("\n"):
        bullet = _BULLET.match(line)
        words = line[bullet.end() :].strip() if bullet else line.strip()
        if not words:
            bulleted = False
            continue
        goes_on = bulleted and bullet is None and line[:1] in " \t"
        bulleted = bulleted or bullet is not None
        cues.append(Cue(words, SPEAKER, opens=not goes_on))
    return Reading(cues, FORMAT, ("Dibaca sebagai catatan ketikan; siapa yang berbicara tidak diketahui.",))


def without_bullets(text: str) -> str:
    """The text with the bullets at the beginnings of its lines taken away."""
    return "\n".join(
        line[found.end() :] if (found := _BULLET.match(line)) else line for line in text.split("\n")
    )
