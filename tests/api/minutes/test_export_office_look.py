"""The agency's letterhead, paper and template, from its settings."""

import io
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import docx
import pytest
from PIL import Image

from api.minutes.export.look_settings import MinutesLookSettings
from api.minutes.export.office_look import office_options, zone_word
from api.minutes.export.options import ExportOptions, Paper, Word
from corpus.errors import InvalidInput


def test_without_settings_there_is_no_letterhead() -> None:
    assert office_options(MinutesLookSettings()) == ExportOptions()


def test_letterhead_paper_word_and_template(tmp_path: Path) -> None:
    Image.new("RGB", (10, 10), "green").save(tmp_path / "logo.png")
    docx.Document().save(str(tmp_path / "dinas.docx"))
    settings = MinutesLookSettings(
        letterhead="PEMERINTAH KABUPATEN CONTOH | BKPSDM |",
        letterhead_address="Jalan 1",
        letterhead_logo=str(tmp_path / "logo.png"),
        minutes_paper="f4",
        minutes_word="notulen",
        minutes_template=str(tmp_path / "dinas.docx"),
    )
    options = office_options(settings)
    assert options.letterhead is not None
    assert options.letterhead.lines == ("PEMERINTAH KABUPATEN CONTOH", "BKPSDM")
    assert options.letterhead.logo is not None
    assert Image.open(io.BytesIO(options.letterhead.logo)).size == (10, 10)
    assert (options.paper, options.word) == (Paper.F4, Word.NOTULEN)
    assert options.template == (tmp_path / "dinas.docx").read_bytes()


@pytest.mark.parametrize("name", ["letterhead_logo", "minutes_template"])
@pytest.mark.parametrize("held", [None, b"bukan apa-apa"])
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, name: str, held: bytes | None) -> None:
    file = tmp_path / "berkas"
    if held is not None:
        file.write_bytes(held)
    settings = MinutesLookSettings.model_validate({"letterhead": "BKPSDM", name: str(file)})
    with pytest.raises(InvalidInput, match="berkas"):
        office_options(settings)


@pytest.mark.parametrize(
    ("zone", "word"),
    [
        ("Asia/Jakarta", "WIB"),
        ("Asia/Pontianak", "WIB"),
        ("Asia/Makassar", "WITA"),
        ("Asia/Jayapura", "WIT"),
        ("Europe/Berlin", ""),
    ],
)
def test_zones(zone: str, word: str) -> None:
    assert zone_word(ZoneInfo(zone), date(2026, 11, 23)) == word
