"""The facts that a question may lack, from ``assistant/data/slots.yaml``."""

import re
from collections.abc import Iterable
from functools import cache, cached_property
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, Field

from assistant.question_words import question_words
from corpus.search_words import search_words

_NOTHING = re.compile(r"(?!)")


def phrases(listed: Iterable[str]) -> re.Pattern[str]:
    """Any of the phrases as whole words, the longest first, also with -nya or -ku; nothing where none."""
    longest_first = sorted(listed, key=len, reverse=True)
    if not longest_first:
        return _NOTHING
    any_of = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in longest_first)
    return re.compile(rf"\b(?:{any_of})(?:nya|ku)?\b", re.IGNORECASE)


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Kind(_Data):
    """One value of a slot; the fields are told in the data file."""

    label: str
    says: str = ""
    words: tuple[str, ...] = Field(min_length=1)
    offered: bool = True

    @cached_property
    def named(self) -> re.Pattern[str]:
        """Finds what names it."""
        return phrases(self.words)


class Slot(_Data):
    """A fact with the kinds it may be; the fields are told in the data file."""

    name: str
    asks: str
    genus: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    refers: tuple[str, ...] = ()
    joins: str = "bagi"
    subject: bool = False
    kinds: tuple[Kind, ...] = Field(min_length=2)

    @cached_property
    def _genus(self) -> re.Pattern[str]:
        return phrases(self.genus)

    @cached_property
    def _asked(self) -> re.Pattern[str]:
        return phrases(self.asked)

    @cached_property
    def _lists(self) -> re.Pattern[str]:
        return phrases(self.lists)

    @cached_property
    def _refers(self) -> re.Pattern[str]:
        return phrases(self.refers)

    def lacking(self, text: str) -> bool:
        """Whether a question in standard words may lack this fact: about its genus, naming no kind."""
        if self.named(text) or self._lists.search(text):
            return False
        if self.referred(text):
            return True
        return self.about(text) and (not self.asked or self._asked.search(text) is not None)

    def about(self, text: str) -> bool:
        """Whether a text names the genus."""
        return not self.genus or self._genus.search(text) is not None

    def referred(self, text: str) -> bool:
        """Whether a question says of itself that its answer hangs on this fact."""
        return self._refers.search(text) is not None

    def named(self, text: str) -> tuple[Kind, ...]:
        """The kinds that a text names, in the order of the data."""
        return tuple(kind for kind in self.kinds if kind.named.search(text))

    @property
    def offered(self) -> tuple[Kind, ...]:
        """The kinds that are choices."""
        return tuple(kind for kind in self.kinds if kind.offered)

    def residue(self, asked_words: Iterable[str]) -> frozenset[str]:
        """Stemmed words of a question beside the genus and words that ask after any matter."""
        own = search_words(" ".join((*self.genus, *self.asked, *self.refers)))
        return frozenset(asked_words) - frozenset(own) - _open_words()

    def complete(self, text: str, kind: Kind) -> str:
        """A question in standard words with the missing fact said."""
        plain = text.rstrip(" ?!.")
        genus = self._genus.search(plain)
        if self.referred(plain):
            plain = self._refers.sub(f"{self.joins} {kind.label}", plain, count=1)
        elif kind.says and genus:
            plain = f"{plain[: genus.end()]} {kind.says}{plain[genus.end() :]}"
        else:
            plain = f"{plain} {self.joins} {kind.label}"
        return f"{' '.join(plain.split())}?"


class Slots(_Data):
    """Everything of the data file."""

    open: str
    never: tuple[str, ...]
    slots: tuple[Slot, ...]

    @cached_property
    def whole(self) -> re.Pattern[str]:
        """Finds what only a question that lacks nothing has."""
        return phrases(self.never)


@cache
def slots() -> Slots:
    """The slots that ship with the product."""
    text = files("assistant").joinpath("data/slots.yaml").read_text(encoding="utf-8")
    return Slots.model_validate(yaml.safe_load(text))


@cache
def _open_words() -> frozenset[str]:
    of_questions = question_words()
    return frozenset(search_words(" ".join((slots().open, *of_questions.asks, *of_questions.aspects))))
