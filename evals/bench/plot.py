"""A scatter with a fitted line as SVG, so that a plot needs no plotting library."""

from collections.abc import Sequence
from html import escape

WIDTH, HEIGHT, MARGIN = 640, 400, 60


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
