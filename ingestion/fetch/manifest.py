"""What to download: URLs, or a manifest that also says what each must be."""

import re
from pathlib import Path
from typing import Literal

import httpx
from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from corpus.errors import InvalidInput, UnreadableDocument
from corpus.identifiers import REGULATION_ID
from ingestion.fetch.names import safe_name
from ingestion.formats._yaml import Tree, parse_yaml
from ingestion.readers.text import NotText, decode

MAX_BYTES = 4 * 1024 * 1024


class Wanted(BaseModel):
    """One document to download.

    Attributes:
        url: http or https, without a user name.
        sha256: what its bytes must hash to, in lower-case hex; empty where that is not known.
        name: what to call the file; empty for the server's or the URL's name.
        regulation: its identifier (``uu-20-2023``): names the file and is kept in the ledger.
        follow: ``pdf`` where the URL is a page whose PDF links are wanted instead of itself.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str
    sha256: str = ""
    name: str = ""
    regulation: str = ""
    follow: Literal["", "pdf"] = ""

    @field_validator("url")
    @classmethod
    def _checked_url(cls, value: str) -> str:
        return checked_url(value)

    @field_validator("sha256")
    @classmethod
    def _checked_sum(cls, value: str) -> str:
        if value and not re.fullmatch(r"[0-9a-fA-F]{64}", value):
            raise ValueError("harus 64 angka heksadesimal")
        return value.lower()

    @field_validator("name")
    @classmethod
    def _checked_name(cls, value: str) -> str:
        if value != safe_name(value):
            raise ValueError("harus nama berkas biasa, tanpa folder")
        return value

    @field_validator("regulation")
    @classmethod
    def _checked_regulation(cls, value: str) -> str:
        if value and not REGULATION_ID.fullmatch(value):
            raise ValueError("harus pengenal peraturan seperti uu-20-2023")
        return value


def checked_url(text: str) -> str:
    """The URL, normalised.

    Raises:
        ValueError: it is not one that may be fetched; the message says why, in Indonesian.
    """
    try:
        url = httpx.URL(text.strip())
    except httpx.InvalidURL as error:
        raise ValueError("bukan URL yang sah") from error
    if url.scheme not in {"http", "https"}:
        raise ValueError("hanya http dan https yang dilayani")
    if not url.host:
        raise ValueError("tidak menyebut nama situs")
    if url.userinfo:
        raise ValueError("tidak boleh memuat nama pengguna atau kata sandi")
    return str(url.copy_with(fragment=None))


def wanted_url(text: str) -> Wanted:
    """A single URL as something to download.

    Raises:
        InvalidInput: it may not be fetched.
    """
    try:
        return Wanted(url=text)
    except ValidationError as error:
        raise InvalidInput(f"{text[:200]}: {_reason(error)}.") from error


def read_manifest(path: Path) -> list[Wanted]:
    """Read a YAML or JSON list whose items are URLs or mappings with ``url`` and further fields.

    Raises:
        InvalidInput: the file cannot be read or an item is wrong; the message names the item.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InvalidInput(f"{path}: manifes lebih besar dari 4 MiB. Bagi menjadi beberapa.")
        text, _ = decode(path.read_bytes())
    except OSError as error:
        raise InvalidInput(f"{path}: tidak dapat dibaca ({error.strerror}).") from error
    except NotText as error:
        raise InvalidInput(f"{path}: bukan teks. Manifes harus YAML atau JSON dalam UTF-8.") from error
    try:
        items = parse_yaml(text, str(path))
    except UnreadableDocument as error:
        raise InvalidInput(str(error)) from error
    if not isinstance(items, list) or not items:
        raise InvalidInput(f"{path}: manifes harus berupa daftar URL atau daftar isian dengan “url”.")
    return [_wanted(item, f"{path}, butir {number}") for number, item in enumerate(items, 1)]


def _wanted(item: Tree, where: str) -> Wanted:
    fields = {"url": item} if isinstance(item, str) else item
    if not isinstance(fields, dict):
        raise InvalidInput(f"{where}: harus URL atau isian dengan “url”.")
    try:
        return Wanted.model_validate(fields)
    except ValidationError as error:
        raise InvalidInput(f"{where}: {_reason(error)}.") from error


def _reason(error: ValidationError) -> str:
    first = error.errors()[0]
    field = ".".join(map(str, first["loc"]))
    match first["type"]:
        case "value_error":
            return f"{field} {first['msg'].removeprefix('Value error, ')}"
        case "missing":
            return f"isian “{field}” wajib ada"
        case "extra_forbidden":
            return f"isian “{field[:60]}” tidak dikenal; yang ada: {', '.join(Wanted.model_fields)}"
        case _:
            return f"isian “{field}” tidak sah"
