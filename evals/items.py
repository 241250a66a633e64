"""A question of an evaluation set, and what answers it; ``datasets/README.md`` describes every field."""

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from corpus.models import Frozen

Split = Literal["dev", "test"]
OFF_TOPIC = "offtopic"


class Nugget(Frozen):
    """One thing that an answer should say.

    Attributes:
        text: what it is, in a short sentence, for people who read the score.
        importance: an answer without a ``vital`` one is not right; an ``okay`` one is good to have.
        any_of: phrasings of which one occurs in an answer that says it, after folding and stemming.
    """

    text: str = Field(min_length=1)
    importance: Literal["vital", "okay"]
    any_of: tuple[str, ...] = Field(min_length=1)


class Item(Frozen):
    """A question and what answers it.

    Attributes:
        on: the day the question is about; None for the day of asking.
        gold: one inner tuple for each part of the answer; any one of its identifiers answers the part.
        nuggets: what the answer should say.
        facts: values that the answer must state, as the law writes them (``"12 hari kerja"``).
        clarify: the fact that the question lacks; set exactly when there are ``branches``.
        branches: for a question with several readings, the provisions that answer each.
        tags: manner and kind, then the topic as the last one.
        author: who wrote the question, or the set it came from.
        reviewer: who else read question and gold; empty where nobody did.
        licence: SPDX identifier of the licence that the item may be passed on under.
    """

    id: str = Field(min_length=1, max_length=200)
    question: str = Field(min_length=3, max_length=4000)
    on: date | None = None
    answerable: bool
    gold: tuple[tuple[str, ...], ...]
    nuggets: tuple[Nugget, ...] = ()
    facts: tuple[str, ...] = ()
    clarify: str = ""
    branches: tuple[tuple[str, ...], ...] = ()
    tags: tuple[str, ...] = Field(min_length=1)
    split: Split
    author: str = ""
    reviewer: str = ""
    licence: str = ""

    @model_validator(mode="after")
    def _gold_fits(self) -> "Item":
        if self.answerable != bool(self.gold) or not all(self.gold):
            raise ValueError("“gold” harus menyebut ketentuan tepat bila “answerable” benar")
        if not self.answerable and (self.nuggets or self.facts):
            raise ValueError("“nuggets” dan “facts” hanya untuk pertanyaan yang “answerable”")
        return self

    @model_validator(mode="after")
    def _readings_fit(self) -> "Item":
        if bool(self.clarify) != bool(self.branches):
            raise ValueError("“clarify” dan “branches” harus diisi bersama")
        if self.branches and (self.answerable or len(self.branches) < 2 or not all(self.branches)):
            raise ValueError(
                "“branches” hanya bila “answerable” salah, paling sedikit dua, tanpa yang kosong"
            )
        return self

    @property
    def topic(self) -> str:
        """What it is about."""
        return self.tags[-1]

    @property
    def off_topic(self) -> bool:
        """It is no question for a personnel office at all."""
        return OFF_TOPIC in self.tags

    @property
    def ambiguous(self) -> bool:
        """Its answer differs by a fact that it lacks: right is to ask, or to answer every reading."""
        return bool(self.branches)

    @property
    def named_provisions(self) -> tuple[str, ...]:
        """Every identifier in ``gold`` and ``branches``, each once."""
        return tuple(dict.fromkeys(name for part in (*self.gold, *self.branches) for name in part))
