"""What thousands of laws beside the core ones cost: quality, time, memory, disk, and how these grow."""

import random
import shutil
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from corpus.database import open_database
from corpus.home import Home
from corpus.models import Snapshot
from corpus.snapshots import Snapshots
from corpus.store import Store
from evals.bench.answers import AnswerReport, measure_answers
from evals.bench.opening import embedder_of, opened
from evals.bench.probe import Probe, probe
from evals.bench.quality import MEASURES, gold_document
from evals.bench.systems import PASSAGES, asked
from evals.datasets import Item, load_items
from evals.places import gold_places, places_of_unit
from evals.ranking import score_ranking, unrolled
from evals.statistics import Estimate, paired_difference

SETS = ("regulasi", "topik-baru")
SIZES = (150_000, 50_000, 10_000, 1_000)
"""Provisions, the largest first: each library is the one before with laws taken out."""
SEED = 150


@dataclass(frozen=True, slots=True)
class Point:
    """One library: its size on disk, and what a process needs to answer from it."""

    provisions: int
    passages: int
    embedded: int
    texts_bytes: int
    lexical_bytes: int
    vectors_bytes: int
    probe: Probe


@dataclass(frozen=True, slots=True)
class Loss:
    """One split of one set, asked of the core library and of everything.

    Attributes:
        change: everything − core, by measure of the ranking of pasal.
        core, everything: what became of the questions.
    """

    change: dict[str, Estimate | None]
    core: dict[str, Estimate | None]
    everything: dict[str, Estimate | None]


@dataclass(frozen=True, slots=True)
class ScaleReport:
    """Losses by set and split; points from the smallest library to everything."""

    losses: dict[str, dict[str, Loss]]
    points: tuple[Point, ...]
    store_bytes: int


def measure_at_scale(
    core: Path, everything: Path, scratch: Path, note: Callable[[str], None], *, growth: bool = True
) -> ScaleReport:
    """Compare both libraries and measure the larger one, whole and with laws taken out.

    Args:
        core: a home whose passages all have vectors.
        everything: the same with many more laws found by words alone.
        scratch: for a copy of ``everything`` that shrinks.
    """
    losses = {}
    for name in SETS:
        note(f"{name}: mutu di antara seluruh peraturan")
        losses[name] = _losses(load_items(name), core, everything)
    note("Waktu dan memori dengan seluruh peraturan")
    points = [_point(everything)]
    if growth:
        points += _shrunk(core, everything, scratch / "tumbuh", note)
    store_bytes = sum(file.stat().st_size for file in everything.glob("tanya.sqlite3*"))
    return ScaleReport(losses, tuple(reversed(points)), store_bytes)


def _losses(items: Sequence[Item], core: Path, everything: Path) -> dict[str, Loss]:
    small, small_answers = _scores(items, core)
    large, large_answers = _scores(items, everything)
    found = {}
    for split in ("dev", "test"):
        mine = [item for item in items if item.split == split and item.answerable]
        if mine:
            clusters = [gold_document(item) for item in mine]
            change = {
                measure: paired_difference(
                    [large[item.id][at] for item in mine], [small[item.id][at] for item in mine], clusters
                )
                for at, measure in enumerate(MEASURES)
            }
            found[split] = Loss(change, small_answers.shares[split], large_answers.shares[split])
    return found


def _scores(items: Sequence[Item], home: Path) -> tuple[dict[str, tuple[float, ...]], AnswerReport]:
    with opened(home) as (snapshot, assistant):
        knowledge = snapshot.knowledge
        scores = {}
        for item in items:
            if item.answerable:
                found = assistant.search(asked(item), k=PASSAGES)
                ranking = [places_of_unit(passage.unit, knowledge) for passage in found]
                scores[item.id] = astuple(score_ranking(unrolled(ranking), gold_places(item)))
        return scores, measure_answers(items, assistant, knowledge)


def _shrunk(core: Path, everything: Path, folder: Path, note: Callable[[str], None]) -> list[Point]:
    """Points of ever smaller libraries; the core laws are the last to go."""
    shutil.rmtree(folder, ignore_errors=True)
    home = Home(folder)
    home.create()
    for file in everything.glob("tanya.sqlite3*"):
        shutil.copyfile(file, folder / file.name)
    store = Store(open_database(home.database_url))
    points = []
    try:
        held = dict(_going(core, store))
        left = sum(held.values())
        for size in SIZES:
            for name in list(held):
                if left <= size:
                    break
                store.remove(name)
                left -= held.pop(name)
            note(f"Pustaka dengan {left} ketentuan")
            with home.writer_lock():
                Snapshots(home.index).build(store, embedder_of(folder).model_id)
            points.append(_point(folder))
    finally:
        store.close()
    shutil.rmtree(folder)
    return points


def _going(core: Path, store: Store) -> list[tuple[str, int]]:
    """Every source with its number of provisions, in the order they are taken out."""
    core_store = Store(open_database(Home(core).database_url))
    try:
        kept = {source.id for source, _ in core_store.sources(limit=1_000_000)}
    finally:
        core_store.close()
    found = sorted((source.id, count) for source, count in store.sources(limit=1_000_000))
    random.Random(SEED).shuffle(found)  # noqa: S311 - reproducible, no secret
    return sorted(found, key=lambda one: one[0] in kept)


def _point(home: Path) -> Point:
    snapshots = Snapshots(Home(home).index)
    with opened(home) as (snapshot, _):
        provisions = sum(count for _, count in snapshot.knowledge.sources(limit=1_000_000))
        info: Snapshot = snapshot.info
    folder = Home(home).index / (snapshots.current_id() or "")
    return Point(
        provisions=provisions,
        passages=info.passages,
        embedded=info.embedded,
        texts_bytes=_bytes(folder / "knowledge.sqlite3") + _bytes(folder / "unit_ids.json"),
        lexical_bytes=_bytes(folder / "lexical"),
        vectors_bytes=_bytes(folder / "chroma"),
        probe=probe(home),
    )


def _bytes(path: Path) -> int:
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return sum(file.stat().st_size for file in files)
