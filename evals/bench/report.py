"""The report: tables for people, JSON with every question for comparing runs."""

import json
import os
import platform
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from evals.bench.answers import AnswerReport
from evals.bench.grids import Grid, as_markdown, as_table, quality_grids, scale_grids, stated
from evals.bench.laws import LawsReport
from evals.bench.minutes_report import cost_plot as minutes_cost_plot
from evals.bench.minutes_report import show_minutes
from evals.bench.parser_report import cost_plot, show_parser
from evals.bench.plot import growth_plot
from evals.bench.run import BenchReport, SetReport
from evals.bench.scale import ScaleReport
from evals.datasets import load_items
from evals.manifest import pin_code
from evals.reaction import Reaction
from evals.statistics import LEVEL, RESAMPLES, SEED

REACTIONS = {
    Reaction.RIGHT: "terjawab benar",
    Reaction.WRONG: "terjawab salah",
    Reaction.OVER_REFUSED: "ditolak padahal ada jawabannya",
    Reaction.REFUSED: "tanpa sumber: jujur menolak",
    Reaction.INVENTED: "tanpa sumber: tetap dijawab",
}
SHOWN_FAILURES = 20


def write_json(report: BenchReport, folder: Path) -> Path:
    """Write the whole report to ``folder/<time>.json`` and ``latest.json``; returns the first.

    The parser's time against length is drawn in ``parser-cost.svg``, the notula's in ``minutes-cost.svg``,
    answering against the size of the library in ``growth.svg``; ``latest.md`` has the quality and scale
    tables.
    """
    folder.mkdir(parents=True, exist_ok=True)
    now = datetime.now(UTC)
    content = {
        "time": now.isoformat(timespec="seconds"),
        "machine": {"python": platform.python_version(), "system": platform.platform()},
        "statistics": {"level": LEVEL, "resamples": RESAMPLES, "seed": SEED},
        **asdict(report),
    }
    text = json.dumps(content, ensure_ascii=False, indent=1)
    path = folder / f"{now:%Y%m%dT%H%M%S}.json"
    for target in (path, folder / "latest.json"):
        target.write_text(text, encoding="utf-8")
    if report.parser is not None and report.parser.cost is not None:
        (folder / "parser-cost.svg").write_text(cost_plot(report.parser.cost), encoding="utf-8")
    if report.minutes is not None and report.minutes.cost is not None:
        (folder / "minutes-cost.svg").write_text(minutes_cost_plot(report.minutes.cost), encoding="utf-8")
    (folder / "latest.md").write_text(summary(report), encoding="utf-8")
    if report.laws is not None and report.laws.scale is not None:
        (folder / "growth.svg").write_text(_growth(report.laws.scale), encoding="utf-8")
    return path


def show(report: BenchReport, out: Console) -> None:
    """Print every table."""
    if report.parser is not None:
        show_parser(report.parser, out)
    if report.minutes is not None:
        show_minutes(report.minutes, out)
    for measured in report.sets:
        out.rule(f"[bold]{measured.name}")
        out.print(
            f"{measured.sources} sumber, {measured.passages} bagian ({measured.embedded} dengan vektor), "
            f"{measured.chunks} potongan pada pembanding LangChain; model {measured.model}"
        )
        if measured.quality:
            for grid in quality_grids(measured.name, measured.quality):
                out.print(as_table(grid))
        if measured.answers:
            _show_answers(measured.answers, out)
            _show_failures(measured, out)
        _show_speed(measured, out)
    _show_ingest(report, out)
    if report.laws is not None:
        _show_laws(report.laws, out)
    if not report.sets:
        return
    out.print(
        "Selang kepercayaan 95 % (bootstrap berbenih atas dokumen kunci); p dari uji permutasi berpasangan, "
        "disesuaikan menurut Holm. FAQ, SOP, dan forum dihitung sebagai "
        "ketentuan pada dasar hukumnya. Pembanding memakai teks dan model vektor yang sama. Menurut pasal: "
        "setiap pasal dalam satu potongan mendapat peringkat sendiri. Menurut bagian: satu potongan satu "
        "peringkat, tepat bila menyentuh pasal kunci sedikit pun; ini menguntungkan potongan besar."
    )


def summary(report: BenchReport) -> str:
    """The quality and scale tables as Markdown, with the commit, the day and the machine."""
    code = pin_code()
    commit = f"{code.commit[:12]}{' dengan perubahan' if code.dirty else ''}" if code.commit else "tanpa git"
    where = f"{platform.platform()}, {os.cpu_count()} inti, Python {platform.python_version()}"
    lines = [f"Commit {commit}, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {where}.", ""]
    return "\n".join([*lines, *(as_markdown(grid) for grid in _grids(report))])


def _grids(report: BenchReport) -> Iterator[Grid]:
    for measured in report.sets:
        if measured.quality:
            yield from quality_grids(measured.name, measured.quality)
    if report.laws is not None:
        for name, quality in report.laws.quality.items():
            yield from quality_grids(name, quality)
        if report.laws.scale is not None:
            yield from scale_grids(report.laws.scale)


def _growth(scale: ScaleReport) -> str:
    return growth_plot(
        {
            "p50": [(point.provisions, point.probe.answer.p50_ms) for point in scale.points],
            "p95": [(point.provisions, point.probe.answer.p95_ms) for point in scale.points],
        },
        title="Waktu menjawab menurut besar pustaka",
        across="ketentuan",
        up="milidetik",
    )


def _show_laws(laws: LawsReport, out: Console) -> None:
    for name, quality in laws.quality.items():
        for grid in quality_grids(name, quality):
            out.print(as_table(grid))
    if laws.scale is not None:
        for grid in scale_grids(laws.scale):
            out.print(as_table(grid))


def _show_answers(answers: AnswerReport, out: Console) -> None:
    table = Table(title="Jawaban", title_justify="left")
    table.add_column("Hasil")
    for split in answers.shares:
        table.add_column(split, justify="right")
    for reaction, label in REACTIONS.items():
        table.add_row(label, *(stated(shares[reaction.value]) for shares in answers.shares.values()))
    counts = (f"{count['answered']} dari {count['asked']}" for count in answers.off_topic.values())
    table.add_row("luar topik: dijawab", *counts)
    out.print(table)


def _show_failures(measured: SetReport, out: Console) -> None:
    if measured.answers is None:
        return
    items = {item.id: item for item in load_items(measured.name)}
    wrong = [
        (identifier, judged)
        for identifier, judged in measured.answers.questions.items()
        if judged.reaction not in {Reaction.RIGHT, Reaction.REFUSED} and items[identifier].split == "dev"
    ]
    if not wrong:
        return
    table = Table(title=f"Kegagalan pada dev ({len(wrong)}; semuanya ada dalam JSON)", title_justify="left")
    for column in ("Id", "Pertanyaan", "Hasil", "Mengutip"):
        table.add_column(column, overflow="fold")
    for identifier, judged in wrong[:SHOWN_FAILURES]:
        cited = ", ".join(judged.cited[:3])
        table.add_row(identifier, items[identifier].question, REACTIONS[judged.reaction], cited)
    out.print(table)


def _show_speed(measured: SetReport, out: Console) -> None:
    server, search, stock = measured.server, measured.search, measured.stock_search
    if server is None or search is None or stock is None:
        return
    table = Table(title="Kecepatan", title_justify="left", show_header=False)
    rows = (
        (
            "Tanya lewat HTTP, satu klien",
            f"p50 {server.single.p50_ms:.1f} ms, p95 {server.single.p95_ms:.1f} ms",
        ),
        (
            f"{server.clients} klien serentak",
            f"{server.per_second:.1f} jawaban/detik, p50 {server.concurrent.p50_ms:.1f} ms, "
            f"p95 {server.concurrent.p95_ms:.1f} ms",
        ),
        ("Hanya mencari, tanya", f"p50 {search.p50_ms:.1f} ms, p95 {search.p95_ms:.1f} ms"),
        ("Hanya mencari, langchain", f"p50 {stock.p50_ms:.1f} ms, p95 {stock.p95_ms:.1f} ms"),
        ("Perbandingan p50 tanya : langchain", f"{search.p50_ms / stock.p50_ms:.2f}"),
        ("Memori server", f"{_mb(server.idle_mb)} setelah pemanasan, puncak {_mb(server.peak_mb)}"),
    )
    for name, value in rows:
        table.add_row(name, value)
    out.print(table)


def _show_ingest(report: BenchReport, out: Console) -> None:
    if report.ingest is not None:
        speed = report.ingest
        out.print(
            f"Memasukkan {speed.files} berkas{'' if speed.real else ' buatan'}: "
            f"{speed.provisions} ketentuan, {speed.provisions_per_second:.0f}/detik diurai; "
            f"{speed.vectors} vektor, {speed.passages_per_second:.1f}/detik."
        )
    if report.sizes:
        table = Table(title="Ukuran di disk", title_justify="left")
        columns = ("Ketentuan", "Bagian", "Indeks", "teks", "kata", "vektor", "Basis data dengan vektor")
        for column in columns:
            table.add_column(column, justify="right")
        for size in report.sizes:
            parts = (
                size.index_bytes,
                size.texts_bytes,
                size.lexical_bytes,
                size.vectors_bytes,
                size.store_bytes,
            )
            table.add_row(str(size.provisions), str(size.passages), *(_mb(part / 2**20) for part in parts))
        out.print(table)


def _mb(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f} MB"
