"""Action items as a table for spreadsheets."""

from api.figures.cells import Table
from api.figures.csv_text import csv_text
from api.minutes.export.options import ExportOptions
from api.minutes.export.printable import printable
from assistant.minutes.models import NOT_SAID, Minutes

COLUMNS = (
    "No.",
    "Tugas",
    "Penanggung jawab",
    "Tenggat",
    "Tenggat yang diucapkan",
    "Status",
    "Pemeriksaan",
    "Ucapan",
)


def actions_csv(minutes: Minutes, options: ExportOptions) -> str:
    """One line for each action item (RFC 4180); no cell is a formula.

    ``Tenggat`` is a day as ISO 8601 or empty, ``Ucapan`` the identifiers of the utterances it rests on.
    """
    rows = tuple(
        (
            index + 1,
            printable(item.task),
            printable(item.pic or NOT_SAID),
            item.deadline.isoformat() if item.deadline else None,
            printable(item.deadline_phrase or NOT_SAID),
            printable(options.status(index)),
            printable("; ".join((item.standing, *item.problems))),
            " ".join(item.utterances),
        )
        for index, item in enumerate(minutes.actions)
    )
    return csv_text(Table(key="tindak-lanjut", title="Tindak lanjut", columns=COLUMNS, rows=rows))
