"""The record of who read which entry beside the law, and what came of it.

Two people read each entry independently. A reading holds for the entry as it was read: ``content`` is a
fingerprint of it and of the digests it cites, so a later edit of either asks for new readings.
"""

import hashlib
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import Field

from api.starter_check.files import STARTER, DigestProvision, Entry, Strict, asked, load, statements, valid
from api.starter_check.findings import Finding

READINGS = STARTER / "readings"
READERS_WANTED = 2


class Reading(Strict):
    """One person's reading of one entry beside the words of the law.

    Attributes:
        finding: ``sesuai`` where nothing had to be changed, ``diperbaiki`` where ``note`` says what was.
    """

    entry: str
    reader: str = Field(min_length=1)
    on: date
    content: str = Field(pattern=r"^[0-9a-f]{12}$")
    finding: Literal["sesuai", "diperbaiki"]
    note: str = ""


class ReadingFile(Strict):
    """A file under ``readings/``."""

    readings: list[Reading]


def load_readings(folder: Path = READINGS) -> list[Reading]:
    """Every recorded reading.

    Raises:
        ValueError: a file does not keep to the schema; says which.
    """
    files = sorted(folder.glob("*.yaml"))
    return [reading for path in files for reading in valid(ReadingFile, path, load(path)).readings]


def fingerprint(entry: Entry, provisions: dict[str, DigestProvision]) -> str:
    """Twelve hexadecimal digits that change with what an entry says or rests on."""
    digests = (f"{basis}\n{provisions[basis].text}" for basis in entry.legal_basis if basis in provisions)
    told = "\n".join([entry.id, asked(entry), statements(entry), " ".join(entry.applies_to), *digests])
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def check_readings(
    entry: Entry, provisions: dict[str, DigestProvision], readings: list[Reading]
) -> list[Finding]:
    """Whether two people have read an entry as it now stands."""
    content = fingerprint(entry, provisions)
    readers = {
        reading.reader for reading in readings if reading.entry == entry.id and reading.content == content
    }
    if len(readers) >= READERS_WANTED:
        return []
    return [Finding(entry.id, f"read by {len(readers)} of {READERS_WANTED} as it now stands ({content})")]
