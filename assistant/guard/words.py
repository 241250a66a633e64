"""The word lists that ship with the guards."""

from functools import cache
from importlib.resources import files

import yaml
from pydantic import TypeAdapter


@cache
def _lists() -> dict[str, str]:
    raw = yaml.safe_load(files("assistant").joinpath("data/guard.yaml").read_text(encoding="utf-8"))
    return TypeAdapter(dict[str, str]).validate_python(raw)


@cache
def word_list(name: str) -> frozenset[str]:
    """A list of ``assistant/data/guard.yaml``; raises KeyError for one that is not there."""
    return frozenset(_lists()[name].split())
