"""The notula against gold: ``python -m evals.bench.minutes``; part of ``make bench``.

Meetings with gold by split (the blind one only with ``--blind``, and alone), what nobody said, coverage of
the reference points of QMSum, and seconds and memory by length. Exit 1 where something unsupported stands in
a line that is not marked, or a meeting fails.
"""

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from corpus.errors import TanyaError
from evals.bench.minutes_report import cost_plot, minutes_json, show_minutes
from evals.minutes.measure import SPLITS, MinutesReport, measure_minutes
from evals.minutes.meeting import BLIND, Split

REPOSITORY = Path(__file__).parents[2]
OUT = REPOSITORY / "bench-results"
DATA = REPOSITORY.parent / "shared" / "data"

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
out = Console()
err = Console(stderr=True)


def write_minutes(report: MinutesReport, folder: Path) -> Path:
    """Write the report as ``minutes.json`` into a folder, and the cost as ``minutes-cost.svg``."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "minutes.json"
    path.write_text(minutes_json(report), encoding="utf-8")
    if report.cost is not None:
        (folder / "minutes-cost.svg").write_text(cost_plot(report.cost), encoding="utf-8")
    return path


@app.command()
def main(
    data: Annotated[
        Path, typer.Option("--data", envvar="TANYA_REFERENCE_DATA", help="Folder dokumen rujukan.")
    ] = DATA,
    results: Annotated[Path, typer.Option("--out", help="Folder hasil.")] = OUT,
    quick: Annotated[bool, typer.Option("--quick", help="Tanpa QMSum, rapat pendek saja.")] = False,
    dev: Annotated[bool, typer.Option("--dev", help="Hanya rapat untuk pengembangan.")] = False,
    blind: Annotated[
        bool, typer.Option("--blind", help="Hanya rapat uji tertutup; jangan dijalankan selama pengembangan.")
    ] = False,
    cost: Annotated[bool, typer.Option(help="Ukur waktu dan memori juga.")] = True,
) -> None:
    """Ukur notula terhadap rapat berkunci; tanpa internet dan tanpa model bahasa."""
    if dev and blind:
        raise typer.BadParameter("pilih salah satu: --dev atau --blind")
    splits: tuple[Split, ...] = SPLITS
    if dev:
        splits = ("dev",)
    elif blind:
        splits = (BLIND,)
    try:
        report = measure_minutes(
            data if data.is_dir() else None,
            lambda text: err.print(f"[dim]{text} …[/]"),
            splits=splits,
            quick=quick,
            cost=cost,
        )
    except TanyaError as error:
        err.print(f"[bold red]Gagal:[/] {error}", highlight=False)
        raise typer.Exit(1) from error
    show_minutes(report, out)
    out.print(f"Hasil lengkap: {write_minutes(report, results)}")
    raise typer.Exit(0 if report.sound else 1)


if __name__ == "__main__":
    sys.exit(app())
