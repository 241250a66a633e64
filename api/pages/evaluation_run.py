"""One evaluation as its page shows it: the gate, reactions, the curve, a table of metrics, the questions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from markupsafe import Markup

from api.conversation_text import moment_words
from api.evaluation_reader import ScoredFolder
from api.pages.evaluation_words import (
    STATUSES,
    commit_words,
    item_url,
    reaction_badge,
    reaction_key,
    run_url,
)
from api.pages.words import Badge, decimal_comma
from corpus.dates import long_date
from evals.gate import Verdict
from evals.manifest import Manifest
from evals.metrics.metric import About
from evals.metrics.risk_coverage import Judged, curve, risk_at
from evals.report.curve import curve_svg
from evals.report.view import MetricRow, metric_rows, outcomes, reaction_counts, worst_first
from evals.scoring import ALL, ItemScores

ITEMS_SHOWN = 20
"""Questions on one page."""
COVERAGES = (0.2, 0.4, 0.6, 0.8, 1.0)
"""Where the curve is told in numbers."""


@dataclass(frozen=True, slots=True)
class RunAsked:
    """What of a run is looked at; what does not exist reads as everything.

    Attributes:
        part: slice of the table.
        reaction: key of a reaction, or empty.
        number: page of the questions, from 1.
    """

    part: str = ALL
    reaction: str = ""
    number: int = 1


@dataclass(frozen=True, slots=True)
class ReactionLine:
    """How many answers got a reaction; ``share`` in hundredths."""

    badge: Badge
    count: int
    share: int
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ItemLine:
    """A question in the list."""

    url: str
    label: str
    question: str
    badge: Badge
    status: str
    tags: str


@dataclass(frozen=True, slots=True)
class ScoredPage:
    """What scoring found; see the module.

    Attributes:
        curve_rows: coverage, risk of the system, least possible risk.
        parts: every slice with the questions in it.
        everything: address without the filter by reaction.
    """

    problems: tuple[str, ...]
    verdict: Verdict
    gate: Badge
    reactions: list[ReactionLine]
    curve: Markup
    curve_rows: list[tuple[str, str, str]]
    part: str
    parts: list[str]
    rows: list[MetricRow]
    items: list[ItemLine]
    total: int
    first: int
    number: int
    previous: str
    following: str
    everything: str
    asked: RunAsked


def pins(manifest: Manifest, zone: ZoneInfo) -> list[tuple[str, str]]:
    """Everything two runs must share to be compared, and when this one was made by the clock of ``zone``."""
    times = f", masing-masing {manifest.repeats} kali" if manifest.repeats > 1 else ""
    parameters = "".join(f", {name} = {value}" for name, value in manifest.system.parameters.items())
    commit = f", commit {commit_words(manifest)}" if manifest.code.commit else ""
    return [
        ("Kumpulan soal", f"{manifest.dataset.name}, {manifest.dataset.items} soal{times}"),
        ("Sidik soal", manifest.dataset.sha256[:16]),
        ("Isi pustaka", f"{manifest.snapshot.id} (sidik {manifest.snapshot.fingerprint[:16]})"),
        ("Model vektor", manifest.snapshot.model or "tidak ada"),
        ("Sistem", f"{manifest.system.name}{parameters}"),
        ("Program", f"{manifest.code.version}{commit}"),
        ("Dimulai", moment_words(manifest.created_at, zone)),
        ("Soal tanpa tanggal", f"ditanyakan untuk {long_date(manifest.day)}"),
        ("Benih acak", str(manifest.seed)),
    ]


def scored_page(
    found: ScoredFolder, verdict: Verdict, metrics: Sequence[About], asked: RunAsked
) -> ScoredPage:
    """Arrange a scored run for reading."""
    run = found.run
    name, part = run.manifest.name, asked.part if asked.part in run.slices else ALL
    judged = outcomes(run, list(found.records.values()))
    reactions = _reactions(found, asked, part)
    wanted = [answer for answer in worst_first(run) if asked.reaction in ("", reaction_key(answer.reaction))]
    first = (asked.number - 1) * ITEMS_SHOWN
    query = {"bagian": "" if part == ALL else part, "reaksi": asked.reaction}
    return ScoredPage(
        problems=run.problems,
        verdict=verdict,
        gate=_gate(verdict),
        reactions=reactions,
        curve=curve_svg(judged),
        curve_rows=_curve_rows(judged),
        part=part,
        parts=list(run.slices),
        rows=metric_rows(run, part, _by_name(metrics)),
        items=[_item(found, answer) for answer in wanted[first : first + ITEMS_SHOWN]],
        total=len(wanted),
        first=first + 1,
        number=asked.number,
        previous=_page(name, query, asked.number - 1) if asked.number > 1 else "",
        following=_page(name, query, asked.number + 1) if first + ITEMS_SHOWN < len(wanted) else "",
        everything=f"{run_url(name, bagian=query['bagian'])}#soal",
        asked=asked,
    )


def _by_name(metrics: Sequence[About]) -> Mapping[str, About]:
    return {metric.name: metric for metric in metrics}


def _gate(verdict: Verdict) -> Badge:
    if verdict.failures:
        return Badge("Tidak boleh dirilis", "bad", "cross")
    if verdict.unproved:
        return Badge("Belum terbukti, jadi belum diputuskan", "warn", "alert")
    return Badge("Lulus gerbang rilis", "good", "check")


def _reactions(found: ScoredFolder, asked: RunAsked, part: str) -> list[ReactionLine]:
    name, answers = found.run.manifest.name, max(len(found.run.answers), 1)
    shown = "" if part == ALL else part
    return [
        ReactionLine(
            badge=reaction_badge(reacted),
            count=count,
            share=round(100 * count / answers),
            url=f"{run_url(name, bagian=shown, reaksi=reaction_key(reacted))}#soal",
            chosen=asked.reaction == reaction_key(reacted),
        )
        for reacted, count in reaction_counts(found.run).items()
    ]


def _curve_rows(judged: Sequence[Judged]) -> list[tuple[str, str, str]]:
    if not judged:
        return []
    system = curve(judged)
    best = curve([(0.0 if wrong else 1.0, wrong) for _, wrong in judged])
    return [
        (f"{coverage * 100:.0f} %", _percent(risk_at(system, coverage)), _percent(risk_at(best, coverage)))
        for coverage in COVERAGES
    ]


def _percent(share: float) -> str:
    return f"{share * 100:.1f} %".replace(".", ",")


def _item(found: ScoredFolder, answer: ItemScores) -> ItemLine:
    item = found.items[answer.item_id]
    given = found.records[answer.item_id, answer.repeat].answer
    status = f"{STATUSES[given.status]}, keyakinan {decimal_comma(given.confidence)}" if given else "gagal"
    return ItemLine(
        url=item_url(found.run.manifest.name, item.id, answer.repeat),
        label=f"{item.id}, ulangan {answer.repeat + 1}" if answer.repeat else item.id,
        question=item.question,
        badge=reaction_badge(answer.reaction),
        status=status,
        tags=", ".join((item.split, *item.tags)),
    )


def _page(name: str, query: Mapping[str, str], number: int) -> str:
    return f"{run_url(name, **query, hal=number if number > 1 else '')}#soal"
