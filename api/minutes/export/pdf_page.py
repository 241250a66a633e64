"""The pages of a PDF: paper, margins, page numbers, outline, title and language."""

import io
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph

from api.minutes.export.blocks import Document, Heading
from api.minutes.export.options import Paper
from api.minutes.export.pdf_text import BOLD, FONT

LANGUAGE = "id-ID"
_LEFT, _RIGHT, _TOP, _BOTTOM = 25, 20, 20, 22
"""Margins in millimetres."""


def text_width(paper: Paper) -> float:
    """Width between the margins, in points."""
    return (paper.millimetres[0] - _LEFT - _RIGHT) * mm


class OutlinedHeading(Paragraph):
    """A heading that the outline lists."""

    def __init__(self, markup: str, style: ParagraphStyle, heading: Heading) -> None:
        super().__init__(markup, style)
        self.heading = heading


class Pages(BaseDocTemplate):
    """Pages that number themselves and list their headings in the outline."""

    def __init__(self, out: io.BytesIO, document: Document, paper: Paper) -> None:
        width, height = (side * mm for side in paper.millimetres)
        self._draft = document.draft
        frame = Frame(
            _LEFT * mm, _BOTTOM * mm, text_width(paper), height - (_TOP + _BOTTOM) * mm,
            leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
        )  # fmt: skip
        super().__init__(
            out,
            pagesize=(width, height),
            title=f"{document.heading}: {document.title}",
            subject=document.heading,
            author=document.letterhead.lines[-1] if document.letterhead else "",
            creator="Tanya ASN",
            lang=LANGUAGE,
            initialFontName=FONT,  # else every page names Helvetica, which is not embedded
        )
        self.addPageTemplates(PageTemplate(frames=[frame], onPage=self._head))
        self._outlined, self._level = 0, -1

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802  # the name reportlab calls
        """Put a heading that was just drawn into the outline."""
        if not isinstance(flowable, OutlinedHeading):
            return
        self._outlined += 1
        key = f"bagian_{self._outlined}"
        self.canv.bookmarkPage(key)
        # An outline cannot skip a level.
        level = min(flowable.heading.level - 1, self._level + 1)
        self._level = level
        self.canv.addOutlineEntry(flowable.heading.text[:200], key, level=level, closed=False)

    def _head(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        if self._draft:
            width, height = self.pagesize
            canvas.setFont(BOLD, 9)
            canvas.drawRightString(width - _RIGHT * mm, height - 12 * mm, self._draft)


class NumberedCanvas(Canvas):
    """Holds the pages back until it is known how many there are."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._held: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802  # the name reportlab calls
        """A page is complete."""
        canvas: Any = self  # its stubs do not know the method
        self._held.append(dict(self.__dict__))
        canvas._startPage()

    def save(self) -> None:
        """Number the pages and write the file."""
        for number, state in enumerate(self._held, 1):
            self.__dict__.update(state)
            self.setFont(FONT, 9)
            self.drawCentredString(
                state["_pagesize"][0] / 2, 11 * mm, f"Halaman {number} dari {len(self._held)}"
            )
            super().showPage()
        super().save()
