"""The weights by which clauses are judged to decide or to give a task; fitted by ``evals/fit_minutes.py``."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml
from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class Judgement:
    """A logistic regression over named features.

    Attributes:
        threshold: log-odds from which a clause counts.
    """

    weights: Mapping[str, float]
    bias: float
    threshold: float

    def log_odds(self, features: Mapping[str, float]) -> float:
        """How much speaks for a clause; features without a weight count nothing."""
        return self.bias + sum(self.weights.get(name, 0.0) * value for name, value in features.items())

    def settles(self, features: Mapping[str, float]) -> bool:
        """Whether enough speaks for a clause."""
        return self.log_odds(features) >= self.threshold


@cache
def judgement() -> Judgement:
    """The shipped weights of what settles something."""
    return _shipped("settling")


@cache
def meaning_judgement() -> Judgement:
    """The shipped weights of the named features of what settles something, where vectors are weighed too."""
    return _shipped("settling_meaning")


@cache
def task_judgement() -> Judgement:
    """The shipped weights of what gives somebody a task."""
    return _shipped("assigning")


def _shipped(name: str) -> Judgement:
    raw = yaml.safe_load(files("assistant").joinpath(f"data/{name}.yaml").read_text(encoding="utf-8"))
    return TypeAdapter(Judgement).validate_python(raw)
