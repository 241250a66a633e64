"""Objects of one list in a JSON reply, each given out as soon as it is closed.

A reply is an object with a list, ``{"klaim": [{…}, {…}]}``. While it is written, and when it is cut, the
objects that are closed are whole and the rest is nothing: half an object is never given out.
"""

import json
import re
from enum import Enum, auto

MAX_DEPTH = 32
_OPENERS = {"{": "}", "[": "]"}
_TRAILING_COMMA = re.compile(r'("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])', re.DOTALL)
_SPACE = re.compile(r"\s*")
_THINK, _THOUGHT = "<think>", "</think>"


class _Where(Enum):
    THINKING = auto()
    BEFORE = auto()
    INSIDE = auto()
    AFTER = auto()


class ItemStream:
    """Feed it a reply in pieces of any size; what it gives out does not depend on where they are cut.

    What comes before the object (a greeting, a code fence, thoughts between ``<think>`` tags) is skipped.
    """

    def __init__(self, field: str) -> None:
        """``field`` is the name of the list in the outermost object."""
        self._field = field
        self._text = ""
        self._at = 0
        self._where = _Where.THINKING
        self._closers: list[str] = []
        self._string_from: int | None = None
        self._escaped = False
        self._last_string = ""
        self._key = ""
        self._found = False
        self._in_list = False
        self._item_from = 0

    @property
    def done(self) -> bool:
        """Whether the object with the list is over; nothing more will come."""
        return self._where is _Where.AFTER

    def feed(self, piece: str) -> list[dict[str, object]]:
        """The objects that ``piece`` closes, in order."""
        self._text += piece
        items: list[dict[str, object]] = []
        if self._where is _Where.THINKING:
            self._skip_thoughts()
        while self._has_more():
            item = self._step(self._text[self._at])
            self._at += 1
            if item is not None:
                items.append(item)
        return items

    def _has_more(self) -> bool:
        if self._where is _Where.BEFORE:
            self._seek()
        return self._where is _Where.INSIDE and self._at < len(self._text)

    def _skip_thoughts(self) -> None:
        begin = _after_space(self._text, 0)
        if self._text.startswith(_THINK, begin):
            end = self._text.find(_THOUGHT, self._at)
            if end >= 0:
                self._at = end + len(_THOUGHT)
                self._where = _Where.BEFORE
            else:
                self._at = max(self._at, len(self._text) - len(_THOUGHT))
        elif not _THINK.startswith(self._text[begin : begin + len(_THINK)]):
            self._where = _Where.BEFORE

    def _seek(self) -> None:
        """Go to the first brace that begins an object: what follows is a name or another brace."""
        while (brace := self._text.find("{", self._at)) >= 0:
            follows = _after_space(self._text, brace + 1)
            if follows == len(self._text):
                self._at = brace
                return
            self._at = brace + 1
            if self._text[follows] in '"}':
                self._closers = ["}"]
                self._where = _Where.INSIDE
                return
        self._at = len(self._text)

    def _step(self, char: str) -> dict[str, object] | None:
        if self._string_from is not None:
            self._in_string(char)
        elif char == '"':
            self._string_from = self._at
        elif char == ":" and len(self._closers) == 1:
            self._key = self._last_string
        elif char in _OPENERS:
            self._open(char)
        elif char in "}]":
            return self._close(char)
        return None

    def _in_string(self, char: str) -> None:
        if self._escaped:
            self._escaped = False
        elif char == "\\":
            self._escaped = True
        elif char == '"':
            if len(self._closers) == 1:
                self._last_string = self._text[self._string_from or 0 : self._at + 1][1:-1]
            self._string_from = None

    def _open(self, char: str) -> None:
        depth = len(self._closers)
        if depth == 1 and char == "[" and self._key == self._field and not self._found:
            self._found = self._in_list = True
        elif depth == 2 and self._in_list:
            self._item_from = self._at
        self._closers.append(_OPENERS[char])
        if depth >= MAX_DEPTH:
            self._leave()

    def _close(self, char: str) -> dict[str, object] | None:
        if char != self._closers.pop():
            # Braces that do not pair: from here on nothing in this object can be told apart.
            self._leave()
            return None
        depth = len(self._closers)
        if depth == 0:
            self._leave()
        elif depth == 1:
            self._in_list = False
        elif depth == 2 and self._in_list and char == "}":
            value = load(self._text[self._item_from : self._at + 1])
            return value if isinstance(value, dict) else None
        return None

    def _leave(self) -> None:
        """The object is over; one without the list was an example or a word in braces: look for the next."""
        self._where = _Where.AFTER if self._found else _Where.BEFORE
        self._last_string = self._key = ""


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def load(text: str) -> object:
    """The JSON value that ``text`` is, trailing commas and raw line breaks in strings allowed.

    Returns:
        None where it is none, or holds what no text can (a lone surrogate) or no number is (NaN).
    """
    for attempt in (text, _TRAILING_COMMA.sub(lambda match: match[1] or "", text)):
        try:
            value: object = json.loads(attempt, strict=False, parse_constant=_refuse)
            json.dumps(value, ensure_ascii=False).encode()
        except (ValueError, RecursionError):
            continue
        return value
    return None


def _refuse(name: str) -> None:
    raise ValueError(name)
