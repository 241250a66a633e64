"""Question sets with the provisions that answer them; every field is described in ``README.md``."""

from datetime import date
from importlib.resources import files
from typing import Literal

from pydantic import Field, ValidationError, model_validator

from corpus.errors import InvalidInput, NotFound
from corpus.models import Frozen

Split = Literal["dev", "test"]
SETS = ("starter", "regulasi")
OFF_TOPIC = "offtopic"


class Item(Frozen):
    """A question and what answers it.

    Attributes:
        on: the day the question is about; None for the day of asking.
        gold: one inner tuple for each part of the answer; any one of its identifiers answers the part.
        tags: manner and kind, then the topic as the last one.
    """

    id: str = Field(min_length=1)
    question: str = Field(min_length=3, max_length=4000)
    on: date | None = None
    answerable: bool
    gold: tuple[tuple[str, ...], ...]
    tags: tuple[str, ...] = Field(min_length=1)
    split: Split

    @model_validator(mode="after")
    def _gold_fits(self) -> "Item":
        if self.answerable != bool(self.gold) or not all(self.gold):
            raise ValueError("gold must name provisions exactly when the question is answerable")
        return self

    @property
    def topic(self) -> str:
        """What it is about."""
        return self.tags[-1]

    @property
    def off_topic(self) -> bool:
        """It is no question for a personnel office at all."""
        return OFF_TOPIC in self.tags


def load_items(name: str) -> tuple[Item, ...]:
    """The questions of one set, in the file's order.

    Raises:
        NotFound: there is no set of this name.
        InvalidInput: a line of the file is malformed.
    """
    if name not in SETS:
        raise NotFound(f"Kumpulan pertanyaan “{name}” tidak ada. Yang ada: {', '.join(SETS)}.")
    text = files("evals.datasets").joinpath(f"{name}.jsonl").read_text(encoding="utf-8")
    items = []
    for number, line in enumerate(text.splitlines(), 1):
        try:
            items.append(Item.model_validate_json(line))
        except ValidationError as error:
            raise InvalidInput(f"{name}.jsonl baris {number} tidak sah: {error}") from error
    return tuple(items)
