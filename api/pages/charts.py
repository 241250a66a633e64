"""Charts as places of shapes and words, which a template draws as inline SVG. No script, no library.

A chart says nothing by colour alone, has a title and a description, and stands above a table of its numbers.
"""

from collections.abc import Callable, Sequence

from api.pages.words import grouped
from corpus.models import Frozen

WIDTH = 360
"""Of every chart in its own units: a narrow screen shows it at its own size."""
_PLOT_TOP, _PLOT_HEIGHT, _FOOT = 20, 130, 22
_ROW, _ROW_BAR = 40, 12
_VALUE_ROOM = 56
_LONGEST_LABEL = 44
MOST_LABELS = 7
"""Columns that each have their label and value; of more only the first and the last are named."""
MOST_COLUMNS = 62
"""Points that are drawn as columns; more are drawn as a line."""

ToWords = Callable[[float], str]


class Point(Frozen):
    """A number and what it is of."""

    label: str
    value: float


class Box(Frozen):
    """A bar."""

    x: float
    y: float
    width: float
    height: float


class Words(Frozen):
    """A text in a chart; ``anchor`` is ``start``, ``middle`` or ``end``."""

    x: float
    y: float
    text: str
    anchor: str = "start"


class Chart(Frozen):
    """A chart.

    Attributes:
        key: unique on its page, for the identifiers of title and description.
        line: points as SVG wants them; empty where bars are drawn.
        base: height of the line that stands for nothing; None without one.
    """

    key: str
    title: str
    description: str
    height: float
    bars: tuple[Box, ...] = ()
    line: str = ""
    base: float | None = None
    words: tuple[Words, ...] = ()


def whole(number: float) -> str:
    """A count as Indonesian writes it."""
    return grouped(round(number))


def per_cent(number: float) -> str:
    """A share of 0–100 as Indonesian writes it."""
    return f"{round(number)} %"


def columns(key: str, title: str, points: Sequence[Point], *, say: ToWords = whole) -> Chart:
    """Upright bars from left to right: for what has an order, such as days."""
    highest = _highest(points)
    base = _PLOT_TOP + _PLOT_HEIGHT
    step = WIDTH / max(len(points), 1)
    bars = []
    words = []
    for place, point in enumerate(points):
        height = _PLOT_HEIGHT * point.value / highest
        bars.append(_box(place * step + step * 0.12, base - height, step * 0.76, height))
        if len(points) <= MOST_LABELS:
            middle = place * step + step / 2
            words.append(_words(middle, base - height - 5, say(point.value), "middle"))
            words.append(_words(middle, base + 16, point.label, "middle"))
    if len(points) > MOST_LABELS:
        words += [*_ends(points, base), _words(0, _PLOT_TOP - 6, f"tertinggi {say(highest_of(points))}")]
    return Chart(
        key=key,
        title=title,
        description=_description(points, say),
        height=base + _FOOT,
        bars=tuple(bars),
        base=base,
        words=tuple(words),
    )


def line(key: str, title: str, points: Sequence[Point], *, say: ToWords = whole) -> Chart:
    """A line from left to right: for more points than columns can show."""
    highest = _highest(points)
    base = _PLOT_TOP + _PLOT_HEIGHT
    step = WIDTH / max(len(points) - 1, 1)
    drawn = " ".join(
        f"{place * step:.1f},{base - _PLOT_HEIGHT * point.value / highest:.1f}"
        for place, point in enumerate(points)
    )
    top = _words(0, _PLOT_TOP - 6, f"tertinggi {say(highest_of(points))}")
    return Chart(
        key=key,
        title=title,
        description=_description(points, say),
        height=base + _FOOT,
        line=drawn,
        base=base,
        words=(*_ends(points, base), top),
    )


def over_days(key: str, title: str, points: Sequence[Point], *, say: ToWords = whole) -> Chart:
    """Columns where there is room for them, else a line."""
    draw = columns if len(points) <= MOST_COLUMNS else line
    return draw(key, title, points, say=say)


def rows(
    key: str, title: str, points: Sequence[Point], *, say: ToWords = whole, most: float | None = None
) -> Chart:
    """Lying bars one below the other, each under its label: for long labels.

    Args:
        most: what a bar of full width stands for; the highest value by default.
    """
    highest = most or _highest(points)
    room = WIDTH - _VALUE_ROOM
    bars = []
    words = []
    for place, point in enumerate(points):
        top = place * _ROW
        width = room * point.value / highest
        bars.append(_box(0, top + 20, width, _ROW_BAR))
        words.append(_words(0, top + 14, _short(point.label)))
        words.append(_words(width + 6, top + 31, say(point.value)))
    return Chart(
        key=key,
        title=title,
        description=_description(points, say),
        height=max(len(points), 1) * _ROW,
        bars=tuple(bars),
        words=tuple(words),
    )


def highest_of(points: Sequence[Point]) -> float:
    """The highest value; 0 without any."""
    return max((point.value for point in points), default=0.0)


def _highest(points: Sequence[Point]) -> float:
    return highest_of(points) or 1.0


def _description(points: Sequence[Point], say: ToWords) -> str:
    if not points:
        return "Tidak ada data."
    top = max(points, key=lambda point: point.value)
    low = min(points, key=lambda point: point.value)
    return (
        f"{len(points)} nilai, dari {say(low.value)} ({low.label}) sampai {say(top.value)} ({top.label}). "
        "Semua angka ada di tabel di bawahnya."
    )


def _ends(points: Sequence[Point], base: float) -> list[Words]:
    return [_words(0, base + 16, points[0].label), _words(WIDTH, base + 16, points[-1].label, "end")]


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST_LABEL else label[: _LONGEST_LABEL - 1].rstrip() + "…"


def _box(x: float, y: float, width: float, height: float) -> Box:
    return Box(x=round(x, 1), y=round(y, 1), width=round(width, 1), height=round(height, 1))


def _words(x: float, y: float, text: str, anchor: str = "start") -> Words:
    return Words(x=round(x, 1), y=round(y, 1), text=text, anchor=anchor)
