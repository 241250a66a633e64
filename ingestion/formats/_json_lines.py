"""JSON lines, one bounded line in memory at a time."""

import json
from collections.abc import Callable, Iterator
from typing import BinaryIO

MAX_LINE = 1024 * 1024
"""Bytes of one line; a longer one is refused without being held."""


def json_lines(file: BinaryIO, refuse: Callable[[str, str], None]) -> Iterator[tuple[int, dict[str, object]]]:
    """Line numbers (from 1) and objects of a JSON lines file; what is none is given to ``refuse``."""
    number = 0
    while line := file.readline(MAX_LINE + 1):
        number += 1
        if len(line) > MAX_LINE:
            while line and not line.endswith(b"\n"):
                line = file.readline(MAX_LINE)
            refuse(f"baris {number}", f"lebih panjang dari {MAX_LINE // 1024} KiB")
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            refuse(f"baris {number}", "bukan JSON yang sah")
            continue
        if isinstance(value, dict):
            yield number, value
        else:
            refuse(f"baris {number}", "bukan objek JSON")
