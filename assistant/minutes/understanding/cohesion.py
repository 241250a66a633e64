"""Cutting speech where its vocabulary changes: TextTiling (Hearst 1997) over utterances.

The similarity of the words before and after every utterance boundary is compared with the peaks on both
sides; the depth of the valley says how much a boundary divides. With an embedder the similarity is the cosine
of the two windows' vectors instead, for at most ``MOST_WINDOWS`` boundaries.
"""

import math
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from corpus.embeddings.protocol import Embedder

WINDOW = 90
"""Stems on each side that are compared."""
SHORTEST = 120
"""Stems of the shortest topic."""
MOST_WINDOWS = 200
CUE = 0.12
"""What words that move on add to the depth of a boundary."""


def boundaries(
    stems: Sequence[Sequence[str]],
    moves: Sequence[bool],
    texts: Sequence[str],
    embedder: Embedder | None = None,
) -> list[int]:
    """Places of the utterances that begin a new topic, in order, the first utterance left out.

    Args:
        stems: of every utterance.
        moves: whether an utterance says that it moves on.
        texts: what was said, for the embedder.
        embedder: measures likeness by meaning where one is given.
    """
    sizes = [len(one) for one in stems]
    total = sum(sizes)
    if total < 2 * SHORTEST:
        return []
    gaps = _candidates(sizes, moves)
    if embedder is not None and len(gaps) <= MOST_WINDOWS:
        likeness = _by_meaning(gaps, texts, embedder)
    else:
        likeness = [_cosine(_before(stems, gap), _after(stems, gap)) for gap in gaps]
    depths = _depths(likeness)
    depths = [depth + (CUE if moves[gap] else 0.0) for gap, depth in zip(gaps, depths, strict=True)]
    if not depths:
        return []
    mean = sum(depths) / len(depths)
    deviation = math.sqrt(sum((depth - mean) ** 2 for depth in depths) / len(depths))
    limit = mean + deviation / 2
    chosen: list[int] = []
    reach = [0, *_running(sizes)]
    for depth, gap in sorted(zip(depths, gaps, strict=True), key=lambda pair: (-pair[0], pair[1])):
        if depth <= limit:
            break
        edges = (0, len(stems), *chosen)
        if all(abs(reach[gap] - reach[edge]) >= SHORTEST for edge in edges):
            chosen.append(gap)
    return sorted(chosen)


def _candidates(sizes: Sequence[int], moves: Sequence[bool]) -> list[int]:
    """Boundaries worth looking at: where the speech moves on, and otherwise one every few stems."""
    found: list[int] = []
    since = 0
    for at in range(1, len(sizes)):
        since += sizes[at - 1]
        if moves[at] or since >= WINDOW // 4:
            found.append(at)
            since = 0
    return found


def _before(stems: Sequence[Sequence[str]], gap: int) -> Counter[str]:
    counted: Counter[str] = Counter()
    at, size = gap - 1, 0
    while at >= 0 and size < WINDOW:
        part = stems[at][-(WINDOW - size) :]
        counted.update(part)
        size += len(part)
        at -= 1
    return counted


def _after(stems: Sequence[Sequence[str]], gap: int) -> Counter[str]:
    counted: Counter[str] = Counter()
    at, size = gap, 0
    while at < len(stems) and size < WINDOW:
        part = stems[at][: WINDOW - size]
        counted.update(part)
        size += len(part)
        at += 1
    return counted


def _by_meaning(gaps: Sequence[int], texts: Sequence[str], embedder: Embedder) -> list[float]:
    """Cosines of the speech between a boundary and the next with that before it."""
    edges = [0, *gaps, len(texts)]
    blocks = [" ".join(texts[first:last])[:1500] for first, last in pairwise(edges)]
    vectors = embedder.embed_passages(blocks)
    return [float(vectors[index] @ vectors[index + 1]) for index in range(len(blocks) - 1)]


def _cosine(first: Counter[str], second: Counter[str]) -> float:
    shared = sum(count * second[stem] for stem, count in first.items() if stem in second)
    length = math.sqrt(sum(c * c for c in first.values())) * math.sqrt(sum(c * c for c in second.values()))
    return shared / length if length else 0.0


def _depths(likeness: Sequence[float]) -> list[float]:
    """How far each valley lies below the nearest peaks on both sides."""
    left = _peaks(likeness)
    right = _peaks(likeness[::-1])[::-1]
    return [before + after - 2 * own for own, before, after in zip(likeness, left, right, strict=True)]


def _peaks(likeness: Sequence[float]) -> list[float]:
    """Going back from each place, how high it rises before it falls."""
    peaks: list[float] = []
    for index, own in enumerate(likeness):
        rising = index > 0 and likeness[index - 1] >= own
        peaks.append(peaks[-1] if rising else own)
    return peaks


def _running(sizes: Sequence[int]) -> list[int]:
    total, found = 0, []
    for size in sizes:
        total += size
        found.append(total)
    return found
