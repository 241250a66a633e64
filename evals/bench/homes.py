"""Home folders for the benchmark, made with the product's own command line."""

import hashlib
import json
import random
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from corpus.errors import InvalidInput, TanyaError
from corpus.identifiers import RegulationType, regulation_id
from evals.bench.shared_vectors import borrow_vectors
from evals.datasets import Item

OTHERS = 40
"""Regulations that no gold touches, beside those that it touches."""
SEED = 40
LEFT_OUT = frozenset({"sample_questions.md"})
"""Questions about the documents, not one of them."""


class BenchError(TanyaError):
    """A step of the benchmark failed."""


def tanya(*arguments: str | Path) -> str:
    """Run the command line in a process of its own and return what it prints.

    Raises:
        BenchError: it failed; the message has its last words.
    """
    command = [str(command_line()), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own program
    if done.returncode != 0:
        raise BenchError(f"tanya {arguments[0]} gagal: {(done.stderr or done.stdout).strip()[-500:]}")
    return done.stdout


def command_line() -> Path:
    """The ``tanya`` program beside this interpreter.

    Raises:
        InvalidInput: the product is not installed in this environment.
    """
    program = Path(sys.executable).with_name("tanya")
    if not program.exists():
        raise InvalidInput(f"{program} tidak ada. Pasang produk ini dulu: pip install -e '.[bench]'")
    return program


def starter_home(folder: Path) -> Path:
    """A home that holds the starter corpus; asking a new home prepares it."""
    tanya("search", "cuti", "--home", folder, "--json")
    return folder


def ingest(
    files: Sequence[Path], home: Path, *, force: bool = False, vectors: bool = True
) -> dict[str, object]:
    """Bring files into a home without the starter corpus and return the report of ``tanya ingest``."""
    options = ["--no-starter", "--json"]
    options += [*(["--force"] if force else []), *([] if vectors else ["--no-vectors"])]
    report: dict[str, object] = json.loads(tanya("ingest", *files, "--home", home, *options))
    return report


def regulation_home(items: Sequence[Item], data: Path, cache: Path) -> Path:
    """A home with the documents, the regulations that gold touches and ``OTHERS`` drawn by a fixed seed.

    It is kept in ``cache``: the next run parses everything anew but embeds only changed texts.
    """
    files = regulation_files(items, data)
    names = "\n".join(str(file.relative_to(data)) for file in files)
    home = cache / f"regulasi-{hashlib.sha256(names.encode()).hexdigest()[:8]}"
    is_there = home.exists()
    borrow_vectors(home, cache)
    ingest(copied(files, data, home / "berkas"), home, force=is_there)
    return home


def copied(files: Sequence[Path], data: Path, folder: Path) -> list[Path]:
    """Copy files with their folders and return the folders to ingest.

    A regulation is recognised by its path too (``pp/2021/94.md``), which a single file would lose.
    """
    shutil.rmtree(folder, ignore_errors=True)
    for file in files:
        target = folder / file.relative_to(data)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
    return sorted(path for path in folder.iterdir() if path.is_dir())


def regulation_files(items: Sequence[Item], data: Path, *, others: int = OTHERS) -> list[Path]:
    """The documents, the regulations that gold touches and ``others`` more, in a stable order."""
    touched = {identifier.split("/")[0] for item in items for part in item.gold for identifier in part}
    index = json.loads((data / "regulasi_asn" / "index.json").read_bytes())
    by_id = {name: data / "regulasi_asn" / path for name, path in regulations_of(index).items()}
    untouched = sorted(by_id.keys() - touched)
    drawn = random.Random(SEED).sample(untouched, min(others, len(untouched)))  # noqa: S311 - reproducible, no secret
    documents = [p for p in sorted((data / "documents").iterdir()) if p.name not in LEFT_OUT and p.is_file()]
    return [*documents, *(by_id[name] for name in sorted((touched & by_id.keys()) | set(drawn)))]


def regulations_of(index: Sequence[dict[str, str]]) -> dict[str, str]:
    """Paths of the entries of an ``index.json`` by the identifier of the regulation."""
    return {_regulation(entry): entry["path"] for entry in index}


def _regulation(entry: dict[str, str]) -> str:
    if entry["jenis"].startswith("permen"):
        issuer = entry["jenis"].removeprefix("permen")
        return regulation_id(RegulationType.PERMEN, entry["nomor"], int(entry["tahun"]), issuer)
    return regulation_id(RegulationType(entry["jenis"]), entry["nomor"], int(entry["tahun"]))
