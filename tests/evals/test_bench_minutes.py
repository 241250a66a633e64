"""The notula's benchmark: its report, its files, and its verdict."""

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from assistant.minutes.models import MeetingForm, Minutes, Statement
from corpus.errors import UnreadableDocument
from evals.bench import minutes as bench
from evals.bench.minutes import write_minutes
from evals.bench.minutes_report import show_minutes
from evals.minutes.cost import Point, fitted
from evals.minutes.measure import MinutesReport, measure_minutes
from evals.minutes.meeting import load_meetings
from evals.minutes.qmsum import load_qmsum
from evals.minutes.suite import Make
from tests.evals.minutes.test_scores import oracle

GOLD = {meeting.transcript: meeting for meeting in load_meetings()}


def from_gold(text: str, name: str, form: MeetingForm) -> Minutes:
    """Gold without action items: who is in charge is not always named by the quoted words alone."""
    return replace(oracle(GOLD[name]), actions=())


def measure(make: Make = from_gold) -> MinutesReport:
    return measure_minutes(None, lambda _: None, splits=("dev",), cost=False, make=make)


def shown(report: MinutesReport) -> str:
    console = Console(file=io.StringIO(), width=120)
    show_minutes(report, console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_gold_against_itself_is_shown_as_all_right() -> None:
    report = measure()
    text = shown(report)
    assert report.sound
    assert "dev-sop-cuti" in text
    assert "5/5/5" in text
    assert "1.000 [1.000, 1.000]" in text
    assert "QMSum tidak diukur: data rujukan QMSum tidak ada di folder dokumen rujukan." in text


def test_what_nobody_said_is_listed_and_makes_the_run_unsound() -> None:
    def inventing(text: str, name: str, form: MeetingForm) -> Minutes:
        minutes = from_gold(text, name, form)
        return replace(minutes, decisions=(Statement("Dibayar 777 juta.", ("u1",)),))

    report = measure(inventing)
    assert not report.sound
    assert "dev-sop-cuti decisions[0]: number 777 juta" in shown(report)


def test_a_meeting_that_fails_is_named_and_counts_in_no_mean() -> None:
    def broken(text: str, name: str, form: MeetingForm) -> Minutes:
        if name.startswith("dev-sop"):
            raise UnreadableDocument(name, "rusak")
        return from_gold(text, name, form)

    report = measure(broken)
    assert not report.sound
    assert [one.id for one in report.failed] == ["dev-sop-cuti"]
    assert len(report.meetings) == len(load_meetings("dev")) - 1
    assert "GAGAL dev-sop-cuti" in shown(report)


def test_the_report_is_written_with_its_plot(tmp_path: Path) -> None:
    cost = fitted([Point(1_000, 0.2, 0.2, 80.0, 60.0), Point(3_000, 0.6, 0.6, None, None)])
    path = write_minutes(replace(measure(), cost=cost), tmp_path)
    assert {one["id"] for one in json.loads(path.read_text(encoding="utf-8"))["meetings"]} == {
        meeting.id for meeting in load_meetings("dev")
    }
    assert (tmp_path / "minutes-cost.svg").read_text(encoding="utf-8").startswith("<svg")
    assert "0.200 detik prosesor per seribu kata" in shown(replace(measure(), cost=cost))


def test_absent_reference_data_is_said_with_its_folder(tmp_path: Path) -> None:
    report = measure_minutes(tmp_path, lambda _: None, splits=(), cost=False, make=from_gold)
    assert report.qmsum is None
    assert report.qmsum_absent == f"data rujukan QMSum tidak ada di {tmp_path / 'qmsum'}"


@pytest.mark.parametrize(
    ("flags", "splits"), [([], ("dev", "test")), (["--dev"], ("dev",)), (["--blind"], ("test-2",))]
)
def test_the_blind_split_is_measured_only_where_it_is_asked_for(
    flags: list[str], splits: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, ...]] = []

    def noting(*_: object, splits: tuple[str, ...], **__: object) -> MinutesReport:
        asked.append(splits)
        return MinutesReport((), (), None, "pengukuran cepat", None)

    monkeypatch.setattr(bench, "measure_minutes", noting)
    result = CliRunner().invoke(bench.app, [*flags, "--out", str(tmp_path)])
    assert result.exit_code == 0, result.output
    assert asked == [splits]


def test_dev_and_blind_exclude_each_other() -> None:
    result = CliRunner().invoke(bench.app, ["--dev", "--blind"])
    assert result.exit_code == 2
    assert "pilih salah satu: --dev atau --blind" in result.output


@pytest.mark.real_data
def test_reference_meetings_are_read(reference_data: Path) -> None:
    meetings = load_qmsum(reference_data / "qmsum")
    assert len(meetings) == 12
    assert all(len(one.points) >= 10 and len(one.topic_starts) >= 2 for one in meetings)
