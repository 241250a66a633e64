"""May this version be released? Not when a hard metric failed once, or a soft one may have become too bad."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from pydantic import Field, ValidationError

from corpus.errors import InvalidInput
from corpus.models import Frozen
from evals.compare import Comparison, Difference
from evals.metrics.metric import About, Direction
from evals.scoring import ALL, ScoredRun, Summary


class Policy(Frozen):
    """What a release must keep.

    Attributes:
        margins: by soft metric, how much worse than the baseline the far end of the interval of the paired
            difference may be.
        limits: by soft metric, the value that the near end of its interval must not cross: a least one where
            higher is better, a greatest one where lower is.
    """

    margins: dict[str, float] = Field(default_factory=dict)
    limits: dict[str, float] = Field(default_factory=dict)


class Verdict(Frozen):
    """The gate's decision.

    Attributes:
        failures: in Indonesian, what stands against a release.
        unproved: in Indonesian, what could not be measured: then nothing is decided.
        passed_checks: in Indonesian, what was kept, with the bound it was shown to.
    """

    failures: tuple[str, ...]
    unproved: tuple[str, ...]
    passed_checks: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Nothing failed and nothing is unproved."""
        return not self.failures and not self.unproved


@dataclass(slots=True)
class _Findings:
    failures: list[str] = field(default_factory=list)
    unproved: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def read_policy(path: Path) -> Policy:
    """A policy from a YAML file.

    Raises:
        InvalidInput: it cannot be read or says something unknown.
    """
    try:
        return Policy.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")) or {})
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError) as error:
        raise InvalidInput(f"Kebijakan {path} tidak dapat dipakai: {error}") from error


def decide(
    run: ScoredRun, metrics: Sequence[About], policy: Policy, comparison: Comparison | None = None
) -> Verdict:
    """Hold a run to a policy.

    Args:
        comparison: the run against its baseline; needed for margins.

    Raises:
        InvalidInput: the policy names an unknown or hard metric, or has margins without a comparison.
    """
    about = {metric.name: metric for metric in metrics}
    _check_policy(policy, about, comparison)
    summaries = {summary.metric: summary for summary in run.slices[ALL]}
    found = _Findings(unproved=list(run.problems))
    for metric in metrics:
        if metric.hard:
            _hard(metric, summaries[metric.name], found)
    for name, limit in policy.limits.items():
        _limit(about[name], summaries[name], limit, found)
    for name, margin in policy.margins.items():
        _margin(about[name], comparison, margin, found)
    return Verdict(
        failures=tuple(found.failures), unproved=tuple(found.unproved), passed_checks=tuple(found.kept)
    )


def _check_policy(policy: Policy, about: Mapping[str, About], comparison: Comparison | None) -> None:
    if unknown := sorted((policy.margins.keys() | policy.limits.keys()) - about.keys()):
        raise InvalidInput(f"Kebijakan menyebut metrik yang tidak ada: {', '.join(unknown)}.")
    if hard := sorted(name for name in policy.margins.keys() | policy.limits.keys() if about[name].hard):
        raise InvalidInput(f"Metrik {', '.join(hard)} mutlak; tidak ada kelonggaran baginya.")
    if policy.margins and comparison is None:
        raise InvalidInput("Kebijakan dengan margins memerlukan evaluasi pembanding (--baseline).")


def _hard(metric: About, summary: Summary, found: _Findings) -> None:
    if summary.errors:
        found.unproved.append(f"{metric.label}: {summary.errors} jawaban tidak dapat diperiksa.")
    if summary.failures:
        found.failures.append(f"{metric.label}: {summary.failures} dari {summary.scored} jawaban melanggar.")
    elif summary.interval is None:
        found.unproved.append(f"{metric.label}: tidak ada jawaban yang dapat diperiksa.")
    else:
        most = 1 - summary.interval.low
        found.kept.append(f"{metric.label}: 0 dari {summary.scored} melanggar (batas atas 95 %: {most:.4f}).")


def _limit(metric: About, summary: Summary, limit: float, found: _Findings) -> None:
    if summary.interval is None:
        found.unproved.append(f"{metric.label}: tidak ada nilai.")
        return
    low, high = summary.interval.low, summary.interval.high
    holds = low >= limit if metric.direction is Direction.HIGHER else high <= limit
    words = f"{metric.label}: {summary.interval.mean:.4f} [{low:.4f}, {high:.4f}], batas {limit}"
    (found.kept if holds else found.failures).append(words + ".")


def _margin(metric: About, comparison: Comparison | None, margin: float, found: _Findings) -> None:
    row = _row(comparison.slices[ALL], metric.name) if comparison else None
    if row is None or row.difference is None:
        found.unproved.append(
            f"{metric.label}: tidak ada pertanyaan yang dapat dipasangkan dengan pembanding."
        )
        return
    low, high = row.difference.low, row.difference.high
    worst = -low if metric.direction is Direction.HIGHER else high
    interval = f"{row.difference.mean:+.4f} [{low:+.4f}, {high:+.4f}]"
    words = f"{metric.label}: selisih {interval}, kelonggaran {margin}"
    (found.failures if worst > margin else found.kept).append(words + ".")


def _row(rows: Iterable[Difference], name: str) -> Difference | None:
    return next((row for row in rows if row.metric == name), None)
