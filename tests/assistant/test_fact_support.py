"""Whether the facts of a sentence occur in the texts it rests on."""

import pytest

from assistant.fact_support import base_of, checkable, fact_base


def supported(sentence: str, *texts: str) -> bool:
    """Whether the texts together have every checkable fact of the sentence."""
    base = base_of(texts)
    return all(base.supports(fact) for fact in checkable(sentence))


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("Cuti tahunan 12 hari kerja.", "selama 12 (dua belas) hari kerja"),
        ("Cuti tahunan dua belas hari kerja.", "selama 12 hari kerja"),
        ("Berlaku 31 Agustus 2021.", "diundangkan pada tanggal 31 Agustus 2021"),
        ("Dipotong 25%.", "dipotong 25 (dua puluh lima) persen"),
        ("Menurut PP 94/2021.", "Pasal 8 ayat (2) PP Nomor 94 Tahun 2021"),
        ("Sepertiga gaji.", "1/3 (sepertiga) dari gaji"),
        ("Anak kedua.", "anak pertama sampai dengan ketiga"),
        ("Minimal 50 tahun.", "sekurang-kurangnya 50 tahun"),
        ("Nomor 12 dari daftar.", "12 hari kerja"),
    ],
)
def test_the_same_fact_in_other_words(sentence: str, text: str) -> None:
    assert supported(sentence, text)


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("Cuti tahunan 13 hari kerja.", "selama 12 (dua belas) hari kerja"),
        ("Cuti tahunan 12 hari.", "selama 12 hari kerja"),
        ("Cuti tahunan 12 hari kerja.", "selama 12 hari kalender"),
        ("Cuti tahunan 12 bulan.", "selama 12 hari"),
        ("Cuti 2 hari.", "selama 12 hari"),
        ("Berlaku 30 Agustus 2021.", "diundangkan pada tanggal 31 Agustus 2021"),
        ("Dipotong 25%.", "dipotong 2,5%"),
        ("Menurut PP 94/2021.", "PP Nomor 95 Tahun 2021"),
        ("Menurut PP 94/2021.", "PP Nomor 94 Tahun 2022"),
        ("Menurut Pasal 9.", "Pasal 8 PP Nomor 94 Tahun 2021"),
        ("Anak keempat.", "anak pertama sampai dengan ketiga"),
        ("Sepertiga gaji.", "setengah gaji"),
        ("Denda Rp5.000.000.", "denda Rp500.000"),
        ("Cuti 12 hari kerja.", ""),
    ],
)
def test_another_fact(sentence: str, text: str) -> None:
    assert not supported(sentence, text)


def test_facts_may_come_from_several_texts() -> None:
    assert supported("12 hari kerja setelah 1 tahun.", "12 hari kerja", "paling kurang 1 tahun")


def test_no_text_has_no_fact() -> None:
    assert base_of([]) == fact_base("")
    assert base_of([]).stated == frozenset()


@pytest.mark.parametrize(
    "sentence", ["Ada dua syarat.", "Yang pertama, tanya.", "Kedua pihak setuju.", "Boleh."]
)
def test_what_only_counts_or_orders_is_not_checked(sentence: str) -> None:
    assert checkable(sentence) == ()


def test_digits_are_always_checked() -> None:
    assert [fact.text for fact in checkable("Ada 2 syarat.")] == ["2"]


def test_a_named_provision_names_its_regulation() -> None:
    assert supported("Lihat PP 94/2021.", "Pasal 8 PP 94/2021")
    assert not supported("Lihat Pasal 8 PP 94/2021.", "PP 94/2021")


def test_the_number_of_a_placeholder_is_no_fact() -> None:
    assert checkable("Hubungi [EMAIL-1] atau [TELEPON-2].") == ()
    assert [fact.text for fact in checkable("NIP [NIP-1] berhak atas 12 hari.")] == ["12 hari"]
