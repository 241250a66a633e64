"""Slashes that recognition read as a letter: ``"danlatau"``, ``"kabupatenf kota"``, ``"dan I atau"``.

Only within pairs that regulations write with a slash, so that one reading is left: no law says
"dan l atau", and no word is "kabupatenlkota".
"""

import re
from collections.abc import Iterator

from ingestion.regulation.manuscript import Correction

_PAIRS = (
    ("dan", "atau"),
    ("kabupaten", "kota"),
    ("bupati", "wali"),
    ("gubernur", "bupati"),
    ("menteri", "kepala"),
    ("menteri", "pimpinan"),
    ("kementerian", "lembaga"),
    ("negara", "lembaga"),
    ("negara", "daerah"),
    ("barang", "jasa"),
    ("desa", "kelurahan"),
    ("pekerja", "buruh"),
    ("sumpah", "janji"),
)
_LOOKALIKE = "[lIfijJtTrzZy!|]"
_MISREAD = re.compile(
    r"(?<![\w/-])(?:"
    + "|".join(
        rf"{first}\s?(?P<sign{index}>{_LOOKALIKE})\s?{second}" for index, (first, second) in enumerate(_PAIRS)
    )
    + r")(?=[^\W\d_]*(?![\w]))",
    re.IGNORECASE,
)


def misread_slashes(text: str) -> Iterator[Correction]:
    """The places of pairs whose slash was read as a letter."""
    for match in _MISREAD.finditer(text):
        index = next(number for number in range(len(_PAIRS)) if match[f"sign{number}"])
        first, second = (len(word) for word in _PAIRS[index])
        printed = f"{match.group()[:first]}/{match.group()[-second:]}"
        yield Correction(*match.span(), printed, f"garis miring terbaca “{match[f'sign{index}']}”")
