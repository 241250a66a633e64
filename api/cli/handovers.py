"""``tanya handovers …``: questions that were handed to the officers, until the forum takes them."""

from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.markup import escape
from rich.table import Table

from api.cli.common import (
    By,
    Home,
    Json,
    as_json,
    clock_time,
    open_state,
    out,
    print_json,
    read_settings,
    say,
    who,
)
from api.cli.console import show_line
from api.state.handovers import Handover, HandoverState

app = typer.Typer(name="handovers", no_args_is_help=True, help="Pertanyaan yang dikirim kepada petugas.")
Receipt = Annotated[str, typer.Argument(help="Nomor tanda terima.", show_default=False)]


@app.command(name="list")
def list_handovers(
    home: Home = None,
    everything: Annotated[bool, typer.Option("--all", help="Juga yang sudah ditangani.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, max=10_000, help="Paling banyak sekian.")] = 50,
    json_: Json = False,
) -> None:
    """Tampilkan yang menunggu, yang terlama lebih dahulu."""
    with open_state(home) as opened:
        found = opened.handovers.list(state=None if everything else HandoverState.NEW, limit=limit)
    if json_:
        print_json(as_json([one.model_dump(mode="json") for one in found]))
        return
    zone = ZoneInfo(read_settings(home).timezone)
    table = Table(show_edge=False)
    for column in ("Nomor", "Dikirim", "Status", "Pertanyaan"):
        table.add_column(column, overflow="fold")
    for one in found:
        table.add_row(one.receipt, clock_time(one.sent_at, zone), one.state.value, escape(one.question))
    if found:
        out.print(table)
    say(f"{len(found)} pertanyaan.")


@app.command()
def show(receipt: Receipt, home: Home = None, json_: Json = False) -> None:
    """Tampilkan satu pertanyaan dengan percakapan dan bagian sumber yang sudah dicoba."""
    with open_state(home) as opened:
        found = opened.handovers.show(receipt)
    if json_:
        print_json(found.model_dump_json(indent=2))
        return
    for line in _lines(found, ZoneInfo(read_settings(home).timezone)):
        show_line(out, line)


@app.command()
def close(
    receipt: Receipt,
    home: Home = None,
    by: By = None,
    note: Annotated[str, typer.Option("--note", help="Pesan kepada penanya.")] = "",
) -> None:
    """Nyatakan satu pertanyaan sudah ditangani."""
    with open_state(home) as opened:
        closed = opened.handovers.close(receipt, by=who(by), note=note)
    say(f"Pertanyaan {closed.receipt} {closed.state.value}.")


def _lines(found: Handover, zone: ZoneInfo) -> list[str]:
    lines = [
        f"[bold]{found.receipt}[/] {clock_time(found.sent_at, zone)} ({found.state.value})",
        f"Pertanyaan: {escape(found.question)} (menurut aturan per {found.on:%d-%m-%Y})",
        f"Jawaban layanan ({found.status.value}): {escape(found.reason)}",
        f"Tambahan penanya: {escape(found.message or '-')}",
        f"Ingin dihubungi: {escape(found.contact or '-')}",
    ]
    lines += [f"Sebelumnya ({one.status.value}): {escape(one.question)}" for one in found.earlier]
    lines += [
        f"Dicoba ({one.score:.3f}, {escape(one.status)}): {escape(', '.join(one.path) or one.id)}"
        for one in found.passages
    ]
    if found.closed_at is not None:
        lines.append(
            f"Ditangani {clock_time(found.closed_at, zone)} oleh {escape(found.closed_by)}: "
            f"{escape(found.note or '-')}"
        )
    return lines
