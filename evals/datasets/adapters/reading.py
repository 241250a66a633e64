"""What every adapter gives, and reading its files with the place of a fault."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from corpus.errors import InvalidInput, NotFound
from corpus.models import PassageKind, PassageUnit
from evals.items import Item

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Adapted:
    """A set of another format.

    Attributes:
        items: in the order of its files. They may all be answerable: such a set measures retrieval alone.
        passages: the texts it brings, each a source of its own; gold names them by ``id``. Empty where the
            set asks of a library.
    """

    items: tuple[Item, ...]
    passages: tuple[PassageUnit, ...] = ()


def passage(identifier: str, title: str, text: str, order: int) -> PassageUnit:
    """A passage that is its own source, so that finding another text of its set is no hit."""
    path = (title,) if title else ()
    kind = PassageKind.TEXT
    return PassageUnit(id=identifier, source_id=identifier, kind=kind, path=path, text=text, order=order)


def opened(path: Path) -> str:
    """The text of a file, a byte order mark left out.

    Raises:
        NotFound: there is none.
        InvalidInput: it is no UTF-8, or cannot be read.
    """
    if not path.is_file():
        raise NotFound(f"Berkas {path} tidak ada; periksa letak kumpulan pertanyaannya.")
    try:
        return path.read_text(encoding="utf-8-sig")
    except (UnicodeDecodeError, OSError) as error:
        raise InvalidInput(f"{path.name} tidak terbaca sebagai teks UTF-8 ({error}).") from error


def parsed(path: Path) -> Any:
    """The JSON value of a whole file.

    Raises:
        NotFound: there is no such file.
        InvalidInput: it is no JSON.
    """
    try:
        return json.loads(opened(path))
    except (ValueError, RecursionError) as error:
        raise InvalidInput(f"{path.name} bukan JSON yang sah ({error}).") from error


def json_lines(path: Path) -> Iterator[tuple[int, Any]]:
    """Line number, from 1, and JSON value of every line that is not empty.

    Raises:
        NotFound: there is no such file.
        InvalidInput: a line is no JSON.
    """
    for number, line in enumerate(opened(path).split("\n"), 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError) as error:
                raise InvalidInput(f"{path.name} baris {number} bukan JSON yang sah ({error}).") from error


def checked(model: type[Model], value: object, where: str) -> Model:
    """``value`` as a model.

    Raises:
        InvalidInput: it does not fit; the message names the place and the first field at fault.
    """
    try:
        return model.model_validate(value)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "isi"
        raise InvalidInput(f"{where}: “{field}” tidak sah ({first['msg']}).") from error
