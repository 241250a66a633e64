"""``tanya eval``: question sets, recorded runs, scores, comparisons and the release gate.

Exit codes beside the usual: ``gate`` ends with 1 when a release must not happen; 2 everywhere when a result
would prove nothing (too many errors, nothing scored).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from api.cli.common import (
    Home,
    Json,
    On,
    as_json,
    bar_among_results,
    day_of,
    open_library,
    out,
    print_json,
    ready_library,
    say,
)
from api.cli.console import show_line
from api.cli.evaluation_tables import (
    ALL,
    show_calibration,
    show_comparison,
    show_runs,
    show_scores,
    show_verdict,
)
from corpus.errors import InvalidInput
from evals.how import How
from evals.report.kinds import ReportKind

if TYPE_CHECKING:
    from api.evaluation_desk import EvaluationDesk

app = typer.Typer(
    name="eval",
    help="Ukur mutu jawaban: kumpulan soal, evaluasi, perbandingan, gerbang rilis.",
    no_args_is_help=True,
)
UNPROVED = 2

Dataset = Annotated[str, typer.Argument(help="Nama kumpulan bawaan (starter, regulasi) atau berkas JSONL.")]
Asked = Annotated[
    str | None, typer.Argument(help="Nama kumpulan bawaan atau berkas JSONL.", show_default=False)
]
Run = Annotated[str, typer.Argument(help="Nama evaluasi; lihat tanya eval list.")]
Name = Annotated[str, typer.Option("--name", help="Nama evaluasi (bawaan: waktu dan kumpulan soal).")]
Resume = Annotated[str, typer.Option("--resume", help="Lanjutkan evaluasi ini.")]
Again = Annotated[bool, typer.Option("--again", help="Tanyakan lagi juga yang tercatat gagal.")]
Repeats = Annotated[int, typer.Option("--repeats", min=1, max=20, help="Berapa kali tiap soal ditanyakan.")]
K = Annotated[int, typer.Option("--k", min=1, max=100, help="Banyaknya bagian sumber.")]
Split = Annotated[str, typer.Option("--split", help="Hanya bagian ini: dev atau test.")]
Drafting = Annotated[
    How,
    typer.Option("--drafting", help="Cara menyusun jawaban: extractive (dikutip dari sumber) atau llm."),
]
Part = Annotated[str, typer.Option("--slice", help="Bagian yang ditampilkan, mis. “bagian: test”.")]
Baseline = Annotated[str, typer.Option("--baseline", help="Evaluasi pembanding.")]
Kind = Annotated[
    list[ReportKind] | None, typer.Option("--format", help="Bentuk laporan; boleh beberapa (bawaan: html).")
]
PolicyFile = Annotated[
    Path | None,
    typer.Option("--policy", help="Kebijakan YAML (docs/evaluation.md).", show_default=False),
]


@app.command(name="list")
def list_runs(home: Home = None, json_: Json = False) -> None:
    """Tampilkan semua evaluasi, yang terbaru lebih dahulu."""
    with _desk(home, ready=False) as desk:
        manifests = desk.manifests()
    if json_:
        print_json(as_json([manifest.model_dump(mode="json") for manifest in manifests]))
    else:
        show_runs(manifests, out)


@app.command()
def validate(dataset: Dataset, home: Home = None, json_: Json = False) -> None:
    """Periksa kumpulan soal terhadap pustaka; semua masalah disebut sekaligus."""
    with _desk(home) as desk:
        questions, problems = desk.validate(dataset)
    if json_:
        print_json(as_json([problem.model_dump() for problem in problems]))
    else:
        for problem in problems:
            show_line(out, escape(str(problem)))
        answerable = sum(item.answerable for item in questions.items)
        say(f"{len(questions.items)} soal ({answerable} dapat dijawab), {len(problems)} masalah.")
    if problems:
        raise typer.Exit(1)


@app.command()
def run(
    dataset: Asked = None,
    home: Home = None,
    name: Name = "",
    resume: Resume = "",
    again: Again = False,
    repeats: Repeats = 1,
    k: K = 10,
    on: On = None,
    split: Split = "",
    drafting: Drafting = How.EXTRACTIVE,
) -> None:
    """Jawab semua soal dan catat jawabannya; yang terhenti dilanjutkan tepat di sisanya."""
    if bool(dataset) == bool(resume):
        raise typer.BadParameter("sebut kumpulan soal, atau lanjutkan satu evaluasi dengan --resume")
    with _desk(home) as desk:
        if resume:
            folder = desk.folder(resume)
        else:
            folder = desk.begin(
                str(dataset),
                name=name,
                day=day_of(on),
                repeats=repeats,
                k=k,
                split=split,
                drafting=drafting,
            )
        with _steps("Menjawab") as step:
            done = desk.answer(folder, step=step, again=again)
    say(
        f"Evaluasi {folder.path.name}: {done.asked} dijawab, {done.reused} sudah tercatat, "
        f"{done.failed} gagal. Nilai dengan: tanya eval score {folder.path.name}"
    )


@app.command()
def score(name: Run, home: Home = None, json_: Json = False) -> None:
    """Nilai jawaban yang tercatat dengan semua metrik."""
    with _desk(home) as desk:
        with _steps("Menilai") as step:
            scored = desk.score(desk.folder(name), step=step)
        if json_:
            print_json(scored.model_dump_json())
        else:
            show_scores(scored, desk.metrics, out)
    if scored.problems:
        raise typer.Exit(UNPROVED)


@app.command()
def compare(
    baseline: Annotated[str, typer.Argument(help="Evaluasi pembanding.")],
    candidate: Annotated[str, typer.Argument(help="Evaluasi yang dinilai.")],
    home: Home = None,
    part: Part = ALL,
    json_: Json = False,
) -> None:
    """Bandingkan dua evaluasi soal demi soal: selisih, interval, p, dan menang/seri/kalah."""
    with _desk(home, ready=False) as desk:
        comparison = desk.compare(baseline, candidate)
        if part not in comparison.slices:
            raise InvalidInput(f"Bagian “{part}” tidak ada. Yang ada: {', '.join(comparison.slices)}.")
        if json_:
            print_json(comparison.model_dump_json())
        else:
            show_comparison(comparison, part, desk.metrics, out)


@app.command()
def gate(
    name: Run, home: Home = None, baseline: Baseline = "", policy: PolicyFile = None, json_: Json = False
) -> None:
    """Putuskan boleh tidaknya versi ini dirilis: 0 boleh, 1 tidak, 2 belum terbukti."""
    with _desk(home, ready=False) as desk:
        verdict = desk.gate(name, baseline=baseline, policy=policy)
    if json_:
        print_json(verdict.model_dump_json())
    else:
        show_verdict(verdict, out)
    if not verdict.passed:
        raise typer.Exit(1 if verdict.failures else UNPROVED)


@app.command()
def calibrate(
    labels: Annotated[Path, typer.Argument(help="Berkas label JSONL (docs/evaluation.md).")],
    json_: Json = False,
) -> None:
    """Periksa apakah juri (model bahasa) cukup sepakat dengan manusia: 0 boleh menentukan rilis, 1 belum."""
    from evals.calibration import calibrate, read_labels

    calibration = calibrate(read_labels(labels))
    if json_:
        print_json(calibration.model_dump_json())
    else:
        show_calibration(calibration, out)
    if calibration.against:
        raise typer.Exit(1)


@app.command()
def minutes(
    split: Split = "",
    data: Annotated[
        Path | None,
        typer.Option("--data", envvar="TANYA_REFERENCE_DATA", help="Folder dokumen rujukan (QMSum)."),
    ] = None,
    cost: Annotated[bool, typer.Option(help="Ukur waktu dan memori juga.")] = False,
    json_: Json = False,
) -> None:
    """Ukur notula terhadap rapat berkunci: 1 bila ada yang tidak diucapkan (docs/minutes-evaluation.md)."""
    from evals.bench.minutes_report import minutes_json, show_minutes
    from evals.minutes.measure import SPLITS, measure_minutes
    from evals.minutes.meeting import load_meetings

    if split not in {"", *SPLITS}:
        raise typer.BadParameter(f"--split {split}: pilih {' atau '.join(SPLITS)}")
    splits = tuple(one for one in SPLITS if split in {"", one})
    with bar_among_results() as bar:
        bar.begin("Notula", sum(len(load_meetings(one)) for one in splits) + (data is not None) + cost)
        measured = measure_minutes(data, lambda what: bar.advance(label=what), splits=splits, cost=cost)
    if json_:
        print_json(minutes_json(measured))
    else:
        show_minutes(measured, out)
    if not measured.sound:
        raise typer.Exit(1)


@app.command()
def report(name: Run, home: Home = None, kind: Kind = None) -> None:
    """Tulis laporan ke folder evaluasi: HTML mandiri, JSON, CSV, JUnit."""
    with _desk(home, ready=False) as desk:
        for path in [desk.report(name, one) for one in kind or [ReportKind.HTML]]:
            show_line(out, escape(str(path)))


@contextmanager
def _desk(home: Path | None, *, ready: bool = True) -> "Iterator[EvaluationDesk]":
    """The evaluations of a home folder; ``ready``: its library must be able to answer."""
    # Metrics and index take seconds of imports that other commands do not need.
    from api.evaluation_desk import EvaluationDesk

    with (ready_library if ready else open_library)(home) as library:
        yield EvaluationDesk(library)


@contextmanager
def _steps(stage: str) -> Iterator[Callable[[int, int], None]]:
    """A bar that is told how many of how many are done."""
    with bar_among_results() as bar:
        reached: int | None = None

        def step(done: int, total: int) -> None:
            nonlocal reached
            if reached is None:
                bar.begin(stage, total)
            bar.advance(done - (reached or 0))
            reached = done

        yield step
