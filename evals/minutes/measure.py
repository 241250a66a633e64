"""Everything that is measured of a notula, in one run."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assistant.minutes.understanding.meeting import understand_meeting
from evals.minutes.cost import QUICK_SIZES, SIZES, Cost, measure_cost
from evals.minutes.meeting import Split, load_meetings
from evals.minutes.qmsum import QmsumReport, load_qmsum, measure_qmsum
from evals.minutes.suite import FailedMeeting, Make, MeetingScores, run_meeting
from evals.minutes.system import without_model

SPLITS: tuple[Split, ...] = ("dev", "test")


@dataclass(frozen=True, slots=True)
class MinutesReport:
    """Everything measured of the notula.

    Attributes:
        qmsum: None where it was not measured; ``qmsum_absent`` says why, empty where it was.
    """

    meetings: tuple[MeetingScores, ...]
    failed: tuple[FailedMeeting, ...]
    qmsum: QmsumReport | None
    qmsum_absent: str
    cost: Cost | None

    @property
    def sound(self) -> bool:
        """Whether every meeting came through and nothing unsupported stands unmarked."""
        return not self.failed and not any(
            not one.marked for meeting in self.meetings for one in meeting.unsupported
        )


def measure_minutes(
    data: Path | None,
    note: Callable[[str], None],
    *,
    splits: tuple[Split, ...] = SPLITS,
    quick: bool = False,
    cost: bool = True,
    make: Make = without_model,
) -> MinutesReport:
    """Measure the meetings of the splits, QMSum below ``data``, and the cost.

    Args:
        data: the reference documents, None where they are absent.
        quick: no QMSum, and short meetings for the cost.
        make: the system that is measured.

    Raises:
        CostError: a process that measures the cost failed.
    """
    results = []
    for split in splits:
        for meeting in load_meetings(split):
            note(f"Notula: {meeting.id}")
            results.append(run_meeting(meeting, make))
    qmsum, absent = (None, "pengukuran cepat") if quick else _qmsum(data, note)
    if cost:
        note("Notula: biaya menurut panjang")
    return MinutesReport(
        tuple(one for one in results if isinstance(one, MeetingScores)),
        tuple(one for one in results if isinstance(one, FailedMeeting)),
        qmsum,
        absent,
        measure_cost(QUICK_SIZES if quick else SIZES) if cost else None,
    )


def _qmsum(data: Path | None, note: Callable[[str], None]) -> tuple[QmsumReport | None, str]:
    folder = data / "qmsum" if data is not None else None
    if folder is None or not folder.is_dir():
        return None, f"data rujukan QMSum tidak ada di {folder or 'folder dokumen rujukan'}"
    note("Notula: QMSum")
    report = measure_qmsum(load_qmsum(folder), understand_meeting)
    return report, "" if report else "tidak ada yang dipilih dari rapat mana pun"
