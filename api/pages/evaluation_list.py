"""The list of evaluations as the page shows it."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from api.conversation_text import moment_words
from api.evaluation_reader import EvaluationReader, Stage, Standing
from api.pages.evaluation_words import STAGES, commit_words, run_url
from api.pages.words import Badge
from corpus.errors import TanyaError

RUNS_SHOWN = 20
"""Runs on one page of the list."""


@dataclass(frozen=True, slots=True)
class RunLine:
    """A run in the list.

    Attributes:
        trouble: why it cannot be read; then nothing else is known.
        facts: name and value of what it was.
        resumable: something of it is still to be made.
    """

    name: str
    url: str
    trouble: str = ""
    badge: Badge | None = None
    facts: tuple[tuple[str, str], ...] = ()
    when: str = ""
    iso: str = ""
    counter: str = ""
    resumable: bool = False
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class RunList:
    """A page of the list; ``scored`` are the names that may be compared."""

    lines: list[RunLine]
    scored: list[str]
    total: int
    previous: str
    following: str


def run_list(reader: EvaluationReader, names: list[str], number: int, zone: ZoneInfo) -> RunList:
    """Prepare page ``number``, from 1, of the runs in ``names``, with times by the clock of ``zone``."""
    first = (number - 1) * RUNS_SHOWN
    lines = [_line(reader, name, zone) for name in names]
    return RunList(
        lines=lines[first : first + RUNS_SHOWN],
        scored=[line.name for line in lines if line.standing and line.standing.stage is Stage.SCORED],
        total=len(names),
        previous=_page(number - 1) if number > 1 else "",
        following=_page(number + 1) if first + RUNS_SHOWN < len(names) else "",
    )


def counter(standing: Standing) -> str:
    """How far a run is: ``12 dari 226 jawaban``."""
    return f"{standing.recorded} dari {standing.wanted} jawaban"


def _line(reader: EvaluationReader, name: str, zone: ZoneInfo) -> RunLine:
    try:
        standing = reader.standing(name)
    except TanyaError as error:
        # One damaged folder must not hide the others.
        return RunLine(name, run_url(name), trouble=str(error))
    manifest = standing.manifest
    repeats = f" × {manifest.repeats}" if manifest.repeats > 1 else ""
    facts = (
        ("Kumpulan soal", manifest.dataset.name),
        ("Soal", f"{manifest.dataset.items}{repeats}"),
        ("Sistem", manifest.system.name),
        ("Commit", commit_words(manifest) or "tidak diketahui"),
    )
    return RunLine(
        name,
        run_url(name),
        badge=STAGES[standing.stage],
        facts=facts,
        when=moment_words(manifest.created_at, zone),
        iso=manifest.created_at.isoformat(timespec="seconds"),
        counter=counter(standing) if standing.stage in {Stage.RUNNING, Stage.STOPPED} else "",
        resumable=standing.stage in {Stage.STOPPED, Stage.UNSCORED},
        standing=standing,
    )


def _page(number: int) -> str:
    return f"/evaluasi?hal={number}" if number > 1 else "/evaluasi"
