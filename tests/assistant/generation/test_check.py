"""The parts of checking that only a model's sentences need."""

import pytest

from assistant.generation.check import populations
from assistant.generation.claims import read_claim, read_unanswered
from assistant.generation.resolve import locate_misread

STORED = "Pegawai berhak atas cuti tahunan selama 12 (dua belas) hari kerja."


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("PPPK diberikan cuti", {"pppk"}),
        ("Pegawai Pemerintah dengan Perjanjian Kerja", {"pppk"}),
        ("calon PNS wajib", {"cpns"}),
        ("calon pegawai negeri sipil menjadi PNS", {"cpns", "pns"}),
        ("Pegawai ASN", {"asn"}),
        ("pegawai contoh", set()),
    ],
)
def test_kinds_of_employee(text: str, kinds: set[str]) -> None:
    assert populations(text) == kinds


def test_a_quote_is_found_despite_misread_letters() -> None:
    span = locate_misread("Pegawal berhak atas cutl tahunan selarna 12 (dua be1as)", STORED)
    assert span is not None
    assert STORED[slice(*span)] == "Pegawai berhak atas cuti tahunan selama 12 (dua belas"


@pytest.mark.parametrize(
    "quote",
    [
        "berhak atas cuti besar selama 12",
        "cuti tahunan selama 13 (dua belas) hari",
        "",
        "cuti tahunan selama l2",
    ],
)
def test_a_changed_word_or_number_is_not_found(quote: str) -> None:
    assert locate_misread(quote, STORED) is None


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("Cuti 12 hari kerja. [1]", "Cuti 12 hari kerja."),
        ("Cuti 12 hari kerja (S1, S2).", "Cuti 12 hari kerja."),
        ("Cuti 12 hari kerja (sumber: S1).", "Cuti 12 hari kerja."),
        ("Pelamar berijazah sarjana (S1) boleh melamar.", "Pelamar berijazah sarjana (S1) boleh melamar."),
    ],
)
def test_marks_of_the_model_are_taken_out(written: str, text: str) -> None:
    claim = read_claim({"kalimat": written, "sumber": "S1"})
    assert claim is not None
    assert (claim.text, claim.handles) == (text, ("S1",))


@pytest.mark.parametrize("written", [None, 5, [], {}, {"kalimat": 5}, {"kalimat": " "}, {"kalimat": "?!"}])
def test_what_is_no_sentence_is_nothing(written: object) -> None:
    assert read_claim(written) is None


def test_the_unanswered_are_read_from_a_whole_reply_only() -> None:
    assert read_unanswered('x {"klaim": [], "belum_terjawab": ["denda", 5, "denda"]} y') == ("denda",)
    assert read_unanswered('{"klaim": [], "belum_terjawab": ["den') == ()
