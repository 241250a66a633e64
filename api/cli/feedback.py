"""``tanya feedback …``: what people think of answers; accepting a complaint makes it a candidate question."""

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
from api.state.feedback import Feedback, ReviewState

app = typer.Typer(name="feedback", no_args_is_help=True, help="Tinjau penilaian pengguna atas jawaban.")
Identifier = Annotated[str, typer.Argument(help="Pengenal penilaian; lihat tanya feedback list.")]
Note = Annotated[str, typer.Option("--note", help="Catatan tinjauan.")]
Limit = Annotated[int, typer.Option("--limit", min=1, max=10_000, help="Paling banyak sekian.")]
ALL = 10_000
"""As many as are exported at once."""


@app.command(name="list")
def list_feedback(
    home: Home = None,
    state: Annotated[ReviewState | None, typer.Option("--state", help="Hanya yang berstatus ini.")] = None,
    negative: Annotated[bool, typer.Option("--negative", help="Hanya yang tidak membantu.")] = False,
    limit: Limit = 50,
    json_: Json = False,
) -> None:
    """Tampilkan penilaian, yang terbaru lebih dahulu."""
    with open_state(home) as opened:
        found = opened.feedback.list(state=state, helpful=False if negative else None, limit=limit)
    if json_:
        print_json(as_json([one.model_dump(mode="json") for one in found]))
        return
    zone = ZoneInfo(read_settings(home).timezone)
    table = Table(show_edge=False)
    for column in ("Pengenal", "Waktu", "Penilaian", "Status", "Pertanyaan"):
        table.add_column(column, overflow="fold")
    for one in found:
        cells = (one.id, clock_time(one.given_at, zone), _verdict(one), one.state.value, one.question)
        table.add_row(*map(escape, cells))
    if found:
        out.print(table)
    say(f"{len(found)} penilaian.")


@app.command()
def show(feedback: Identifier, home: Home = None, json_: Json = False) -> None:
    """Tampilkan satu penilaian dengan jawaban dan asal-usulnya."""
    with open_state(home) as opened:
        found = opened.feedback.read(feedback)
    if json_:
        print_json(found.model_dump_json(indent=2))
        return
    zone = ZoneInfo(read_settings(home).timezone)
    lines = [
        f"[bold]{escape(found.id)}[/] {clock_time(found.given_at, zone)}: {_verdict(found)} "
        f"({found.state.value})",
        f"Pertanyaan: {escape(found.question)}",
        f"Jawaban: {escape(str(found.answer.get('text', '')))}",
        f"Kata pengguna: {escape(found.judgement.text or '-')}",
        f"Pustaka {escape(found.provenance.snapshot or '-')}, model {escape(found.provenance.model or '-')}, "
        f"prompt {escape(found.provenance.prompt_hash or '-')}",
    ]
    if found.reviewed_at is not None:
        lines.append(
            f"Ditinjau {clock_time(found.reviewed_at, zone)} oleh {escape(found.reviewed_by)}: "
            f"{escape(found.note or '-')}"
        )
    for line in lines:
        show_line(out, line)


@app.command()
def accept(feedback: Identifier, home: Home = None, by: By = None, note: Note = "") -> None:
    """Terima penilaian; yang tidak membantu menjadi calon soal evaluasi."""
    _review(feedback, ReviewState.ACCEPTED, home, by, note)


@app.command()
def reject(feedback: Identifier, home: Home = None, by: By = None, note: Note = "") -> None:
    """Tolak penilaian."""
    _review(feedback, ReviewState.REJECTED, home, by, note)


@app.command()
def export(home: Home = None) -> None:
    """Cetak calon soal evaluasi (JSONL) dari keluhan yang diterima; “gold” diisi manusia."""
    from api.feedback_items import candidate_lines

    with open_state(home) as opened:
        lines = candidate_lines(opened.feedback.list(state=ReviewState.ACCEPTED, helpful=False, limit=ALL))
    if lines:
        print_json("\n".join(lines))
    say(f"{len(lines)} calon soal. Isi “gold” tiap soal, lalu periksa dengan tanya eval validate.")


def _review(feedback: str, state: ReviewState, home: Home, by: By, note: str) -> None:
    with open_state(home) as opened:
        opened.feedback.review(feedback, state, by=who(by), note=note)
    say(f"Penilaian {feedback} {state.value}.")


def _verdict(feedback: Feedback) -> str:
    if feedback.judgement.helpful:
        return "membantu"
    reason = feedback.judgement.reason
    return f"tidak membantu: {reason.value.replace('_', ' ')}" if reason else "tidak membantu"
