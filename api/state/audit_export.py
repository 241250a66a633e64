"""The audit trail as CSV, for whoever wants to read or check it elsewhere."""

import csv
import io
import json
from collections.abc import Iterable, Iterator

from api.state.audit_chain import Linked

COLUMNS = ("number", "at", "actor", "action", "subject", "reason", "details", "previous", "hash")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet runs a cell that begins like this."""


def csv_lines(links: Iterable[Linked]) -> Iterator[str]:
    """RFC 4180, a header line first; ``details`` as JSON.

    A text that a spreadsheet would run gets an apostrophe before it; the chain is checked anew from JSON
    lines, which are exact.
    """
    yield _line(COLUMNS)
    for link in links:
        told = link.model_dump(mode="json")
        details = json.dumps(told["details"], ensure_ascii=False, sort_keys=True)
        yield _line([_harmless(str(told[name])) if name != "details" else details for name in COLUMNS])


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
