"""The report as one HTML file: no script, nothing fetched, readable when printed."""

from collections.abc import Sequence

from jinja2 import Environment, PackageLoader, StrictUndefined

from evals.items import Item
from evals.metrics.metric import About
from evals.records import RecordedAnswer
from evals.report.view import view_of
from evals.scoring import ScoredRun


def html_report(
    run: ScoredRun, items: Sequence[Item], records: Sequence[RecordedAnswer], metrics: Sequence[About]
) -> str:
    """A whole page for ``run``; arguments as in ``view_of``."""
    environment = Environment(
        loader=PackageLoader("evals.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    template = environment.get_template("laporan.html")
    return template.render(report=view_of(run, items, records, metrics))
