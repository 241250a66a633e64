"""Selections that need no understanding: the beginning, chance, and TextRank, within a number of words."""

import random
from collections.abc import Iterable, Sequence

import numpy as np

from evals.minutes.coverage import english_words

DRAWS = 20
DAMPING = 0.85
ROUNDS = 100
TOLERANCE = 1e-9


def within(lines: Iterable[str], budget: int) -> str:
    """The first lines with ``budget`` words, the last one cut."""
    words: list[str] = []
    for line in lines:
        words += line.split()
        if len(words) >= budget:
            break
    return " ".join(words[:budget])


def lead(lines: Sequence[str], budget: int) -> str:
    """The beginning of the meeting."""
    return within(lines, budget)


def drawn(lines: Sequence[str], budget: int, seed: int) -> list[str]:
    """``DRAWS`` selections of lines by chance."""
    rng = random.Random(seed)  # noqa: S311 - draws a baseline, guards nothing
    return [within(rng.sample(lines, len(lines)), budget) for _ in range(DRAWS)]


def text_rank(lines: Sequence[str], budget: int) -> str:
    """The lines of the highest rank, Mihalcea and Tarau, TextRank: Bringing Order into Texts (2004).

    Two lines are as alike as the words they share over the logarithms of their lengths; ranks by the power
    method, damped by ``DAMPING``.
    """
    kept = [line for line in lines if len(english_words(line)) > 1]
    if not kept:
        return within(lines, budget)
    words = [english_words(line) for line in kept]
    vocabulary = {word: place for place, word in enumerate(sorted(frozenset().union(*words)))}
    has = np.zeros((len(kept), len(vocabulary)), dtype=np.float32)
    for row, held in enumerate(words):
        has[row, [vocabulary[word] for word in held]] = 1.0
    logs = np.log([len(held) for held in words])
    alike = (has @ has.T) / (logs[:, None] + logs[None, :])
    np.fill_diagonal(alike, 0.0)
    out = alike.sum(axis=0)
    flow = np.divide(alike, out, out=np.zeros_like(alike), where=out > 0)
    rank = np.full(len(kept), 1.0 / len(kept))
    for _ in range(ROUNDS):
        new = (1 - DAMPING) / len(kept) + DAMPING * flow @ rank
        if float(np.abs(new - rank).sum()) < TOLERANCE:
            break
        rank = new
    order = sorted(range(len(kept)), key=lambda place: (-rank[place], place))
    return within((kept[place] for place in order), budget)
