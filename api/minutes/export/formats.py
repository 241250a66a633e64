"""The formats that minutes are written in, by the suffix of the file."""

from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import PurePath

from api.minutes.export.actions_csv import actions_csv
from api.minutes.export.docx import docx_bytes
from api.minutes.export.icalendar import calendar_bytes
from api.minutes.export.json_form import json_text
from api.minutes.export.markdown import markdown_text
from api.minutes.export.options import ExportOptions
from api.minutes.export.pdf import pdf_bytes
from assistant.minutes.models import Minutes
from corpus.errors import InvalidInput


class Format(StrEnum):
    """A format, named as the suffix of its files."""

    DOCX = "docx"
    PDF = "pdf"
    MARKDOWN = "md"
    JSON = "json"
    CSV = "csv"
    CALENDAR = "ics"

    @property
    def media_type(self) -> str:
        """What HTTP calls it."""
        return _MEDIA_TYPES[self]


_MEDIA_TYPES = {
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.PDF: "application/pdf",
    Format.MARKDOWN: "text/markdown; charset=utf-8",
    Format.JSON: "application/json",
    Format.CSV: "text/csv; charset=utf-8",
    Format.CALENDAR: "text/calendar; charset=utf-8",
}
_RENDERERS: dict[Format, Callable[[Minutes, ExportOptions], bytes]] = {
    Format.DOCX: docx_bytes,
    Format.PDF: pdf_bytes,
    Format.MARKDOWN: lambda minutes, options: markdown_text(minutes, options).encode(),
    Format.JSON: lambda minutes, options: json_text(minutes, options.statuses).encode(),
    Format.CSV: lambda minutes, options: actions_csv(minutes, options).encode(),
    Format.CALENDAR: lambda minutes, options: calendar_bytes(minutes, options, datetime.now(UTC)),
}


def format_of(name: str) -> Format:
    """The format that a file's name asks for.

    Raises:
        InvalidInput: its suffix is none of them.
    """
    suffix = PurePath(name).suffix.lower().removeprefix(".")
    try:
        return Format(suffix)
    except ValueError:
        known = ", ".join(f".{one}" for one in Format)
        raise InvalidInput(f"{name}: akhiran berkas harus salah satu dari {known}.") from None


def render(minutes: Minutes, wanted: Format, options: ExportOptions) -> bytes:
    """The minutes as the bytes of a file; CSV and calendar hold the action items alone.

    Raises:
        InvalidInput: a DOCX template of ``options`` cannot be used.
    """
    return _RENDERERS[wanted](minutes, options)
