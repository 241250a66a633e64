"""What pages read of evaluations, each file once for every state it is in.

A run of some hundred answers is megabytes of JSON, and an evaluator leafs through it question by question.
"""

import threading
from collections.abc import Hashable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from api.evaluation_desk import EvaluationDesk
from api.evaluation_jobs import EvaluationJobs, Progress
from corpus.errors import NotFound
from evals.compare import Comparison
from evals.datasets import UnsoundSet
from evals.items import Item
from evals.manifest import Manifest
from evals.records import RecordedAnswer
from evals.report.kinds import REPORT_FILES, ReportKind
from evals.run_folder import ANSWERS, SCORES, RunFolder
from evals.runs import read_scores
from evals.scoring import ScoredRun

State = tuple[Path, int, int]
"""A file with its time of change in nanoseconds and its size; two zeros where it is not there."""

LARGE, SMALL = 4, 500
"""How many parsed files, and how many facts about a run, are kept at hand."""


class Stage(StrEnum):
    """Where a run stands."""

    RUNNING = "running"
    STOPPED = "stopped"
    UNSCORED = "unscored"
    UNPROVED = "unproved"
    SCORED = "scored"


@dataclass(frozen=True, slots=True)
class Standing:
    """A run and where it stands.

    Attributes:
        recorded, wanted: answers.
        progress: of a run that this server works on.
    """

    manifest: Manifest
    stage: Stage
    recorded: int
    wanted: int
    progress: Progress | None


@dataclass(frozen=True, slots=True)
class ScoredFolder:
    """A scored run with what was scored; ``records`` by question and repeat."""

    run: ScoredRun
    items: dict[str, Item]
    records: dict[tuple[str, int], RecordedAnswer]


@dataclass(frozen=True, slots=True)
class SetChoice:
    """A set that can be asked.

    Attributes:
        dev, test: questions of each split.
        obstacle: in Indonesian, why it does not fit this library; empty where it does.
    """

    name: str
    dev: int
    test: int
    obstacle: str


class EvaluationReader:
    """The reading side of the page **Evaluasi**. Safe to share between threads."""

    def __init__(self, desk: EvaluationDesk, jobs: EvaluationJobs) -> None:
        self._desk = desk
        self._jobs = jobs
        self._writing = threading.Lock()
        self._choices: tuple[str, list[SetChoice]] = ("", [])
        self._comparison = lru_cache(LARGE)(self._compared)

    def choices(self) -> list[SetChoice]:
        """The sets of the desk, each with what keeps it from being asked of this library.

        Raises:
            NotFound: nothing was ingested yet.
        """
        snapshot = self._desk.snapshot_id
        held, choices = self._choices
        if held != snapshot:
            choices = [self._choice(dataset) for dataset in self._desk.sets]
            self._choices = (snapshot, choices)
        return choices

    def set_of(self, name: str) -> str | Path:
        """The set of this name, as the desk asks it.

        Raises:
            NotFound: it is none of those offered.
        """
        for choice, dataset in zip(self.choices(), self._desk.sets, strict=True):
            if choice.name == name:
                return dataset
        raise NotFound(f"Kumpulan soal “{name[:80]}” tidak ditawarkan di halaman ini. Pilih dari daftar.")

    def standing(self, name: str) -> Standing:
        """Where a run stands.

        Raises:
            NotFound: there is none of this name.
            InvalidInput: a file of it is damaged.
        """
        folder = self._desk.folder(name)
        manifest = folder.manifest()
        progress = self._jobs.current()
        if progress is not None and progress.name != name:
            progress = None
        recorded = _recorded(_state(folder.path / ANSWERS))
        wanted = manifest.dataset.items * manifest.repeats
        return Standing(manifest, self._stage(folder, progress, recorded, wanted), recorded, wanted, progress)

    def scored(self, name: str) -> ScoredFolder:
        """A scored run.

        Raises:
            NotFound: there is no such run, or it was not scored.
            InvalidInput: a file of it is damaged.
        """
        folder = self._desk.folder(name)
        return _scored(_state(folder.path / SCORES), _state(folder.path / ANSWERS))

    def compare(self, baseline: str, candidate: str, part: str) -> Comparison:
        """One slice of two runs; see ``EvaluationDesk.compare``."""
        states = [_state(self._desk.folder(name).path / SCORES) for name in (baseline, candidate)]
        return self._comparison(baseline, candidate, part, *states)

    def report(self, name: str, kind: ReportKind) -> Path:
        """A report of a run, written when it is first asked for.

        Raises:
            NotFound: there is no such run, or it was not scored.
            StorageError: it cannot be written.
        """
        folder = self._desk.folder(name)
        with self._writing:
            written, scores = (_state(folder.path / one) for one in (REPORT_FILES[kind], SCORES))
            return written[0] if written[1] > scores[1] > 0 else self._desk.report(name, kind)

    def _stage(self, folder: RunFolder, progress: Progress | None, recorded: int, wanted: int) -> Stage:
        if progress is not None or folder.is_held:
            return Stage.RUNNING
        if recorded < wanted:
            return Stage.STOPPED
        scores = _state(folder.path / SCORES)
        if scores[1] < _state(folder.path / ANSWERS)[1]:
            return Stage.UNSCORED
        return Stage.UNPROVED if _problems(scores) else Stage.SCORED

    def _choice(self, dataset: str | Path) -> SetChoice:
        try:
            questions, problems = self._desk.validate(dataset)
        except UnsoundSet as error:
            return SetChoice(str(dataset), 0, 0, str(error))
        dev = sum(item.split == "dev" for item in questions.items)
        obstacle = f"{len(problems)} masalah, misalnya {problems[0].text}" if problems else ""
        return SetChoice(questions.name, dev, len(questions.items) - dev, obstacle)

    def _compared(self, baseline: str, candidate: str, part: str, *_: Hashable) -> Comparison:
        return self._desk.compare(baseline, candidate, parts={part})


def _state(path: Path) -> State:
    try:
        found = path.stat()
    except FileNotFoundError:
        return path, 0, 0
    return path, found.st_mtime_ns, found.st_size


@lru_cache(SMALL)
def _recorded(answers: State) -> int:
    return RunFolder(answers[0].parent).recorded()


@lru_cache(SMALL)
def _problems(scores: State) -> tuple[str, ...]:
    return read_scores(RunFolder(scores[0].parent)).problems


@lru_cache(LARGE)
def _scored(scores: State, _: State) -> ScoredFolder:
    folder = RunFolder(scores[0].parent)
    items = {item.id: item for item in folder.items()}
    records = {(record.item_id, record.repeat): record for record in folder.records()}
    return ScoredFolder(read_scores(folder), items, records)
