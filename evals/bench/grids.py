"""The quality and scale tables, once: for the screen and as Markdown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.table import Table

from evals.bench.quality import MEASURES, OURS, Paired, QualityReport
from evals.bench.scale import Loss, Point, ScaleReport
from evals.statistics import Estimate

LABELS = {"hit_1": "hit@1", "hit_5": "hit@5", "ndcg_10": "nDCG@10", "mrr": "MRR"}
STATED = ("ndcg_10", "hit_1", "hit_5")
"""Measures that differences are given for."""
MEGABYTE = 2**20


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its first column names the rows, the others are numbers."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def quality_grids(name: str, quality: QualityReport) -> Iterator[Grid]:
    """Of each view and split: every system, and ours against each other one."""
    for view, splits in quality.systems.items():
        for split, systems in splits.items():
            rows = [
                (system, *(stated(estimates[measure]) for measure in MEASURES))
                for system, estimates in systems.items()
            ]
            header = ("sistem", *(LABELS[measure] for measure in MEASURES))
            n = _number(systems[OURS]["hit_1"])
            yield Grid(f"{name}, {split}, menurut {view} ({n} pertanyaan)", header, tuple(rows))
            against = quality.against[view][split]
            best = quality.best[view].get(split)
            yield Grid(
                f"{name}, {split}, menurut {view}: {OURS} − pembanding",
                ("pembanding", *(LABELS[measure] for measure in STATED)),
                tuple(
                    (
                        f"{system} (terbaik)" if system == best else system,
                        *(_paired(pairs.get(m)) for m in STATED),
                    )
                    for system, pairs in against.items()
                ),
            )


def scale_grids(scale: ScaleReport) -> Iterator[Grid]:
    """What many laws take from quality, and what each size needs."""
    yield Grid(
        "Seluruh peraturan − pustaka ASN saja (menurut pasal)",
        ("kumpulan", *(LABELS[m] for m in STATED), "terjawab benar, ASN", "terjawab benar, seluruh"),
        tuple(
            _loss(f"{name}, {split}", loss)
            for name, splits in scale.losses.items()
            for split, loss in splits.items()
        ),
    )
    yield Grid(
        "Pertumbuhan (satu proses; milidetik, MB)",
        (
            "ketentuan",
            "bagian",
            "bervektor",
            "jawab p50",
            "jawab p95",
            "prosesor p50",
            "prosesor p95",
            "cari p50",
            "memori",
            "puncak",
            "indeks di disk",
            "membuka (detik)",
        ),
        tuple(_point(point) for point in scale.points),
    )


def as_table(grid: Grid) -> Table:
    """For the screen."""
    table = Table(title=grid.title, title_justify="left")
    for number, name in enumerate(grid.header):
        table.add_column(name, justify="right" if number else "left")
    for row in grid.rows:
        table.add_row(*row, style="bold" if row[0] == OURS else "")
    return table


def as_markdown(grid: Grid) -> str:
    """As a Markdown table under its title."""
    lines = [f"**{grid.title}**", "", _line(grid.header), _line(["---", *["---:"] * (len(grid.header) - 1)])]
    return "\n".join([*lines, *(_line(row) for row in grid.rows), ""])


def stated(estimate: Estimate | None, *, sign: bool = False) -> str:
    """A mean with its interval, or a dash."""
    if estimate is None:
        return "–"
    form = "+.3f" if sign else ".3f"
    return f"{estimate.mean:{form}} [{estimate.low:{form}}, {estimate.high:{form}}]"


def _paired(pair: Paired | None) -> str:
    return "–" if pair is None else f"{stated(pair.difference, sign=True)} p={pair.p:.4f}"


def _loss(name: str, loss: Loss) -> tuple[str, ...]:
    changes = (stated(loss.change[measure], sign=True) for measure in STATED)
    return (name, *changes, stated(loss.core["right"]), stated(loss.everything["right"]))


def _point(point: Point) -> tuple[str, ...]:
    disk = point.texts_bytes + point.lexical_bytes + point.vectors_bytes
    taken = point.probe
    return (
        f"{point.provisions:,}",
        f"{point.passages:,}",
        f"{point.embedded:,}",
        f"{taken.answer.p50_ms:.1f}",
        f"{taken.answer.p95_ms:.1f}",
        f"{taken.answer_cpu.p50_ms:.1f}",
        f"{taken.answer_cpu.p95_ms:.1f}",
        f"{taken.search.p50_ms:.1f}",
        _mb(taken.idle_mb),
        _mb(taken.peak_mb),
        _mb(disk / MEGABYTE),
        f"{taken.open_seconds:.1f}",
    )


def _mb(value: float | None) -> str:
    return "–" if value is None else f"{value:,.0f}"


def _number(estimate: Estimate | None) -> int:
    return 0 if estimate is None else estimate.n


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
