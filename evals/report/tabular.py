"""Scores as CSV: one line for each metric of each answer, for whoever wants to count again."""

import csv
import io
from collections.abc import Mapping

from evals.items import Item
from evals.scores import Scored
from evals.scoring import ScoredRun

COLUMNS = ("id", "repeat", "split", "tags", "reaction", "metric", "state", "value", "reasons")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet runs a cell that begins like this."""


def csv_report(run: ScoredRun, items: Mapping[str, Item]) -> str:
    """RFC 4180 with a header line; ``value`` is empty where nothing was scored."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for answer in run.answers:
        item = items[answer.item_id]
        reacted = answer.reaction.value if answer.reaction else ""
        about = (item.id, answer.repeat, item.split, " ".join(item.tags), reacted)
        for name, score in answer.scores.items():
            value = repr(score.value) if isinstance(score, Scored) else ""
            reasons = " ".join(score.reasons) if isinstance(score, Scored) else score.reason
            line = (*about, name, score.state, value, reasons)
            writer.writerow([_harmless(cell) if isinstance(cell, str) else cell for cell in line])
    return out.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) and not _is_number(cell) else cell


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
