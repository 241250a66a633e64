"""FAQ and forum entries in JSON lines."""

import io

from ingestion.formats._entries import EntryCollector
from ingestion.formats._json_lines import json_lines


def take_entry_json(text: str, collector: EntryCollector) -> None:
    """Give ``collector`` every object, one a line; what is no object is noted."""
    for number, record in json_lines(io.BytesIO(text.encode("utf-8")), collector.refuse):
        collector.add(f"baris {number}", record, {})
