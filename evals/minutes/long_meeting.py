"""Meetings of any length: a hand-written core, and hand-written talk around it that decides nothing.

``python -m evals.minutes.long_meeting`` writes the three-hour meeting of the ``test`` split anew, the same to
the byte: everything that is drawn is drawn with one seed. The gold stands in the core alone.
"""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from evals.minutes.meeting import MEETINGS

LONG = MEETINGS / "long"
THREE_HOURS = MEETINGS / "test-tiga-jam.vtt"
WORDS = 30_000
SEED = 20_260_824
CHAIR = "H"
"""Whom the others call "Bu" and who does not answer with it."""
WORDS_A_SECOND = 2.8
_CHOICE = re.compile(r"<([^<>]*)>")
_SLOT = re.compile(r"\{(\w+)\}")
_CUE_WORDS = 30

Turn = tuple[str, str]
"""Who speaks, and the words."""


def three_hours() -> str:
    """The transcript of ``test-tiga-jam`` as WebVTT, about ``WORDS`` words."""
    return as_webvtt(meeting_of(WORDS))


def meeting_of(words: int, seed: int = SEED) -> list[Turn]:
    """The turns of a meeting of about ``words`` words: the core, and as much talk as is missing.

    With fewer words than the core has, the core is cut off at its end.
    """
    core = yaml.safe_load((LONG / "core.yaml").read_text(encoding="utf-8"))
    talk = yaml.safe_load((LONG / "talk.yaml").read_text(encoding="utf-8"))
    names: dict[str, str] = core["people"]
    turns: list[str] = core["turns"]
    places = sum(turn.startswith("%") for turn in turns)
    core_words = sum(_count(turn) for turn in turns)
    missing = max(0, words - core_words)
    rng = random.Random(seed)  # noqa: S311 - draws a text, guards nothing
    told: list[Turn] = []
    for turn in turns:
        if turn.startswith("%"):
            talked = _talk(talk, turn[1:], missing // places, names, rng)
            told += talked
            missing -= sum(len(text.split()) for _, text in talked)
            places -= 1
        else:
            who, _, text = turn.partition(": ")
            told.append((names[who], text))
    return told if core_words <= words else list(_first(told, words))


def as_webvtt(turns: Sequence[Turn]) -> str:
    """WebVTT with a voice for each cue, cut at the ends of sentences, spoken at ``WORDS_A_SECOND``."""
    parts = ["WEBVTT\n"]
    now = 4.0
    for name, text in turns:
        for cue in _cues(text):
            end = now + max(1.0, len(cue.split()) / WORDS_A_SECOND)
            parts.append(f"{_clock(now)} --> {_clock(end)}\n<v {name}>{cue}</v>\n")
            now = end + 0.2
    return "\n".join(parts)


def _talk(
    talk: Mapping[str, Any], topic: str, words: int, names: Mapping[str, str], rng: random.Random
) -> list[Turn]:
    """Exchanges on a topic until they have ``words`` words; each comes up before one comes up again."""
    owner = talk["topics"][topic]["owner"]
    others = sorted(set(names) - {owner})
    staff = [code for code in others if code != CHAIR]
    told: list[Turn] = []
    said = 0
    pool: list[list[str]] = []
    while said < words:
        if not pool:
            pool = talk["topics"][topic]["exchanges"] + rng.sample(talk["common"], 4)
            rng.shuffle(pool)
        one = rng.choice(others)
        two = rng.choice([code for code in staff if code != one])
        roles = {"o": owner, "x": one, "y": two}
        for line in pool.pop():
            role, _, template = line.partition(": ")
            text = _filled(template, talk["slots"], rng)
            told.append((names[roles[role]], text))
            said += len(text.split())
    return told


def _filled(template: str, slots: Mapping[str, Sequence[str]], rng: random.Random) -> str:
    chosen = _CHOICE.sub(lambda match: rng.choice(match.group(1).split("|")), template)

    def value(match: re.Match[str]) -> str:
        slot = match.group(1)
        if slot == "n":
            return str(rng.randint(3, 97))
        return str(rng.randint(21, 94)) if slot == "p" else rng.choice(slots[slot])

    return _SLOT.sub(value, chosen)


def _first(turns: Sequence[Turn], words: int) -> Iterator[Turn]:
    said = 0
    for turn in turns:
        if said >= words:
            return
        said += len(turn[1].split())
        yield turn


def _cues(text: str) -> list[str]:
    cues: list[str] = []
    for sentence in re.split(r"(?<=[.?!]) ", text):
        if cues and len(cues[-1].split()) + len(sentence.split()) <= _CUE_WORDS:
            cues[-1] += f" {sentence}"
        else:
            cues.append(sentence)
    return cues


def _clock(seconds: float) -> str:
    whole, thousandths = divmod(round(seconds * 1000), 1000)
    minutes, second = divmod(whole, 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{second:02d}.{thousandths:03d}"


def _count(turn: str) -> int:
    return 0 if turn.startswith("%") else len(turn.partition(": ")[2].split())


def main(target: Path = THREE_HOURS) -> None:
    """Write the three-hour meeting."""
    target.write_text(three_hours(), encoding="utf-8")


if __name__ == "__main__":
    main()
