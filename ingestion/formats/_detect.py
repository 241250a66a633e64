"""What a file is, told from its ending and the first 64 KiB of its content."""

import json
import re
from collections.abc import Iterable
from pathlib import Path

from ingestion.formats._delimited import columns
from ingestion.formats._fields import canonical_name
from ingestion.formats._markdown import FRONT_MATTER
from ingestion.formats._model import Format
from ingestion.readers.text import NotText, decode

HEAD_BYTES = 64 * 1024
YAML = (".yaml", ".yml")
_JSON_LINES = (".jsonl", ".ndjson")
_DELIMITED = (".csv", ".tsv")
_MARKDOWN = (".md", ".markdown")
_BLOCK_KEY = re.compile(
    r"^(?P<indent>[ \t]*(?:-[ \t]+)?)[\"']?(?P<key>\w[\w -]{0,40})[\"']?[ \t]*:(?=\s|$)", re.MULTILINE
)
_FLOW_KEY = re.compile(r"[{,]\s*[\"']?(?P<key>\w{1,30})[\"']?[ \t]*:")
_ENTRIES = re.compile(r"^entri(?:es)?[ \t]*:", re.MULTILINE)
_TYPE = re.compile(r"^type:[ \t]*[\"']?(?P<type>\w+)", re.MULTILINE)


def detect(path: Path) -> Format | None:
    """The format of a structured knowledge file; None for anything else, unreadable files included.

    Reads at most the first 64 KiB. The ending chooses the notation (YAML, JSON lines, CSV or TSV,
    Markdown); the content decides: a table without the columns of a FAQ is None.
    """
    suffix = path.suffix.lower()
    if suffix not in (*YAML, *_JSON_LINES, *_DELIMITED, *_MARKDOWN):
        return None
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
        text = _text(head)
    except (OSError, NotText):
        return None
    if suffix in YAML:
        return _of_yaml(text)
    if suffix in _JSON_LINES:
        return _of_json_line(text.lstrip("\n").partition("\n")[0])
    if suffix in _DELIMITED:
        return _of_questions(columns(text)[1])
    return _of_front_matter(text)


def _text(head: bytes) -> str:
    """Decode a beginning that may stop inside a character."""
    if len(head) == HEAD_BYTES:
        head = head[: head.rfind(b"\n") + 1] or head
    text, _ = decode(head)
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _of_yaml(text: str) -> Format | None:
    keys = [(len(found["indent"]), found["key"]) for found in _BLOCK_KEY.finditer(text)]
    top = {key for column, key in keys if column == 0}
    if {"regulation", "provisions"} <= top:
        return Format.DIGEST
    if {"title", "steps"} <= {canonical_name(key) for key in top}:
        return Format.SOP
    start = _ENTRIES.search(text)
    if start is None:
        return None
    # An answer may hold words like "judul:" too; the fields of an entry all stand in one column.
    entries = text[start.end() :]
    nested = [(len(found["indent"]), found["key"]) for found in _BLOCK_KEY.finditer(entries)]
    nested = [pair for pair in nested if pair[0] > 0]
    if nested:
        return _of_entries(key for column, key in nested if column == nested[0][0])
    return _of_entries(found["key"] for found in _FLOW_KEY.finditer(entries))


def _of_entries(keys: Iterable[str]) -> Format | None:
    names = {canonical_name(key) for key in keys}
    return Format.SOP if {"title", "steps"} <= names else _of_questions(names)


def _of_json_line(line: str) -> Format | None:
    try:
        value = json.loads(line)
        keys = set(value) if isinstance(value, dict) else set()
    except (ValueError, RecursionError):
        # A line longer than what was read still begins with its keys.
        keys = {found["key"] for found in _FLOW_KEY.finditer(line)} if line.startswith("{") else set()
    return Format.PASSAGES if {"_id", "text"} <= keys else _of_questions(keys)


def _of_questions(names: Iterable[str]) -> Format | None:
    """FAQ or forum by the fields' names; a forum thread has a title or a date on which it was asked."""
    fields = {canonical_name(name) for name in names}
    if not {"question", "answer"} <= fields:
        return None
    return Format.FAQ if fields.isdisjoint({"title", "asked_on", "answered_on"}) else Format.FORUM


def _of_front_matter(text: str) -> Format | None:
    front = FRONT_MATTER.match(text)
    found = _TYPE.search(front["fields"]) if front else None
    named = found["type"].casefold() if found else ""
    return {"faq": Format.FAQ, "sop": Format.SOP}.get(named)
