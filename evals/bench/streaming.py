"""``python -m evals.bench.streaming``: many people at once before one server, each watching an answer come.

A real ``tanya serve`` process, clients and a stand-in for the language model on loopback. Three passes: the
model replies; it hangs; and some of the clients leave in the middle.
"""

import argparse
import asyncio
import contextlib
import json
import os
import socket
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import httpx
import numpy as np

from evals.bench.homes import BenchError, command_line, starter_home
from evals.bench.stub_model import StubModel, stub_model
from evals.datasets import load_items

CLIENTS = 200
LEAVERS = 20
PATIENCE = 300.0
"""Seconds after which a client gives up, which counts as an error."""
MODEL_SECONDS = 15
"""What the server gives an answer here; a hanging model is felt that long at most."""
SETTLE = 20.0


@dataclass(slots=True)
class Seen:
    """What one client saw; seconds from sending its question."""

    error: str = ""
    first: float | None = None
    whole: float | None = None
    origin: str = ""
    left: bool = False


@dataclass(frozen=True, slots=True)
class Pass:
    """One pass over all clients.

    Attributes:
        ended: how answers came about: ``model``, or why they were quoted from the sources.
        first_p50, first_p95: seconds to the first verified sentence, of answers that have one.
        peak_mb: the most resident memory the server ever had.
        threads, sockets: of the server before, and some seconds after.
        model_calls, model_most: calls of the model, and how many at once.
    """

    name: str
    clients: int
    left: int
    errors: dict[str, int]
    ended: dict[str, int]
    first_p50: float
    first_p95: float
    whole_p95: float
    peak_mb: float
    threads: tuple[int, int]
    sockets: tuple[int, int]
    model_calls: int
    model_most: int


@dataclass(slots=True)
class _Server:
    process: "subprocess.Popen[bytes]"
    url: str

    def status(self, name: str) -> int:
        """A number of the process from the kernel: ``Threads``, or ``VmHWM`` in kB."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))

    def sockets(self) -> int:
        """Open connections, the listening one included."""
        found = 0
        for entry in Path(f"/proc/{self.process.pid}/fd").iterdir():
            with contextlib.suppress(FileNotFoundError):
                found += str(entry.readlink()).startswith("socket:")
        return found


def questions(number: int) -> list[str]:
    """So many questions, the answerable ones first; no two are the same."""
    items = sorted(load_items("starter"), key=lambda item: (not item.answerable, item.id))
    texts = list(dict.fromkeys(item.question for item in items))
    return [texts[at % len(texts)] + " " * (at // len(texts)) for at in range(number)]


async def measure(home: Path, name: str, *, clients: int, leavers: int = 0, hangs: bool = False) -> Pass:
    """Ask from ``clients`` connections at once; the first ``leavers`` of them go after a moment."""
    async with stub_model(hangs=hangs) as stub, _serving(home, stub.url) as server:
        limits = httpx.Limits(max_connections=None)
        async with httpx.AsyncClient(base_url=server.url, timeout=PATIENCE, limits=limits) as client:
            await _ask(client, "Apa itu cuti di luar tanggungan negara bagi PNS?", leaves=False)
            before = (server.status("Threads"), server.sockets())
            asked = [
                _ask(client, text, leaves=number < leavers) for number, text in enumerate(questions(clients))
            ]
            seen = await asyncio.gather(*asked)
        after = await _settled(server, before)
        return _summary(name, seen, server, before, after, stub)


async def _settled(server: _Server, before: tuple[int, int]) -> tuple[int, int]:
    """Threads and sockets once they are as few as before, or when that does not come about."""
    until = time.monotonic() + SETTLE
    while True:
        after = (server.status("Threads"), server.sockets())
        if after[1] <= before[1] or time.monotonic() > until:
            return after
        await asyncio.sleep(0.2)


async def _ask(client: httpx.AsyncClient, question: str, *, leaves: bool) -> Seen:
    seen, began, kind = Seen(left=leaves), time.monotonic(), ""
    try:
        async with client.stream("POST", "/api/v1/ask/stream", json={"question": question}) as response:
            if response.status_code != httpx.codes.OK:
                return Seen(error=f"HTTP {response.status_code}")
            async for line in response.aiter_lines():
                kind = line.removeprefix("event: ") if line.startswith("event: ") else kind
                if leaves and kind:
                    return seen
                if kind == "sentence" and seen.first is None:
                    seen.first = time.monotonic() - began
                if kind == "done" and line.startswith("data: "):
                    _read(seen, json.loads(line.removeprefix("data: ")))
                    seen.whole = time.monotonic() - began
    except httpx.HTTPError as error:
        seen.error = type(error).__name__
    if not seen.error and seen.whole is None:
        seen.error = "no end"
    return seen


def _read(seen: Seen, answer: dict[str, object]) -> None:
    drafting = answer["drafting"]
    if answer["status"] == "error":
        seen.error = "status error"
    if isinstance(drafting, dict):
        seen.origin = str(drafting["fallback"]) or "model"
    else:
        seen.origin = f"no model asked: {answer['status']}"


def _summary(
    name: str,
    seen: Sequence[Seen],
    server: _Server,
    before: tuple[int, int],
    after: tuple[int, int],
    stub: StubModel,
) -> Pass:
    stayed = [one for one in seen if not one.left]
    first = [one.first for one in stayed if one.first is not None] or [float("nan")]
    whole = [one.whole for one in stayed if one.whole is not None] or [float("nan")]
    return Pass(
        name=name,
        clients=len(seen),
        left=len(seen) - len(stayed),
        errors=dict(Counter(one.error for one in seen if one.error)),
        ended=dict(Counter(one.origin for one in stayed if one.origin)),
        first_p50=round(float(np.quantile(first, 0.5)), 2),
        first_p95=round(float(np.quantile(first, 0.95)), 2),
        whole_p95=round(float(np.quantile(whole, 0.95)), 2),
        peak_mb=round(server.status("VmHWM") / 1024, 1),
        threads=(before[0], after[0]),
        sockets=(before[1], after[1]),
        model_calls=stub.calls,
        model_most=stub.most_open,
    )


@contextlib.asynccontextmanager
async def _serving(home: Path, model: str) -> AsyncIterator[_Server]:
    """The product on ``home``, with the model at an address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("TANYA_")}
    environment = {
        **inherited,
        "TANYA_HOME": str(home),
        "TANYA_LLM_BASE_URL": model,
        "TANYA_LLM_MODEL": "tiruan",
        "TANYA_LLM_TIMEOUT": str(MODEL_SECONDS),
    }
    command = [str(command_line()), "serve", "--port", str(port)]
    with subprocess.Popen(  # noqa: S603 - our own program
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=home
    ) as process:
        try:
            url = f"http://127.0.0.1:{port}"
            await _until_ready(process, url)
            yield _Server(process, url)
        finally:
            process.terminate()


async def _until_ready(process: "subprocess.Popen[bytes]", url: str) -> None:
    async with httpx.AsyncClient() as client:
        until = time.monotonic() + 120
        while time.monotonic() < until and process.poll() is None:
            with contextlib.suppress(httpx.HTTPError):
                if (await client.get(f"{url}/api/v1/health")).status_code == httpx.codes.OK:
                    return
            await asyncio.sleep(0.2)
    raise BenchError("tanya serve tidak siap menjawab.")


def main() -> None:
    """Measure all passes and print them as JSON; each on a fresh home, so that no reply is remembered."""
    parser = argparse.ArgumentParser(description="Many people at once before one server.")
    parser.add_argument("--clients", type=int, default=CLIENTS)
    parser.add_argument("--leavers", type=int, default=LEAVERS)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tanya-bench-") as scratch:
        for name, leavers, hangs in (
            ("replies", 0, False),
            ("hangs", 0, True),
            ("some leave", given.leavers, False),
        ):
            home = Path(scratch) / name.replace(" ", "-")
            home.mkdir()
            starter_home(home)
            one = measure(home, name, clients=given.clients, leavers=leavers, hangs=hangs)
            print(json.dumps(asdict(asyncio.run(one)), ensure_ascii=False), flush=True)  # noqa: T201 - its result


if __name__ == "__main__":
    main()
