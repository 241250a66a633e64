"""The notula's figures as tables for people."""

import json
import platform
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime

from rich.console import Console
from rich.table import Table

from evals.bench.grids import stated
from evals.bench.plot import line_plot
from evals.minutes.cost import Cost
from evals.minutes.measure import MinutesReport
from evals.minutes.qmsum import ALL, SHORT, SHORT_WORDS, QmsumReport
from evals.minutes.suite import MeetingScores, interval
from evals.minutes.tally import Tally, added
from evals.statistics import mean_interval

MEASURES: Mapping[str, Callable[[MeetingScores], Tally]] = {
    "keputusan": lambda one: one.decisions.tally,
    "tugas": lambda one: one.actions.task,
    "tugas, penanggung jawab benar": lambda one: one.actions.with_pic,
    "tugas, tanggal benar": lambda one: one.actions.with_deadline,
    "tugas, semuanya benar": lambda one: one.actions.whole,
    "pertanyaan terbuka": lambda one: one.questions.tally,
}
BUDGETS = {ALL: "kata sebanyak notula", SHORT: f"{SHORT_WORDS} kata"}
SYSTEMS = {"notula": "notula", "lead": "awal rapat", "random": "acak", "textrank": "TextRank"}


def show_minutes(report: MinutesReport, out: Console) -> None:
    """Print every table."""
    out.rule("[bold]notula")
    for split in dict.fromkeys(one.split for one in report.meetings):
        meetings = [one for one in report.meetings if one.split == split]
        out.print(_by_meeting(split, meetings))
        out.print(_about_meetings(split, meetings))
        out.print(_together(split, meetings))
    for failed in report.failed:
        out.print(f"GAGAL {failed.id}: {failed.reason}", markup=False)
    _show_unsupported(report, out)
    if report.qmsum:
        _show_coverage(report.qmsum, out)
    else:
        out.print(f"QMSum tidak diukur: {report.qmsum_absent}.", markup=False)
    if report.cost:
        _show_cost(report.cost, out)


def minutes_json(report: MinutesReport) -> str:
    """Everything measured, with the time and the machine."""
    content = {
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {"python": platform.python_version(), "system": platform.platform()},
        **asdict(report),
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def cost_plot(cost: Cost) -> str:
    """Processor seconds against length as SVG."""
    return line_plot(
        [(point.words / 1_000, point.cpu_seconds) for point in cost.points],
        cost.seconds_per_thousand,
        cost.start_seconds,
        title="Notula tanpa model bahasa: waktu menurut panjang transkrip",
        across="ribu kata",
        up="detik prosesor",
    )


def _by_meeting(split: str, meetings: Sequence[MeetingScores]) -> Table:
    title = f"Rapat ({split}): benar/ditemukan/kunci; tugas benar dengan PIC, tanggal, keduanya"
    table = _table(title, "rapat", "keputusan", "tugas", "PIC", "tgl", "dua", "tanya")
    for one in meetings:
        table.add_row(
            one.id,
            _counts(one.decisions.tally),
            _counts(one.actions.task),
            str(one.actions.with_pic.right),
            str(one.actions.with_deadline.right),
            str(one.actions.whole.right),
            _counts(one.questions.tally),
        )
    return table


def _about_meetings(split: str, meetings: Sequence[MeetingScores]) -> Table:
    title = f"Rapat ({split}): jebakan yang kena, baris tak berdasar, batas topik"
    table = _table(title, "rapat", "kata", "detik", "jebakan", "tak berdasar", "Pk", "WinDiff")
    for one in meetings:
        table.add_row(
            one.id,
            str(one.words),
            f"{one.seconds:.1f}",
            str(one.decisions.trapped + one.actions.trapped),
            str(len(one.unsupported)),
            _value(one.pk),
            _value(one.window_diff),
        )
    return table


def _together(split: str, meetings: Sequence[MeetingScores]) -> Table:
    table = _table(f"Bersama ({split}); selang 95 % atas rapat", "ukuran", "presisi", "kelengkapan", "F1")
    for name, measure in MEASURES.items():
        tallies = [measure(one) for one in meetings]
        table.add_row(
            name,
            stated(interval(tallies, "found")),
            stated(interval(tallies, "gold")),
            _value(added(tallies).f1),
        )
    return table


def _show_unsupported(report: MinutesReport, out: Console) -> None:
    every = [(meeting.id, one) for meeting in report.meetings for one in meeting.unsupported]
    unmarked = sum(not one.marked for _, one in every)
    out.print(
        f"Nama, angka, dan tanggal yang tidak diucapkan: {unmarked}, dan {len(every) - unmarked} pada baris "
        "yang bertanda perlu diperiksa."
    )
    for name, one in every:
        mark = " (bertanda)" if one.marked else ""
        out.print(f"  {name} {one.where}: {one.kind} {one.what}{mark}", markup=False, soft_wrap=True)


def _show_coverage(qmsum: QmsumReport, out: Console) -> None:
    for budget, coverage in qmsum.coverage.items():
        title = f"QMSum, {len(qmsum.meetings)} rapat: kata isi pokok rujukan yang tercakup, {BUDGETS[budget]}"
        table = _table(title, "pilihan", "tercakup", "notula dikurangi itu")
        for name, estimate in coverage.means.items():
            table.add_row(SYSTEMS[name], stated(estimate), stated(coverage.differences.get(name), sign=True))
        out.print(table)
    words, chosen = (sum(getattr(one, name) for one in qmsum.meetings) for name in ("words", "selected"))
    out.print(f"{chosen} dari {words} kata dipilih.")
    for name, label in (("pk", "Pk"), ("window_diff", "WindowDiff")):
        ours, even = (
            [value for one in qmsum.meetings if (value := getattr(one, field)) is not None]
            for field in (name, f"{name}_even")
        )
        out.print(
            f"Batas topik, {label}: {stated(mean_interval(ours))}; sama banyak dan sama panjang: "
            f"{stated(mean_interval(even))}."
        )


def _show_cost(cost: Cost, out: Console) -> None:
    table = _table("Biaya menurut panjang", "kata", "detik", "detik prosesor", "memori puncak", "memori awal")
    for point in cost.points:
        seconds = (f"{point.seconds:.2f}", f"{point.cpu_seconds:.2f}")
        table.add_row(str(point.words), *seconds, _memory(point.peak_mb), _memory(point.start_mb))
    out.print(table)
    out.print(
        f"{cost.seconds_per_thousand:.3f} detik prosesor per seribu kata setelah {cost.start_seconds:.2f}; "
        f"r² {cost.r_squared:.4f}; pangkat {cost.exponent:.2f} (1 berarti sebanding dengan panjang)."
    )


def _table(title: str, first: str, *others: str) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column(first)
    for name in others:
        table.add_column(name, justify="right")
    return table


def _counts(tally: Tally) -> str:
    return f"{tally.right}/{tally.found}/{tally.gold}"


def _value(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _memory(mebibytes: float | None) -> str:
    return "–" if mebibytes is None else f"{mebibytes:.0f} MB"
