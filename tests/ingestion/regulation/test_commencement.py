"""The days of a regulation: enacted, promulgated, in force."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingestion.regulation.commencement import closing_dates, effective_date
from ingestion.regulation.dates import dates_in

ENACTED, PROMULGATED = date(2021, 5, 3), date(2021, 5, 10)


def test_damaged_dates() -> None:
    assert dates_in(
        "tanggal 3 1 Agustus 2O2l, 17 Pebruari 2003, 2 Oktober 1978, 31 Februari 2020, 9 Mei tahun 1952"
    ) == [
        date(2021, 8, 31),
        date(2003, 2, 17),
        date(1978, 10, 2),
        date(1952, 5, 9),
    ]


def test_damaged_digits_count_only_where_the_year_proves_them() -> None:
    assert dates_in("L3 April2O22, 29 April2OL9, 4 Juli 2O18, 4 Juli 2017", (2022,)) == [
        date(2022, 4, 13),
        date(2017, 7, 4),
    ]


@pytest.mark.parametrize(
    ("closing", "expected"),
    [
        (
            "Ditetapkan di Jakarta pada tanggal 3 Mei 2021. Diundangkan di Jakarta pada tanggal 10 Mei 2021",
            (ENACTED, PROMULGATED),
        ),
        (
            "Disahkan di Jakarta pada tanggal 3 mei 2021 Diundangkan, pada tanggal 10 Mei tahun 2021",
            (ENACTED, PROMULGATED),
        ),
        ("Dikeluarkan di Jakarta pada tanggal L0 Mei 2O2L", (PROMULGATED, None)),
        ("Ditetapkan di Jakarta pada tanggal 3 Mei 2O27", (None, None)),
        (
            "Ditetapkan di Jakarta pada tanggal 3 Mei 2021 Diundangkan di Jakarta pada tanggal 10 Mei 1992",
            (ENACTED, None),
        ),
        (
            "Ditetapkan di Solo pada tanggal 24 Mei 2022 Diundangkan di Jakarta pada tanggal 10 Mei 2021",
            (None, PROMULGATED),
        ),
        ("Disahkan di Jakarta pada tanggal 3 Mei 20213 Mei 2021", (ENACTED, None)),
        ("Ditetapkan di Jakarta Diundangkan di Jakarta pada tanggal 10 Mei 2021", (None, PROMULGATED)),
    ],
)
def test_the_closing_words(closing: str, expected: tuple[date | None, date | None]) -> None:
    assert closing_dates(closing, (2021,)) == expected


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("mulai berlaku pada tanggal diundangkan.", PROMULGATED),
        ("mulai berlaku pada tanggal di undangkan.", PROMULGATED),
        ("mulai berlaku pada hari pengundangannya.", PROMULGATED),
        ("mulai berlaku pada hari tanggal diundangkannya.", PROMULGATED),
        ("mulai berlaku pada tanggal ditetapkan.", ENACTED),
        ("berlaku sejak ditetapkan.", ENACTED),
        ("mulai berlaku pada tanggal 1 Juli 2021.", date(2021, 7, 1)),
        ("mulai berlaku pada tanggal1 Juli 2O21.", date(2021, 7, 1)),
        ("berlaku terhitung mulai tanggal 1 Juli 2021, dengan ketentuan tertentu.", date(2021, 7, 1)),
        ("mulai berlaku setelah 30 (tiga puluh) hari terhitung sejak tanggal diundangkan.", date(2021, 6, 9)),
        ("mulai berlaku 30 (tiga puluh) hari terhitung sejak tanggal diundangkan.", date(2021, 6, 9)),
        ("mulai berlaku pada hari ketiga puluh sesudah hari pengundangannya.", date(2021, 6, 9)),
        ("mulai berlaku setela 3O (tiga puluh) hari terhitung sejak tanggal diundangkan.", date(2021, 6, 9)),
        ("mulai berlaku pada tanggal dir-rndangkan.", PROMULGATED),
        ("mulai berlaku 6 (enam) bulan sejak tanggal diundangkan.", date(2021, 11, 10)),
        ("mulai berlaku enam bulan setelah diundangkan.", date(2021, 11, 10)),
        ("mulai berlaku setelah 2 (dua) tahun terhitung sejak tanggal diundangkan.", date(2023, 5, 10)),
        ("mulai berlaku pada tanggal diundangkan dan berlaku surut sejak 1 Januari 2021.", date(2021, 1, 1)),
        (
            "mulai berlaku pada hari ditetapkan dan mempunyai daya laku surut sejak tanggal 1 April 2020.",
            date(2020, 4, 1),
        ),
        ("berlaku surut terhitung mulai tanggal 1 April 2020.", date(2020, 4, 1)),
        ("mempunyai daya surut sampai tanggal 1 April 2020.", date(2020, 4, 1)),
        (
            'disebut "Peraturan Cuti" dan mulai berlaku pada hari diundangkan dan berlaku surut hingga pada'
            " tanggal 1 Januari 2020.",
            date(2020, 1, 1),
        ),
        (
            "mulai berlaku pada tanggal diundangkan, kecuali Pasal 3 yang berlaku surut sejak 1 Mei 2020.",
            PROMULGATED,
        ),
    ],
)
def test_when_it_takes_effect(clause: str, expected: date) -> None:
    assert effective_date(f"Peraturan Pemerintah ini {clause}", ENACTED, PROMULGATED, 2021) == expected


@pytest.mark.parametrize(
    "words",
    [
        "Peraturan Pemerintah ini diatur dengan Peraturan Menteri.",
        "Peraturan Pemerintah ini mulai berlaku pada tanggal ditetapkan oleh Menteri.",
        "Peraturan Pemerintah ini mulai berlaku pada tanggal yang akan ditetapkan.",
        "Peraturan Pemerintah ini mulai berlaku sejak dilaksanakannya pengadaan pegawai.",
        "Peraturan Pemerintah ini mulai berlaku pada tanggal 1 Januari 1896.",
        "Peraturan Pemerintah ini mulai berlaku pada tanggal 1 Juli 2O27.",
        "Pada saat Peraturan Pemerintah ini mulai berlaku, Keputusan lama tidak berlaku sejak 1 Juli 2021.",
        "Ketentuan sebagaimana dimaksud pada angka 1 mulai berlaku pada tanggal 1 Januari 2021.",
        "Peraturan Pemerintah ini mulai berlaku setelah 3O hari terhitung sejak tanggal diundangkan.",
        "Gaji baru mulai berlaku pada tanggal 1 Januari 2021.",
    ],
)
def test_what_names_no_day_of_the_whole(words: str) -> None:
    assert effective_date(words, ENACTED, PROMULGATED, 2021) is None


def test_a_day_without_its_signature_is_unknown() -> None:
    assert (
        effective_date("Undang-undang ini mulai berlaku pada hari diundangkan.", ENACTED, None, 2021) is None
    )


def test_a_name_that_lost_its_ini() -> None:
    words = "Peraturan Pemerintah mulai berlaku pada tanggal diundangkan."
    assert effective_date(words, ENACTED, PROMULGATED, 2021) == PROMULGATED


@pytest.mark.parametrize("name", ["Undang- Undang ini", "Peraturan Pemerintah m1", "Perattrran Daerah ini"])
def test_damaged_names(name: str) -> None:
    words = f"{name} mulai berlaku pada tanpgal 1 Juli 2021."
    assert effective_date(words, ENACTED, PROMULGATED, 2021) == date(2021, 7, 1)


def test_quoted_wording_gives_way_to_the_last_statement() -> None:
    body = (
        "Pasal 9 diubah sehingga berbunyi: Undang-undang ini mulai berlaku pada tanggal 1 Januari 2021. "
        "Pasal II Undang-undang ini mulai berlaku pada tanggal diundangkan."
    )
    assert effective_date(body, ENACTED, PROMULGATED, 2021) == PROMULGATED


@pytest.mark.parametrize(
    "words",
    [
        "Undang-Undang ini mulai berlaku pada tanggal",
        "Peraturan Pemerintah ini mulai berlaku pada tanggal .",
    ],
)
def test_a_lost_day_is_known_where_both_days_are_one(words: str) -> None:
    assert effective_date(words, PROMULGATED, PROMULGATED, 2021) == PROMULGATED
    assert effective_date(words, ENACTED, PROMULGATED, 2021) is None


@pytest.mark.parametrize(
    "words",
    [
        "Peraturan Pemerintah ini diundangkan. mulai berlaku pada tanggal",
        "Peraturan Pemerintah diundangkan. ini mulai berlaku pada tanggal Agar",
    ],
)
def test_lines_out_of_order(words: str) -> None:
    assert effective_date(words, ENACTED, PROMULGATED, 2021) == PROMULGATED


@given(
    st.text(
        alphabet=st.sampled_from("Peraturan Pemerintah ini mulai berlaku surut 1 Mei 2021.;"), max_size=300
    )
)
def test_any_words_can_be_read(words: str) -> None:
    effective_date(words, ENACTED, PROMULGATED, 2021)
    effective_date(f"Peraturan ini mulai berlaku {words}", None, None, 2021)
