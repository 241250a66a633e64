"""``python -m evals.bench``: measure the parser, notula, answers, speed, size; exit 1 where a step fails."""

import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from corpus.errors import TanyaError
from evals.bench.report import show, write_json
from evals.bench.run import Plan, run

REPOSITORY = Path(__file__).parents[2]
OUT = REPOSITORY / "bench-results"
DATA = REPOSITORY.parent / "shared" / "data"

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
out = Console()
err = Console(stderr=True)


@app.command()
def main(
    quick: Annotated[
        bool, typer.Option("--quick", help="Hanya korpus bawaan, lebih sedikit pengukuran waktu.")
    ] = False,
    home: Annotated[
        Path | None, typer.Option("--home", help="Pustaka peraturan yang sudah jadi; tidak diubah isinya.")
    ] = None,
    data: Annotated[
        Path, typer.Option("--data", envvar="TANYA_REFERENCE_DATA", help="Folder dokumen rujukan.")
    ] = DATA,
    results: Annotated[Path, typer.Option("--out", help="Folder hasil.")] = OUT,
    speed: Annotated[bool, typer.Option(help="Ukur kecepatan dan ukuran juga.")] = True,
    quality: Annotated[bool, typer.Option(help="Ukur mutu pencarian dan jawaban juga.")] = True,
    only_parser: Annotated[bool, typer.Option("--parser", help="Ukur parser peraturan saja.")] = False,
) -> None:
    """Ukur parser peraturan, notula, dan jawaban terhadap pipa LangChain biasa; tanpa internet."""
    with tempfile.TemporaryDirectory(prefix="tanya-bench-") as scratch:
        plan = Plan(
            quick=quick,
            answers=not only_parser,
            parser=True,
            minutes=not only_parser,
            quality=quality,
            speed=speed,
            data=data if (data / "regulasi_asn").is_dir() else None,
            home=home,
            cache=results / "cache",
            scratch=Path(scratch) / "run",
        )
        if plan.data is None:
            err.print(f"Dokumen rujukan tidak ada di {data}; hanya korpus bawaan yang diukur.")
            if only_parser:
                raise typer.Exit(1)
        try:
            report = run(plan, lambda text: err.print(f"[dim]{text} …[/]"))
        except TanyaError as error:
            err.print(f"[bold red]Gagal:[/] {error}", highlight=False)
            raise typer.Exit(1) from error
    show(report, out)
    out.print(f"Hasil lengkap: {write_json(report, results)}")


if __name__ == "__main__":
    sys.exit(app())
