"""A file name from a URL or a Content-Disposition header that is safe on every system."""

import hashlib
import re
import unicodedata
from email.message import Message
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from ingestion.readers.detect import SUPPORTED

MAX_LENGTH = 120
ENDINGS = {"plain": ".txt", "markdown": ".md"}
"""Endings of reader kinds that are not called as they end."""
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]+')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)


def safe_name(name: str) -> str:
    """One path segment without control or reserved characters, not hidden; empty where nothing is left.

    Folders in front are dropped: ``../../etc/passwd`` is ``passwd``.
    """
    printable = "".join(
        " " if unicodedata.category(char)[0] in "CZ" else char for char in unicodedata.normalize("NFKC", name)
    )
    last = re.split(r"[/\\]", printable)[-1]
    cleaned = re.sub(r"\s+", " ", _FORBIDDEN.sub("-", last)).strip(" .-")
    if _RESERVED.fullmatch(cleaned):
        cleaned = f"berkas-{cleaned}"
    return _shortened(cleaned)


def _shortened(name: str) -> str:
    path = PurePosixPath(name)
    ending = path.suffix if len(path.suffix) <= 10 else ""
    stem = name.removesuffix(ending)
    while len((stem + ending).encode()) > MAX_LENGTH:
        stem = stem[:-1]
    return stem.rstrip(" .") + ending if stem else ""


def name_in_disposition(header: str) -> str:
    """The ``filename`` (or ``filename*``) of a Content-Disposition header; empty where it has none."""
    message = Message()
    message["Content-Disposition"] = header.replace("\r", " ").replace("\n", " ")
    return safe_name(unquote(message.get_filename("")))


def name_in_url(url: str) -> str:
    """The last segment of a URL's path; its host where the path has none."""
    parts = urlsplit(url)
    return safe_name(unquote(PurePosixPath(parts.path).name)) or safe_name(parts.hostname or "") or "dokumen"


def with_ending(name: str, kind: str) -> str:
    """The name with the ending of what the file is, so that it is read as that."""
    ending = ENDINGS.get(kind, f".{kind}")
    suffix = PurePosixPath(name).suffix.lower()
    if suffix == ending or (suffix == ".htm" and kind == "html") or (suffix == ".tsv" and kind == "csv"):
        return name
    stem = name[: -len(suffix)] if suffix in SUPPORTED or suffix in _PAGES else name
    return _shortened(stem + ending)


_PAGES = frozenset({".php", ".asp", ".aspx", ".jsp", ".cgi", ".do", ".ashx", ".xls", ".docm", ".bin"})
"""Endings that say how a server makes a document, not what it is."""


def set_apart(name: str, url: str) -> str:
    """The name with a mark of its URL, for a second document of the same name."""
    path = PurePosixPath(name)
    return f"{path.stem}-{hashlib.sha256(url.encode()).hexdigest()[:8]}{path.suffix}"
