"""How the structural checks read a sentence: its content words in order, each with what is said of it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from assistant.fact_support import checkable
from assistant.support_text import deciding_words, stem, without_citations

_SPELLED = re.compile(r"\s*\([a-zA-Z\s]{2,80}\)")
REACH = 3
"""Content words behind a denied verb that says little which are denied with it."""
_STOP = re.compile(r"[,;:.()“”\"]+")


class Mode(StrEnum):
    """What is said of doing something."""

    PLAIN = "plain"
    DUTY = "wajib"
    PERMITTED = "dapat"
    FORBIDDEN = "dilarang"
    FREE = "bebas"
    DENIED = "tidak"


class LogicWords(BaseModel):
    """``assistant/data/support_logic.yaml``; see there."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    neutral: tuple[str, ...]
    double: tuple[str, ...]
    denial: tuple[str, ...]
    adverbs: frozenset[str]
    light: tuple[str, ...]
    opening: tuple[str, ...]
    condition: tuple[str, ...]
    referral: tuple[str, ...]
    courtesy: tuple[str, ...]
    listing: tuple[str, ...]
    between: frozenset[str]
    acronyms: frozenset[str]
    stands_for: dict[str, tuple[str, ...]]
    actors: dict[str, dict[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Word:
    """A content word.

    Attributes:
        clause: number of its clause in the sentence, from 0.
        mode: what is said of it.
        under: what is said of one of the ``REACH`` words before it in its clause, "tidak" in "tidak melakukan
            pemanggilan".
    """

    stem: str
    clause: int
    mode: Mode
    under: Mode = Mode.PLAIN


def phrases(given: Iterable[str]) -> re.Pattern[str]:
    """Any of the phrases as whole words, the longest first."""
    longest_first = sorted(set(given), key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, longest_first))})(?!\S)")


@cache
def logic_words() -> LogicWords:
    """The words that ship with the product."""
    text = files("assistant").joinpath("data/support_logic.yaml").read_text(encoding="utf-8")
    return LogicWords.model_validate(yaml.safe_load(text))


def plain_pieces(text: str) -> list[str]:
    """Folded words between stops and commas, without provisions named and numbers spelled out."""
    tables = deciding_words()
    bare = _SPELLED.sub("", without_citations(text, checkable(text)))
    return [piece for part in _STOP.split(bare) if (piece := tables.standard(part))]


@lru_cache(maxsize=8_192)
def read_words(text: str) -> tuple[Word, ...]:
    """The content words of a sentence with what is said of each; kept."""
    found: list[Word] = []
    clause = 0
    for piece in plain_pieces(text):
        position = 0
        held = Mode.PLAIN
        for match in _operators().finditer(piece):
            held = _take(piece[position : match.start()], found, clause, held)
            position = match.end()
            phrase = match.group()
            if phrase in _modes():
                held = _joined(held, _modes()[phrase])
                continue
            if phrase in logic_words().neutral:
                _take(phrase, found, clause, Mode.PLAIN)
            else:
                clause += 1
            held = Mode.PLAIN
        _take(piece[position:], found, clause, held)
        clause += 1
    return tuple(_with_reach(found))


def _take(piece: str, found: list[Word], clause: int, held: Mode) -> Mode:
    """Add the content words of a piece, what is held to the first that is no adverb; what is still held."""
    for word in piece.split():
        one = stem(word)
        if one and word not in logic_words().adverbs:
            found.append(Word(one, clause, held))
            held = Mode.PLAIN
    return held


def _with_reach(words: Sequence[Word]) -> Iterator[Word]:
    for place, word in enumerate(words):
        before = [
            one.mode
            for one in words[max(0, place - REACH) : place]
            if one.clause == word.clause and one.mode is not Mode.PLAIN and one.stem in _light()
        ]
        yield replace(word, under=before[-1] if before else word.mode)


def _joined(before: Mode, now: Mode) -> Mode:
    """What two words of duty or denial in a row say together."""
    if now is Mode.DENIED and before is Mode.DUTY:
        return Mode.FORBIDDEN
    if now is Mode.DENIED and before is Mode.PERMITTED:
        return Mode.FREE
    if now is Mode.DENIED and before in (Mode.DENIED, Mode.FORBIDDEN, Mode.FREE):
        return Mode.PLAIN
    return now


@cache
def _light() -> frozenset[str]:
    return frozenset(map(stem, logic_words().light))


@cache
def _modes() -> dict[str, Mode]:
    families = deciding_words().deciding
    found = {phrase: Mode(value) for phrase, (family, value) in families.items() if family == "modality"}
    found |= dict.fromkeys(logic_words().denial, Mode.DENIED)
    return found | dict.fromkeys(logic_words().double, Mode.PLAIN)


@cache
def _operators() -> re.Pattern[str]:
    return phrases((*_modes(), *logic_words().neutral, *logic_words().opening))
