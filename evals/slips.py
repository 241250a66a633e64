"""What reading misspelt words is worth: ``python -m evals.slips starter=HOME [regulasi=HOME …]``.

Slips are put into the dev questions by a fixed seed; nDCG@10 with and without ``assistant/spelling.py``.
"""

import argparse
import random
import re
from pathlib import Path

import numpy as np
from rich.console import Console

from assistant.models import Question
from assistant.ranking import order, ranking_weights, scores
from assistant.retrieve import Retriever
from assistant.spelling import Speller, speller_of
from assistant.understand import understand
from corpus.embeddings import create_embedder
from corpus.home import Home
from corpus.open_snapshot import OpenSnapshot
from corpus.search_words import stop_words
from corpus.snapshots import Snapshots
from evals.bench.systems import PASSAGES, asked
from evals.datasets import Item, load_items
from evals.places import gold_places, places_of_unit
from evals.ranking import score_ranking, unrolled
from evals.statistics import paired_difference

SEED = 5
EVERY = (4, 2)
"""One slip in so many content words."""
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_CONTENT = re.compile(r"[^\W\d_]{4,}")


def with_slips(question: str, every: int) -> str:
    """``question`` with one slip in each ``every``-th content word; the same for the same question."""
    rng = random.Random(f"{SEED} {question}")  # noqa: S311 - reproducible, no secret
    content = [
        found
        for found in _CONTENT.finditer(question)
        if found.group().lower() not in stop_words() and not found.group().isupper()
    ]
    first = rng.randrange(min(every, len(content))) if content else 0
    parts: list[str] = []
    end = 0
    for found in content[first::every]:
        parts += [question[end : found.start()], _slip(found.group(), rng)]
        end = found.end()
    return "".join((*parts, question[end:]))


def _slip(word: str, rng: random.Random) -> str:
    """A letter but the first left out, swapped with the next, doubled, or taken for a neighbouring key."""
    kind = rng.choice(("drop", "swap", "double", "key"))
    place = rng.randrange(1, len(word))
    if kind == "drop":
        return word[:place] + word[place + 1 :]
    if kind == "swap":
        place = max(1, min(place, len(word) - 2))
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    if kind == "double":
        return word[: place + 1] + word[place:]
    near = _near_keys(word[place].lower())
    return word[:place] + (rng.choice(near) if near else word[place]) + word[place + 1 :]


def _near_keys(letter: str) -> str:
    """Keys beside a letter, and those above and below it, by number in the row."""
    for row, letters in enumerate(_ROWS):
        place = letters.find(letter)
        if place >= 0:
            others = (other for other in _ROWS[max(row - 1, 0) : row + 2] if other != letters)
            beside = letters[max(place - 1, 0) : place] + letters[place + 1 : place + 2]
            return beside + "".join(other[max(place - 1, 0) : place + 2] for other in others)
    return ""


def _measure(name: str, folder: Path, out: Console) -> None:
    home = Home(folder)
    snapshot = Snapshots(home.index).open_current()
    try:
        retriever = Retriever(create_embedder("e5", cache_dir=home.models))
        items = [item for item in load_items(name) if item.split == "dev" and item.answerable]
        for every in (0, *EVERY):
            texts = [with_slips(item.question, every) if every else item.question for item in items]
            pairs = list(zip(items, texts, strict=True))
            without = [_ndcg(retriever, snapshot, item, text, None) for item, text in pairs]
            read = [_ndcg(retriever, snapshot, item, text, speller_of(snapshot)) for item, text in pairs]
            gain = paired_difference(read, without)
            interval = f"{gain.mean:+.3f} [{gain.low:+.3f}, {gain.high:+.3f}]" if gain else ""
            label = f"1 slip in {every} words" if every else "as they are"
            out.print(
                f"{name} in {folder.name}, {label}: {np.mean(without):.3f} → {np.mean(read):.3f} {interval}"
            )
    finally:
        snapshot.close()


def _ndcg(
    retriever: Retriever, snapshot: OpenSnapshot, item: Item, text: str, speller: Speller | None
) -> float:
    understood = understand(Question(text=text, on=asked(item).on), speller)
    candidates = retriever.candidates(snapshot, understood)
    best = order(candidates, scores(candidates, ranking_weights()))[:PASSAGES]
    ids = [candidates.ids[position] for position in best]
    units = snapshot.knowledge.units_by_id(ids)
    ranked = unrolled([places_of_unit(units[unit_id], snapshot.knowledge) for unit_id in ids])
    return score_ranking(ranked, gold_places(item)).ndcg_10


def main() -> None:
    """Print the figures of every set in its home."""
    parser = argparse.ArgumentParser(description="Measure the reading of misspelt words")
    parser.add_argument("homes", nargs="+", metavar="SET=HOME")
    for pair in parser.parse_args().homes:
        name, _, folder = pair.partition("=")
        _measure(name, Path(folder), Console(width=110))


if __name__ == "__main__":
    main()
