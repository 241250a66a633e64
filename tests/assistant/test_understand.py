"""What is read from a question: standard words, named provisions, the date, the kind of employee."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.models import Question
from assistant.understand import Understood, understand

TODAY = date(2026, 11, 21)


def read(text: str, on: date = TODAY) -> Understood:
    """Understand a question asked for a day."""
    return understand(Question(text=text, on=on))


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("saya bolos 46 hari, waktu itu tahun 2012, hukumannya apa", 2012),
        ("pada tahun 2015 berapa hari cuti tahunan?", 2015),
        ("Pada 2015, PNS mangkir 46 hari kerja diapakan?", 2015),
        ("aturan cuti thn 2012", 2012),
        ("gaji ketiga belas tahun 2022 dibayar kapan", 2022),
        ("pasal 3 PP 10 tahun 1983 pada tahun 1985", 1985),
    ],
)
def test_a_past_year_is_the_date_asked_about(text: str, year: int) -> None:
    understood = read(text)
    assert (understood.on, understood.dated) == (date(year, 12, 31), f"akhir tahun {year}")


@pytest.mark.parametrize(
    "text",
    [
        "apa hukuman menurut PP 53 Tahun 2010?",
        "PP Nomor 53 Tahun 2010 mengatur apa",
        "PP No. 53 thn 2010",
        "UU ASN tahun 2014 isinya apa",
        "undang-undang tahun 2014 itu",
    ],
)
def test_the_year_of_a_regulation_is_no_date(text: str) -> None:
    assert (read(text).on, read(text).dated) == (TODAY, "")


@pytest.mark.parametrize(
    "text",
    [
        "saya diangkat PNS tahun 2015, kapan naik pangkat?",
        "saya PNS tahun 2015",
        "tmt pensiun pns lahir tahun 1968",
        "sejak tahun 2010 saya honorer",
        "formasi tahun 2019 kapan cuti",
        "lulus S1 pada tahun 2018, bisa penyesuaian ijazah?",
    ],
)
def test_a_year_of_ones_own_life_is_no_date(text: str) -> None:
    assert (read(text).on, read(text).dated) == (TODAY, "")


@pytest.mark.parametrize(
    ("text", "day", "name"),
    [
        ("hukuman disiplin pada 5 Mei 2012 apa saja?", date(2012, 5, 5), "tanggal 5 Mei 2012"),
        ("aturan cuti per 01-02-2015", date(2015, 2, 1), "tanggal 1 Februari 2015"),
        ("cuti sakit pada bulan Mei 2012", date(2012, 5, 31), "tanggal 31 Mei 2012"),
        ("cuti sakit sebelum tanggal 5 Mei 2012", date(2012, 5, 4), "tanggal 4 Mei 2012"),
        ("cuti sakit sebelum Mei 2012", date(2012, 4, 30), "tanggal 30 April 2012"),
        ("sebelum tahun 2014 cuti besar berapa lama?", date(2013, 12, 31), "akhir tahun 2013"),
        ("saya bekerja tahun 2012, waktu itu cutinya berapa?", date(2012, 12, 31), "akhir tahun 2012"),
    ],
)
def test_a_past_day_or_month_is_the_date_asked_about(text: str, day: date, name: str) -> None:
    assert (read(text).on, read(text).dated) == (day, name)


@pytest.mark.parametrize(
    "text",
    [
        "saya lahir pada 5 Mei 1970, kapan pensiun?",
        "diangkat pada tanggal 1 April 2010, kapan naik pangkat?",
        "SK per 1 Maret 2015 naik gaji kapan",
        "cuti pada 31 Februari 2012",
        "cuti pada 5 Mei 2027",
        "PP 53 tahun 2010 waktu itu isinya apa",
    ],
)
def test_a_day_of_ones_life_a_coming_one_and_no_day_are_no_date(text: str) -> None:
    assert (read(text).on, read(text).dated) == (TODAY, "")


def test_a_coming_year_and_the_current_one_are_no_date() -> None:
    assert read("cuti bersama tahun 2027").on == TODAY
    assert read("cuti bersama tahun 2026").on == TODAY


def test_a_number_that_is_no_year_is_no_date() -> None:
    assert read("masa kerja 20 tahun 2 bulan").on == TODAY


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("apa isi pasal 8 PP 94 tahun 2021", ("pp-94-2021/pasal-8",)),
        ("pasal 3 ayat (2) huruf a PP 94/2021", ("pp-94-2021/pasal-3/ayat-2/huruf-a",)),
        ("cuti menurut UU 20/2023", ("uu-20-2023",)),
        ("pasal 5 itu apa", ()),
        ("cuti tahunan", ()),
    ],
)
def test_named_provisions(text: str, named: tuple[str, ...]) -> None:
    assert read(text).named == named


def test_a_provision_named_twice_is_named_once() -> None:
    assert read("PP 94/2021 dan PP Nomor 94 Tahun 2021").named == ("pp-94-2021",)


def test_the_words_of_a_citation_are_not_asked_about() -> None:
    # A heading that repeats "UU 20/2023" would else look like an answer to every question on it.
    assert read("cuti menurut UU 20/2023").asked_words == ("cuti", "urut")


def test_a_question_of_nothing_but_a_citation_keeps_its_words() -> None:
    assert {"pp", "94", "2021"} <= set(read("PP 94/2021").asked_words)


@pytest.mark.parametrize("text", ["1+1", "12", "a", "5 x 3", "pasal 5 itu apa", "ayat 2", "?"])
def test_bare_numbers_and_labels_ask_nothing(text: str) -> None:
    # Every law has a "Pasal 5": its heading would match.
    assert read(text).asked_words == ()


def test_a_greeting_asks_nothing() -> None:
    assert read("selamat pagi min").asked_words == ()
    assert read("Assalamualaikum pak, syarat kgb ya").asked_words == ("syarat", "kgb")


def test_numbers_beside_words_are_asked_about() -> None:
    assert read("bolos 10 hari").asked_words[-2:] == ("10", "hari")


def test_meant_words_are_the_asked_and_the_spelled_out() -> None:
    understood = read("syarat kgb")
    assert understood.asked_words == ("syarat", "kgb")
    assert understood.meant_words == {"syarat", "kgb", "naik", "gaji", "kala"}


def test_everyday_spelling_becomes_standard() -> None:
    assert read("brp hr cuti thn").text == "berapa hari cuti tahun"


def test_what_is_spelled_out_is_embedded_too() -> None:
    assert read("syarat kgb").meaning == "syarat kgb; kenaikan gaji berkala"


@pytest.mark.parametrize(
    ("text", "employees"),
    [
        ("cuti PNS", {"pns"}),
        ("cuti p3k", {"pppk"}),
        ("apakah CPNS dan PPPK sama", {"cpns", "pppk"}),
        ("cuti pegawai", set()),
    ],
)
def test_employees(text: str, employees: set[str]) -> None:
    assert read(text).employees == employees


def test_naming_a_regulation_is_about_personnel() -> None:
    assert read("PP 94/2021").in_domain
    assert not read("resep rendang").in_domain


@pytest.mark.parametrize(
    "text", ["?", "…", "😀😀", "1", "\N{ZERO WIDTH SPACE}x", "a" * 4000, "(((((((", "NULL"]
)
def test_odd_text_is_read(text: str) -> None:
    assert read(text).on == TODAY


@given(st.text(min_size=1, max_size=200).filter(lambda text: text.strip() != ""))
def test_any_text_is_read_the_same_twice(text: str) -> None:
    first = read(text)
    assert first == read(text)
    assert set(first.asked_words) <= first.meant_words
    assert first.on <= TODAY
