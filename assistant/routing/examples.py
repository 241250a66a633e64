"""What the classifier learns from: categories in their own words, and questions whose category is known."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import yaml
from pydantic import TypeAdapter

from corpus.models import Frozen

_PHRASES = re.compile(r"[,;:.]\s")
"""Descriptions of categories list what belongs there."""


class KnownCategory(Frozen):
    """A category as the classifier knows it."""

    id: str
    bidang_id: str
    name: str
    description: str


class Example(Frozen):
    """A text whose category is known.

    Attributes:
        weight: how much it counts beside others, above 0.
        correction: an officer moved a question here: older examples that say otherwise count less.
    """

    text: str
    category_id: str
    weight: float = 1.0
    correction: bool = False


class _Entry(Frozen):
    id: str
    title: str = ""
    question: str
    variants: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """Every way it is asked."""
        return tuple(text for text in (self.title, self.question, *self.variants) if text)


class _Listed(Frozen):
    starter: dict[str, str]
    entries: dict[str, str]
    questions: dict[str, tuple[str, ...]]


def described(categories: Iterable[KnownCategory]) -> list[Example]:
    """The name and description of every category, whole and phrase by phrase."""
    examples = []
    for category in categories:
        whole = f"{category.name}. {category.description}"
        phrases = (phrase.strip(" .") for phrase in _PHRASES.split(whole))
        texts = dict.fromkeys((whole, *(phrase for phrase in phrases if phrase)))
        examples += [Example(text=text, category_id=category.id) for text in texts]
    return examples


@cache
def starter_examples() -> tuple[Example, ...]:
    """The questions of the starter corpus and of ``data/routing_examples.yaml``, by starter categories."""
    listed = _listed()
    examples = [
        Example(text=text, category_id=listed.entries.get(entry.id, category_id))
        for name, category_id in listed.starter.items()
        for entry in _entries(name)
        for text in entry.texts
    ]
    for category_id, questions in listed.questions.items():
        examples += [Example(text=text, category_id=category_id) for text in questions]
    return tuple(examples)


def starter_entries() -> dict[str, str]:
    """The category of every FAQ and forum entry of the starter corpus, by its identifier."""
    listed = _listed()
    return {
        entry.id: listed.entries.get(entry.id, category_id)
        for name, category_id in listed.starter.items()
        for entry in _entries(name)
    }


@cache
def _listed() -> _Listed:
    text = files("assistant").joinpath("data/routing_examples.yaml").read_text(encoding="utf-8")
    return _Listed.model_validate(yaml.safe_load(text))


def _entries(name: str) -> list[_Entry]:
    text = files("corpus").joinpath(f"starter/{name}.yaml").read_text(encoding="utf-8")
    known = (
        {field: one[field] for field in _Entry.model_fields if field in one}
        for one in yaml.safe_load(text)["entries"]
    )
    return TypeAdapter(list[_Entry]).validate_python(list(known))
