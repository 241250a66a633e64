"""Whether a question is about what the library treats, told from the library itself.

The lexicon names the words of personnel matters; a library that holds laws on other subjects treats what no
list foresees. Two things tell, weighed by a logistic regression: how near the nearest passages are, and
whether one source is about the asked words, not only mentions them. A third must hold beside: so much of
what is asked stands together in one passage, since the words of an idle question are all found somewhere.
"""

import math
import threading
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from assistant.answer_features import Features
from assistant.understand import Understood
from corpus.open_snapshot import OpenSnapshot

NEAREST = 5
"""Passages whose mean cosine tells how near the library is."""
TREATED = 0.03
"""From this share of its units on, a word is what a source is about."""
MENTIONED = 2
"""Units of a source that have a word before the source may be about it."""
NEARNESS_WEIGHT, FOCUS_WEIGHT, BIAS = 7.56, 3.40, -3.88
"""Fitted on the dev splits against questions off every subject; ADR 7 has the figures."""
TOGETHER = 1 / 3
"""Share of the asked words' weight that one passage must have."""
WORDS_KEPT = 4_096


def placed(understood: Understood, snapshot: OpenSnapshot, measured: Sequence[Features]) -> Understood:
    """``understood``, within the domain also where the library turns out to treat what is asked.

    Args:
        measured: the passages of its result, each against the question.
    """
    if understood.in_domain or not treats(understood, snapshot, measured):
        return understood
    return replace(understood, in_domain=True)


def treats(understood: Understood, snapshot: OpenSnapshot, measured: Sequence[Features]) -> bool:
    """Whether the library treats what is asked; never without a word asked or a passage found."""
    if max((features.asked for features in measured), default=0.0) < TOGETHER:
        return False
    log_odds = (
        NEARNESS_WEIGHT * _nearness(measured)
        + FOCUS_WEIGHT * focus_of(snapshot).share(understood.asked_words)
        + BIAS
    )
    return log_odds >= 0


def _nearness(measured: Sequence[Features]) -> float:
    """Mean cosine of the nearest passages, 0–1.2; passages that are missing count as far."""
    nearest = sorted((features.cosine for features in measured), reverse=True)[:NEAREST]
    return math.fsum(nearest) / NEAREST


class Focus:
    """What the sources of one snapshot are about, by the share of their units that have a word."""

    def __init__(self, snapshot: OpenSnapshot) -> None:
        """Reads only the identifiers of the units; words are counted when they are asked."""
        self._lexical = snapshot.lexical
        numbers: dict[str, int] = {}
        self._source = np.array(
            [numbers.setdefault(unit_id.partition("/")[0], len(numbers)) for unit_id in snapshot.unit_ids],
            dtype=np.int64,
        )
        self._units = np.bincount(self._source, minlength=len(numbers))
        self._about = lru_cache(maxsize=WORDS_KEPT)(self._count)

    def share(self, asked: Sequence[str]) -> float:
        """The greatest share of the asked words' weight that one source is about, 0–1."""
        weights = [self._lexical.weight(word) for word in asked]
        if not weights or not self._units.size:
            return 0.0
        about = sum(
            (weight * self._about(word) for weight, word in zip(weights, asked, strict=True)),
            np.zeros(self._units.size),
        )
        return float(about.max()) / math.fsum(weights)

    def _count(self, word: str) -> NDArray[np.float64]:
        """How much each source is about a word, 0–1, shape (sources,)."""
        units = np.bincount(self._source[self._lexical.rows_of(word)], minlength=self._units.size)
        about = np.minimum(units / self._units / TREATED, 1.0)
        return np.asarray(np.where(units >= MENTIONED, about, 0.0))


_making = threading.Lock()
_kept: WeakKeyDictionary[OpenSnapshot, Focus] = WeakKeyDictionary()


def focus_of(snapshot: OpenSnapshot) -> Focus:
    """The focus of a snapshot's sources; made at its first question and kept as long as it is open."""
    with _making:
        focus = _kept.get(snapshot)
        if focus is None:
            focus = _kept[snapshot] = Focus(snapshot)
        return focus
