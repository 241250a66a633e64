"""Many questions from a JSONL file, one JSON line out for each line in, same order."""

import json
from collections.abc import Callable
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
    try:
        with path.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                try:
                    text = respond(_request(line, on, k)).model_dump_json()
                except (ValidationError, TanyaError, ValueError) as error:
                    failed += 1
                    text = _failure(line, number, error)
                out.write(text + "\n")
                out.flush()
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput(
            f"{path}: tidak dapat dibaca ({error}). Berkas harus JSONL dalam UTF-8."
        ) from error
    return failed


def _request(line: str, on: date | None, k: int) -> AskRequest:
    raw = json.loads(line)
    if not isinstance(raw, dict):
        raise InvalidInput("baris bukan objek JSON")
    known = {"id": str(raw.get("id", "")), "question": raw.get("question"), "on": raw.get("on") or on, "k": k}
    return AskRequest.model_validate(known)


def _failure(line: str, number: int, error: Exception) -> str:
    try:
        raw = json.loads(line)
    except ValueError:
        raw = None
    identifier = str(raw.get("id", "")) if isinstance(raw, dict) else ""
    reason = "isian tidak sah" if isinstance(error, ValidationError) else str(error)
    return json.dumps(
        {"id": identifier, "status": "error", "error": f"baris {number}: {reason}"}, ensure_ascii=False
    )
