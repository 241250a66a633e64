"""Approved entries by the very words of the questions that they answer.

Whoever approved an entry has said what answers its questions: asked in the same words, there is nothing left
to judge.
"""

import threading
from collections.abc import Mapping
from weakref import WeakKeyDictionary

from assistant.lexicon import lexicon
from corpus.models import FaqEntry, ForumAnswer, SopEntry
from corpus.open_snapshot import OpenSnapshot
from corpus.rows import AnyEntry
from corpus.text import clean, words

Asking = tuple[str, ...]
"""The words of a question in standard spelling, without case, punctuation and forms of address."""


def exactly_asked(snapshot: OpenSnapshot, question: str) -> tuple[str, ...]:
    """Identifiers of the approved entries that were written for a question in these words, sorted.

    Names of regulations and numbers are words as well. Empty for a question without words.
    """
    return _askings_of(snapshot).get(_asking(question), ())


def _askings_of(snapshot: OpenSnapshot) -> Mapping[Asking, tuple[str, ...]]:
    """The entries by what they answer; read at a snapshot's first question and kept as long as it is open."""
    with _making:
        found = _read.get(snapshot)
        if found is None:
            found = _read[snapshot] = _made(snapshot)
        return found


_making = threading.Lock()
_read: WeakKeyDictionary[OpenSnapshot, Mapping[Asking, tuple[str, ...]]] = WeakKeyDictionary()


def _made(snapshot: OpenSnapshot) -> Mapping[Asking, tuple[str, ...]]:
    found: dict[Asking, list[str]] = {}
    for entry, _ in snapshot.knowledge.entries():
        for asking in {_asking(text) for text in _approved_questions(entry)}:
            if asking:
                found.setdefault(asking, []).append(entry.id)
    return {asking: tuple(sorted(entries)) for asking, entries in found.items()}


def _approved_questions(entry: AnyEntry) -> tuple[str, ...]:
    """What the entry is approved for. A thread's title tells too little, that of a procedure tells it."""
    match entry:
        case FaqEntry():
            return (entry.question, *entry.variants)
        case ForumAnswer():
            return (entry.question,)
        case SopEntry():
            return (entry.title, *entry.variants)


def _asking(text: str) -> Asking:
    return tuple(words(lexicon().standardise(lexicon().matter(clean(text)))))
