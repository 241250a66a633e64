"""Words of a scanned page, recognised by the system's tesseract with Indonesian language data.

tesseract is a separate program (``apt install tesseract-ocr tesseract-ocr-ind``) and optional: a
page goes in as a grey image over standard input and comes back as words with boxes and confidence,
so a page that breaks it costs that page only.
"""

import csv
import io
import os
import re
import shutil
import subprocess
from dataclasses import dataclass

import pypdfium2 as pdfium

from ingestion.readers.limits import ReadLimits
from ingestion.readers.pdf_lines import Run, has_columns

LANGUAGE = "ind"
PACKAGES = "tesseract-ocr tesseract-ocr-ind"
_POINTS = 72
_DPI = 300
"""Below it small print is misread, above it nothing is gained."""
_LEAST_DPI = 100
_COLUMN_GAP = 1.2
"""Heights of a line that may part two columns; the words of a justified line stand closer."""
_LINES, _LAYOUT = "4", "3"
"""Page segmentation: line by line, and by tesseract's own analysis of columns."""
_ANSWER_SECONDS = 20.0
_WORD_LEVEL = "5"


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a page says.

    Attributes:
        runs: words that stand together on a line, boxes in points from the top left corner.
        confidence: mean confidence of its words, weighted by their length, 0 to 1; 1 without words.
    """

    runs: tuple[Run, ...]
    confidence: float


class NoRecognition(Exception):
    """A page could not be recognised; the message says why, in Indonesian."""


class Recogniser:
    """Tesseract as installed on this system."""

    def __init__(self, executable: str) -> None:
        self._executable = executable

    def page(self, page: pdfium.PdfPage, limits: ReadLimits) -> Recognised:
        """Draw a page and read it, line by line unless it has columns.

        Tesseract's own analysis takes the labels of a list ("a.", "b.") for a column and drops them.

        Raises:
            NoRecognition: it takes longer than ``limits.ocr_seconds``, is larger than
                ``limits.ocr_pixels`` at the least resolution, or tesseract fails.
        """
        image, dpi = _image(page, limits.ocr_pixels)
        recognised = self._read(image, dpi, limits, _LINES)
        return self._read(image, dpi, limits, _LAYOUT) if has_columns(recognised.runs) else recognised

    def _read(self, image: bytes, dpi: int, limits: ReadLimits, segmentation: str) -> Recognised:
        command = (self._executable, "stdin", "stdout", "-l", LANGUAGE, "--oem", "1", "--psm", segmentation)
        table = _run((*command, "--dpi", str(dpi), "tsv"), limits.ocr_seconds, image)
        return _parsed(table, _POINTS / dpi)


def recogniser() -> Recogniser | str:
    """Tesseract with Indonesian, or the Indonesian reason why there is none."""
    executable = shutil.which("tesseract")
    if executable is None:
        return f"OCR tidak terpasang; pasang paket {PACKAGES} (apt install {PACKAGES})"
    try:
        languages = _run((executable, "--list-langs"), _ANSWER_SECONDS)
    except NoRecognition as error:
        return f"OCR tidak dapat dijalankan ({error}); pasang ulang paket {PACKAGES}"
    if LANGUAGE not in languages.split():
        return "OCR belum punya data bahasa Indonesia; pasang paket tesseract-ocr-ind"
    return Recogniser(executable)


def _run(command: tuple[str, ...], seconds: float, data: bytes = b"") -> str:
    # One thread: several only wait for one another on a page, and the machine has other work.
    environment = dict(os.environ) | {"OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command, the page comes over standard input
            command, input=data, capture_output=True, timeout=seconds, check=True, env=environment
        )
    except subprocess.TimeoutExpired as error:
        raise NoRecognition(f"belum selesai setelah {seconds:g} detik") from error
    except (OSError, subprocess.CalledProcessError) as error:
        raise NoRecognition("tesseract berhenti dengan galat") from error
    return done.stdout.decode("utf-8", errors="replace")


def _image(page: pdfium.PdfPage, max_pixels: int) -> tuple[bytes, int]:
    """The page as a portable grey map, and its resolution in dots per inch."""
    width, height = page.get_size()
    area = max(1.0, width * height) / _POINTS**2
    dpi = min(_DPI, int((max_pixels / area) ** 0.5))
    if dpi < _LEAST_DPI:
        raise NoRecognition("halaman terlalu besar")
    bitmap = page.render(scale=dpi / _POINTS, grayscale=True)
    try:
        pixels = bitmap.to_numpy()
        header = f"P5 {bitmap.width} {bitmap.height} 255\n".encode()
        return header + pixels.reshape(bitmap.height, -1)[:, : bitmap.width].tobytes(), dpi
    finally:
        bitmap.close()


def _parsed(table: str, scale: float) -> Recognised:
    """Words of tesseract's table as runs, one for each line or column of a line."""
    runs: list[Run] = []
    place = None
    weighted, letters = 0.0, 0
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        if row.get("level") != _WORD_LEVEL or not text:
            continue
        try:
            left, top, width, height = (int(row[name]) * scale for name in ("left", "top", "width", "height"))
            confidence = float(row["conf"]) / 100
        except (KeyError, TypeError, ValueError) as error:
            raise NoRecognition("keluaran tesseract tidak dikenali") from error
        line = (row["block_num"], row["par_num"], row["line_num"])
        last = runs[-1] if runs else None
        if last is not None and line == place and left - last.right <= _COLUMN_GAP * max(last.height, height):
            last.text += f" {text}"
            last.right, last.last_left = max(last.right, left + width), left
            last.top, last.bottom = min(last.top, top), max(last.bottom, top + height)
        else:
            runs.append(Run(text, left, top, left + width, top + height, last_left=left))
        place = line
        count = len(re.findall(r"\w", text))
        weighted += max(0.0, confidence) * count
        letters += count
    return Recognised(tuple(runs), weighted / letters if letters else 1.0)
