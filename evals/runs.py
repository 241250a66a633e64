"""All runs of an installation: begun, scored and listed, for the command line and the page."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from pydantic import ValidationError

from corpus.errors import InvalidInput, NotFound
from corpus.open_snapshot import OpenSnapshot
from evals.answerers import Answerer
from evals.case import Reference
from evals.items import Item
from evals.manifest import Manifest, SystemPin, pin_code, pin_dataset, pin_snapshot
from evals.metrics.metric import AnswerMetric, RunMetric
from evals.run_folder import MANIFEST, SCORES, RunFolder
from evals.scoring import ScoredRun, Step, score_run
from evals.statistics import SEED

_NAME = re.compile(r"(?!banding$)[a-z0-9][a-z0-9._-]{0,79}")
"""``banding`` is the address of comparisons."""


class Runs:
    """The folders of runs below one folder."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def names(self) -> list[str]:
        """Every run, the latest first."""
        if not self._root.is_dir():
            return []
        begun = [path / MANIFEST for path in self._root.iterdir() if (path / MANIFEST).is_file()]
        # The manifest is written once, when the run begins.
        return [path.parent.name for path in sorted(begun, key=lambda it: it.stat().st_mtime, reverse=True)]

    def folder(self, name: str) -> RunFolder:
        """A run that was begun.

        Raises:
            NotFound: there is none of this name.
        """
        if not _NAME.fullmatch(name) or not RunFolder(self._root / name).begun:
            raise NotFound(f"Evaluasi “{name}” tidak ada. Lihat yang ada dengan tanya eval list.")
        return RunFolder(self._root / name)

    def begin(
        self,
        dataset: str,
        items: Sequence[Item],
        answerer: Answerer,
        snapshot: OpenSnapshot,
        *,
        day: date,
        repeats: int = 1,
        name: str = "",
    ) -> RunFolder:
        """Pin a new run; ``generate`` then answers its questions.

        Args:
            day: of asking, for questions that have none of their own.
            name: of the run; empty: made from the moment and the dataset.

        Raises:
            InvalidInput: the name cannot be a folder's or is taken.
            StorageError: the folder cannot be written.
        """
        now = datetime.now(UTC)
        made = re.sub(r"[^a-z0-9]+", "-", f"{now:%Y%m%d-%H%M%S}-{dataset}".lower()).strip("-")
        chosen = name or made[:80]
        if not _NAME.fullmatch(chosen):
            raise InvalidInput(
                f"Nama evaluasi “{chosen}” tidak dapat dipakai. Pakai huruf kecil, angka, titik, - atau _."
            )
        manifest = Manifest(
            name=chosen,
            created_at=now,
            dataset=pin_dataset(dataset, items),
            snapshot=pin_snapshot(snapshot.info),
            system=SystemPin(name=answerer.name, parameters=dict(answerer.parameters)),
            code=pin_code(),
            day=day,
            repeats=repeats,
            seed=SEED,
        )
        return RunFolder.create(self._root / chosen, manifest, items)


def score_folder(
    folder: RunFolder,
    snapshot: OpenSnapshot,
    metrics: Sequence[AnswerMetric],
    run_metrics: Sequence[RunMetric],
    *,
    step: Step | None = None,
) -> ScoredRun:
    """Score what a run recorded and write ``scores.json``.

    Raises:
        InvalidInput: the run was answered from other texts, which its citations cannot be checked against.
        StorageError: the scores cannot be written.
    """
    manifest = folder.manifest()
    check_texts(manifest, snapshot.info.fingerprint)
    scored = score_run(
        manifest,
        folder.items(),
        folder.records(),
        Reference(snapshot.knowledge, snapshot.force),
        metrics=metrics,
        run_metrics=run_metrics,
        step=step,
    )
    folder.write(SCORES, scored.model_dump_json())
    return scored


def check_texts(manifest: Manifest, fingerprint: str) -> None:
    """See whether the citations of a run can be checked against a snapshot.

    Raises:
        InvalidInput: it was answered from other texts.
    """
    if manifest.snapshot.fingerprint != fingerprint:
        raise InvalidInput(
            f"Evaluasi {manifest.name} dijawab dari isi pustaka yang lain, jadi kutipannya tidak dapat "
            "diperiksa di sini. Jalankan evaluasi baru."
        )


def read_scores(folder: RunFolder) -> ScoredRun:
    """The scores that ``score_folder`` wrote.

    Raises:
        NotFound: the run was not scored.
        InvalidInput: the file is damaged.
    """
    path = folder.path / SCORES
    if not path.is_file():
        raise NotFound(f"Evaluasi {folder.path.name} belum dinilai. Jalankan tanya eval score lebih dahulu.")
    try:
        return ScoredRun.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise InvalidInput(f"{path} rusak; nilai ulang dengan tanya eval score.") from error
