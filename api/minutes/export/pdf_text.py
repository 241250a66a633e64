"""Text in a PDF: the embedded fonts, and runs as reportlab's markup."""

from functools import cache
from importlib.resources import as_file, files
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from api.minutes.export.blocks import Run, Text

FONT = "TanyaSans"
BOLD = "TanyaSans-Bold"
ITALIC = "TanyaSans-Italic"
FALLBACK = "TanyaFallback"
_FACES = {
    FONT: "LiberationSans-Regular.ttf",
    BOLD: "LiberationSans-Bold.ttf",
    ITALIC: "LiberationSans-Italic.ttf",
    FALLBACK: "DejaVuSans.ttf",
}
_SMALLEST_KOP = 12.0
_LINK = "#1F3B6E"
_MARK = "#FFF2A8"


@cache
def load_fonts() -> frozenset[int]:
    """Read the fonts in, once in a process.

    Returns:
        The code points that the main font can show.
    """
    for name, file in _FACES.items():
        with as_file(files("api.minutes.export") / "fonts" / file) as path:
            pdfmetrics.registerFont(TTFont(name, str(path)))
    pdfmetrics.registerFontFamily(FONT, normal=FONT, bold=BOLD, italic=ITALIC, boldItalic=BOLD)
    main: Any = pdfmetrics.getFont(FONT)  # its stubs know the faces of built-in fonts alone
    return frozenset(main.face.charToGlyph)


def markup(text: str) -> str:
    """Plain text as markup; characters that the main font lacks are set in the other."""
    known = load_fonts()
    pieces: list[str] = []
    start = 0
    while start < len(text):
        shown = ord(text[start]) in known
        end = start + 1
        while end < len(text) and (ord(text[end]) in known) == shown:
            end += 1
        piece = escape(text[start:end])
        pieces.append(piece if shown else f'<font name="{FALLBACK}">{piece}</font>')
        start = end
    return "".join(pieces)


def rich(text: Text) -> str:
    """Runs as markup, with links and what is to be checked set off."""
    return "".join(map(_run, text))


def _run(run: Run) -> str:
    shown = markup(run.text)
    if run.marked:
        shown = f'<b><span backColor="{_MARK}">{shown}</span></b>'
    elif run.bold:
        shown = f"<b>{shown}</b>"
    if run.quote is not None:
        shown = f'<a href="#{anchor(run.quote)}" color="{_LINK}">{shown}</a>'
    return shown


def anchor(number: int) -> str:
    """Name of the place in the PDF where a quotation stands."""
    return f"kutipan_{number}"


def letterhead_sizes(lines: tuple[str, ...], width: float) -> tuple[float, ...]:
    """Sizes of the lines of a letterhead in points: the last the largest, each small enough for one line.

    A line that would have to be smaller than 12 points keeps its size and is broken.

    Args:
        width: in points. Arial is as wide as the font measured here.
    """
    load_fonts()
    sizes: list[float] = []
    for index, line in enumerate(lines):
        largest = 15.0 if index == len(lines) - 1 else 13.0
        fitting = largest * width / max(pdfmetrics.stringWidth(line, BOLD, largest), 1.0)
        sizes.append(largest if fitting >= largest or fitting < _SMALLEST_KOP else int(fitting * 2) / 2)
    return tuple(sizes)
