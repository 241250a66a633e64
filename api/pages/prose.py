"""Plain text as paragraphs and lists, so that a list stays a list in HTML."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

T = TypeVar("T")

LABEL = re.compile(r"[A-Z][\w ]{1,30}: ")
ITEM = re.compile(r"\s*(?:[-•*–]|(\(?\d{1,3}[.)]|\(?[a-z][.)]))\s+")
BulletKind = Literal["", "ul", "ol"]


@dataclass(frozen=True, slots=True)
class Run(Generic[T]):
    """A stretch of text on one line.

    Attributes:
        starts_line: a line break stands before it.
        starts_paragraph: an empty line stands before it.
        extra: what belongs to the end of the run (its citation markers).
    """

    text: str
    starts_line: bool = False
    starts_paragraph: bool = False
    extra: tuple[T, ...] = ()


@dataclass(slots=True)
class Item(Generic[T]):
    """One paragraph's or list item's runs; ``marker`` is the printed number or letter of an item."""

    marker: str
    runs: list[Run[T]] = field(default_factory=list)


@dataclass(slots=True)
class Block(Generic[T]):
    """A paragraph (``kind`` empty, one item) or a list (``ul``; ``ol`` where items carry a marker)."""

    kind: BulletKind
    items: list[Item[T]] = field(default_factory=list)


def split_lines(text: str, extra: tuple[T, ...] = (), *, fresh: bool) -> list[Run[T]]:
    """``text`` as runs, one a line; ``extra`` goes to the last; ``fresh``: the first begins a line."""
    runs: list[Run[T]] = []
    paragraph = False
    for line in text.split("\n"):
        if line.strip():
            runs.append(Run(line.strip(), fresh, paragraph))
            fresh, paragraph = False, False
        paragraph = paragraph or fresh
        fresh = True
    if runs:
        runs[-1] = Run(runs[-1].text, runs[-1].starts_line, runs[-1].starts_paragraph, extra)
    return runs


def blocks(runs: Iterable[Run[T]], *, flowing: bool = False) -> list[Block[T]]:
    """Group runs: lines that begin with a bullet, number or letter become items of a list.

    A line goes on the paragraph before it (text out of a PDF is wrapped) unless that one ended a
    sentence or the line begins with a label ("Waktu: …"). Where ``flowing``, a line is one sentence
    of a paragraph, and only a label, an empty line or a salutation before it parts them.
    """
    result: list[Block[T]] = []
    for run in runs:
        bullet = ITEM.match(run.text) if run.starts_line or not result else None
        if bullet:
            kind: BulletKind = "ol" if bullet[1] else "ul"
            if not result or result[-1].kind != kind:
                result.append(Block(kind))
            result[-1].items.append(Item(bullet[1] or ""))
            run = Run(run.text[bullet.end() :], extra=run.extra)
        elif (
            not result or run.starts_paragraph or (run.starts_line and _begins(run.text, result[-1], flowing))
        ):
            result.append(Block("", [Item("")]))
        result[-1].items[-1].runs.append(run)
    return result


def _begins(line: str, before: Block[T], flowing: bool) -> bool:
    # Where every line is a sentence, one that ends with a comma is a salutation.
    last = before.items[-1].runs[-1].text
    ended = last.endswith("," if flowing else (".", ":", ";", "?", "!"))
    return bool(before.kind) or ended or LABEL.match(line) is not None


def paragraphs(text: str) -> list[Block[str]]:
    """Plain text without markers as blocks."""
    return blocks(split_lines(text, fresh=True))
