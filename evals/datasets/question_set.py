"""A file of questions as items, with everything that is wrong in it named at once."""

import hashlib
import json
import re
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from corpus.errors import InvalidInput, NotFound
from corpus.models import Frozen
from evals.items import Item

SETS = ("starter", "starter-topik", "starter-latih", "regulasi", "topik-baru", "ganda")
"""The sets that come with the product."""
LARGEST_FILE = 64 * 2**20
"""Bytes; a set of half a million questions is smaller."""
LONGEST_MESSAGE = 20
"""Problems that an error message shows; the exception carries all."""

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]")
"""Control characters, and what a decoder leaves in place of bytes that it could not read."""

_REASONS = {
    "missing": "bidang “{field}” tidak ada",
    "extra_forbidden": "bidang “{field}” tidak dikenal",
    "string_too_short": "bidang “{field}” terlalu pendek",
    "string_too_long": "bidang “{field}” terlalu panjang",
    "too_short": "bidang “{field}” kosong",
    "literal_error": "isi bidang “{field}” bukan pilihan yang ada",
    "bool_parsing": "bidang “{field}” harus true atau false",
    "bool_type": "bidang “{field}” harus true atau false",
    "date_from_datetime_parsing": "bidang “{field}” harus tanggal seperti 2024-01-31",
    "model_type": "baris bukan objek JSON",
}


class Problem(Frozen):
    """One thing that is wrong in a set.

    Attributes:
        file: name of the file.
        line: 1-based; 0 when it concerns the whole file.
        item_id: empty where no item could be read.
        text: what is wrong, in Indonesian.
    """

    file: str
    line: int
    item_id: str = ""
    text: str

    def __str__(self) -> str:
        where = f"{self.file} baris {self.line}" if self.line else self.file
        return f"{where} ({self.item_id}): {self.text}" if self.item_id else f"{where}: {self.text}"


class UnsoundSet(InvalidInput):
    """A set of questions cannot be used.

    Attributes:
        problems: everything that is wrong with it.
    """

    def __init__(self, name: str, problems: tuple[Problem, ...]) -> None:
        shown = "; ".join(str(problem) for problem in problems[:LONGEST_MESSAGE])
        more = len(problems) - LONGEST_MESSAGE
        rest = f"; dan {more} lainnya" if more > 0 else ""
        super().__init__(f"Kumpulan pertanyaan “{name}” ditolak, {len(problems)} masalah: {shown}{rest}.")
        self.problems = problems


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions of one file.

    Attributes:
        name: of a set of ours, else the file's name without its ending.
        file: the file's name, for messages.
        items: in the file's order.
        lines: the 1-based line of each item.
        sha256: hash of the file's bytes: results of two runs compare only where it is the same.
    """

    name: str
    file: str
    items: tuple[Item, ...]
    lines: tuple[int, ...]
    sha256: str

    def problem(self, position: int, text: str) -> Problem:
        """Something wrong with the item at ``position``."""
        return Problem(file=self.file, line=self.lines[position], item_id=self.items[position].id, text=text)


def read_set(path_or_name: str | Path) -> tuple[QuestionSet, tuple[Problem, ...]]:
    """The well-formed questions of a set, and what is wrong with the other lines; empty lines are skipped.

    Args:
        path_or_name: one of :data:`SETS`, or a JSONL file in UTF-8.

    Raises:
        NotFound: there is no such set or file.
        UnsoundSet: the file as a whole cannot be read: too large, not UTF-8, or empty.
    """
    name, file, content = _content(path_or_name)
    items: list[Item] = []
    lines: list[int] = []
    problems: list[Problem] = []
    for number, line in enumerate(_decoded(name, file, content).split("\n"), 1):
        if not line.strip():
            continue
        try:
            item = Item.model_validate_json(line)
        except ValidationError as error:
            reason = "; ".join(_reason(dict(detail)) for detail in error.errors())
            problems.append(Problem(file=file, line=number, item_id=_identifier(line), text=reason))
            continue
        items.append(item)
        lines.append(number)
        if _UNSEEN.search(item.question):
            text = "pertanyaan memuat karakter rusak; simpan berkasnya kembali sebagai UTF-8"
            problems.append(Problem(file=file, line=number, item_id=item.id, text=text))
    if not items and not problems:
        raise _whole(name, file, "tidak berisi satu pertanyaan pun")
    digest = hashlib.sha256(content).hexdigest()
    return QuestionSet(name, file, tuple(items), tuple(lines), digest), tuple(problems)


def _content(path_or_name: str | Path) -> tuple[str, str, bytes]:
    if path_or_name in SETS:
        file = f"{path_or_name}.jsonl"
        return str(path_or_name), file, files("evals.datasets").joinpath(file).read_bytes()
    path = Path(path_or_name)
    if not path.is_file():
        raise NotFound(
            f"Kumpulan pertanyaan “{path_or_name}” tidak ada. "
            f"Beri nama berkas .jsonl atau salah satu dari: {', '.join(SETS)}."
        )
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            limit = LARGEST_FILE // 2**20
            raise _whole(path.stem, path.name, f"lebih besar dari {limit} MB; bagilah berkasnya")
        return path.stem, path.name, path.read_bytes()
    except OSError as error:
        raise _whole(path.stem, path.name, f"tidak dapat dibaca ({error.strerror})") from error


def _decoded(name: str, file: str, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        text = "bukan teks UTF-8; simpan kembali berkasnya sebagai UTF-8"
        raise UnsoundSet(name, (Problem(file=file, line=line, text=text),)) from error


def _whole(name: str, file: str, text: str) -> UnsoundSet:
    return UnsoundSet(name, (Problem(file=file, line=0, text=text),))


def _reason(detail: dict[str, Any]) -> str:
    kind = str(detail["type"])
    if kind == "value_error":
        return str(detail["ctx"]["error"])
    if kind == "json_invalid":
        return "bukan JSON yang sah"
    field = ".".join(str(part) for part in detail["loc"])
    return _REASONS.get(kind, "isi bidang “{field}” tidak sah").format(field=field)


def _identifier(line: str) -> str:
    try:
        read = json.loads(line)
    except (ValueError, RecursionError):
        return ""
    return str(read.get("id", ""))[:200] if isinstance(read, dict) else ""
