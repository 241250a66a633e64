"""Bounds on what a reader will take on, so that one file cannot exhaust the machine."""

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """Upper bounds for one file.

    Attributes:
        max_bytes: size on disk.
        max_pages: PDF pages or slides.
        max_cells: table cells in the whole file, empty padding included.
        max_uncompressed: bytes an office file (a ZIP) may unpack to, all members together.
        max_ratio: how many times larger than its compressed size one member may be.
        max_members: files inside an office file.
        ocr_pages: scanned pages that are recognised; 0 turns recognition off.
        ocr_pixels: size of the image that a scanned page is drawn to.
        ocr_seconds: time that one scanned page may take.
    """

    max_bytes: int = 64 * MIB
    max_pages: int = 3_000
    max_cells: int = 1_000_000
    max_uncompressed: int = 512 * MIB
    max_ratio: int = 200
    max_members: int = 10_000
    ocr_pages: int = 1_000
    ocr_pixels: int = 40_000_000
    ocr_seconds: float = 120.0


DEFAULT = ReadLimits()
