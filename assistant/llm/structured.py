"""Reads what a model was asked to say as JSON: validated where it is whole, the whole parts where it is cut.

Only what cannot change a meaning is mended: code fences and words around the object, thoughts between
``<think>`` tags, commas before a closing brace, line breaks in strings, an end that was cut off. Single
quotes, missing quotes and comments are not: an apostrophe in a sentence would move its end.
"""

import json
from collections.abc import Iterator
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from assistant.llm.item_stream import ItemStream, load
from corpus.errors import TanyaError

M = TypeVar("M", bound=BaseModel)
MAX_CANDIDATES = 16


class UnreadableReply(TanyaError):
    """A reply holds no object of the shape that was asked for."""


def read(reply: str, shape: type[M]) -> M:
    """The first object in ``reply`` that is of the shape.

    Raises:
        UnreadableReply: there is none; the message does not quote the reply.
    """
    for candidate in objects(reply):
        try:
            return shape.model_validate_json(json.dumps(candidate))
        except ValidationError:
            continue
    raise UnreadableReply("Balasan model bahasa tidak berbentuk seperti yang diminta.")


def items(reply: str, field: str) -> list[dict[str, object]]:
    """The objects of the list ``field`` in the first object of a reply, those that are whole."""
    return ItemStream(field).feed(reply)


def objects(reply: str) -> Iterator[dict[str, object]]:
    """The outermost JSON objects of a reply, in order; at most sixteen beginnings are tried."""
    thoughts, _, said = reply.rpartition("</think>")
    text = said if thoughts.lstrip().startswith("<think>") else reply
    begin = text.find("{")
    for _ in range(MAX_CANDIDATES):
        if begin < 0:
            return
        end = _end_of_object(text, begin)
        value = load(text[begin:end]) if end else None
        if isinstance(value, dict):
            yield value
            begin = text.find("{", end)
        else:
            begin = text.find("{", begin + 1)


def _end_of_object(text: str, begin: int) -> int:
    """The position after the brace that closes the object at ``begin``; 0 where it is not closed."""
    depth = 0
    in_string = escaped = False
    for at in range(begin, len(text)):
        char = text[at]
        if in_string:
            if escaped:
                escaped = False
            elif char == "\\":
                escaped = True
            elif char == '"':
                in_string = False
        elif char == '"':
            in_string = True
        elif char in "{[":
            depth += 1
        elif char in "}]":
            depth -= 1
            if depth == 0:
                return at + 1
    return 0
