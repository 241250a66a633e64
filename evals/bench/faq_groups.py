"""Do questions that ask the same come together? ``python -m evals.bench.faq_groups`` fits bounds on ``dev``.

The pairs are ``evals/datasets/faq_groups``. ``--test`` counts the held-out half under given bounds.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict

from corpus.embeddings import create_embedder
from corpus.embeddings.protocol import Embedder
from corpus.identifiers import pasal_of
from evals.statistics import exact_rate

PAIRS = Path(__file__).parents[1] / "datasets" / "faq_groups" / "pairs.jsonl"
GRID = tuple(round(0.80 + 0.005 * step, 3) for step in range(41))
BETA = 0.5
"""Precision counts twice as much as recall: a group of two matters costs a person more than a missed one."""


class Pair(BaseModel):
    """A line of ``pairs.jsonl``; its README says what the fields mean."""

    model_config = ConfigDict(frozen=True)

    id: str
    one: str
    other: str
    cites_one: tuple[str, ...]
    cites_other: tuple[str, ...]
    same: bool
    tags: tuple[str, ...]
    split: str
    author: str
    licence: str

    @property
    def share_pasal(self) -> bool:
        """Whether the replies to both cite a pasal in common."""
        return bool(set(map(pasal_of, self.cites_one)) & set(map(pasal_of, self.cites_other)))


@dataclass(frozen=True)
class Count:
    """Pairs that were joined, and those that should have been."""

    right: int
    joined: int
    same: int

    @property
    def score(self) -> float:
        """F-measure with ``BETA``, 0–1 (van Rijsbergen 1979)."""
        weighted = BETA**2 * self.same + self.joined
        return (1 + BETA**2) * self.right / weighted if weighted else 0.0


def read_pairs(split: str) -> list[Pair]:
    """The pairs of one half. Raises OSError, and ValueError for a malformed line."""
    lines = PAIRS.read_text(encoding="utf-8").splitlines()
    return [pair for line in lines if (pair := Pair.model_validate(json.loads(line))).split == split]


def cosines(pairs: Sequence[Pair], embedder: Embedder) -> list[float]:
    """Of every pair, as the product compares questions."""
    one = embedder.embed_passages([pair.one for pair in pairs])
    other = embedder.embed_passages([pair.other for pair in pairs])
    return [float(value) for value in np.sum(one * other, axis=1)]


def count(pairs: Sequence[Pair], near: Sequence[float], shared: float, alone: float) -> Count:
    """What bounds come to."""
    joined = [
        pair
        for pair, cosine in zip(pairs, near, strict=True)
        if cosine >= (shared if pair.share_pasal else alone)
    ]
    return Count(sum(pair.same for pair in joined), len(joined), sum(pair.same for pair in pairs))


def fitted(pairs: Sequence[Pair], near: Sequence[float]) -> float:
    """The bound for a shared pasal with the best score, of equals the highest."""
    shared = [place for place, pair in enumerate(pairs) if pair.share_pasal]
    some, their = [pairs[place] for place in shared], [near[place] for place in shared]
    return max(GRID, key=lambda bound: (count(some, their, bound, 2.0).score, bound))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--test", nargs=2, type=float, metavar=("SHARED", "ALONE"))
    asked = parser.parse_args()
    pairs = read_pairs("test" if asked.test else "dev")
    near = cosines(pairs, create_embedder("e5", cache_dir=Path()))
    bounds = [(asked.test[0], asked.test[1])] if asked.test else [(bound, 2.0) for bound in GRID]
    for shared, alone in bounds:
        found = count(pairs, near, shared, alone)
        sys.stdout.write(
            f"{shared:.3f} {alone:.3f}: joined {found.joined}, right {found.right} of {found.same}"
            f" (precision {_rate(found.right, found.joined)}, recall {_rate(found.right, found.same)})\n"
        )
    if not asked.test:
        apart = max((c for pair, c in zip(pairs, near, strict=True) if not pair.share_pasal), default=0.0)
        sys.stdout.write(f"fitted {fitted(pairs, near):.3f}; nearest without a common pasal {apart:.3f}\n")


def _rate(hits: int, of: int) -> str:
    if not of:
        return "–"
    rate = exact_rate(hits, of)
    return f"{hits / of:.2f} ({rate.low:.2f}–{rate.high:.2f})"


if __name__ == "__main__":
    main()
