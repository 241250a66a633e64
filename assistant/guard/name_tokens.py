"""Words that make up a name, read one after the other."""

import re
from collections.abc import Iterator, Sequence

from assistant.guard.personal_kinds import PersonalKind, Span
from assistant.guard.words import given_words, name_parts, word_list, worded_parts

MOST = 5
"""Words of a name."""
_WORD = r"[^\W\d_](?:[^\W\d_]|['’`](?=[^\W\d_]))*"
TOKEN = re.compile(rf"{_WORD}\.?")
TITLES = re.compile(
    r"(?:,?\s?(?:S|M|A|Sp|Dr|Drs|Ir|Ph|Apt|Ns)\.\s?[A-Z][A-Za-z]{0,4}(?:\.[A-Z][A-Za-z]{0,3})*\.?)+"
)
_PERSON_WORD = re.compile(
    r"(?i:bapak|ibu|pak|bu|mas|mbak|kak|kakak|bang|sdr|sdri|saudara|saudari|tuan|nyonya|ny|tn|drs?"
    r"|dra|ir|hj|h|alm|almarhum|almarhumah|yth|kepada)\.?"
)
_INITIAL = re.compile(r"[A-Z]\.?")
_SPACE = re.compile(r"[ \t]{1,2}")
_JOINS = frozenset({"bin", "binti", "van", "de", "al", "el"})
_PREFIX = frozenset({"h", "hj", "dr", "drs", "dra", "ir", "prof", "kh", "r", "rr", "rd"})
_ACRONYM = 4
"""Words in capitals up to this long are abbreviations unless everything around is in capitals."""
_INFLECTED = re.compile(
    r"(?:me(?:ng|ny|m|n)\w{3,}|(?:di|ber|ter|per|pe(?:ng|ny|m|n))\w{4,}|ke\w{3,}an|\w{4,}(?:kan|nya|lah|kah))"
)
"""Everyday words by their affixes: "mengajukan", "dicatat", "kesalahan", "bukankah"."""


def plain(token: re.Match[str]) -> str:
    """A token without its full stop."""
    return token.group().rstrip(".")


def is_part(word: str) -> bool:
    """Whether a word is a part of names and no everyday word."""
    return word.lower() in name_parts()


def proper(token: str) -> bool:
    """Whether a token is written as a name is: a capital letter, or capitals and no abbreviation."""
    word = token.rstrip(".")
    return word[0].isupper() and (
        not word.isupper() or len(word) > _ACRONYM or is_part(word) or _INITIAL.fullmatch(token) is not None
    )


def has_part(text: str, span: Span, fewest: int = 1) -> bool:
    """Whether ``fewest`` words of the span are parts of names and no everyday words."""
    return sum(is_part(word.rstrip(".,")) for word in text[span.start : span.end].split()) >= fewest


def given_at(text: str, start: int) -> Iterator[Span]:
    """The word at ``start`` where it is an everyday word that is a common given name: "pak bagus"."""
    token = TOKEN.match(text, start)
    if token and plain(token).lower() in given_words():
        yield Span(PersonalKind.NAME, start, start + len(plain(token)))


def could_be_name(token: re.Match[str], taken: Sequence[re.Match[str]], *, small: bool) -> bool:
    """Whether a token can stand in a name behind those taken; ``small`` lets unknown small letters be one."""
    bare = plain(token)
    lower = bare.lower()
    if token.string[token.end() : token.end() + 1] == "-" or lower in word_list("not_names"):
        return False
    if lower in _JOINS:
        return bool(taken)
    if is_part(lower) or _INITIAL.fullmatch(token.group()):
        return True
    if bare.isupper():
        return len(bare) > _ACRONYM or (bool(taken) and taken[-1].group().isupper() and len(bare) > 2)
    if bare[0].isupper():
        return not _INFLECTED.fullmatch(lower)
    if not small or len(bare) < 3 or _INFLECTED.fullmatch(lower):
        return False
    return (not taken or taken[0].group()[0].islower()) and len(taken) < 2


def name_at(text: str, start: int, *, small: bool) -> Iterator[Span]:
    """The name that begins at ``start``, if one does; words of address before it are passed over."""
    position = start
    while (token := TOKEN.match(text, position)) and _PERSON_WORD.fullmatch(token.group()):
        position = _skip(text, token.end())
    taken = _take(text, position, small=small)
    words = [plain(token) for token in taken]
    if all(len(word) == 1 for word in words):
        return
    if small or any(word[0].isupper() or is_part(word) for word in words):
        yield _span(text, taken)


def run_at(text: str, start: int, *, strange: bool = True) -> Iterator[Span]:
    """The name in capital letters that begins at ``start``; a single initial is none.

    ``strange`` lets words that are no part of names stand at its ends.
    """
    taken: list[re.Match[str]] = []
    for token in _take(text, start, small=False):
        if not (proper(token.group()) or plain(token).lower() in _JOINS):
            break
        taken.append(token)
    taken = _trimmed(taken)
    while not strange and taken and not _ordinary(taken[0]):
        taken = taken[1:]
    while not strange and taken and not _ordinary(taken[-1]):
        taken = taken[:-1]
    if any(len(plain(token)) > 1 for token in taken):
        yield _span(text, taken)


def _ordinary(token: re.Match[str]) -> bool:
    word = plain(token).lower()
    return word in name_parts() or word in worded_parts() or len(word) == 1


def before(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Tokens between ``start`` and ``end``, the last one first."""
    yield from reversed(list(TOKEN.finditer(text, start, end)))


def _take(text: str, position: int, *, small: bool) -> list[re.Match[str]]:
    taken: list[re.Match[str]] = []
    while len(taken) < MOST and (token := TOKEN.match(text, position)):
        if not could_be_name(token, taken, small=small):
            break
        taken.append(token)
        bare = plain(token).lower()
        ends_sentence = token.group().endswith(".") and len(bare) > 1 and bare not in _PREFIX
        following = _SPACE.match(text, token.end())
        if ends_sentence or following is None:
            break
        position = following.end()
    return _trimmed(taken)


def _trimmed(taken: list[re.Match[str]]) -> list[re.Match[str]]:
    while taken and plain(taken[-1]).lower() in _JOINS:
        taken = taken[:-1]
    return taken


def _span(text: str, taken: Sequence[re.Match[str]]) -> Span:
    end = taken[-1].end()
    if titles := TITLES.match(text, end):
        end = titles.end()
    elif text[end - 1] == "." and len(taken[-1].group()) > 2:  # an initial keeps its dot
        end -= 1
    return Span(PersonalKind.NAME, taken[0].start(), end)


def _skip(text: str, position: int) -> int:
    while position < len(text) and text[position] in " .":
        position += 1
    return position
