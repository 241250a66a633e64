"""Seconds and memory against length: real texts joined to ever longer ones, and a text made to be hard."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from evals.bench.homes import BenchError
from evals.bench.parser_process import parse_files

SIZES = (0.25, 0.55, 1.0, 2.0, 5.0, 10.0, 20.0)
"""Millions of characters; 0.55 is as long as the longest law."""
QUICK_SIZES = (0.25, 0.55, 1.0, 2.0)
HARD_SIZES = (1.0, 5.0, 20.0, 200.0)
QUICK_HARD_SIZES = (1.0,)
LIMIT_SECONDS = 600.0
MILLION = 1_000_000
OPENING = (
    "UNDANG-UNDANG REPUBLIK INDONESIA\nNOMOR 1 TAHUN 2020\nTENTANG\nUJIAN\n"
    "Menimbang:\na. bahwa diperlukan ujian;\nMEMUTUSKAN:\n"
)
HARD = (
    "Pasal 1\n(1) a. 1. Pasal 2l ayat (1) huruf a diubah sehingga berbunyi sebagai berikut:\n"
    "Pasal 1A\n- 3 -\nBAB I\n"
)
"""Headings, labels and amendments without end, none of which follows from another."""


@dataclass(frozen=True, slots=True)
class Point:
    """One text.

    Attributes:
        millions: characters.
        refused: why it was not parsed, empty where it was.
    """

    millions: float
    seconds: float
    cpu_seconds: float
    peak_mb: float | None
    refused: str = ""


@dataclass(frozen=True, slots=True)
class CostReport:
    """Points by length, and the straight line through the real ones.

    Attributes:
        seconds_per_million: slope of the line of least squares through processor seconds; ``start_seconds``
            where it begins.
        r_squared: how much of the variance the line explains.
        exponent: of length, in a power law fitted after the start is taken off: 1 is linear, 2 quadratic.
    """

    real: tuple[Point, ...]
    hard: tuple[Point, ...]
    seconds_per_million: float
    start_seconds: float
    r_squared: float
    exponent: float


def measure_cost(texts: Path, folder: Path, note: Callable[[str], None], *, quick: bool) -> CostReport:
    """Join the laws below ``texts`` to each size and parse them, then the hard text.

    Args:
        texts: ``uu`` of regulasi_full.
        folder: where the joined texts are written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    sizes = QUICK_SIZES if quick else SIZES
    joined = _joined(texts, int(max(sizes) * MILLION))
    real = tuple(_point(joined[: int(size * MILLION)], folder, note) for size in sizes)
    hard_sizes = QUICK_HARD_SIZES if quick else HARD_SIZES
    hard = tuple(_point(_hard(int(size * MILLION)), folder, note) for size in hard_sizes)
    return CostReport(real, hard, *fit(real))


def fit(points: Sequence[Point]) -> tuple[float, float, float, float]:
    """Slope, start, r² of the line through the points, and the exponent of a power law beyond the start."""
    x = np.array([point.millions for point in points])
    y = np.array([point.cpu_seconds for point in points])
    slope, start = np.polyfit(x, y, 1)
    left = y - (slope * x + start)
    r_squared = 1 - float((left**2).sum()) / float(((y - y.mean()) ** 2).sum())
    # Starting the program is in every point; the shortest text says how long that takes.
    begin = max(float(start), 0.0)
    beyond = y - min(begin, float(y.min()) * 0.9)
    exponent = float(np.polyfit(np.log(x), np.log(beyond), 1)[0])
    return float(slope), float(start), r_squared, exponent


def _joined(texts: Path, characters: int) -> str:
    parts: list[str] = []
    total = 0
    files = sorted(texts.rglob("*.md"), key=lambda path: -path.stat().st_size)
    while total < characters:
        for path in files:
            parts.append(path.read_text(encoding="utf-8", errors="replace"))
            total += len(parts[-1]) + 1
            if total >= characters:
                break
    return "\n".join(parts)


def _hard(characters: int) -> str:
    return OPENING + HARD * (characters // len(HARD))


def _point(text: str, folder: Path, note: Callable[[str], None]) -> Point:
    note(f"Mengurai teks {len(text) / MILLION:.2f} juta huruf")
    place = folder / "uu-1-2020"
    place.mkdir(exist_ok=True)
    file = place / "uu-1-2020.txt"
    file.write_text(text, encoding="utf-8")
    refused: list[str] = []
    try:
        cost = parse_files(
            [place], lambda result: refused.append(result.get("error", "")), seconds=LIMIT_SECONDS
        )
    except BenchError as error:
        return Point(len(text) / MILLION, LIMIT_SECONDS, LIMIT_SECONDS, None, str(error))
    finally:
        file.unlink()
    reason = refused[0] if refused else ""
    return Point(len(text) / MILLION, cost.seconds, cost.cpu_seconds, cost.peak_mb, reason)
