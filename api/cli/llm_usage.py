"""``tanya llm off | on | usage``: the kill switch, and what the models have used."""

import csv
import sys
from typing import Annotated

import typer
from rich.table import Table

from api.cli.common import By, Home, Json, as_json, open_state, out, print_json, say, who
from api.state.ledger import UsageBy, UsageLine

_HEADS = {
    UsageBy.DAY: "Hari",
    UsageBy.USER: "Pengguna",
    UsageBy.FEATURE: "Keperluan",
    UsageBy.MODEL: "Model",
}
Reason = Annotated[str, typer.Option("--reason", help="Alasan; dicatat dan ditampilkan.")]


def off(reason: Reason, home: Home = None, by: By = None) -> None:
    """Matikan model bahasa sekarang juga; jawaban disusun tanpa model."""
    with open_state(home) as state:
        entry = state.switch.turn_off(reason=reason, by=who(by))
    say(f"Model bahasa dimatikan oleh {entry.actor}: {entry.reason}")


def on(reason: Reason = "", home: Home = None, by: By = None) -> None:
    """Nyalakan lagi model bahasa."""
    with open_state(home) as state:
        entry = state.switch.turn_on(reason=reason, by=who(by))
    say(f"Model bahasa dinyalakan oleh {entry.actor}.")


def usage(
    home: Home = None,
    days: Annotated[int, typer.Option("--days", min=1, max=3_650, help="Sekian hari terakhir.")] = 30,
    by: Annotated[UsageBy, typer.Option("--by", help="Dijumlahkan menurut ini.")] = UsageBy.DAY,
    as_csv: Annotated[bool, typer.Option("--csv", help="Cetak CSV.")] = False,
    json_: Json = False,
) -> None:
    """Tampilkan pemakaian dan biaya model bahasa."""
    with open_state(home) as state:
        lines = state.ledger.usage(days=days, by=by)
        off_because = state.switch.off_because()
    if json_:
        print_json(as_json([line.model_dump() for line in lines]))
    elif as_csv:
        _write_csv(lines)
    else:
        _show(lines, _HEADS[by])
        if off_because is not None:
            say(f"Model bahasa sedang dimatikan: {off_because}")


def _write_csv(lines: list[UsageLine]) -> None:
    writer = csv.DictWriter(sys.stdout, list(UsageLine.model_fields), lineterminator="\n")
    writer.writeheader()
    writer.writerows(line.model_dump() for line in lines)


def _show(lines: list[UsageLine], head: str) -> None:
    if not lines:
        say("Belum ada pemakaian model bahasa pada hari-hari itu.")
        return
    table = Table(show_edge=False)
    table.add_column(head, overflow="fold")
    for column in ("Panggilan", "Gagal", "Token masuk", "Token keluar", "Biaya", "Tanpa harga"):
        table.add_column(column, justify="right")
    for line in lines:
        counts = (line.calls, line.failed, line.prompt_tokens, line.completion_tokens)
        table.add_row(line.key or "(layanan)", *map(str, counts), f"{line.cost:.4f}", str(line.unpriced))
    out.print(table)
