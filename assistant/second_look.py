"""A second look at the best passages: what their words say of the question, and one order out of it.

The first order compares each candidate with the question by meaning and by words alone. Of the few best more
can be read: whose rule it is, whether its scale has the amount that is asked about, whether it has the kind
of answer that is asked for. The weights are in ``assistant/data/second_look.yaml``, made by
``python -m evals.fit_second_look``; docs/adr/0013-second-look.md tells what they were fitted on and gain.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from functools import cache, lru_cache
from importlib.resources import files
from typing import Self

import numpy as np
import yaml
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, model_validator

from assistant.amounts import amounts, holds_amount
from assistant.answer_features import ASKED_KINDS, employees_of, features_of
from assistant.ordered import Ordered
from assistant.quoting import Weigh
from assistant.understand import Understood
from corpus.models import PassageKind, PassageUnit

LETTERS = 4
"""Letters that are compared together: words that are spelled otherwise still share most of them."""
_NOT_SPELLED = re.compile(r"[^a-z0-9 ]")


@dataclass(frozen=True, slots=True)
class Looked:
    """What one of the best passages is seen to be, each about 0–1 unless said otherwise.

    Attributes:
        first: the score of the first order, about 1–6.
        agreement: of an approved entry, the likeness of the nearest provision it rests on, about 0–4.
        meaning, words: standard scores among all candidates, a quarter of them.
        asked, behind, way_back, lacks_firm, lacks_loose, lacks_counted, lacks_year, other_employee: see
            ``assistant.answer_features.Features``.
        letters: likeness of the spelling of the question and of the nearest way to ask it, or of a rule.
        entry, procedure: 1 for an approved entry, and where that is a procedure.
        unasked: 1 for what is of PPPK or of CPNS only where the question names no kind of employee.
        amount: 1 where a step of its scale holds an amount of the question.
        other_amount: 1 where its amounts of that unit are others.
    """

    first: float
    agreement: float
    meaning: float
    words: float
    asked: float
    behind: float
    way_back: float
    lacks_firm: float
    lacks_loose: float
    lacks_counted: float
    lacks_year: float
    other_employee: float
    letters: float
    entry: float
    procedure: float
    unasked: float
    amount: float
    other_amount: float


NAMES = tuple(field.name for field in fields(Looked))
SIGNS = dict.fromkeys(("first", "agreement", "meaning", "words", "asked", "way_back", "letters", "amount"), 1)
SIGNS |= {"entry": 0, "procedure": 0}
"""The sign that a weight must have, 0 for either; all others speak against a passage."""


class SecondLook(BaseModel):
    """What each thing seen is worth.

    Attributes:
        weights: by name; a passage's score is their sum.
        fitted_on: what they were made from.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    weights: dict[str, float]
    fitted_on: tuple[str, ...]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if set(self.weights) != set(NAMES):
            raise ValueError("weights do not name what is seen")
        if any(self.weights[name] * SIGNS.get(name, -1) < 0 for name in NAMES):
            raise ValueError("a weight has the wrong sign")
        return self

    def scores(self, looked: Sequence[Looked]) -> NDArray[np.float32]:
        """Of every passage, shape (n,): higher is better, comparable within one question."""
        weights = [self.weights[name] for name in NAMES]
        return np.array(
            [math.fsum(w * v for w, v in zip(weights, astuple(one), strict=True)) for one in looked],
            dtype=np.float32,
        )


@cache
def second_look() -> SecondLook:
    """The weights that ship with the product."""
    text = files("assistant").joinpath("data/second_look.yaml").read_text(encoding="utf-8")
    return SecondLook.model_validate(yaml.safe_load(text))


def look(
    understood: Understood,
    first: Ordered,
    places: Sequence[int],
    likeness: NDArray[np.float64],
    weigh: Weigh,
) -> list[Looked]:
    """What is seen of some of the best passages.

    Args:
        places: of those that are looked at, in the first order.
        likeness: of every candidate (``assistant.ranking.likeness``).
    """
    units = [first.units[place] for place in places]
    measured = features_of(understood, units, [first.evidence[place] for place in places], weigh)
    asked_amounts = amounts(understood.text)
    spelled = _letters(understood.text)
    seen = []
    for place, unit, features in zip(places, units, measured, strict=True):
        position = first.positions[place]
        basis = first.candidates.rests_on.get(position, ())
        held = holds_amount(unit.text, asked_amounts)
        about = employees_of(unit) if not understood.employees else frozenset()
        seen.append(
            Looked(
                first=first.scores[place],
                agreement=max((float(likeness[one]) for one in basis), default=0.0),
                meaning=features.dense_z,
                words=features.words_z,
                asked=features.asked,
                behind=features.behind,
                way_back=features.way_back,
                lacks_firm=features.lacks_firm,
                lacks_loose=features.lacks_loose,
                lacks_counted=features.lacks_counted,
                lacks_year=features.lacks_year,
                other_employee=features.other_employee,
                letters=max((_alike(spelled, way) for way in _spellings(unit)), default=0.0),
                entry=features.entry,
                procedure=float(unit.kind is PassageKind.SOP),
                unasked=float(len(about) == 1 and "pns" not in about),
                amount=float(held is True),
                other_amount=float(held is False),
            )
        )
    return seen


def _spellings(unit: PassageUnit) -> tuple[frozenset[str], ...]:
    """Letters of every way to ask an entry, of a rule those of its words."""
    ways = (
        [line for line in unit.search_text.splitlines() if line.strip()] if unit.kind in ASKED_KINDS else []
    )
    return tuple(_letters(text) for text in ways or [unit.text])


@lru_cache(maxsize=8_192)
def _letters(text: str) -> frozenset[str]:
    """Every ``LETTERS`` letters of a text that stand together."""
    spelled = f" {_NOT_SPELLED.sub('', text.lower())} "
    return frozenset(spelled[place : place + LETTERS] for place in range(len(spelled) - LETTERS + 1))


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Cosine of two sets, 0–1 (Ochiai 1957)."""
    return len(one & other) / math.sqrt(len(one) * len(other)) if one and other else 0.0
