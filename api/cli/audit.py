"""``tanya audit``: what the library rests on. ``tanya audit verify`` and ``export``: the audit trail."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from api.cli.common import Home, Json, On, open_state, out, print_json, say
from api.cli.console import show_line
from api.cli.upkeep import show_library_audit
from api.state.audit_chain import ChainReport
from api.state.audit_export import csv_lines

app = typer.Typer(name="audit", invoke_without_command=True)


class TrailFormat(StrEnum):
    """How the trail is written."""

    CSV = "csv"
    JSONL = "jsonl"


@app.callback()
def audit(
    context: typer.Context,
    home: Home = None,
    on: On = None,
    json_: Json = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Selesai dengan kode 1 bila ada dasar yang tidak berlaku.")
    ] = False,
) -> None:
    """Cari dokumen yang dasar hukumnya tidak berlaku lagi, dan perubahan yang naskahnya tidak ada.

    Jejak keputusan petugas diperiksa dengan perintah verify dan disalin keluar dengan perintah export.
    """
    if context.invoked_subcommand is None:
        show_library_audit(home, on, as_json=json_, strict=strict)
    elif home is not None or on is not None or json_ or strict:
        raise typer.BadParameter(f"tulis pilihan setelah kata {context.invoked_subcommand}.")


@app.command()
def verify(
    home: Home = None,
    expect: Annotated[
        str, typer.Option("--expect", help="Hash ujung dari pemeriksaan sebelumnya.", show_default=False)
    ] = "",
    json_: Json = False,
) -> None:
    """Periksa jejak keputusan: tidak ada entri yang diubah, dihapus, atau disisipkan."""
    with open_state(home) as state:
        found = state.audit.verify(expect=expect.strip().lower())
    if json_:
        print_json(found.model_dump_json(indent=2))
    else:
        _show(found, expected=bool(expect))
    if found.fault is not None:
        raise typer.Exit(1)


@app.command()
def export(
    home: Home = None,
    form: Annotated[TrailFormat, typer.Option("--format", help="Bentuk keluaran.")] = TrailFormat.CSV,
) -> None:
    """Cetak seluruh jejak keputusan, yang terlama lebih dahulu, dengan hash setiap entri."""
    with open_state(home) as state:
        if form is TrailFormat.CSV:
            sys.stdout.writelines(csv_lines(state.audit.links()))
            return
        for link in state.audit.links():
            print_json(link.model_dump_json())


def _show(found: ChainReport, *, expected: bool) -> None:
    if found.fault is not None:
        show_line(out, f"[bold red]Jejak tidak utuh[/] pada entri {found.fault.number}: {found.fault.what}.")
        say(f"{found.entries} entri sebelum itu utuh.")
        return
    show_line(out, f"[bold green]Jejak utuh[/]: {found.entries} entri.")
    show_line(out, f"Hash ujung: {found.head}")
    if not expected:
        say(
            "Simpan hash ujung di tempat lain: dengan --expect HASH, pemeriksaan berikutnya juga tahu bila "
            "entri terakhir dibuang."
        )
