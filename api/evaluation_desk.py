"""Evaluations of one installation, as the command line and the page **Evaluasi** run them."""

from collections.abc import Container, Sequence
from datetime import date
from pathlib import Path

from api.library import Library
from corpus.errors import InvalidInput
from evals.answerers import Answerer
from evals.compare import Comparison, compare
from evals.datasets import SETS, Problem, QuestionSet, load_set, validate_set
from evals.gate import Policy, Verdict, decide, read_policy
from evals.generate import Generated, check_same, generate
from evals.how import How
from evals.items import Item
from evals.manifest import Manifest, SnapshotPin, pin_snapshot
from evals.metrics.metric import About
from evals.metrics.registry import ANSWER_METRICS, RUN_METRICS
from evals.report.html import html_report
from evals.report.junit import junit_report
from evals.report.kinds import REPORT_FILES, ReportKind
from evals.report.tabular import csv_report
from evals.run_folder import RunFolder
from evals.runs import Runs, check_texts, read_scores, score_folder
from evals.scoring import ScoredRun, Step

K = 10
"""Passages recorded with an answer: measures of retrieval look at ten."""


class EvaluationDesk:
    """Question sets asked of one library, and what became of them.

    Attributes:
        sets: the sets that are offered without being asked for: names of ours, or JSONL files.
    """

    def __init__(self, library: Library, *, sets: Sequence[str | Path] = SETS) -> None:
        self._library = library
        self._runs = Runs(library.home.evaluations)
        self.sets = sets

    @property
    def snapshot_id(self) -> str:
        """What is asked now.

        Raises:
            NotFound: nothing was ingested yet.
        """
        return self._library.snapshot().info.id

    def names(self) -> list[str]:
        """Every run, the latest first."""
        return self._runs.names()

    @property
    def metrics(self) -> Sequence[About]:
        """Every metric, in the order of reports."""
        return (*ANSWER_METRICS, *RUN_METRICS)

    def manifests(self) -> list[Manifest]:
        """The pins of every run, the latest first."""
        return [self._runs.folder(name).manifest() for name in self.names()]

    def folder(self, name: str) -> RunFolder:
        """A run's folder.

        Raises:
            NotFound: there is none of this name.
        """
        return self._runs.folder(name)

    def validate(self, dataset: str | Path) -> tuple[QuestionSet, tuple[Problem, ...]]:
        """A question set and everything that is wrong with it for this library.

        Raises:
            NotFound: there is no such set or file.
            UnsoundSet: the file as a whole cannot be read.
        """
        return validate_set(dataset, self._library.snapshot().knowledge)

    def begin(
        self,
        dataset: str | Path,
        *,
        name: str = "",
        day: date | None = None,
        repeats: int = 1,
        k: int = K,
        split: str = "",
        drafting: How = How.EXTRACTIVE,
    ) -> RunFolder:
        """Pin a new run of a question set, or of one split of it.

        Args:
            drafting: whether the answers are quoted from the sources, or drafted by the language model.

        Raises:
            NotFound: there is no such set.
            InvalidInput: the set is unsound, has no such split, the name is taken, or no model is set.
        """
        snapshot = self._library.snapshot()
        questions = load_set(dataset, snapshot.knowledge)
        items: list[Item] = [item for item in questions.items if split in ("", item.split)]
        if not items:
            raise InvalidInput(f"Kumpulan soal {questions.name} tidak punya bagian “{split}”.")
        return self._runs.begin(
            questions.name,
            items,
            self._answerer(k, drafting),
            snapshot,
            day=day or self._library.today(),
            repeats=repeats,
            name=name,
        )

    def answer(self, folder: RunFolder, *, step: Step | None = None, again: bool = False) -> Generated:
        """Answer what a run still misses.

        Args:
            again: also what was recorded as failed.

        Raises:
            InvalidInput: the run was begun with another system, library or code.
            StorageError: an answer cannot be written; what was recorded stays.
            Busy: somebody else answers the same run.
        """
        with folder.held():
            return generate(folder, self._answerer_of(folder), self._pinned(), step=step, again=again)

    def check_resumable(self, folder: RunFolder) -> None:
        """See whether what a run lacks can still be made here.

        Raises:
            InvalidInput: it was begun with another system, library or code, and says which.
            NotFound: nothing was ingested yet.
        """
        manifest = folder.manifest()
        if folder.recorded() < manifest.dataset.items * manifest.repeats:
            check_same(manifest, self._answerer_of(folder), self._pinned())
        else:
            check_texts(manifest, self._pinned().fingerprint)

    def score(self, folder: RunFolder, *, step: Step | None = None) -> ScoredRun:
        """Score what a run recorded with every metric, and keep the scores.

        Raises:
            InvalidInput: the run was answered from another library.
        """
        with self._library.leased() as snapshot:
            return score_folder(folder, snapshot, ANSWER_METRICS, RUN_METRICS, step=step)

    def scores(self, name: str) -> ScoredRun:
        """The kept scores of a run.

        Raises:
            NotFound: there is no such run, or it was not scored.
        """
        return read_scores(self.folder(name))

    def compare(self, baseline: str, candidate: str, *, parts: Container[str] | None = None) -> Comparison:
        """Two scored runs, question by question.

        Args:
            parts: the slices to compare; None: every slice.

        Raises:
            NotFound: one of them is not there or not scored.
            InvalidInput: they are of different questions or texts, or prove nothing.
        """
        items = self.folder(candidate).items()
        return compare(self.scores(baseline), self.scores(candidate), items, ANSWER_METRICS, parts=parts)

    def gate(self, name: str, *, baseline: str = "", policy: Path | None = None) -> Verdict:
        """Whether what a run measured may be released.

        Raises:
            NotFound: a run is not there or not scored.
            InvalidInput: the policy cannot be used, or the runs do not compare.
        """
        comparison = self.compare(baseline, name) if baseline else None
        rules = read_policy(policy) if policy else Policy()
        return decide(self.scores(name), ANSWER_METRICS, rules, comparison)

    def report(self, name: str, kind: ReportKind) -> Path:
        """Write a report into the run's folder and return its place.

        Raises:
            NotFound: there is no such run, or it was not scored.
            StorageError: it cannot be written.
        """
        folder, scored = self.folder(name), self.scores(name)
        items, records = folder.items(), folder.records()
        match kind:
            case ReportKind.HTML:
                text = html_report(scored, items, records, self.metrics)
            case ReportKind.CSV:
                text = csv_report(scored, {item.id: item for item in items})
            case ReportKind.JUNIT:
                text = junit_report(scored, items, records, self.metrics)
            case ReportKind.JSON:
                text = scored.model_dump_json(indent=1)
        return folder.write(REPORT_FILES[kind], text)

    def _answerer_of(self, folder: RunFolder) -> Answerer:
        parameters = folder.manifest().system.parameters
        drafting = How(parameters.get("drafting", How.EXTRACTIVE))
        return self._answerer(int(parameters.get("k", K)), drafting)

    def _pinned(self) -> SnapshotPin:
        return pin_snapshot(self._library.snapshot().info)

    def _answerer(self, k: int, drafting: How) -> Answerer:
        if drafting is How.LLM:
            return self._library.drafting_answerer(k=k)
        return self._library.answerer(k=k)
