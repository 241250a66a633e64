"""The words that a renderer must show."""

import re
from collections import Counter
from dataclasses import fields, is_dataclass

from api.minutes.export.blocks import Document, Fact, Quote, Table

NOT_SHOWN = {(Fact, "key"), (Quote, "utterance"), (Table, "title")}
"""What names a thing for programs or screen readers."""


def layout_words(document: Document) -> Counter[str]:
    """How often each word of heading, title, body and annex stands there, in lower case."""
    return Counter(
        words_in(" ".join(_texts((document.heading, document.title, document.body, document.annex))))
    )


def words_in(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        # Runs make one text: a word may go on from one to the next.
        return [text for one in value for text in _texts(one)]
    if is_dataclass(value):
        shown = [one.name for one in fields(value) if (type(value), one.name) not in NOT_SHOWN]
        return [text for name in shown for text in _texts(getattr(value, name))]
    return []
