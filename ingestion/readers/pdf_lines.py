"""Lines of a PDF page in the order a person reads them.

A PDF holds characters in drawing order: margin labels first, numbers of a column apart from their
text, cells anywhere. Here the characters are taken with their boxes, kept as the runs that were
drawn together, and runs on one baseline are joined from left to right. Where a page has two columns
of running text, each column is read to its end before the next.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

_SLACK = 2.0  # points by which a run may reach over a gutter

HYPHEN = "\x02"  # how pdfium marks a hyphen that breaks a word at the end of a line


@dataclass(frozen=True, slots=True)
class Char:
    """A character and its box on the displayed page, in points from the top left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(slots=True)
class Run:
    """Characters that were drawn together on one line.

    Attributes:
        glued: no blank stood before it in the text, so a run close to its left is the same word.
        last_left: left edge of its last character; the two of a joined glyph share one box.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    glued: bool = False
    last_left: float = 0.0

    @property
    def height(self) -> float:
        """Height of the box in points."""
        return self.bottom - self.top


Region = Callable[[float, float], int]


def nowhere(_x: float, _y: float) -> int:
    """The region of every point on a page without tables."""
    return -1


def runs_of(chars: Sequence[Char], region: Region = nowhere) -> dict[int, list[Run]]:
    """Group characters into runs, by region (the table cell they stand in, -1 outside any).

    A run ends at a line break, at a hyphen that breaks a word, where the region changes, where the
    next character does not follow on the same line, or at a gap wider than three times the height.
    """
    result: dict[int, list[Run]] = {}
    current: Run | None = None
    where = -1
    space = True
    for char in chars:
        if char.text in "\r\n":
            current, space = None, True
            continue
        if char.text.isspace():
            space = True
            continue
        text = "-" if char.text == HYPHEN else char.text
        if char.right <= char.left and char.bottom <= char.top:
            if current is not None:
                current.text += text  # a mark without a box of its own, e.g. part of a ligature
            continue
        here = region((char.left + char.right) / 2, (char.top + char.bottom) / 2)
        if current is None or here != where or not _follows(current, char):
            current = Run(text, char.left, char.top, char.right, char.bottom, glued=not space)
            result.setdefault(here, []).append(current)
        else:
            current.text += f" {text}" if space else text
            current.left, current.right = min(current.left, char.left), max(current.right, char.right)
            current.top, current.bottom = min(current.top, char.top), max(current.bottom, char.bottom)
        current.last_left = char.left
        where, space = here, False
        if char.text == HYPHEN:
            current, space = None, True
    return result


def _follows(run: Run, char: Char) -> bool:
    height = max(run.height, char.bottom - char.top, 1.0)
    middle = (char.top + char.bottom) / 2
    on_line = run.top - height * 0.5 <= middle <= run.bottom + height * 0.5
    return on_line and run.last_left - 0.5 * height <= char.left <= run.right + 3 * height


@dataclass(slots=True)
class Line:
    """Runs on one baseline, left to right."""

    runs: list[Run]
    left: float
    top: float
    right: float
    bottom: float

    @property
    def text(self) -> str:
        """The words of the line."""
        text = self.runs[0].text
        for before, run in pairwise(self.runs):
            near = run.left - before.right < 0.2 * run.height
            text += run.text if run.glued and near else f" {run.text}"
        return text


def lines_of(runs: Sequence[Run]) -> list[Line]:
    """Lines in reading order, columns resolved."""
    return [line for column in _columns(list(runs)) for line in _baselines(column)]


def has_columns(runs: Sequence[Run]) -> bool:
    """Whether two columns of running text stand side by side."""
    return len(_columns(list(runs))) > 1


def _baselines(runs: Sequence[Run]) -> list[Line]:
    """Join runs that overlap by half their height and do not cover one another."""
    lines: list[Line] = []
    for run in sorted(runs, key=lambda item: (item.top + item.bottom) / 2):
        for line in reversed(lines[-4:]):
            if _beside(line, run):
                line.runs.append(run)
                line.left, line.right = min(line.left, run.left), max(line.right, run.right)
                line.top, line.bottom = min(line.top, run.top), max(line.bottom, run.bottom)
                break
        else:
            lines.append(Line([run], run.left, run.top, run.right, run.bottom))
    for line in lines:
        line.runs.sort(key=lambda item: item.left)
    return sorted(lines, key=lambda line: (line.top + line.bottom) / 2)


def _beside(line: Line, run: Run) -> bool:
    for other in line.runs:
        if min(other.right, run.right) - max(other.left, run.left) > 0.5 * min(run.height, other.height):
            return False
    nearest = min(line.runs, key=lambda other: abs(other.left - run.left))
    overlap = min(nearest.bottom, run.bottom) - max(nearest.top, run.top)
    return overlap >= 0.5 * min(nearest.height, run.height)


def _columns(runs: list[Run]) -> list[list[Run]]:
    """Split into two columns of running text where a gutter parts them, else one list.

    Only long runs on both sides, many of them, and next to nothing across count as columns; a
    margin label ("Menimbang") or a list number beside its text must stay on its line.
    """
    if len(runs) < 20:
        return [runs]
    left, right = min(run.left for run in runs), max(run.right for run in runs)
    width = right - left
    if width <= 0:
        return [runs]
    gutters = [left + width * step / 100 for step in range(40, 61)]
    gutter = min(gutters, key=lambda place: len(_crossing(runs, place)))
    crossing = _crossing(runs, gutter)
    sides = [
        [run for run in runs if run.right <= gutter + _SLACK],
        [run for run in runs if run.right > gutter + _SLACK and run.left >= gutter - _SLACK],
    ]
    if len(crossing) > 0.1 * len(runs):
        return [runs]
    for side in sides:
        wide = sum(1 for run in side if run.right - run.left >= 0.25 * width)
        if wide < max(8, 0.5 * len(side)):
            return [runs]
    # A heading across both columns parts the page: what stands above it is read first.
    result: list[list[Run]] = []
    upper = float("-inf")
    for heading in [*sorted(crossing, key=lambda run: run.top), None]:
        lower = heading.top if heading else float("inf")
        result.extend([run for run in side if upper <= run.top < lower] for side in sides)
        if heading:
            result.append([heading])
        upper = lower
    return [group for group in result if group]


def _crossing(runs: Sequence[Run], place: float) -> list[Run]:
    return [run for run in runs if run.left < place - _SLACK and run.right > place + _SLACK]
