"""A parsed regulation as tables for people: who it is, what is in it, what it does, what to check."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from api.cli.console import show_line
from corpus.dates import long_date
from corpus.identifiers import TYPE_NAMES
from corpus.models import Regulation
from ingestion.regulation.parsed import ParsedRegulation, ParseReport

SHOWN = 20
"""Rows of a list that can be long; the rest is counted."""


def show_parsed(parsed: ParsedRegulation, out: Console, *, name: str = "") -> None:
    """Print a regulation's identity, units, relations, amendments, terms and report.

    Args:
        name: of the file, where there are several.
    """
    if name:
        out.rule(escape(name))
    _show_identity(parsed.regulation, out)
    counts = Counter(provision.kind.value.replace("_", " ") for provision in parsed.provisions)
    _table("Isi", ("Unsur", "Jumlah"), ((kind, str(count)) for kind, count in counts.items()), out)
    _table(
        "Hubungan",
        ("Jenis", "Peraturan", "Cakupan", "Bunyi"),
        ((r.kind.value, r.target_id, r.scope, _short(r.evidence)) for r in parsed.relations),
        out,
    )
    _table(
        "Perubahan yang diperintahkan",
        ("Tindakan", "Ketentuan", "Bunyi", "Keraguan"),
        ((a.action.value, a.target_id, _short(a.evidence), a.doubt) for a in parsed.amendments),
        out,
    )
    _table(
        "Istilah",
        ("Istilah", "Singkatan", "Pengertian"),
        ((t.term, t.abbreviation, _short(t.definition)) for t in parsed.terms),
        out,
    )
    _show_report(parsed.report, out)


def _show_identity(regulation: Regulation, out: Console) -> None:
    table = Table(show_header=False, title=escape(regulation.id), title_justify="left")
    for label, value in (
        ("Jenis", TYPE_NAMES[regulation.type][1]),
        ("Nomor", regulation.number),
        ("Tahun", str(regulation.year)),
        ("Judul", regulation.title),
        ("Lembaga", regulation.issuer),
        ("Ditetapkan", _day(regulation.enacted, regulation.place)),
        ("Diundangkan", _day(regulation.promulgated)),
        ("Mulai berlaku", _day(regulation.effective)),
        ("Pejabat", regulation.signed_by),
        ("Lembaran negara", regulation.gazette),
    ):
        table.add_row(label, escape(value) or "-")
    out.print(table)


def _show_report(report: ParseReport, out: Console) -> None:
    show_line(out, f"[bold]Keyakinan[/] {report.confidence:.2f}")
    pages = ", ".join(map(str, report.pages_to_look_at))
    for label, values in (
        ("Pasal yang tidak ditemukan", report.pasal_gaps),
        ("Penjelasan pasal yang tidak ditemukan", report.penjelasan_gaps),
        ("Label ganda", report.duplicates),
        ("Halaman yang perlu dilihat", (pages,) if pages else ()),
        ("Peringatan", report.warnings),
    ):
        if values:
            show_line(out, f"[bold]{label}[/] {escape(', '.join(values))}")
    _table(
        "Perlu diperiksa",
        ("Ketentuan", "Halaman", "Sebab"),
        ((item.where, _page(item.page), item.reason) for item in report.suspicious),
        out,
    )
    _table(
        "Perbaikan bacaan",
        ("Ketentuan", "Halaman", "Tertulis", "Dibaca", "Sebab"),
        ((r.where, _page(r.page), _short(r.raw), _short(r.repaired), r.reason) for r in report.repairs),
        out,
    )
    if report.furniture:
        show_line(out, f"{len(report.furniture)} baris kop, nomor halaman, dan sejenisnya dikesampingkan.")


def _table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]], out: Console) -> None:
    every = list(rows)
    if not every:
        return
    table = Table(title=title, title_justify="left")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in every[:SHOWN]:
        table.add_row(*map(escape, row))
    out.print(table)
    if len(every) > SHOWN:
        show_line(out, f"… dan {len(every) - SHOWN} lagi; semuanya ada pada --json.")


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 160 else words[:159] + "…"


def _page(page: int | None) -> str:
    return "" if page is None else str(page)


def _day(day: date | None, place: str = "") -> str:
    written = long_date(day) if day else ""
    return f"{written} di {place}" if written and place else written or place
