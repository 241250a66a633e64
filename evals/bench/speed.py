"""How fast answers come: one client and several against a real server, and bare retrieval."""

import contextlib
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import httpx
import numpy as np

from evals.bench.homes import BenchError, command_line
from evals.bench.systems import TODAY

CLIENTS = 8
WARM_UP = 10
READY_SECONDS = 120
REPHRASED = ("pak ", "bu ", "min ")
"""A word in front makes a question new, so that no cache of query vectors answers for the model."""


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds of one request after another."""

    p50_ms: float
    p95_ms: float
    n: int

    @classmethod
    def of(cls, seconds: Sequence[float]) -> "Latency":
        """From the seconds each took."""
        p50, p95 = np.percentile(np.asarray(seconds) * 1_000, [50, 95])
        return cls(float(p50), float(p95), len(seconds))


@dataclass(frozen=True, slots=True)
class ServerSpeed:
    """What a server answered.

    Attributes:
        per_second: answers a second with ``clients`` clients that each ask as soon as they are answered.
        idle_mb: resident memory after the first answers; ``peak_mb`` the most it ever had. None where
            the system does not say.
    """

    single: Latency
    clients: int
    per_second: float
    concurrent: Latency
    idle_mb: float | None
    peak_mb: float | None


def measure_server(home: Path, questions: Sequence[str]) -> ServerSpeed:
    """Start ``tanya serve`` on loopback, ask every question alone, then with several clients.

    Raises:
        BenchError: the server does not come up or refuses a question.
    """
    with _server(home) as (process, base):
        with httpx.Client(base_url=base, timeout=60, trust_env=False) as client:
            for question in questions[:WARM_UP]:
                _ask(client, REPHRASED[0] + question)
            idle = memory_mb(process.pid, "VmRSS")
            single = [_ask(client, question) for question in questions]
        waiting = [REPHRASED[1] + question for question in questions]
        with contextlib.ExitStack() as stack:
            clients = [
                stack.enter_context(httpx.Client(base_url=base, timeout=120, trust_env=False))
                for _ in range(CLIENTS)
            ]
            with ThreadPoolExecutor(CLIENTS) as pool:
                started = time.perf_counter()
                shares = pool.map(
                    lambda number: [_ask(clients[number], q) for q in waiting[number::CLIENTS]],
                    range(CLIENTS),
                )
                times = [seconds for share in shares for seconds in share]
                elapsed = time.perf_counter() - started
        return ServerSpeed(
            single=Latency.of(single),
            clients=CLIENTS,
            per_second=len(times) / elapsed,
            concurrent=Latency.of(times),
            idle_mb=idle,
            peak_mb=memory_mb(process.pid, "VmHWM"),
        )


def measure_calls(
    call: Callable[[str], object],
    questions: Sequence[str],
    clock: Callable[[], float] = time.perf_counter,
) -> Latency:
    """Time a function in this process, question after question, after a warm-up.

    Args:
        clock: gives seconds; ``time.process_time`` counts those of the processor, over all threads.
    """
    for question in questions[:WARM_UP]:
        call(REPHRASED[0] + question)
    times = []
    for question in questions:
        started = clock()
        call(REPHRASED[2] + question)
        times.append(clock() - started)
    return Latency.of(times)


def _ask(client: httpx.Client, question: str) -> float:
    """Seconds until the whole answer is here."""
    started = time.perf_counter()
    try:
        response = client.post("/api/v1/ask", json={"question": question, "on": TODAY.isoformat()})
        response.raise_for_status()
    except httpx.HTTPError as error:
        raise BenchError(f"Server tidak menjawab “{question}” ({error}).") from error
    return time.perf_counter() - started


@contextlib.contextmanager
def _server(home: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    port = _free_port()
    base = f"http://127.0.0.1:{port}"
    command = [str(command_line()), "serve", "--home", str(home), "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - ours
    try:
        _wait_until_ready(process, base)
        yield process, base
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_until_ready(process: subprocess.Popen[bytes], base: str) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(f"{base}/api/v1/ready", timeout=5, trust_env=False).status_code == httpx.codes.OK:
                return
        time.sleep(0.1)
    raise BenchError("Server tidak siap. Coba jalankan sendiri: tanya serve")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def memory_mb(pid: int, field: str) -> float | None:
    """A memory figure of a process from Linux' procfs, None elsewhere."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return None
    line = next((line for line in status.splitlines() if line.startswith(field + ":")), None)
    return int(line.split()[1]) / 1024 if line else None
