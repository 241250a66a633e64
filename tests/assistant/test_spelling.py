"""Misspelt words: what is read for what, what is never touched, and that the reading can be seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.models import Question
from assistant.spelling import (
    ADDED,
    DOUBLED,
    FIRST_LETTER,
    LONGEST_TEXT,
    OTHER,
    SLIPPED_KEY,
    SWAPPED,
    VOWEL,
    Speller,
    common_stems,
    slip_cost,
    speller_of,
    word_counts,
)
from assistant.understand import understand
from tests.assistant.conftest import TODAY, Desk

COUNTS = {
    "cuti": 90, "tahunan": 60, "pensiun": 50, "kenaikan": 40, "pangkat": 60, "gaji": 70, "tunjangan": 50,
    "pemberhentian": 30, "pegawai": 99, "jabatan": 80, "hukuman": 40, "hukum": 4, "disiplin": 40,
}  # fmt: skip
SPELLER = Speller(COUNTS, lambda word: word in COUNTS or word in {"saya", "berapa", "kapan", "surat"})


def read(text: str) -> str:
    """A text as it is read."""
    return SPELLER.read(text)[0]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("cutti", "cuti"),
        ("cuto", "cuti"),
        ("gjai", "gaji"),
        ("tahunnan", "tahunan"),
        ("pensuin", "pensiun"),
        ("kenaikn", "kenaikan"),
        ("pangat", "pangkat"),
        ("tunjanfan", "tunjangan"),
        ("pmberhentain", "pemberhentian"),
        ("pegawia", "pegawai"),
        ("jabatna", "jabatan"),
        ("disipiln", "disiplin"),
        ("tunjagannya", "tunjangannya"),
    ],
)
def test_a_slip_is_read_for_the_word_that_was_meant(typed: str, meant: str) -> None:
    assert SPELLER.read(f"berapa {typed} saya") == (f"berapa {meant} saya", ((typed, meant),))


def test_the_rest_of_the_text_stays_as_it_is() -> None:
    text, readings = SPELLER.read("Kapan  kenaikn pangkt,  saya (gjai)?")
    assert text == "Kapan  kenaikan pangkat,  saya (gaji)?"
    assert readings == (("kenaikn", "kenaikan"), ("pangkt", "pangkat"), ("gjai", "gaji"))


def test_a_slip_that_is_repeated_is_told_once() -> None:
    assert SPELLER.read("gjai, gjai")[1] == (("gjai", "gaji"),)


def test_a_first_word_keeps_its_capital() -> None:
    assert SPELLER.read("Pensuin kapan") == ("Pensiun kapan", (("Pensuin", "Pensiun"),))


@pytest.mark.parametrize(
    "text",
    [
        "surat pegawai",  # known
        "ctui2 gji2",  # with digits
        "12a cut",  # short
        "berapa Pensuin",  # written like a name
        "berapa GJAI",  # written like an abbreviation
        'kata “gjai” dan "gjai"',  # quoted
        "gjai@contoh.id www.gjai.id",  # an address
        "rendang",  # near nothing
        "judi",  # two slips in four letters
    ],
)
def test_what_is_not_touched(text: str) -> None:
    assert SPELLER.read(text) == (text, ())


def test_spared_spans_are_not_touched() -> None:
    assert SPELLER.read("gjai gjai", [(0, 4)]) == ("gjai gaji", (("gjai", "gaji"),))


def test_the_more_frequent_word_wins_among_equal_slips() -> None:
    # One letter left out of either.
    speller = Speller({"kabupaten": 9, "kabupatan": 2}, lambda _: False)
    assert speller.read("kabupatn")[0] == "kabupaten"


def test_a_pasted_text_and_another_language_are_left_alone() -> None:
    long = "gjai " * LONGEST_TEXT
    assert SPELLER.read(long) == (long, ())
    foreign = " ".join(f"gjai{'x' * number}" for number in range(13))
    assert SPELLER.read(foreign) == (foreign, ())


@pytest.mark.parametrize(
    ("typed", "meant", "cost"),
    [
        ("cuti", "cuti", 0.0),
        ("cutti", "cuti", DOUBLED),
        ("jumat", "jummat", DOUBLED),
        ("gjai", "gaji", SWAPPED),
        ("cto", "cuto", VOWEL),
        ("cuta", "cuti", VOWEL),
        ("cuyi", "cuti", SLIPPED_KEY),
        ("cupi", "cuti", OTHER),
        ("cutri", "cuti", ADDED),
        ("vuti", "cuti", SLIPPED_KEY + FIRST_LETTER),
    ],
)
def test_costs_of_slips(typed: str, meant: str, cost: float) -> None:
    assert slip_cost(typed, meant) == pytest.approx(cost)


def test_words_of_the_library_count_from_the_second_time_and_those_people_ask_with_always() -> None:
    counts = word_counts(["loket loket arsiparis", "loket abc"])
    assert counts["loket"] == 3
    assert "arsiparis" not in counts
    assert counts["bagaimana"] == 20


def test_common_words_are_stems() -> None:
    assert {"masak", "mobil", "tetangga"} <= common_stems()


def test_a_library_knows_its_own_words(desk: Desk) -> None:
    speller = speller_of(desk.snapshot)
    assert speller_of(desk.snapshot) is speller
    text = "surat keteranagn dokter, masukin stafnya, film apa"
    assert speller.read(text)[1] == (("keteranagn", "keterangan"),)


def test_no_word_of_a_library_is_changed(desk: Desk) -> None:
    speller = speller_of(desk.snapshot)
    for unit in desk.snapshot.knowledge.units():
        assert speller.read(unit.text[:LONGEST_TEXT])[1] == ()


def test_a_question_tells_what_was_read_as_what(desk: Desk) -> None:
    speller = speller_of(desk.snapshot)
    asked = Question(text="surat keteranagn dokter menurut PP 91/2019?", on=TODAY)
    understood = understand(asked, speller)
    assert understood.read_as == (("keteranagn", "keterangan"),)
    assert "keterangan" in understood.text
    assert understood.named == ("pp-91-2019",)
    assert understand(asked).read_as == ()


@given(st.text(max_size=80))
def test_any_text_is_read_and_a_reading_is_read_no_further(text: str) -> None:
    once, readings = SPELLER.read(text)
    assert SPELLER.read(once) == (once, ())
    assert (once == text) == (not readings)
