"""JSON of meeting tools and speech recognisers.

There is no one schema: Whisper and whisperX give ``segments``, AssemblyAI and Deepgram ``utterances``,
Fireflies ``sentences``, whisper.cpp ``transcription``, Rev ``monologues`` of ``elements``, AWS and Google
``results`` of ``alternatives``. What they share is a list of objects with words in them, and beside or above
the words a speaker and times. The list that holds most of the words is read; of several, the one divided as
people speak.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from statistics import median

from assistant.minutes.reading_words import in_order, word_set
from assistant.minutes.transcript.clock import seconds_of
from assistant.minutes.transcript.cues import Cue, Reading

FORMAT = "json"

_ALTERNATIVES = frozenset({"alternatives", "nBest"})
_TICKS, _MILLI, _SAMPLES = 1e7, 1e3, 16e3
_LONGEST_MARK = 3
_LONGEST_NUMBER = 18
_SLOWEST = 0.2
"""Words a second below which numbers cannot be seconds."""
_MOST_OF = 0.9


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an object stands: the names on the way to it, and what the objects above it said."""

    path: tuple[str, ...]
    speaker: str | None = None
    times: tuple[float | None, float | None, float | None] = (None, None, None)


@dataclass(frozen=True, slots=True)
class _Spoken:
    cue: Cue
    unit: float | None


def parse_json(text: str) -> object | None:
    """The value of a JSON text or of JSON lines, None where it is neither. Raises nothing."""
    try:
        return _loads(text)
    except (ValueError, RecursionError):
        lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 2 or not all(line.lstrip().startswith("{") for line in lines):
        return None
    try:
        return [_loads(line) for line in lines]
    except (ValueError, RecursionError):
        return None


def _loads(text: str) -> object:
    value: object = json.loads(text, parse_int=_whole, parse_constant=lambda _name: None)
    return value


def _whole(digits: str) -> int | None:
    # Python refuses to read very long numbers; none of them is a time or a speaker.
    return int(digits) if len(digits) <= _LONGEST_NUMBER else None


def read_json(value: object) -> Reading | str | None:
    """The speech in a parsed JSON value.

    Returns:
        A reading; or a text that holds all of it and is still to be read; or None where no speech is found.
    """
    if isinstance(value, list) and value and all(isinstance(line, str) for line in value):
        return "\n".join(str(line) for line in value)
    groups: dict[tuple[str, ...], list[_Spoken]] = {}
    for place, spoken in _walk(value):
        groups.setdefault(place, []).append(spoken)
    if not groups:
        return None
    words = {path: sum(len(one.cue.raw.split()) for one in group) for path, group in groups.items()}
    most = max(words.values())
    path = min(
        (path for path in groups if words[path] >= _MOST_OF * most),
        key=lambda path: _rank(path, groups[path]),
    )
    group = groups[path]
    if len(group) == 1 and group[0].cue.speaker is None and group[0].cue.start is None:
        return group[0].cue.raw
    return Reading(_in_seconds(group), FORMAT)


def _rank(path: Sequence[str], group: Sequence[_Spoken]) -> tuple[bool, bool, int, int]:
    """The smaller, the better: told apart by speaker, with times, divided as people speak, shallow."""
    lists = in_order("json_divided")
    divided = next((index for index, name in enumerate(lists) if name in path[-2:]), len(lists))
    return (
        not any(one.cue.speaker for one in group),
        not any(one.cue.start is not None for one in group),
        divided,
        len(path),
    )


def _walk(value: object) -> Iterator[tuple[tuple[str, ...], _Spoken]]:
    """Every object with words in it, in the order of the file, without recursion."""
    stack: list[tuple[object, _Place]] = [(value, _Place(()))]
    while stack:
        node, place = stack.pop()
        if isinstance(node, dict):
            here = _inherit(node, place)
            yield from _spoken(node, here)
            children = [
                (child, replace(here, path=(*here.path, key)))
                for key, child in node.items()
                if isinstance(child, dict | list)
                and key not in word_set("json_not_spoken")
                and len(here.path) < 40
            ]
            stack.extend(reversed(children))
        elif isinstance(node, list):
            first_only = place.path and place.path[-1] in _ALTERNATIVES
            items = node[:1] if first_only else node
            stack.extend((item, place) for item in reversed(items))


def _inherit(node: Mapping[str, object], place: _Place) -> _Place:
    start, unit = _time(node, in_order("json_starts"), "from")
    end, _ = _time(node, in_order("json_ends"), "to")
    return replace(
        place,
        speaker=_speaker(node, _speakers_above()) or place.speaker,
        times=place.times if start is None else (start, end, unit),
    )


@cache
def _speakers_above() -> tuple[str, ...]:
    """What an object says of everything in it; a mere "name" there may be the meeting's."""
    above = ("speaker", "participant", "channel")
    return tuple(key for key in in_order("json_speakers") if key.startswith(above))


def _spoken(node: Mapping[str, object], place: _Place) -> Iterator[tuple[tuple[str, ...], _Spoken]]:
    key = next((key for key in in_order("json_texts") if isinstance(node.get(key), str)), None)
    if key is None:
        return
    text = str(node[key])
    start, unit = _time(node, in_order("json_starts"), "from")
    end, _ = _time(node, in_order("json_ends"), "to")
    if start is None and _ALTERNATIVES.intersection(place.path[-1:]):
        start, end, unit = place.times
    if end is None and start is not None:
        length, length_unit = _time(node, in_order("json_lengths"), "")
        end = None if length is None else start + length
        unit = unit or length_unit
    cue = Cue(text, _speaker(node, in_order("json_speakers")) or place.speaker, start, end)
    words = node.get("words")
    for part in _by_speaker(cue, words) if isinstance(words, list) else (cue,):
        yield place.path, _Spoken(part, unit)


def _speaker(node: Mapping[str, object], keys: Sequence[str]) -> str | None:
    for key in keys:
        value = node.get(key)
        if isinstance(value, dict):
            value = next(
                (value[inner] for inner in ("name", "displayName", "label", "id") if inner in value), None
            )
        if isinstance(value, bool) or value is None:
            continue
        if isinstance(value, int):
            return str(value) if 0 <= value < 10_000 else None
        if isinstance(value, str) and value.strip():
            return value.strip()
    return None


def _time(node: Mapping[str, object], keys: Sequence[str], inner: str) -> tuple[float | None, float | None]:
    """A time of an object, and the parts of a second it is counted in where the field's name says so."""
    for nested in ("timestamps", "offsets", "timestamp"):
        times = node.get(nested)
        if isinstance(times, dict) and inner in times:
            value = seconds_of(times[inner])
            return value, _MILLI if nested == "offsets" else 1.0
        if isinstance(times, list) and len(times) == 2 and inner:
            return seconds_of(times[0 if inner == "from" else 1]), None
    for key in keys:
        if key in node and (value := seconds_of(node[key])) is not None:
            if isinstance(node[key], str) and not str(node[key]).replace(".", "").isdigit():
                return value, 1.0
            if key.endswith("Ticks"):
                return value, _TICKS
            return value, _MILLI if key.endswith(("Ms", "_ms", "Milliseconds")) else None
    return None, None


def _by_speaker(cue: Cue, words: Sequence[object]) -> tuple[Cue, ...]:
    """The piece divided where its words change the speaker, as it is where they do not or do not add up."""
    told: list[tuple[str | None, str, Mapping[str, object]]] = []
    current = cue.speaker
    for word in words:
        if not isinstance(word, dict):
            return (cue,)
        written = next(
            (word[key] for key in ("punctuated_word", "word", "text") if isinstance(word.get(key), str)), None
        )
        if written is None:
            return (cue,)
        current = _speaker(word, in_order("json_speakers")) or current
        told.append((current, str(written).strip(), word))
    speakers = {speaker for speaker, _, _ in told}
    if not told or "".join(written for _, written, _ in told) != "".join(cue.raw.split()):
        return (replace(cue, speaker=speakers.pop()),) if len(speakers) == 1 else (cue,)
    parts: list[Cue] = []
    for speaker, group in groupby(told, key=lambda one: one[0]):
        run = list(group)
        start = next(
            (
                time
                for _, _, word in run
                if (time := _time(word, in_order("json_starts"), "from")[0]) is not None
            ),
            None,
        )
        end = next(
            (
                time
                for _, _, word in reversed(run)
                if (time := _time(word, in_order("json_ends"), "to")[0]) is not None
            ),
            None,
        )
        parts.append(Cue(" ".join(written for _, written, _ in run), speaker, start, end))
    if len(parts) == 1:
        return (replace(cue, speaker=parts[0].speaker),)
    return tuple(parts)


def _in_seconds(group: Sequence[_Spoken]) -> list[Cue]:
    """The pieces with their times in seconds from the first, whatever the file counts in."""
    unit = next((one.unit for one in group if one.unit is not None), None) or _guessed_unit(group)
    starts = [one.cue.start for one in group if one.cue.start is not None]
    # Seconds since 1970 become seconds since the meeting began.
    origin = min(starts) if starts and min(starts) / unit > 1e8 else 0.0
    cues: list[Cue] = []
    for one in group:
        end = _scaled(one.cue.end, origin, unit)
        raw = one.cue.raw.strip()
        if cues and raw and not any(char.isalnum() for char in raw) and len(raw) <= _LONGEST_MARK:
            cues[-1] = replace(cues[-1], raw=cues[-1].raw + raw)  # a recogniser's comma or full stop
        elif raw:
            cues.append(replace(one.cue, raw=raw, start=_scaled(one.cue.start, origin, unit), end=end))
    return cues


def _scaled(time: float | None, origin: float, unit: float) -> float | None:
    return None if time is None else round((time - origin) / unit, 3)


def _guessed_unit(group: Sequence[_Spoken]) -> float:
    """1 for seconds, 1000 for milliseconds, 16000 for samples: no meeting takes five seconds a word."""
    rates = [
        len(one.cue.raw.split()) / (one.cue.end - one.cue.start)
        for one in group
        if one.cue.start is not None and one.cue.end is not None and one.cue.end > one.cue.start
    ]
    if rates:
        rate = median(rates)
        return next((unit for unit in (1.0, _MILLI) if rate * unit >= _SLOWEST), _SAMPLES)
    starts = [one.cue.start for one in group if one.cue.start is not None]
    if len(starts) < 2 or max(starts) <= min(starts) or min(starts) > 1e8:
        return _MILLI if starts and min(starts) > 1e11 else 1.0
    words = sum(len(one.cue.raw.split()) for one in group)
    return 1.0 if words / (max(starts) - min(starts)) >= _SLOWEST / 4 else _MILLI
