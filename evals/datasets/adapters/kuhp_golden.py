"""Fifty questions on the first book of the criminal code (UU 1/2023), each with its pasal."""

import csv
import io
from pathlib import Path

from corpus.citations import find_citations
from corpus.errors import InvalidInput
from corpus.identifiers import provision_id
from evals.datasets.adapters.reading import Adapted, opened
from evals.items import Item

NAME = "kuhp-golden"
REGULATION = "uu-1-2023"
FILE = "golden_kuhp_50.csv"
_COLUMNS = ("ID", "Query", "Konteks Pasal")


def load_kuhp_golden(folder: Path) -> Adapted:
    """The questions with the provision of UU 1/2023 that answers each; all are ``test`` and answerable.

    Several provisions in one cell are alternatives. The set names no licence, so items carry none.

    Raises:
        NotFound: the folder lacks the file.
        InvalidInput: a column is missing, or a cell names no pasal.
    """
    rows = csv.DictReader(io.StringIO(opened(folder / FILE), newline=""))
    lacking = [column for column in _COLUMNS if column not in (rows.fieldnames or ())]
    if lacking:
        raise InvalidInput(f"{FILE}: kolom {', '.join(lacking)} tidak ada.")
    return Adapted(tuple(_item(row, f"{FILE} baris {number}") for number, row in enumerate(rows, 2)))


def _item(row: dict[str, str], where: str) -> Item:
    cell = row["Konteks Pasal"] or ""
    found = [match.ref for match in find_citations(cell, default_regulation=REGULATION)]
    gold = tuple(dict.fromkeys(provision_id(REGULATION, *ref.path) for ref in found if ref.path))
    if not gold:
        raise InvalidInput(f"{where}: “{cell}” tidak menyebut pasal.")
    return Item(
        id=f"{NAME}-{row['ID']}",
        question=row["Query"],
        answerable=True,
        gold=(gold,),
        tags=("formal", NAME),
        split="test",
        author=NAME,
    )
