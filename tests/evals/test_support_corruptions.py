"""Sentences made wrong by rule."""

import random

import pytest

from assistant.support import Support
from evals.support_corruptions import Corruption, corrupted, label_of, reworded

CASES = {
    Corruption.NEGATED: (
        "PNS dilarang menerima hadiah.",
        {"PNS diperbolehkan menerima hadiah.", "PNS boleh menerima hadiah."},
    ),
    Corruption.STRENGTHENED: ("Cuti dapat ditunda.", {"Cuti wajib ditunda.", "Cuti harus ditunda."}),
    Corruption.BOUND: ("Lamanya paling lama 3 bulan.", {"Lamanya paling singkat 3 bulan."}),
    Corruption.ORDER: (
        "Diajukan sebelum berangkat.",
        {"Diajukan setelah berangkat.", "Diajukan sesudah berangkat."},
    ),
    Corruption.COMPARISON: ("Sakit lebih dari 14 hari.", {"Sakit kurang dari 14 hari."}),
    Corruption.NUMBER: ("Lamanya 3 bulan.", {f"Lamanya {n} bulan." for n in (1, 4, 5, 6, 13)}),
    Corruption.UNIT: ("Lamanya 3 bulan.", {"Lamanya 3 tahun.", "Lamanya 3 hari."}),
    Corruption.DAY: ("Lamanya 3 hari kerja.", {"Lamanya 3 hari kalender."}),
    Corruption.SUBJECT: (
        "Gubernur menetapkan izin.",
        {"Menteri menetapkan izin.", "Bupati menetapkan izin."},
    ),
    Corruption.JUNCTION: ("Istri dan anak mendapat pensiun.", {"Istri atau anak mendapat pensiun."}),
    Corruption.CONDITION_DROPPED: (
        "Dalam hal pegawai sakit keras, izin diberikan oleh atasan.",
        {"Izin diberikan oleh atasan."},
    ),
    Corruption.EXCEPTION_DROPPED: (
        "Izin diberikan oleh atasan, kecuali pegawai sedang diperiksa.",
        {"Izin diberikan oleh atasan."},
    ),
    Corruption.REQUIREMENT_DROPPED: (
        "Pegawai yang telah bekerja paling singkat 5 tahun berhak atas cuti besar.",
        {"Pegawai berhak atas cuti besar."},
    ),
}


@pytest.mark.parametrize("kind", CASES, ids=str)
def test_each_kind_changes_what_it_says(kind: Corruption):
    said, wanted = CASES[kind]
    for seed in range(10):
        assert corrupted(said, random.Random(seed))[kind] in wanted


def test_every_kind_is_tested():
    assert set(CASES) == set(Corruption)


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (
            "Keputusan itu baru dapat diberikan setelah Kepala BKN menyetujui.",
            "Keputusan itu baru dapat diberikan.",
        ),
        (
            "Perjanjian kerja itu diputus PPK bila: habis, dan tidak diperpanjang.",
            "Perjanjian kerja itu diputus PPK",
        ),
        ("Keberatan diajukan paling lama 14 hari setelah keputusan diterima.", None),
        ("Dalam hal pegawai sakit keras, izin diberikan oleh atasan langsungnya.", None),
    ],
)
def test_a_requirement_is_dropped_that_no_other_kind_drops(said: str, wanted: str | None):
    """What a term runs from is no requirement, and a condition that opens a sentence has its own kind."""
    assert corrupted(said, random.Random(0)).get(Corruption.REQUIREMENT_DROPPED) == wanted


def test_what_cannot_be_made_wrong_is_left_out():
    assert corrupted("Pegawai hadir.", random.Random(0)) == {}


def test_less_than_was_said_goes_beyond_and_another_thing_contradicts():
    assert label_of(Corruption.EXCEPTION_DROPPED) is Support.BEYOND
    assert label_of(Corruption.NEGATED) is Support.CONTRADICTED


def test_rewording_keeps_numbers_and_denials():
    said = "PNS tidak dapat menunda cuti paling lama 3 (tiga) bulan setelah dilarang."
    for seed in range(20):
        again = reworded(said, random.Random(seed))
        assert "3" in again
        assert "tidak" in again
    assert len({reworded(said, random.Random(seed)) for seed in range(20)}) > 5
