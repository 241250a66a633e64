"""Personal data out of a text before it leaves, and back into what its owner reads."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.guard.personal_kinds import PersonalKind, Span
from assistant.guard.personal_names import again, names
from assistant.guard.personal_numbers import numbers
from assistant.guard.personal_places import places
from corpus.models import Frozen

_KINDS = "|".join(re.escape(kind) for kind in PersonalKind)
PLACEHOLDER = re.compile(
    rf"\[\s*(?P<kind>{_KINDS})\s*[-\u2010-\u2015]\s*(?P<number>[0-9]{{1,5}})(?P<form>[a-z]?)\s*\]",
    re.IGNORECASE,
)
"""A placeholder as a model may repeat it: other case, other dashes, spaces inside."""
_FORMS = 26


class Found(Frozen):
    """One piece of personal data.

    Attributes:
        start, end: its characters in the text as given, ``end`` exclusive.
        value: as it was written.
        placeholder: that stands for it, such as ``[NIP-1]``; another way of writing the same value
            has the same number and a letter: ``[NIP-1a]``.
    """

    kind: PersonalKind
    start: int
    end: int
    value: str
    placeholder: str


class Masked(Frozen):
    """A text without the personal data that was found in it.

    Attributes:
        text: with placeholders.
        replacements: what each placeholder stands for, those of texts masked with it included.
        found: in the order of the text, for a preview.
    """

    text: str
    replacements: Mapping[str, str]
    found: tuple[Found, ...] = ()

    def restore(self, text: str) -> str:
        """``text`` with the placeholders of ``replacements`` turned back; every other one stays."""
        return PLACEHOLDER.sub(
            lambda found: self.replacements.get(placeholder_name(found), found.group()), text
        )


def mask(text: str) -> Masked:
    """``text`` with personal data replaced. ``restore(mask(text).text) == text`` for any text."""
    return mask_all((text,))[0]


def mask_all(texts: Sequence[str]) -> tuple[Masked, ...]:
    """Texts of one conversation, the same value with the same placeholder in all of them.

    Each result restores the placeholders of all. A placeholder that stands in a text already is
    never used for something else.
    """
    book = _Book(taken={placeholder_name(found) for text in texts for found in PLACEHOLDER.finditer(text)})
    drafts = [_mask(text, book) for text in texts]
    return tuple(Masked(text=text, replacements=dict(book.values), found=found) for text, found in drafts)


def find(text: str) -> tuple[Span, ...]:
    """Where personal data stands, in order and without overlaps; never inside a placeholder."""
    plain = _plain_digits(text)
    kept = [Span(PersonalKind.NAME, *found.span()) for found in PLACEHOLDER.finditer(text)]
    reserved = len(kept)
    for span in _spans(plain):
        if all(span.end <= other.start or span.start >= other.end for other in kept):
            kept.append(span)
    return tuple(sorted(kept[reserved:], key=lambda span: span.start))


def _spans(plain: str) -> Iterator[Span]:
    known = [*numbers(plain), *places(plain)]
    yield from known
    named = list(names(plain, known))
    yield from named
    yield from again(plain, named)


def _plain_digits(text: str) -> str:
    """``text`` with full-width and other digits and letters as plain ones; no offset changes."""
    if text.isascii():
        return text
    return "".join(
        folded if len(folded := unicodedata.normalize("NFKC", sign)) == 1 else sign for sign in text
    ).translate(_OTHER_DIGITS)


_OTHER_DIGITS = {
    number: str(unicodedata.decimal(chr(number)))
    for number in range(0x660, 0x1FBFA)
    if unicodedata.decimal(chr(number), None) is not None
}


@dataclass(slots=True)
class _Book:
    """Which placeholder stands for what."""

    taken: set[str]
    values: dict[str, str] = field(default_factory=dict)
    placeholders: dict[tuple[PersonalKind, str], str] = field(default_factory=dict)
    numbers: dict[tuple[PersonalKind, str], int] = field(default_factory=dict)

    def placeholder(self, kind: PersonalKind, value: str) -> str:
        """The placeholder of a value as written, a new one if need be."""
        if (kind, value) not in self.placeholders:
            chosen = next(name for name in self._candidates(kind, value) if name not in self.taken)
            self.taken.add(chosen)
            self.placeholders[kind, value] = chosen
            self.values[chosen] = value
        return self.placeholders[kind, value]

    def _candidates(self, kind: PersonalKind, value: str) -> Iterator[str]:
        bare = "".join(sign for sign in _plain_digits(value).casefold() if sign.isalnum())
        if number := self.numbers.get((kind, bare)):
            yield from (f"[{kind}-{number}{chr(ord('a') + form)}]" for form in range(_FORMS))
        number = 1 + max((used for (of, _), used in self.numbers.items() if of is kind), default=0)
        while f"[{kind}-{number}]" in self.taken:
            number += 1
        self.numbers[kind, bare] = number
        yield f"[{kind}-{number}]"


def _mask(text: str, book: _Book) -> tuple[str, tuple[Found, ...]]:
    """Masks until nothing more is found: a placeholder beside a word can show that it is a name."""
    found: list[Found] = []
    masked = text
    origin = list(range(len(text)))
    while spans := find(masked):
        pieces: list[str] = []
        kept: list[int] = []
        position = 0
        for span in spans:
            value = masked[span.start : span.end]
            placeholder = book.placeholder(span.kind, value)
            start = origin[span.start]
            found.append(
                Found(
                    kind=span.kind, start=start, end=start + len(value), value=value, placeholder=placeholder
                )
            )
            pieces += (masked[position : span.start], placeholder)
            kept += (*origin[position : span.start], *([start] * len(placeholder)))
            position = span.end
        masked = "".join((*pieces, masked[position:]))
        origin = [*kept, *origin[position:]]
    return masked, tuple(sorted(found, key=lambda one: one.start))


def placeholder_name(found: re.Match[str]) -> str:
    """The placeholder of a match of ``PLACEHOLDER`` as it was given out."""
    return f"[{found['kind'].upper()}-{int(found['number'])}{found['form'].lower()}]"
