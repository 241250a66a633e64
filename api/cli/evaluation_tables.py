"""How the command line shows evaluations."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from api.cli.console import show_line

if TYPE_CHECKING:
    from evals.calibration import Calibration
    from evals.compare import Comparison, Difference
    from evals.gate import Verdict
    from evals.manifest import Manifest
    from evals.metrics.metric import About
    from evals.scores import Score
    from evals.scoring import ScoredRun, Summary

ALL = "semua"


def show_runs(manifests: "Sequence[Manifest]", out: Console) -> None:
    """One line for each run."""
    table = Table("Nama", "Kumpulan soal", "Soal", "Sistem", "Commit", title="Evaluasi", title_justify="left")
    for manifest in manifests:
        commit = manifest.code.commit[:8] + (" (diubah)" if manifest.code.dirty else "")
        asked = str(manifest.dataset.items * manifest.repeats)
        table.add_row(manifest.name, manifest.dataset.name, asked, manifest.system.name, commit)
    out.print(table)


def show_scores(scored: "ScoredRun", metrics: "Sequence[About]", out: Console) -> None:
    """Every metric with its interval and counts, then what the run does not prove."""
    labels = {metric.name: metric.label for metric in metrics}
    table = Table(title=scored.manifest.name, title_justify="left")
    for heading in ("Metrik", "Nilai", "Interval 95 %", "Dinilai", "Tidak berlaku", "Galat"):
        table.add_column(heading)
    for summary in scored.slices[ALL]:
        table.add_row(labels[summary.metric], *_cells(summary))
    for name, score in scored.whole[ALL].items():
        table.add_row(labels[name], _value(score))
    out.print(table)
    for problem in scored.problems:
        show_line(out, f"[bold yellow]Belum terbukti[/] {escape(problem)}")


def show_comparison(comparison: "Comparison", part: str, metrics: "Sequence[About]", out: Console) -> None:
    """Every metric of a slice, paired by question."""
    labels = {metric.name: metric.label for metric in metrics}
    title = f"{comparison.candidate} terhadap {comparison.baseline}, {part}"
    table = Table(title=title, title_justify="left")
    headings = (
        "Pembanding",
        "Dinilai",
        "Selisih",
        "Interval 95 %",
        "p (Holm)",
        "Menang/seri/kalah",
        "Pasangan",
    )
    for heading in ("Metrik", *headings):
        table.add_column(heading)
    for row in comparison.slices[part]:
        table.add_row(labels[row.metric], *_difference(row))
    out.print(table)


def show_verdict(verdict: "Verdict", out: Console) -> None:
    """What was kept, what stands against a release, what is not proved."""
    for title, lines in (
        ("[green]Lulus[/]", verdict.passed_checks),
        ("[bold red]Gagal[/]", verdict.failures),
        ("[bold yellow]Belum terbukti[/]", verdict.unproved),
    ):
        for line in lines:
            show_line(out, f"{title} {escape(line)}")


def show_calibration(calibration: "Calibration", out: Console) -> None:
    """Both agreements with their intervals, then what speaks against the judge."""
    show_line(out, f"Juri {escape(calibration.judge.model)}, {calibration.items} jawaban berlabel ganda")
    for title, found in (
        ("juri dengan penilai", calibration.with_humans),
        ("penilai satu dengan yang lain", calibration.between_humans),
    ):
        shown = f"{found.kappa:.3f} [{found.low:.3f}, {found.high:.3f}]" if found else "tidak dapat dihitung"
        show_line(out, f"Kappa {title}: {shown}")
    for reason in calibration.against:
        show_line(out, f"[bold yellow]Hanya memberi saran:[/] {escape(reason)}")
    if not calibration.against:
        show_line(out, "[green]Boleh ikut menentukan rilis.[/]")


def _cells(summary: "Summary") -> tuple[str, ...]:
    found = summary.interval
    value = f"{found.mean:.4f}" if found else "-"
    interval = f"{found.low:.4f}-{found.high:.4f}" if found else "-"
    return value, interval, str(summary.scored), str(summary.not_applicable), str(summary.errors)


def _value(score: "Score") -> str:
    return f"{score.value:.4f}" if score.state == "scored" else escape(score.reason)


def _difference(row: "Difference") -> tuple[str, ...]:
    if row.difference is None or row.baseline is None or row.candidate is None or row.p_holm is None:
        return (*["-"] * 6, str(row.pairs))
    return (
        f"{row.baseline:.4f}",
        f"{row.candidate:.4f}",
        f"{row.difference.mean:+.4f}",
        f"{row.difference.low:+.4f} {row.difference.high:+.4f}",
        f"{row.p_holm:.4f}",
        f"{row.wins}/{row.ties}/{row.losses}",
        str(row.pairs),
    )
