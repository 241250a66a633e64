"""The words of subtitles: their tags taken off, their speakers found."""

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from assistant.minutes.transcript import names
from assistant.minutes.transcript.cues import Cue
from assistant.minutes.transcript.heads import heads_of
from assistant.minutes.transcript.timed_blocks import Block

_VOICE = re.compile(r"<v(?:\.[\w.-]{1,80})?(?:[ \t]+(?P<name>[^<>\n]{0,120}))?>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:v|c|i|b|u|ruby|rt|lang|font)(?:[. \t][^<>\n]{0,120})?/?>|<(?:\d{1,4}:)?\d{1,2}:\d{2}[.,]\d{1,3}>"
    r"|\{\\[a-zA-Z]{1,4}[^{}\n]{0,40}\}",
    re.IGNORECASE,
)
_ROLLING = re.compile(r"<(?:\d{1,4}:)?\d{1,2}:\d{2}\.\d{3}><c>")
_SHIFT = re.compile(r"^\s*(?:&gt;|>){2,3}\s*|^\s*[-–]\s+(?=\S)", re.MULTILINE)
_NEARLY_ALL = 0.8
_METADATA_WORDS = ("spokenText", "text")
_METADATA_SPEAKERS = ("speakerName", "speaker")


def cues_of(blocks: Iterable[Block], text: str) -> list[Cue]:
    """The pieces of speech of subtitles in any dialect.

    A speaker comes from a voice tag, from the fields of a metadata track, or from "Name: …" at the
    beginning of the words where the file labels its speakers so. Captions that scroll repeat the line
    before; it is taken once.
    """
    cues: list[Cue] = []
    last_line = ""
    rolling = _ROLLING.search(text) is not None
    for block in blocks:
        lines = block.lines
        if rolling:
            shown = [_bare(line) for line in lines]
            lines = [line for line, words in zip(lines, shown, strict=True) if words and words != last_line]
            last_line = next((words for words in reversed(shown) if words), last_line)
        cues.extend(_spoken(block, "\n".join(lines)))
    return _labelled(cues)


def _bare(text: str) -> str:
    return html.unescape(_TAG.sub("", _VOICE.sub("", text))).strip()


def _spoken(block: Block, words: str) -> Iterator[Cue]:
    if metadata := _metadata(words):
        yield Cue(metadata[1], metadata[0] or None, block.start, block.end)
        return
    marks = list(_VOICE.finditer(words))
    begin = 0
    speaker: str | None = None
    for mark in [*marks, None]:
        spoken = words[begin : len(words) if mark is None else mark.start()]
        # Two people in one subtitle stand on lines of their own.
        parts = _SHIFT.split(spoken) if _SHIFT.search(spoken) else [spoken]
        for order, part in enumerate(parts):
            if bare := _bare(part):
                yield Cue(bare, speaker, block.start, block.end, opens=order > 0)
        if mark is not None:
            begin = mark.end()
            speaker = html.unescape(mark["name"] or "").strip() or None


def _metadata(words: str) -> tuple[str, str] | None:
    """Speaker and words of a cue that holds a JSON object, as metadata tracks do; else None."""
    if not words.lstrip().startswith("{") or '"' not in words:
        return None
    try:
        fields = json.loads(words)
    except (ValueError, RecursionError):
        return None
    if not isinstance(fields, dict):
        return None
    spoken = next((fields[key] for key in _METADATA_WORDS if isinstance(fields.get(key), str)), None)
    name = next((fields[key] for key in _METADATA_SPEAKERS if isinstance(fields.get(key), str)), "")
    return None if spoken is None else (name, spoken)


def _labelled(cues: list[Cue]) -> list[Cue]:
    """The cues with the speaker that stands before the words, a line with a speaker of its own apart."""
    if any(cue.speaker for cue in cues):
        return cues
    if _names_stand_above(cues):
        return [_under_its_name(cue) for cue in cues]
    lines: list[str] = []
    owners: list[int] = []
    for index, cue in enumerate(cues):
        for line in cue.raw.split("\n"):
            lines.append(line)
            owners.append(index)
    heads = heads_of(lines)
    if not any(head and head.label for head in heads):
        return cues
    labelled: list[Cue] = []
    speaker: str | None = None
    for line, index, head in zip(lines, owners, heads, strict=True):
        cue = cues[index]
        spoken = line
        if head is not None and head.label is not None:
            speaker, spoken = head.label, line[head.rest :]
        if spoken.strip():
            labelled.append(Cue(spoken.strip(), speaker, cue.start, cue.end))
    return labelled


def _names_stand_above(cues: list[Cue]) -> bool:
    """Whether nearly every subtitle has the speaker in a line of its own above the words."""
    firsts = [cue.raw.split("\n", 1)[0] for cue in cues if "\n" in cue.raw]
    if len(firsts) < max(2, _NEARLY_ALL * len(cues)):
        return False
    likely = sum(names.could_be_name(first) for first in firsts)
    person = any(
        names.is_surely_person(first) or names.has_name_part(first) for first in firsts if first.strip()
    )
    return likely >= _NEARLY_ALL * len(firsts) and (person or len(set(firsts)) < len(firsts) / 2)


def _under_its_name(cue: Cue) -> Cue:
    first, _, words = cue.raw.partition("\n")
    return replace(cue, raw=words, speaker=first.strip()) if words and names.could_be_name(first) else cue
