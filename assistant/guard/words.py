"""The word lists and numbers that ship with the guards."""

from functools import cache
from importlib.resources import files

import yaml
from pydantic import TypeAdapter

_NAMES = "guard_names.yaml"
_WORDED = ("also_words", "given_words")


@cache
def _lists(file: str) -> dict[str, str]:
    raw = yaml.safe_load(files("assistant").joinpath("data", file).read_text(encoding="utf-8"))
    return TypeAdapter(dict[str, str]).validate_python(raw)


@cache
def word_list(name: str) -> frozenset[str]:
    """A list of ``assistant/data/guard.yaml``; raises KeyError for one that is not there."""
    return frozenset(_lists("guard.yaml")[name].split())


@cache
def name_parts() -> frozenset[str]:
    """Parts of names of all origins that are no everyday words, in lower case."""
    lists = _lists(_NAMES)
    return frozenset(
        word for origin, words in lists.items() if origin not in _WORDED for word in words.split()
    )


@cache
def worded_parts() -> frozenset[str]:
    """Parts of names that are everyday words or places too, in lower case."""
    return frozenset(word for kept in _WORDED for word in _lists(_NAMES)[kept].split())


@cache
def given_words() -> frozenset[str]:
    """Everyday words that are common given names, in lower case."""
    return frozenset(_lists(_NAMES)["given_words"].split())


@cache
def number(name: str) -> str:
    """A number of ``assistant/data/guard_contacts.yaml``; raises KeyError for one that is not there."""
    return _lists("guard_contacts.yaml")[name]
