"""The risk-coverage curve as SVG, so that the report needs nothing from outside."""

from collections.abc import Sequence

from markupsafe import Markup

from evals.metrics.risk_coverage import Judged, Point, curve

WIDTH, HEIGHT, MARGIN = 560, 320, 48


def curve_svg(outcomes: Sequence[Judged]) -> Markup:
    """The curve of a run beside the best that any order of the same answers could give.

    Empty without answers.
    """
    if not outcomes:
        return Markup()
    best = curve([(0.0 if wrong else 1.0, wrong) for _, wrong in outcomes])
    parts = [
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="Kurva risiko terhadap cakupan">',
        _axes(),
        _line(best, "terbaik"),
        _line(curve(outcomes), "sistem"),
        "</svg>",
    ]
    return Markup("\n".join(parts))  # noqa: S704 - made of numbers and fixed words alone


def _axes() -> str:
    bottom, right = HEIGHT - MARGIN, WIDTH - MARGIN
    ticks = []
    for tenth in range(0, 11, 2):
        left, top = _place(Point(tenth / 10, tenth / 10))
        ticks.append(f'<text x="{left:.0f}" y="{bottom + 16}" text-anchor="middle">{tenth * 10} %</text>')
        ticks.append(f'<text x="{MARGIN - 6}" y="{top + 4:.0f}" text-anchor="end">{tenth * 10} %</text>')
    return (
        f'<polyline class="sumbu" points="{MARGIN},{MARGIN - 12} {MARGIN},{bottom} {right},{bottom}"/>'
        f'<text x="{(MARGIN + right) / 2:.0f}" y="{HEIGHT - 8}" text-anchor="middle">cakupan</text>'
        f'<text x="12" y="{MARGIN - 18}">bagian yang salah</text>' + "".join(ticks)
    )


def _line(points: Sequence[Point], kind: str) -> str:
    places = " ".join("{:.1f},{:.1f}".format(*_place(point)) for point in points)
    return f'<polyline class="{kind}" points="{places}"/>'


def _place(point: Point) -> tuple[float, float]:
    across, up = WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN
    return MARGIN + point.coverage * across, HEIGHT - MARGIN - point.risk * up
