"""What the command line shows: progress bars, tables, an answer with its sources."""

import json
from dataclasses import asdict
from types import TracebackType
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.panel import Panel
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table

from api.answer_text import read_as_words
from assistant.models import Answer, AnswerStatus
from assistant.render import citation_numbers
from corpus.citations import format_citation
from corpus.errors import InvalidIdentifier
from corpus.models import Passage
from ingestion.report import IngestReport, Outcome

if TYPE_CHECKING:
    from api.library import Library

STATUS_WORDS = {
    AnswerStatus.ANSWERED: "[bold green]Terjawab[/]",
    AnswerStatus.PARTIAL: "[bold yellow]Terjawab sebagian[/]",
    AnswerStatus.CLARIFY: "[bold yellow]Perlu penjelasan[/]",
    AnswerStatus.OUT_OF_SCOPE: "[bold]Di luar layanan ini[/]",
    AnswerStatus.NO_SOURCE: "[bold yellow]Belum ada sumber[/]",
    AnswerStatus.BLOCKED: "[bold red]Tidak dilayani[/]",
    AnswerStatus.ERROR: "[bold red]Gagal[/]",
}


class BarProgress:
    """One rich bar for each stage, on a terminal; nothing elsewhere."""

    def __init__(self, console: Console) -> None:
        self._bars = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[label]}"),
            console=console,
            transient=True,
            disable=not console.is_terminal,
            # Else results on standard output would be drawn into the bar's console, wrapped and coloured.
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._task: TaskID | None = None

    def __enter__(self) -> "BarProgress":
        """Start drawing."""
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop drawing."""
        self._bars.stop()

    def begin(self, stage: str, total: int) -> None:
        """A stage starts."""
        if self._task is not None:
            self._bars.remove_task(self._task)
        self._task = self._bars.add_task(stage, total=total, label="")

    def advance(self, steps: int = 1, label: str = "") -> None:
        """Steps are done."""
        if self._task is not None:
            self._bars.update(self._task, advance=steps, label=escape(label[-60:]))


def show_answer(answer: Answer, library: "Library", out: Console, *, understood_as: str = "") -> None:
    """Status, sentences with markers, then the cited words with their legal force.

    Args:
        understood_as: the question as it was completed from the conversation, where it was.
    """
    if understood_as:
        show_line(out, f"Dipahami sebagai: [italic]{escape(understood_as)}[/]")
    if read_as := read_as_words(answer):
        show_line(out, escape(read_as))
    out.print(Panel(escape(answer.text), title=STATUS_WORDS[answer.status], title_align="left"))
    for number, choice in enumerate(answer.choices, 1):
        show_line(out, f"{number}. [bold]{escape(choice.label)}[/]: {escape(choice.question)}")
    numbers = citation_numbers(answer.claims)
    if not numbers:
        return
    table = Table(title="Dasar", title_justify="left", show_lines=False)
    for heading in ("", "Sumber", "Kutipan", "Status"):
        table.add_column(heading)
    quotes = {c.provision_id: c.quote for claim in answer.claims for c in claim.citations}
    statuses = {passage.unit.id: passage.status for passage in answer.passages}
    for identifier, number in numbers.items():
        quote = " ".join(quotes[identifier].split())
        shown = quote if len(quote) <= 200 else quote[:199] + "…"
        status = statuses.get(identifier) or _status(library, identifier, answer)
        table.add_row(str(number), escape(_label(identifier)), escape(shown), status)
    out.print(table)


def _status(library: "Library", identifier: str, answer: Answer) -> str:
    return library.snapshot().force.in_force(identifier, answer.question.on).status.value


def _label(identifier: str) -> str:
    try:
        return format_citation(identifier)
    except InvalidIdentifier:
        return identifier


def show_passages(passages: tuple[Passage, ...], out: Console) -> None:
    """A table of passages."""
    table = Table(show_lines=True)
    for heading in ("Nilai", "Bagian", "Teks", "Status"):
        table.add_column(heading)
    for passage in passages:
        text = " ".join(passage.unit.text.split())
        shown = text if len(text) <= 240 else text[:239] + "…"
        table.add_row(f"{passage.score:.2f}", escape(passage.unit.id), escape(shown), passage.status)
    out.print(table)


def show_ingest(report: IngestReport, out: Console, *, as_json: bool) -> None:
    """Counts, then every refused or skipped file with its reason."""
    refused = [result for result in report.files if result.outcome is Outcome.REFUSED]
    duplicates = [result for result in report.files if result.outcome is Outcome.DUPLICATE]
    noted = [result for result in report.files if result.notes]
    if as_json:
        summary = {
            "files": {outcome.value: report.count(outcome) for outcome in Outcome},
            "provisions": report.provisions,
            "passages": report.passages,
            "embedded": report.embedded,
            "vectors_made": report.vectors_made,
            "parse_seconds": round(report.parse_seconds, 3),
            "embed_seconds": round(report.embed_seconds, 3),
            "snapshot": report.snapshot,
            "warning": report.warning,
            "results": [asdict(result) for result in report.files],
            "refused": [{"path": result.origin, "reason": result.reason} for result in refused],
        }
        out.file.write(json.dumps(summary, ensure_ascii=False) + "\n")
        return
    table = Table(title="Hasil", title_justify="left")
    table.add_column("Berkas")
    table.add_column("Jumlah", justify="right")
    for outcome in Outcome:
        table.add_row(outcome.value, str(report.count(outcome)))
    out.print(table)
    show_line(
        out,
        f"{report.provisions} ketentuan diurai dalam {report.parse_seconds:.1f} detik; "
        f"{report.vectors_made} vektor dibuat dalam {report.embed_seconds:.1f} detik; "
        f"{report.passages} bagian dapat dicari, {report.embedded} di antaranya juga menurut makna.",
    )
    for title, results in (("Ditolak", refused), ("Dilewati", duplicates)):
        for result in results:
            show_line(out, f"[bold]{title}[/] {escape(result.origin)}: {escape(result.reason)}")
    for result in noted:
        for note in result.notes:
            show_line(out, f"[bold]Catatan[/] {escape(result.origin)}: {escape(note)}")
    if report.warning:
        show_line(out, f"[bold yellow]Peringatan:[/] {escape(report.warning)}")


def show_status(library: "Library", out: Console) -> None:
    """What the library holds."""
    status = library.status()
    table = Table(show_header=False)
    for name, value in (
        ("Folder", str(library.home.path.resolve())),
        ("Siap menjawab", "ya" if status.ready else "belum"),
        ("Sumber", str(status.sources)),
        ("Bagian yang dapat dicari", str(status.passages)),
        ("Di antaranya menurut makna", str(status.embedded)),
        ("Model vektor", status.model),
        ("Snapshot", status.snapshot or "-"),
    ):
        table.add_row(name, escape(value))
    out.print(table)
    for item in library.refusals():
        title = "Catatan" if item.is_warning else "Ditolak"
        show_line(out, f"[bold]{title}[/] {escape(item.origin)}: {escape(item.reason)}")


def show_line(out: Console, markup: str) -> None:
    """One line, however long."""
    # Never folded: what is piped into another program has one line for each file.
    out.print(markup, highlight=False, soft_wrap=True)
