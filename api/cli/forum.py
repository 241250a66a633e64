"""``tanya forum import``: bring an existing forum in."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from api.cli.common import By, Home, Json, err, open_state, out, print_json, say, who
from api.cli.console import BarProgress

app = typer.Typer(name="forum", no_args_is_help=True, help="Forum tanya jawab.")
SHOWN = 50
"""Wrong lines that are shown; the others are counted, and all are in the JSON."""


@app.callback()
def forum() -> None:
    """Forum tanya jawab."""


@app.command(name="import")
def import_forum(
    file: Annotated[Path, typer.Argument(help="Ekspor forum lama: .csv atau .jsonl.", show_default=False)],
    home: Home = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Hanya periksa, jangan simpan apa pun.")] = False,
    source: Annotated[
        str, typer.Option("--source", help="Nama forum lama; jangan diganti saat mengulang.")
    ] = "forum-lama",
    mapping: Annotated[
        Path | None, typer.Option("--map", help="Berkas YAML: kolom dan kategori forum lama.")
    ] = None,
    skip_errors: Annotated[
        bool, typer.Option("--skip-errors", help="Lewati baris yang salah, impor yang lain.")
    ] = False,
    json_: Json = False,
    by: By = None,
) -> None:
    """Impor pertanyaan dan jawaban forum lama; boleh diulang, yang sudah ada dilewati."""
    from api.forum.bidang import BidangStore
    from api.forum.importing.files import read_export
    from api.forum.importing.mapping import Mapping, read_mapping
    from api.forum.importing.store import ForumImport

    chosen = read_mapping(mapping) if mapping is not None else Mapping()
    export = read_export(file, chosen.columns)
    with open_state(home) as opened, BarProgress(err) as progress:
        importer = ForumImport(opened.database, BidangStore(opened.database), zone=opened.zone)
        report = importer.run(
            export,
            source=source,
            by=who(by),
            steps=progress,
            dry_run=dry_run,
            skip_wrong=skip_errors,
            categories=chosen.categories,
        )
    if json_:
        print_json(report.model_dump_json())
        return
    table = Table(show_header=False)
    imported = "Akan diimpor" if dry_run else "Diimpor"
    for name, value in (
        (imported, f"{report.imported} pertanyaan"),
        ("Jawaban diterima (perlu ditinjau)", str(report.replies)),
        ("Tanpa jawaban diterima", str(report.unanswered)),
        ("Lanjutan penanya", str(report.follow_ups)),
        ("Kiriman lain (catatan petugas)", str(report.notes)),
        ("Sudah ada", f"{report.known} ({report.changed} berubah di sumbernya, dibiarkan)"),
        ("Isi kembar, dilewati", _lines(report.duplicates)),
        ("Baris salah", str(len(report.errors))),
        ("Kategori tak dikenal", _counts(report.unknown_categories)),
        ("Data pribadi disamarkan", _counts(report.masked)),
        ("Kolom tak terpakai", ", ".join(report.unread) or "-"),
    ):
        table.add_row(name, escape(value))
    out.print(table)
    for one in report.errors[:SHOWN]:
        say(f"Baris {one.line}: {one.reason}")
    if len(report.errors) > SHOWN:
        say(f"… dan {len(report.errors) - SHOWN} baris lain; lihat --json.")


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} ({n})" for name, n in counts.items()) or "-"


def _lines(lines: tuple[int, ...]) -> str:
    if not lines:
        return "0"
    shown = ", ".join(map(str, lines[:10]))
    return f"{len(lines)} (baris {shown}{', …' if len(lines) > 10 else ''})"
