"""The word lists that reading a transcript goes by."""

from functools import cache
from importlib.resources import files

import yaml
from pydantic import TypeAdapter


@cache
def _lists() -> dict[str, str]:
    raw = yaml.safe_load(files("assistant").joinpath("data/minutes_reading.yaml").read_text(encoding="utf-8"))
    return TypeAdapter(dict[str, str]).validate_python(raw)


@cache
def in_order(name: str) -> tuple[str, ...]:
    """A list of ``minutes_reading.yaml`` in its own order; raises KeyError for one that is not there."""
    return tuple(_lists()[name].split())


@cache
def word_set(name: str) -> frozenset[str]:
    """As :func:`in_order`, for asking whether a word is in it."""
    return frozenset(in_order(name))
