"""FAQ and SOP entries in Markdown with front matter."""

import re
from collections.abc import Iterable, Iterator

from corpus.errors import UnreadableDocument
from ingestion.formats._entries import EntryCollector
from ingestion.formats._fields import FieldProblem, canonical_name
from ingestion.formats._model import Format
from ingestion.formats._yaml import parse_yaml

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<fields>.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"(?P<marks>#{1,2})[ \t]+(?P<text>.+?)[ \t]*#*[ \t]*")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_LABEL = re.compile(r"\**(?P<name>[A-Za-z_ ]{2,30}?)\**[ \t]*:\**[ \t]*(?P<value>.*)")
_ITEM = re.compile(r"[ \t]*(?:[-*+•]|\d{1,3}[.)])[ \t]+(?P<text>.*)")
_FAQ_LABELS = frozenset({"id", "legal_basis", "variants", "applies_to", "checked", "review_by"})
"""Other labels ("Biaya: …") are words of the answer."""
_SOP_LISTS = frozenset({"requirements", "steps", "legal_basis", "variants", "applies_to"})


def take_markdown(text: str, name: str, kind: Format, collector: EntryCollector) -> None:
    """Give ``collector`` the entries of a Markdown file; ``name`` is for the message.

    Raises:
        UnreadableDocument: no usable front matter, or no entry below it.
    """
    front = FRONT_MATTER.match(text)
    if front is None:
        raise UnreadableDocument(name, "tidak diawali blok “---” yang memuat “type:”")
    shared = parse_yaml(front["fields"], name)
    if not isinstance(shared, dict):
        raise UnreadableDocument(name, "blok “---” tidak berisi isian seperti “type:”")
    shared.pop("type", None)
    try:
        fields = collector.named(shared)
    except FieldProblem as problem:
        raise UnreadableDocument(name, str(problem)) from problem
    title, sections = _sections(text[front.end() :].split("\n"))
    if kind is Format.SOP:
        _take_sop(fields, title, sections, collector)
    else:
        _take_faq(fields, title, sections, collector)


def _take_faq(
    fields: dict[str, object], title: str, sections: list[tuple[str, list[str]]], collector: EntryCollector
) -> None:
    shared = {"topic": title, **fields}
    for number, (question, lines) in enumerate(sections, 1):
        if not question:
            collector.refuse("berkas", "teks sebelum pertanyaan pertama diabaikan")
            continue
        record = _labelled(lines)
        where = f"entri {number} ({str(record.get('id') or question)[:60]})"
        collector.add(where, {**record, "question": question}, shared)


def _take_sop(
    fields: dict[str, object], title: str, sections: list[tuple[str, list[str]]], collector: EntryCollector
) -> None:
    record: dict[str, object] = {"title": title, **fields}
    for heading, lines in sections:
        name = canonical_name(heading)
        if not heading:
            collector.refuse("berkas", "teks sebelum judul bagian pertama diabaikan")
        elif name and record.get(name):
            collector.refuse("entri 1", f"bagian “{heading[:60]}” ada dua kali; yang kedua diabaikan")
        else:
            record[name or heading] = list(_items(lines)) if name in _SOP_LISTS else "\n".join(lines).strip()
    collector.add("entri 1", record, {})


def _sections(lines: Iterable[str]) -> tuple[str, list[tuple[str, list[str]]]]:
    """The first-level heading, and each second-level heading with its lines.

    Text above the first second-level heading, if any, is a section with an empty heading.
    """
    title = ""
    sections: list[tuple[str, list[str]]] = [("", [])]
    fenced = False
    for line in lines:
        fenced ^= bool(_FENCE.match(line))
        heading = None if fenced else _HEADING.fullmatch(line)
        if heading is None:
            sections[-1][1].append(line)
        elif heading["marks"] == "##":
            sections.append((heading["text"], []))
        else:
            title = title or heading["text"]
    if not any(line.strip() for line in sections[0][1]):
        del sections[0]
    return title, sections


def _labelled(lines: Iterable[str]) -> dict[str, object]:
    """Labelled lines ("Dasar hukum: …") as fields, the other lines as the answer.

    A label without a value takes the list items below it.
    """
    record: dict[str, object] = {}
    answer: list[str] = []
    open_list: list[str] | None = None
    for line in lines:
        item = _ITEM.fullmatch(line)
        if open_list is not None and item:
            open_list.append(item["text"])
            continue
        open_list = None
        label = _LABEL.fullmatch(line.strip())
        name = canonical_name(label["name"]) if label else ""
        if label is None or name not in _FAQ_LABELS or name in record:
            answer.append(line)
        elif label["value"]:
            record[name] = label["value"]
        else:
            open_list = []
            record[name] = open_list
    record["answer"] = "\n".join(answer).strip()
    return record


def _items(lines: Iterable[str]) -> Iterator[str]:
    """List items with the lines that continue them; without any marker each line is an item."""
    current: list[str] = []
    marked = False
    for line in lines:
        item = _ITEM.fullmatch(line)
        begins = item is not None or not marked or not line.strip()
        if begins and current:
            yield " ".join(current)
            current = []
        marked = marked or item is not None
        words = (item["text"] if item else line).strip()
        if words:
            current.append(words)
    if current:
        yield " ".join(current)
