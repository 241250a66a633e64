"""Many questions from a JSONL file, one JSON line out for each line in, same order."""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TextIO

from pydantic import BaseModel, ValidationError

from api.schemas import AskRequest
from corpus.errors import InvalidInput, TanyaError


def run_batch(
    path: Path, respond: Callable[[AskRequest], BaseModel], out: TextIO, *, on: date | None, k: int
) -> int:
    """Answer every line; a bad one gives a line with ``status`` ``error`` and the others go on.

    Args:
        on: date for lines without one of their own.
        k: number of passages for every line.

    Returns:
        How many lines failed.

    Raises:
        InvalidInput: the file cannot be read.
    """
    failed = 0
    for number, line in enumerate(_without_blank_end(_lines(path)), 1):
        raw: dict[str, object] = {}
        try:
            raw = _parse(line)
            text = respond(_request(raw, on, k)).model_dump_json()
        except (ValidationError, TanyaError) as error:
            failed += 1
            reason = "isian tidak sah" if isinstance(error, ValidationError) else str(error)
            answer = {"id": _identifier(raw), "status": "error", "error": f"baris {number}: {reason}"}
            text = json.dumps(answer, ensure_ascii=False)
        out.write(text + "\n")
        out.flush()
    return failed


def _lines(path: Path) -> Iterator[str]:
    try:
        with path.open(encoding="utf-8-sig") as lines:
            yield from lines
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput(
            f"{path}: tidak dapat dibaca ({error}). Berkas harus JSONL dalam UTF-8."
        ) from error


def _without_blank_end(lines: Iterable[str]) -> Iterator[str]:
    """Editors leave blank lines at the end of a file; any other blank line is answered like a bad one."""
    held: list[str] = []
    for line in lines:
        held.append(line)
        if line.strip():
            yield from held
            held.clear()


def _parse(line: str) -> dict[str, object]:
    if not line.strip():
        raise InvalidInput("kosong")
    try:
        raw = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InvalidInput("bukan JSON yang sah") from error
    if not isinstance(raw, dict):
        raise InvalidInput("bukan objek JSON")
    return raw


def _request(raw: dict[str, object], on: date | None, k: int) -> AskRequest:
    return AskRequest.model_validate(
        {"id": _identifier(raw), "question": raw.get("question"), "on": raw.get("on") or on, "k": k}
    )


def _identifier(raw: dict[str, object]) -> str:
    identifier = "" if raw.get("id") is None else str(raw["id"])
    # A lone surrogate, which JSON can name, cannot be written.
    return identifier.encode("utf-8", "replace").decode("utf-8")
