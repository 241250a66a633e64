"""The words of spoken Indonesian: spelling, empty words, titles, units and verbs."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import yaml
from pydantic import TypeAdapter

_STANDARDISED_KEPT = 16_384
_VERB_SHAPE = re.compile(
    r"(?:mem|men|meng|meny|me(?=[lmnrwy]))[a-z]{3,}|di[a-z]{3,}|ter(?:bitkan|apkan)|[a-z]{3,}kan"
)
_SHORTEST_VERB = 5
_ENDINGS = ("keun", "ake", "in", "ke", "no")
"""Of Jakarta, of Sundanese and of Javanese, all for "-kan"."""
_NASALS = (
    ("nge", "menge", ("",)),
    ("ng", "meng", ("", "k", "h")),
    ("ny", "meny", ("s", "c")),
    ("n", "men", ("t",)),
    ("m", "mem", ("p",)),
)
"""How everyday verbs begin, how written ones do, and what the root began with."""
_ENCLITIC = re.compile(r"(?<=[a-z]{3})(?:nya|lah)$")


@dataclass(frozen=True, slots=True)
class SpokenWords:
    """See ``assistant/data/spoken.yaml`` for what each list means."""

    spelling: dict[str, str]
    filler_phrases: tuple[str, ...]
    fillers: frozenset[str]
    openers: frozenset[str]
    closers: frozenset[str]
    titles: frozenset[str]
    offices: frozenset[str]
    units: frozenset[str]
    unit_words: frozenset[str]
    bare_units: frozenset[str]
    not_names: frozenset[str]
    task_verbs: frozenset[str]
    speech_verbs: frozenset[str]
    not_verbs: frozenset[str]
    generic_verbs: frozenset[str]
    meeting_only_verbs: frozenset[str]
    plan_words: frozenset[str]
    task_lead_words: frozenset[str]
    asking_words: frozenset[str]
    event_words: frozenset[str]
    not_asked_before: frozenset[str]
    habit_words: frozenset[str]
    not_our_work: frozenset[str]
    deictic_words: frozenset[str]
    put_off_words: frozenset[str]
    verb_roots: frozenset[str]
    not_nouns: frozenset[str]


@cache
def spoken_words() -> SpokenWords:
    """The lists that ship with the product."""
    raw = yaml.safe_load(files("assistant").joinpath("data/spoken.yaml").read_text(encoding="utf-8"))
    spelling = TypeAdapter(dict[str, str]).validate_python(raw.pop("spelling"))
    phrases = TypeAdapter(tuple[str, ...]).validate_python(raw.pop("filler_phrases"))
    lists = TypeAdapter(dict[str, str]).validate_python(raw)
    for stem in lists.pop("kan_stems").split():
        for before in ("", "di"):
            for ending in ("in", "ke", "no"):
                spelling.setdefault(f"{before}{stem}{ending}", f"{before}{stem}kan")
    words = {name: frozenset(listed.split()) for name, listed in lists.items()}
    return SpokenWords(spelling, phrases, **words)


@lru_cache(maxsize=_STANDARDISED_KEPT)
def standard(word: str) -> str:
    """One spoken word in standard spelling and lower case: "Gak" → "tidak"; unknown words as they are."""
    lowered = word.lower()
    known = spoken_words().spelling.get(lowered)
    return known if known is not None else _written_out(lowered)


def _written_out(word: str) -> str:
    """The written form of an everyday verb: "ngawasin" → "mengawaskan", "dipisahin" → "dipisahkan"."""
    roots = spoken_words().verb_roots
    if word in roots or len(word) < _SHORTEST_VERB:
        return word
    stem, ending = word, ""
    for everyday in _ENDINGS:
        if word.endswith(everyday):
            stem, ending = word.removesuffix(everyday), "kan"
            break
    passive = stem.removeprefix("di")
    if ending and passive in roots:
        return f"{stem}kan"
    for nasal, written, dropped in _NASALS:
        if stem.startswith(nasal):
            rest = stem.removeprefix(nasal)
            if any(first + rest in roots for first in dropped):
                return f"{written}{rest}{ending}"
    return word


@lru_cache(maxsize=_STANDARDISED_KEPT)
def is_verb(word: str) -> bool:
    """Whether a word in standard spelling can name work: a verb's form, or a bare verb that is known."""
    lists = spoken_words()
    bare = _ENCLITIC.sub("", word)
    if word in lists.not_verbs or bare in lists.not_verbs:
        return False
    if bare in lists.task_verbs or bare in lists.speech_verbs:
        return not word.endswith("nya") or word == bare  # "evaluasinya" is a thing
    stem = bare.removeprefix("ke").removesuffix("i")
    bare_i = bare.endswith("i") and bare.removesuffix("i") in lists.verb_roots
    return _VERB_SHAPE.fullmatch(bare) is not None or bare_i or (len(stem) > 3 and stem in lists.task_verbs)


def is_speech_verb(word: str) -> bool:
    """Whether a word in standard spelling names what is done with words in the meeting itself."""
    lists = spoken_words()
    return word in lists.speech_verbs or _ENCLITIC.sub("", word) in lists.speech_verbs
