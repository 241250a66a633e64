"""Words of questions that have no matter of their own."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml
from pydantic import TypeAdapter

from corpus.text import words


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """See ``assistant/data/question_words.yaml`` for what each list means."""

    asks: frozenset[str]
    aspects: frozenset[str]
    matters: frozenset[str]
    openers: frozenset[str]
    denials: frozenset[str]
    roles: frozenset[str]
    manners: frozenset[str]
    steps: frozenset[str]
    di_nouns: frozenset[str]


@cache
def question_words() -> QuestionWords:
    """The lists that ship with the product."""
    text = files("assistant").joinpath("data/question_words.yaml").read_text(encoding="utf-8")
    lists = TypeAdapter(dict[str, str]).validate_python(yaml.safe_load(text))
    return QuestionWords(**{name: frozenset(words(listed)) for name, listed in lists.items()})
