"""What a notula costs by the length of its transcript, each length in a process of its own.

``python -m evals.minutes.cost 30000`` makes a meeting of so many words (``evals.minutes.long_meeting``) and
its notula, and prints a ``Point`` as JSON.
"""

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import numpy as np

from assistant.minutes.models import MeetingForm
from corpus.errors import TanyaError
from evals.minutes.long_meeting import as_webvtt, meeting_of
from evals.minutes.system import without_model

SIZES = (3_000, 10_000, 30_000, 100_000)
QUICK_SIZES = (3_000, 10_000)
LIMIT_SECONDS = 600.0
_FORM = MeetingForm(
    title="Rapat Kerja",
    held_on=date(2026, 8, 24),
    agenda=("Kehadiran", "Rekrutmen", "Kompetensi", "Pengaduan", "Gedung"),
)


class CostError(TanyaError):
    """A process that measures the cost ended without a figure."""


@dataclass(frozen=True, slots=True)
class Point:
    """One length.

    Attributes:
        seconds: by the clock, of reading and understanding, without starting the program.
        cpu_seconds: of the processor, for the same: a busy machine does not lengthen it.
        peak_mb: the most memory the process ever held; ``start_mb`` what it held before the first step, the
            transcript included. None where the system does not say.
    """

    words: int
    seconds: float
    cpu_seconds: float
    peak_mb: float | None
    start_mb: float | None


@dataclass(frozen=True, slots=True)
class Cost:
    """The points, the line of least squares through them, and the power of growth.

    Attributes:
        seconds_per_thousand: processor seconds for each thousand words; ``start_seconds`` where the line
            begins.
        exponent: of length in a power law through the points: 1 is linear, 2 quadratic.
    """

    points: tuple[Point, ...]
    seconds_per_thousand: float
    start_seconds: float
    r_squared: float
    exponent: float


def measure_cost(sizes: Sequence[int] = SIZES) -> Cost:
    """Measure every length, at least two.

    Raises:
        CostError: a process failed or took longer than ``LIMIT_SECONDS``.
    """
    return fitted([_in_a_process(words) for words in sizes])


def fitted(points: Sequence[Point]) -> Cost:
    """Fit the line and the power to points of at least two lengths."""
    x = np.array([point.words / 1_000 for point in points])
    y = np.array([point.cpu_seconds for point in points])
    slope, start = np.polyfit(x, y, 1)
    spread = float(((y - y.mean()) ** 2).sum())
    left = float(((y - slope * x - start) ** 2).sum())
    exponent = float(np.polyfit(np.log(x), np.log(np.maximum(y, 1e-6)), 1)[0])
    return Cost(tuple(points), float(slope), float(start), 1 - left / spread if spread else 1.0, exponent)


def measured(words: int) -> Point:
    """Make the notula of a meeting of so many words here and now."""
    turns = meeting_of(words)
    text = as_webvtt(turns)
    start_mb = _memory_mb("VmHWM")
    clock, processor = time.perf_counter(), time.process_time()
    without_model(text, "rapat.vtt", _FORM)
    seconds, cpu = time.perf_counter() - clock, time.process_time() - processor
    said = sum(len(turn.split()) for _, turn in turns)
    return Point(said, seconds, cpu, _memory_mb("VmHWM"), start_mb)


def _in_a_process(words: int) -> Point:
    command = [sys.executable, "-m", "evals.minutes.cost", str(words)]
    try:
        done = subprocess.run(  # noqa: S603 - ours
            command, capture_output=True, text=True, timeout=LIMIT_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise CostError(f"notula {words} kata tidak selesai dalam {LIMIT_SECONDS:.0f} detik") from error
    if done.returncode:
        raise CostError(f"notula {words} kata gagal dibuat: {done.stderr.strip()[-500:]}")
    return Point(**json.loads(done.stdout))


def _memory_mb(field: str) -> float | None:
    """A memory figure of this process from ``/proc``, in MiB."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return None
    lines = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
    return int(lines[field].split()[0]) / 1024 if field in lines else None


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asdict(measured(int(sys.argv[1])))))
