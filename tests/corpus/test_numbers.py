"""Facts and the many ways of writing one."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.number_words import read_number
from corpus.numbers import FactKind, Mismatch, facts, mismatched_words


def found(text: str) -> list[tuple[str, object]]:
    return [(fact.kind.value, fact.value) for fact in facts(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("30 (tiga puluh) hari kerja", ("hari-kerja", 30)),
        ("30 hari kerja (tiga puluh)", ("hari-kerja", 30)),
        ("tiga puluh (30) hari kerja", ("hari-kerja", 30)),
        ("tiga puluh hari kerja", ("hari-kerja", 30)),
        ("30 hari\nkerja", ("hari-kerja", 30)),
        ("30hari kerja", ("hari-kerja", 30)),
        ("14 hari kalender", ("hari-kalender", 14)),
        ("58 tahun", ("tahun", 58)),
        ("58 (lima puluh delapan) tahun", ("tahun", 58)),
        ("2 thn", ("tahun", 2)),
        ("2,5 bulan", ("bulan", Fraction(5, 2))),
        ("satu setengah bulan", ("bulan", Fraction(3, 2))),
        ("setahun", ("tahun", 1)),
        ("3x24 jam", ("jam", 72)),
        ("3 x 24 (tiga kali dua puluh empat) jam", ("jam", 72)),
    ],
)
def test_one_duration(text: str, value: object) -> None:
    (fact,) = facts(text)
    assert (fact.kind, fact.value, fact.text) == (FactKind.DURATION, value, text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Rp 5.000.000,00", 5_000_000),
        ("Rp5.000.000,00 (lima juta rupiah)", 5_000_000),
        ("Rp. 5.000,-", 5000),
        ("lima juta rupiah", 5_000_000),
        ("Rp2,5 miliar", 2_500_000_000),
        ("5jt rupiah", 5_000_000),
        ("Rp 1.250,50", Fraction(2501, 2)),
    ],
)
def test_one_amount(text: str, value: object) -> None:
    assert found(text) == [("amount", value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("31 Agustus 2021", "2021-08-31"),
        ("31-08-2021", "2021-08-31"),
        ("31/8/2021", "2021-08-31"),
        ("2021-08-31", "2021-08-31"),
        ("1 Januari", "--01-01"),
        ("29 Februari", "--02-29"),
        ("bulan Agustus 2021", "2021-08"),
        ("tahun 2021", "2021"),
    ],
)
def test_one_date(text: str, value: str) -> None:
    assert found(text) == [("date", value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("50%", Decimal(50)),
        ("50% (lima puluh persen)", Decimal(50)),
        ("50 (lima puluh) persen", Decimal(50)),
        ("dua koma lima persen", Decimal("2.5")),
        ("75 per seratus", Decimal(75)),
        ("25% (dua puluh lima perseratus)", Decimal(25)),
        ("4 1/2% (empat setengah persen)", Decimal("4.5")),
    ],
)
def test_one_percentage(text: str, value: Decimal) -> None:
    assert found(text) == [("percentage", value)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 juta", [("number", 5_000_000)]),
        ("500rb", [("number", 500_000)]),
        ("seratus dua puluh lima ribu", [("number", 125_000)]),
        ("sepertiga", [("number", Fraction(1, 3))]),
        ("1/3", [("number", Fraction(1, 3))]),
        ("dua per tiga", [("number", Fraction(2, 3))]),
        ("dua pertiga", [("number", Fraction(2, 3))]),
        ("ketiga", [("ordinal", 3)]),
        ("ke-3", [("ordinal", 3)]),
        ("kedua belas", [("ordinal", 12)]),
        ("pertama", [("ordinal", 1)]),
        ("pukul 07.30", [("time", "07:30")]),
        ("dua tiga", [("number", 2), ("number", 3)]),
        ("Pasal 5 ayat (2) PP 94/2021", [("regulation", "pp-94-2021/pasal-5/ayat-2")]),
        ("Pasal 5 ayat (2)", [("regulation", "pasal-5/ayat-2")]),
        ("(Lembaran Negara Nomor 55 Tahun 1974)", [("number", 55), ("date", "1974")]),
        ("1 (satu) tahun 6 (enam) bulan", [("duration", ("tahun", 1)), ("duration", ("bulan", 6))]),
        ("31-02-2021", [("number", 31), ("number", 2), ("number", 2021)]),
    ],
)
def test_others(text: str, expected: list[tuple[str, object]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "4 (empat) sampai dengan 6 (enam) hari kerja",
            [("duration", ("hari-kerja", 4)), ("duration", ("hari-kerja", 6))],
        ),
        ("4-6 hari", [("duration", ("hari", 4)), ("duration", ("hari", 6))]),
        ("10 s.d. 20%", [("percentage", Decimal(10)), ("percentage", Decimal(20))]),
        ("5-10 juta", [("number", 5_000_000), ("number", 10_000_000)]),
        ("500 sampai 1 juta", [("number", 500), ("number", 1_000_000)]),
        ("2 orang, 6 hari", [("number", 2), ("duration", ("hari", 6))]),
    ],
)
def test_ranges(text: str, expected: list[tuple[str, object]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "satuan kerja",
        "kedua belah pihak",
        "salah satu pegawai",
        "satu-satunya",
        "sehari-hari",
        "kesatuan",
        "golongan II/a",
        "ayat (3)",
        "1. foto\n(2) ijazah",
        "Pancasila",
        "puluhan ribuan",
        "",
    ],
)
def test_no_number(text: str) -> None:
    assert facts(text) == []


@pytest.mark.parametrize(
    ("text", "digits", "words"),
    [
        ("30 (tiga puluh satu) hari", 30, 31),
        ("Rp5.000.000,00 (lima ratus juta rupiah)", 5_000_000, 500_000_000),
        ("50% (lima belas persen)", 50, 15),
        ("tiga (30) hari", 30, 3),
    ],
)
def test_mismatched_words(text: str, digits: int, words: int) -> None:
    assert mismatched_words(f"paling lama {text}.") == [Mismatch(digits, words, 12, 12 + len(text), text)]


@pytest.mark.parametrize(
    "text",
    [
        "30 (tiga puluh) hari",
        "5 juta (lima juta)",
        "3 (hari libur)",
        "1/3 (sepertiga)",
        "20 % (dua puluh per seratus)",
    ],
)
def test_matching_words(text: str) -> None:
    assert mismatched_words(text) == []


UNITS = ["", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]


def spell(number: int) -> str:
    """Indonesian words of a number below a million million, by the book."""
    if number < 10:
        words = [UNITS[number]]
    elif number < 20:
        words = ["sepuluh" if number == 10 else "sebelas" if number == 11 else f"{UNITS[number - 10]} belas"]
    elif number < 100:
        words = [UNITS[number // 10], "puluh", spell(number % 10)]
    elif number < 200:
        words = ["seratus", spell(number - 100)]
    elif number < 1000:
        words = [UNITS[number // 100], "ratus", spell(number % 100)]
    elif number < 2000:
        words = ["seribu", spell(number - 1000)]
    else:
        size, name = next(
            (size, name)
            for size, name in [(10**9, "miliar"), (10**6, "juta"), (1000, "ribu")]
            if number >= size
        )
        words = [spell(number // size), name, spell(number % size)]
    return " ".join(word for word in words if word)


def test_half_of_a_scale_is_meant_after_it() -> None:
    assert read_number("sejuta setengah") == 1_500_000
    assert read_number("dua juta setengah") == 2_500_000
    assert read_number("satu setengah") == Fraction(3, 2)


@settings(deadline=None)
@given(st.integers(1, 10**12 - 1))
def test_words_say_the_number(number: int) -> None:
    words = spell(number)
    assert read_number(words) == number
    printed = f"{number:,}".replace(",", ".")
    text = f"selama {printed} ({words}) hari kerja"
    (fact,) = facts(text)
    assert fact.value == ("hari-kerja", number)
    assert mismatched_words(text) == []


@pytest.mark.parametrize(
    "words", ["", "puluh", "satu dua", "dua puluh sebelas", "seratus seratus", "dua ribu tiga juta"]
)
def test_words_that_are_no_number(words: str) -> None:
    assert read_number(words) is None


@settings(deadline=None)
@given(st.text(alphabet="0123456789.,/%-() Rpxsatuduebelsjhnrikg\n", max_size=60))
def test_any_text(text: str) -> None:
    previous = 0
    for fact in facts(text):
        assert fact.text == text[fact.start : fact.end]
        assert fact.text.strip()
        assert fact.start >= previous
        previous = fact.end
    mismatched_words(text)


@settings(deadline=None)
@given(st.text())
def test_any_unicode(text: str) -> None:
    facts(text)
    mismatched_words(text)
