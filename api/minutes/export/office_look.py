"""The look of exported minutes as the settings of the agency have it."""

from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from api.minutes.bounded_file import read_bounded
from api.minutes.export import docx_template, logo
from api.minutes.export.look_settings import MinutesLookSettings
from api.minutes.export.options import ExportOptions, Letterhead, Paper, Word
from corpus.errors import InvalidInput

_ZONES = {7: "WIB", 8: "WITA", 9: "WIT"}


def office_options(settings: MinutesLookSettings, *, template: Path | None = None) -> ExportOptions:
    """Options with the letterhead, paper, word and template of the settings; the rest is the caller's.

    Args:
        template: takes the place of the one in the settings.

    Raises:
        InvalidInput: the logo or the template cannot be read or used; the message names the file.
    """
    chosen = template or (Path(settings.minutes_template) if settings.minutes_template else None)
    return ExportOptions(
        letterhead=_letterhead(settings),
        paper=Paper(settings.minutes_paper),
        word=Word(settings.minutes_word.upper()),
        template=read_template(chosen) if chosen else None,
    )


def read_template(path: Path) -> bytes:
    """A checked DOCX template.

    Raises:
        InvalidInput: it cannot be read or used.
    """
    raw = read_bounded(path, docx_template.LARGEST_BYTES)
    try:
        return docx_template.checked_template(raw)
    except InvalidInput as error:
        raise InvalidInput(f"{path.name}: {error}") from error


def zone_word(zone: ZoneInfo, day: date) -> str:
    """WIB, WITA or WIT, by how far the zone is ahead of UTC on that day; empty elsewhere."""
    ahead = datetime.combine(day, time(12), zone).utcoffset()
    return _ZONES.get(round(ahead.total_seconds() / 3600), "") if ahead is not None else ""


def _letterhead(settings: MinutesLookSettings) -> Letterhead | None:
    lines = tuple(line for line in map(str.strip, settings.letterhead.split("|")) if line)
    if not lines:
        return None
    picture = None
    if settings.letterhead_logo:
        path = Path(settings.letterhead_logo)
        raw = read_bounded(path, logo.LARGEST_BYTES)
        try:
            picture = logo.checked_logo(raw)
        except InvalidInput as error:
            raise InvalidInput(f"{path.name}: {error}") from error
    return Letterhead(lines, settings.letterhead_address.strip(), picture)
