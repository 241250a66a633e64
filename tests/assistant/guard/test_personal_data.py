import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.guard.personal_data import find, mask, mask_all
from assistant.guard.personal_kinds import PersonalKind
from assistant.guard.words import name_parts, word_list, worded_parts

PIECES = st.sampled_from(
    [
        "nama saya ",
        "Budi Santoso ",
        "NIP ",
        "198501012010011001",
        "19850101 201001 1 001",
        " 081234567890 ",
        "[NIP-1]",
        "[nama - 1]",
        "[NIP-1a]",
        "pak agus ",
        "a.n. ",
        "rina@gmail.com",
        "rekening ",
        "123456789012 ",
        "lahir 12 Mei 1985 ",
        "Jl. Melati No. 5 RT 03/RW 04",
        "\n",
        "NIK ",
        "3404015203850001",
        ", S.Pd.",
        "ß",
        "İ",
        "ﬁ",
        "\u200b",
        "１２３",
    ]
)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=12).map("".join)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_what_is_masked_comes_back_and_nothing_is_masked_twice(text: str) -> None:
    masked = mask(text)
    assert masked.restore(masked.text) == text
    assert mask(masked.text).text == masked.text
    assert all(text[one.start : one.end] == one.value for one in masked.found)


def test_each_kind_has_its_placeholder() -> None:
    masked = mask("Nama saya Budi Santoso, NIP 19850101 201001 1 001, HP 0812-3456-7890.")
    assert masked.text == "Nama saya [NAMA-1], NIP [NIP-1], HP [TELEPON-1]."
    assert [one.kind for one in masked.found] == [PersonalKind.NAME, PersonalKind.NIP, PersonalKind.PHONE]


def test_one_value_has_one_number_however_it_is_written() -> None:
    masked = mask("NIP 198501012010011001, yaitu 19850101 201001 1 001, ya 198501012010011001")
    assert masked.text == "NIP [NIP-1], yaitu [NIP-1a], ya [NIP-1]"


def test_a_conversation_shares_its_placeholders() -> None:
    first, second = mask_all(
        ("nip 198501012010011001", "kalau nip 199001012015012002 dan 198501012010011001?")
    )
    assert (first.text, second.text) == ("nip [NIP-1]", "kalau nip [NIP-2] dan [NIP-1]?")
    assert first.restore("[NIP-2]") == "199001012015012002"


def test_a_placeholder_that_was_typed_is_nobodys() -> None:
    masked = mask("Apa arti [NIP-1] bagi NIP 198501012010011001?")
    assert masked.text == "Apa arti [NIP-1] bagi NIP [NIP-2]?"
    assert masked.restore("[NIP-1] [NIP-2] [NIK-1]") == "[NIP-1] 198501012010011001 [NIK-1]"


def test_placeholders_survive_being_quoted_and_retyped() -> None:
    masked = mask("NIP 198501012010011001")
    assert masked.restore('"[nip\u20111]" dan ([ NIP-1 ])') == '"198501012010011001" dan (198501012010011001)'


@pytest.mark.parametrize(
    "text",
    [
        "PP 94/2021 dan Peraturan BKN Nomor 11 Tahun 2017 Pasal 5 ayat (2) huruf a",
        "Surat Nomor 800/123456/BKD/2022 tanggal 12 Mei 2022",
        "Gaji pokok saya Rp 5.000.000 dan anggaran Rp1.100.000.000.000.000",
        "a.n. Kepala Dinas Pendidikan, Bapak Bupati, Ibu Menteri",
        "PNS yang lahir sebelum 1 Januari 1970",
        "Kantor BKN di Jl. Mayjen Sutoyo No. 12 Jakarta, humas@bkn.go.id",
        "Lembur 08-12-2023 10.30 sampai 09-12-2023",
        "tahun 2019 2020 2021 2022",
        "Nama saya hilang dari daftar, nilai saya Sangat Baik",
        "Anak yang lahir setelah 1 Maret 2024",
        "Rekening tabungan Mandiri",
        "Universitas Ahmad Dahlan dan Bandara Soekarno Hatta",
        "saya hari ini cuti",
    ],
)
def test_rules_amounts_dates_and_offices_stay(text: str) -> None:
    assert find(text) == ()


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("PPPK 199001012022211001", PersonalKind.NIP, "199001012022211001"),
        ("NIP saya 19850101 201001 1 01", PersonalKind.NIP, "19850101 201001 1 01"),
        (
            "nip １９８５０１０１２０１００１１００１",
            PersonalKind.NIP,
            "１９８５０１０１２０１００１１００１",
        ),
        ("NIP lama 131234567", PersonalKind.NIP, "131234567"),
        ("3404.01.520385.0001", PersonalKind.NIK, "3404.01.520385.0001"),
        ("No. KK 3404010203850001", PersonalKind.KK, "3404010203850001"),
        ("01.234.567.8-901.000", PersonalKind.NPWP, "01.234.567.8-901.000"),
        ("+62 812-3456-7890", PersonalKind.PHONE, "+62 812-3456-7890"),
        ("norek 0123456789", PersonalKind.ACCOUNT, "0123456789"),
        ("rina at gmail dot com", PersonalKind.EMAIL, "rina at gmail dot com"),
        ("TTL: Sleman, 12-05-1985", PersonalKind.BIRTH, "12-05-1985"),
        ("di Jl. Melati No. 5 RT 03/RW 04 Sleman", PersonalKind.ADDRESS, "Jl. Melati No. 5 RT 03/RW 04"),
        ("Terima kasih,\nDewi Lestari", PersonalKind.NAME, "Dewi Lestari"),
        ("Apakah Yosep Wenda boleh cuti?", PersonalKind.NAME, "Yosep Wenda"),
        ("nama saya lukas kogoya guru di wamena", PersonalKind.NAME, "lukas kogoya"),
        ("bu mega bilang cuti hangus", PersonalKind.NAME, "mega"),
        ("Salam,\n\nAnalis Kepegawaian\nLasma Tampubolon", PersonalKind.NAME, "Lasma Tampubolon"),
        (
            "nip saya satu sembilan delapan lima nol satu nol satu dua, kapan pensiun",
            PersonalKind.NIP,
            "satu sembilan delapan lima nol satu nol satu dua",
        ),
    ],
)
def test_forms_of_personal_data(text: str, kind: PersonalKind, value: str) -> None:
    assert [(span.kind, text[span.start : span.end]) for span in find(text)] == [(kind, value)]


def test_names_in_a_list_and_behind_a_number_are_found() -> None:
    text = "Desak Paramita, Frengky Wonda dan Markus Tarigan; kontak 0812-3456-7890 (Sulastri)"
    assert mask(text).text == "[NAMA-1], [NAMA-2] dan [NAMA-3]; kontak [TELEPON-1] ([NAMA-4])"


def test_lists_of_name_parts_are_large_and_hold_no_word_that_is_no_name() -> None:
    assert len(name_parts()) >= 600
    assert not name_parts() & word_list("not_names")
    assert not name_parts() & worded_parts()
