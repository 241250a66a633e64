"""A bound of the source may not become the thing itself."""

import pytest

from assistant.generation.bounds import lost_bounds

LEAVE = "Sisa cuti tahun ini dapat dipakai tahun berikutnya, paling banyak 18 hari kerja."
EXACT = "PNS berhak atas cuti tahunan selama 12 (dua belas) hari kerja."


@pytest.mark.parametrize(
    ("text", "evidence", "lost"),
    [
        ("Sisa cuti Anda adalah 18 hari kerja.", [LEAVE], ["paling banyak 18 hari kerja"]),
        ("Sisa cuti dapat dipakai paling banyak 18 hari kerja.", [LEAVE], []),
        ("Sisa cuti dapat dipakai sampai 18 hari kerja.", [LEAVE], []),
        ("Sisa cuti dapat dipakai maksimal 18 hari kerja.", [LEAVE], []),
        ("Cuti tahunan lamanya 12 hari kerja.", [EXACT], []),
        ("Cuti lamanya 12 hari kerja.", ["Cuti paling lama 12 hari kerja.", EXACT], []),
        (
            "Masa kerjanya 5 tahun.",
            ["PNS yang bekerja 5 (lima) tahun atau lebih."],
            ["PNS yang bekerja 5 (lima) tahun"],
        ),
        ("Masa kerjanya 5 tahun atau lebih.", ["PNS yang bekerja 5 tahun atau lebih."], []),
        ("Cuti lamanya 3 bulan.", ["Paling lama 2 bulan."], []),
        (
            "Diajukan paling lambat bulan Mei, lamanya 1 bulan.",
            ["Paling lama 1 bulan."],
            ["Paling lama 1 bulan"],
        ),
    ],
)
def test_what_the_source_only_bounds_is_not_told_as_it_is(
    text: str, evidence: list[str], lost: list[str]
) -> None:
    assert list(lost_bounds(text, evidence)) == lost
