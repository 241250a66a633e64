"""Plots as SVG, so that they need no plotting library: a scatter with a fitted line, and growth."""

import math
from collections.abc import Mapping, Sequence
from html import escape

WIDTH, HEIGHT, MARGIN = 640, 400, 60
COLOURS = ("#1d4ed8", "#b91c1c", "#15803d", "#a16207")


def line_plot(
    points: Sequence[tuple[float, float]],
    slope: float,
    start: float,
    *,
    title: str,
    across: str,
    up: str,
) -> str:
    """An SVG document: the points, and the line ``start + slope·x`` over their range."""
    far = max(x for x, _ in points) * 1.05
    high = max(max(y for _, y in points), start + slope * far) * 1.05

    def place(x: float, y: float) -> str:
        left = MARGIN + x / far * (WIDTH - 2 * MARGIN)
        top = HEIGHT - MARGIN - max(y, 0.0) / high * (HEIGHT - 2 * MARGIN)
        return f"{left:.1f},{top:.1f}"

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
        'font-size="12">',
        f'<title>{escape(title)}</title><rect width="100%" height="100%" fill="#fff"/>',
        f'<text x="{WIDTH / 2}" y="24" text-anchor="middle" font-size="15">{escape(title)}</text>',
        f'<polyline points="{place(0, high)} {place(0, 0)} {place(far, 0)}" fill="none" stroke="#333"/>',
        f'<polyline points="{place(0, start)} {place(far, start + slope * far)}" stroke="#1d4ed8" '
        'fill="none" stroke-dasharray="4"/>',
        f'<text x="{WIDTH / 2}" y="{HEIGHT - 14}" text-anchor="middle">{escape(across)}</text>',
        f'<text transform="rotate(-90)" x="{-HEIGHT / 2}" y="16" text-anchor="middle">{escape(up)}</text>',
    ]
    below = HEIGHT - MARGIN + 16
    for fraction in (0.25, 0.5, 0.75, 1.0):
        left, _, top = place(far * fraction, high * fraction).partition(",")
        parts.append(f'<text x="{left}" y="{below}" text-anchor="middle">{far * fraction:.3g}</text>')
        parts.append(f'<text x="{MARGIN - 6}" y="{top}" text-anchor="end">{high * fraction:.3g}</text>')
    for x, y in points:
        left, _, top = place(x, y).partition(",")
        parts.append(f'<circle cx="{left}" cy="{top}" r="4" fill="#b91c1c"/>')
    return "\n".join([*parts, "</svg>\n"])


def growth_plot(
    series: Mapping[str, Sequence[tuple[float, float]]], *, title: str, across: str, up: str
) -> str:
    """An SVG document: named series over a logarithmic axis, each with its points joined.

    Args:
        series: at most four; x above 0 and not all alike, y not negative.
    """
    every = [point for points in series.values() for point in points]
    first, last = (math.log10(pick(x for x, _ in every)) for pick in (min, max))
    high = max(y for _, y in every) * 1.05 or 1.0

    def place(x: float, y: float) -> tuple[float, float]:
        left = MARGIN + (math.log10(x) - first) / (last - first) * (WIDTH - 2 * MARGIN)
        return left, HEIGHT - MARGIN - y / high * (HEIGHT - 2 * MARGIN)

    bottom, right = HEIGHT - MARGIN, WIDTH - MARGIN
    axes = f"{MARGIN},{MARGIN} {MARGIN},{bottom} {right},{bottom}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
        'font-size="12">',
        f'<title>{escape(title)}</title><rect width="100%" height="100%" fill="#fff"/>',
        f'<text x="{WIDTH / 2}" y="24" text-anchor="middle" font-size="15">{escape(title)}</text>',
        f'<polyline points="{axes}" stroke="#333" fill="none"/>',
        f'<text x="{WIDTH / 2}" y="{HEIGHT - 14}" text-anchor="middle">{escape(across)}</text>',
        f'<text transform="rotate(-90)" x="{-HEIGHT / 2}" y="16" text-anchor="middle">{escape(up)}</text>',
    ]
    parts += [
        f'<text x="{place(x, 0)[0]:.1f}" y="{bottom + 16}" text-anchor="middle">{x:,.0f}</text>'
        for x in sorted({x for x, _ in every})
    ]
    for fraction in (0.25, 0.5, 0.75, 1.0):
        top = place(every[0][0], high * fraction)[1]
        parts.append(f'<text x="{MARGIN - 6}" y="{top:.1f}" text-anchor="end">{high * fraction:.3g}</text>')
    for number, (name, points) in enumerate(series.items()):
        colour = COLOURS[number]
        spots = [place(x, y) for x, y in sorted(points)]
        line = " ".join(f"{left:.1f},{top:.1f}" for left, top in spots)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}"/>')
        parts += [f'<circle cx="{left:.1f}" cy="{top:.1f}" r="4" fill="{colour}"/>' for left, top in spots]
        parts.append(
            f'<text x="{MARGIN + 10}" y="{MARGIN + 16 * number}" fill="{colour}">{escape(name)}</text>'
        )
    return "\n".join([*parts, "</svg>\n"])
