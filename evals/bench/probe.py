"""``python -m evals.bench.probe HOME``: answer from a library in this process; times and memory as JSON.

A process of its own: memory that an earlier step took would count otherwise.
"""

import json
import os
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.models import Question
from evals.bench.homes import BenchError
from evals.bench.opening import opened
from evals.bench.speed import Latency, measure_calls, memory_mb
from evals.bench.systems import TODAY
from evals.datasets import load_items

QUESTIONS = 200
SET = "regulasi"
RETRIEVED = 10


@dataclass(frozen=True, slots=True)
class Probe:
    """What one process needed.

    Attributes:
        open_seconds: until the snapshot is open.
        search: to the ten best passages; ``answer``: to a checked answer.
        answer_cpu: the same, but of the processor over all threads, which a busy machine hardly lengthens.
        idle_mb: resident memory after the first answer; ``peak_mb``: the most it ever had. None where the
            system does not say.
    """

    open_seconds: float
    search: Latency
    answer: Latency
    answer_cpu: Latency
    idle_mb: float | None
    peak_mb: float | None


def probe(home: Path, questions: int = QUESTIONS) -> Probe:
    """Measure a home in a new process.

    Raises:
        BenchError: the process failed; the message has its last words.
    """
    command = [sys.executable, "-m", "evals.bench.probe", str(home), str(questions)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own program
    if done.returncode != 0:
        raise BenchError(f"Pengukuran {home.name} gagal: {done.stderr.strip()[-500:]}")
    found = json.loads(done.stdout)
    latencies = {name: Latency(**found[name]) for name in ("search", "answer", "answer_cpu")}
    return Probe(**{**found, **latencies})


def _measure(home: Path, count: int) -> Probe:
    questions = [item.question for item in load_items(SET)][:count]
    started = time.perf_counter()
    with opened(home) as (_, assistant):
        open_seconds = time.perf_counter() - started
        assistant.answer(Question(text=questions[0], on=TODAY))
        idle = memory_mb(os.getpid(), "VmRSS")

        def search(question: str) -> object:
            return assistant.search(Question(text=question, on=TODAY), k=RETRIEVED)

        def answer(question: str) -> object:
            return assistant.answer(Question(text=question, on=TODAY))

        return Probe(
            open_seconds=open_seconds,
            search=measure_calls(search, questions),
            # Other words, so that no vector is remembered from the pass before.
            answer=measure_calls(answer, [f"mohon info {question}" for question in questions]),
            answer_cpu=measure_calls(
                answer, [f"tolong {question}" for question in questions], time.process_time
            ),
            idle_mb=idle,
            peak_mb=memory_mb(os.getpid(), "VmHWM"),
        )


if __name__ == "__main__":
    print(json.dumps(asdict(_measure(Path(sys.argv[1]), int(sys.argv[2])))))  # noqa: T201 - read by ``probe``
