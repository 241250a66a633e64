"""A letter is read as a slash only within pairs that are written with one."""

import pytest

from ingestion.regulation.manuscript import manuscript
from ingestion.regulation.words import with_corrected_words
from tests.ingestion.regulation.conftest import document


def corrected(text: str) -> str:
    return with_corrected_words(manuscript(document(text))).words(0, len(text))


@pytest.mark.parametrize(
    ("raw", "printed"),
    [
        ("cuti danlatau izin", "cuti dan/atau izin"),
        ("cuti danf atau izin", "cuti dan/atau izin"),
        ("cuti dan I atau izin", "cuti dan/atau izin"),
        ("Pemerintah Daerah KabupatenlKota", "Pemerintah Daerah Kabupaten/Kota"),
        ("bupati lwali kota", "bupati/wali kota"),
        ("kementerianf lembaga", "kementerian/lembaga"),
    ],
)
def test_a_letter_between_the_words_of_a_pair_is_a_slash(raw: str, printed: str) -> None:
    assert corrected(raw) == printed


@pytest.mark.parametrize(
    "kept",
    [
        "dana atau barang",
        "dan atau",
        "dalam kabupaten kota lama",
        "kabupaten/kota dan/atau provinsi",
        "antara 1 dan 1 atau 2",
        "perdanlatau",
    ],
)
def test_other_words_stay(kept: str) -> None:
    assert corrected(kept) == kept


def test_the_letter_is_named_in_the_reason() -> None:
    (correction,) = with_corrected_words(manuscript(document("cuti danlatau izin"))).corrections
    assert (correction.start, correction.end) == (5, 13)
    assert correction.reason == "garis miring terbaca “l”"
