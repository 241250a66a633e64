"""How the entailment checker reads a sentence: its words, what decides its meaning, and its facts."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import yaml
from pydantic import TypeAdapter

from assistant.fact_support import checkable
from corpus.numbers import Fact, FactKind
from corpus.search_words import search_words
from corpus.text import sentences, words

WINDOW = 5
"""Content words on either side of a deciding word that say what it decides."""
NEGATED = 2
"""Content words after a negation that it denies."""
MAX_CHARACTERS = 60_000
"""Characters of the evidence that are read; the rest is left out, so that no input costs without bound."""
MAX_CLAIM = 4_000
"""The same for the claim."""
CLAUSE = 3
"""Content words from which a clause says something by itself."""
_JOINED = re.compile(r"[,;:.()]|\b(?:serta|dan|tetapi|sedangkan|namun)\b")
_CLAUSE = re.compile(r"[,;:.()]")
_LIST_MARK = re.compile(r"^\s*(?:\(?\d{1,3}[.)]|\(?[a-z][.)]|[-•*])\s+", re.IGNORECASE)
_PARTS = re.compile(r";(?:\s*(?:dan/atau|dan|atau))?\s+")
_BARE_JOINT = re.compile(r"(?:dan/atau|dan|atau)\W*", re.IGNORECASE)
_SPELLED = re.compile(r"(?<=\d)(\s*(?:%|persen)?)\s*\([a-zA-Z\s]{2,80}\)")
"""The words beside a number: "30 (tiga puluh)"; the verifier holds them against the figures."""
_REFERENCE = re.compile(
    r"(?:sebagaimana|yang) (?:dimaksud|dimaksudkan|tersebut|diatur)(?: (?:dalam|pada))?"
    r"(?: (?:pasal|ayat|huruf|angka|dan|atau|sampai|dengan|\d+[a-z]?|[a-z]))+(?!\S)"
)
_NAME = re.compile(r"(?<=[\w,;:)”\"] )[A-Z][\w-]+")


@dataclass(frozen=True, slots=True)
class Decider:
    """A word that decides what a sentence says.

    Attributes:
        family, value: as in ``assistant/data/support_words.yaml``.
        context: stems of the content words around it.
    """

    family: str
    value: str
    context: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, read.

    Attributes:
        stems: of its content words, in order.
        known: the same as a set.
        denied: stems that a negation denies.
        deciders: in order.
        facts: that need support.
        names: folded words with a capital letter inside the sentence.
        clauses: stems of its clauses that say something by themselves.
        conditions, exceptions: stems of the clauses that restrict what it says.
        text: as it was written.
    """

    stems: tuple[str, ...]
    known: frozenset[str]
    denied: frozenset[str]
    deciders: tuple[Decider, ...]
    facts: tuple[Fact, ...]
    names: frozenset[str]
    clauses: tuple[frozenset[str], ...]
    conditions: frozenset[str]
    exceptions: frozenset[str]
    text: str


class Words:
    """The tables of ``assistant/data/support_words.yaml`` ready to be looked up."""

    def __init__(self) -> None:
        text = files("assistant").joinpath("data/support_words.yaml").read_text(encoding="utf-8")
        raw = yaml.safe_load(text)
        lists = TypeAdapter(list[list[str]])
        plain = TypeAdapter(list[str])
        families = TypeAdapter(dict[str, dict[str, list[str]]]).validate_python(raw["families"])
        self._same = {
            other: first for first, *others in lists.validate_python(raw["same"]) for other in others
        }
        self.deciding = {
            phrase: (family, value)
            for family, values in families.items()
            for value, phrases in values.items()
            for phrase in phrases
        }
        self.content = frozenset(plain.validate_python(raw["content"]))
        self.families = tuple(families)
        self.agree = TypeAdapter(frozenset[tuple[str, str]]).validate_python(raw["agree"])
        self.opposites = _opposites(lists.validate_python(raw["opposites"]))
        self.negation = frozenset(plain.validate_python(raw["negation"]))
        self.condition = _phrases(plain.validate_python(raw["condition"]))
        self.exception = _phrases(plain.validate_python(raw["exception"]))
        self._same_pattern = _phrases(self._same)
        self.pattern = _phrases(self.deciding)

    def standard(self, text: str) -> str:
        """Folded words, one space apart, different words for one thing replaced by the first of them.

        Without references from one provision to another and the spelling of numbers.
        """
        joined = _REFERENCE.sub(" ", " ".join(words(_SPELLED.sub(r"\1", text))))
        return self._same_pattern.sub(lambda found: self._same[found.group()], joined)


def _opposites(groups: Iterable[Sequence[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for group in groups:
        stems = [stem(word) for word in group]
        for one in stems:
            found[one] = found.get(one, frozenset()) | (frozenset(stems) - {one})
    return found


def _phrases(phrases: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, longest_first))})(?!\S)")


@cache
def deciding_words() -> Words:
    """The tables that ship with the product."""
    return Words()


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of one folded word, empty for a stop word."""
    return next(iter(search_words(word)), "")


@lru_cache(maxsize=8_192)
def read_sentence(text: str) -> Sentence:
    """Read one sentence or several as one; kept, since the same provisions are cited all day."""
    tables = deciding_words()
    facts = checkable(text)
    standard = tables.standard(without_citations(text, facts))
    stems: list[str] = []
    found: list[tuple[str, str, int]] = []
    denied: set[str] = set()
    position = 0
    denying = 0
    for match in tables.pattern.finditer(standard):
        denying = _take(standard[position : match.start()], stems, denied, denying, tables)
        family, value = tables.deciding[match.group()]
        found.append((family, value, len(stems)))
        if family in tables.content:
            denying = _take(match.group(), stems, denied, denying, tables)
        position = match.end()
    _take(standard[position:], stems, denied, denying, tables)
    return Sentence(
        stems=tuple(stems),
        known=frozenset(stems),
        denied=frozenset(denied),
        deciders=tuple(
            Decider(family, value, frozenset(stems[max(0, at - WINDOW) : at + WINDOW]))
            for family, value, at in found
        ),
        facts=tuple(fact for fact in facts if fact.kind is not FactKind.REGULATION),
        names=frozenset(word for name in _NAME.findall(text) for word in words(name)),
        clauses=tuple(
            clause
            for piece in _JOINED.split(text)
            if len(clause := frozenset(one for word in tables.standard(piece).split() if (one := stem(word))))
            >= CLAUSE
        ),
        conditions=_restrictions(text, tables.condition, tables),
        exceptions=_restrictions(text, tables.exception, tables),
        text=text,
    )


def without_citations(text: str, facts: Iterable[Fact]) -> str:
    """The text without the provisions it names: who is cited for what is checked elsewhere.

    Args:
        facts: those of the text, in order.
    """
    pieces, position = [], 0
    for fact in facts:
        if fact.kind is FactKind.REGULATION and fact.start >= position:
            pieces += [text[position : fact.start], " "]
            position = fact.end
    return "".join((*pieces, text[position:]))


def _take(piece: str, stems: list[str], denied: set[str], denying: int, tables: Words) -> int:
    """Add the content words of a piece; how many of the next ones a negation still denies."""
    for word in piece.split():
        if word in tables.negation:
            denying = NEGATED
            continue
        one = stem(word)
        if not one:
            continue
        stems.append(one)
        if denying:
            denied.add(one)
            denying -= 1
    return denying


def _restrictions(text: str, pattern: re.Pattern[str], tables: Words) -> frozenset[str]:
    """Stems of the clauses that begin with one of the phrases, up to the next comma or stop."""
    found: set[str] = set()
    for clause in _CLAUSE.split(text):
        standard = tables.standard(clause)
        opening = pattern.search(standard)
        if opening is not None:
            found.update(one for word in standard[opening.end() :].split() if (one := stem(word)))
    return frozenset(found)


@lru_cache(maxsize=2_048)
def evidence_sentences(text: str) -> tuple[str, ...]:
    """What a cited text says, sentence by sentence; an item of a list is said with the words that open it."""
    found: list[str] = []
    opening = ""
    for start, end in sentences(text[:MAX_CHARACTERS]):
        for piece in _PARTS.split(text[start:end]):
            bare = " ".join(piece.split())
            if not bare or _BARE_JOINT.fullmatch(bare):
                continue
            marked = _LIST_MARK.match(bare) is not None
            if bare.endswith(":"):
                opening = bare
            elif not marked and not piece.rstrip().endswith(";"):
                opening = opening if _continues(bare) else ""
            item = _LIST_MARK.sub("", bare)
            found.append(f"{opening} {item}" if opening and opening != bare else bare)
    return tuple(found)


def _continues(text: str) -> bool:
    """Whether a piece without a list mark still belongs to a list: it begins in lower case."""
    return text[:1].islower()
