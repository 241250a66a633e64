"""The conversation so far, from a JSONL file: one turn a line, the oldest first."""

from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from assistant.followup import MOST_TURNS, Turn
from corpus.errors import InvalidInput

_TURNS = TypeAdapter(Turn)


def read_history(path: Path) -> tuple[Turn, ...]:
    """The last turns of a file with lines ``{"question": …, "cited": […]?}``.

    Raises:
        InvalidInput: the file cannot be read, or a line is no turn.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput(
            f"{path}: tidak dapat dibaca ({error}). Berkas harus JSONL dalam UTF-8."
        ) from error
    turns = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            turns.append(_TURNS.validate_json(line))
        except ValidationError as error:
            raise InvalidInput(
                f'{path} baris {number}: tulis satu objek JSON, misalnya {{"question": "…"}}.'
            ) from error
    return tuple(turns[-MOST_TURNS:])
