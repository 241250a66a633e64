"""FAQ, SOP and forum entries in YAML."""

from corpus.errors import UnreadableDocument
from ingestion.formats._entries import EntryCollector
from ingestion.formats._fields import FieldProblem, canonical_name
from ingestion.formats._model import Format
from ingestion.formats._yaml import parse_yaml

_LISTS = ("entries", "entri")
_NOTES = ("note", "catatan")


def take_entry_yaml(text: str, name: str, kind: Format, collector: EntryCollector) -> None:
    """Give ``collector`` every entry of a YAML file: a list under ``entries``, or one SOP.

    Raises:
        UnreadableDocument: malformed YAML, or no entries in it. ``name`` is for the message.
    """
    tree = parse_yaml(text, name)
    if not isinstance(tree, dict):
        raise UnreadableDocument(name, "tidak berisi isian seperti “topic:” dan “entries:”")
    key = next((key for key in _LISTS if key in tree), "")
    if not key and kind is Format.SOP:
        collector.add("entri 1", tree, {})
        return
    entries = tree.pop(key, "")
    if not isinstance(entries, list) or not entries:
        raise UnreadableDocument(name, "“entries” tidak berisi daftar entri")
    for field in _NOTES:
        collector.take_note(tree.pop(field, ""))
    try:
        shared = collector.named(tree)
    except FieldProblem as problem:
        raise UnreadableDocument(name, str(problem)) from problem
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, dict):
            collector.refuse(f"entri {number}", "bukan isian bernama seperti “question:”")
            continue
        given = next((entry[field] for field in entry if canonical_name(field) == "id"), "")
        where = f"entri {number} ({given})" if given and isinstance(given, str) else f"entri {number}"
        collector.add(where, entry, shared)
