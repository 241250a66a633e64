"""The command line of the fits that ask the dev questions of sets in prepared homes."""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from evals.datasets import Item, load_items

Made = TypeVar("Made")


def dev_questions(
    description: str, questions_of: Callable[[str, Sequence[Item], Path], Sequence[Made]]
) -> tuple[list[Made], bool]:
    """What ``questions_of`` (set, dev questions with an answer, home) makes; whether ``--check`` is set."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("homes", nargs="+", metavar="SET=HOME", help="e.g. starter=.tanya")
    parser.add_argument("--check", action="store_true", help="measure the weights that are there")
    arguments = parser.parse_args()
    questions: list[Made] = []
    for pair in arguments.homes:
        name, _, folder = pair.partition("=")
        dev = [item for item in load_items(name) if item.split == "dev" and item.answerable]
        questions += questions_of(name, dev, Path(folder))
    return questions, bool(arguments.check)
