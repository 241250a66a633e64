"""What kind of answer is asked for, and whether a text has one."""

import pytest

from assistant.answer_type import AnswerType, answer_type, asks_locally, counted, has_answer, years


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("menurutmu calon gubernur mana yang paling bagus", AnswerType.OPINION),
        ("menurut PP 94/2021 apakah gaji dipotong", AnswerType.ANY),
        ("biaya ujian dinas bayar berapa?", AnswerType.MONEY),
        ("Di jalan apa kantor BPASN?", AnswerType.CONTACT),
        ("Siapa nama kepala Ombudsman?", AnswerType.NAME),
        ("Tunjangan istri berapa persen?", AnswerType.SHARE),
        ("umur pensiun kepala dinas berapa?", AnswerType.AGE),
        ("Berapa hari kerja cuti tahunan?", AnswerType.DURATION),
        ("Kapan SKP ditetapkan?", AnswerType.DATE),
        ("tes masuk pppk ada berapa tahap?", AnswerType.COUNT),
        ("Siapa yang menetapkan cuti bersama?", AnswerType.OFFICE),
        ("bolos 9 hari sanksinya apa", AnswerType.SANCTION),
        ("cara mengurus pindah instansi", AnswerType.STEPS),
        ("syarat cuti besar apa saja", AnswerType.LIST),
        ("Apakah gaji dipotong?", AnswerType.ANY),
    ],
)
def test_the_most_telling_kind_is_told(question: str, expected: AnswerType) -> None:
    assert answer_type(question) is expected


@pytest.mark.parametrize(
    ("kind", "has", "lacks"),
    [
        (AnswerType.MONEY, "Denda sebesar Rp 500.000", "Denda dijatuhkan kepada pelanggar."),
        (AnswerType.SHARE, "sebesar 10% (sepuluh persen)", "sebesar gaji pokok"),
        (AnswerType.AGE, "58 (lima puluh delapan) tahun", "batas usia pensiun"),
        (AnswerType.DURATION, "paling lama tiga bulan", "untuk waktu tertentu"),
        (AnswerType.OFFICE, "ditetapkan oleh Presiden", "ditetapkan setiap tahun"),
        (AnswerType.SANCTION, "dijatuhi teguran lisan", "wajib masuk kerja"),
        (AnswerType.CONTACT, "Gedung A, telepon 021", "berkedudukan di ibu kota negara"),
        (AnswerType.NAME, "dijabat oleh Sdr. Budi", "Kepala diangkat oleh Presiden."),
    ],
)
def test_a_text_has_the_kind_or_lacks_it(kind: AnswerType, has: str, lacks: str) -> None:
    assert has_answer(kind, has)
    assert not has_answer(kind, lacks)


def test_any_text_has_any_answer() -> None:
    assert has_answer(AnswerType.ANY, "x")


def test_what_is_counted() -> None:
    assert counted("butuh berapa poin") == ("poin",)
    assert counted("berapa?") == ()


@pytest.mark.parametrize(
    ("question", "local"),
    [
        ("kapan ujian dinas di kabupaten kita", True),
        ("mengapa tpp bulan ini belum cair", True),
        ("berapa orang yang dipecat tahun lalu", True),
        ("bolehkah kita cuti", False),
        ("tahun depan jatah saya jadi berapa", True),
        ("dua tahun tidak cuti, tahun ini maksimal berapa hari", False),
    ],
)
def test_one_place_or_moment(question: str, local: bool) -> None:
    assert asks_locally(question) is local


def test_years() -> None:
    assert years("cuti bersama 2027, bukan PP 11 atau nomor 12027") == {"2027"}
