"""Question sets with the provisions that answer them; every field is described in ``README.md``."""

from pathlib import Path

from corpus.errors import NotFound
from corpus.knowledge import Knowledge
from evals.datasets.checks import validate_set
from evals.datasets.question_set import SETS, Problem, QuestionSet, UnsoundSet, read_set
from evals.items import OFF_TOPIC, Item, Nugget, Split

__all__ = [
    "OFF_TOPIC",
    "SETS",
    "Item",
    "Nugget",
    "Problem",
    "QuestionSet",
    "Split",
    "UnsoundSet",
    "load_items",
    "load_set",
    "read_set",
    "validate_set",
]


def load_set(path_or_name: str | Path, knowledge: Knowledge | None = None) -> QuestionSet:
    """A set that passes every check of ``validate_set``.

    Args:
        path_or_name: one of :data:`SETS`, or a JSONL file in UTF-8.
        knowledge: the snapshot that gold must resolve in; None leaves that and leaks into it unchecked.

    Raises:
        NotFound: there is no such set or file.
        UnsoundSet: something is wrong with it; ``problems`` names everything.
    """
    questions, problems = validate_set(path_or_name, knowledge)
    if problems:
        raise UnsoundSet(questions.name, problems)
    return questions


def load_items(name: str) -> tuple[Item, ...]:
    """The questions of one set of ours, in the file's order.

    Raises:
        NotFound: there is no set of this name.
        UnsoundSet: something is wrong with it.
    """
    if name not in SETS:
        raise NotFound(f"Kumpulan pertanyaan “{name}” tidak ada. Yang ada: {', '.join(SETS)}.")
    return load_set(name).items
